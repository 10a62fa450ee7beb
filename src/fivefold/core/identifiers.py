"""Public identifiers: random, never counted, so that no address tells how much is hidden."""

import secrets
from typing import Any

from django.db import models

# Without vowels no word appears by accident; without look-alikes an address can be read aloud.
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
LENGTH = 14


def new_public_id() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


class PublicIdField(models.CharField):  # type: ignore[type-arg]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(max_length=LENGTH, unique=True, editable=False, default=new_public_id)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "unique", "editable", "default"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs


class PublicIdConverter:
    """`<publicid:…>` in an address: nothing else ever reaches the database, which may refuse some signs."""

    regex = f"[{ALPHABET}]{{{LENGTH}}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
