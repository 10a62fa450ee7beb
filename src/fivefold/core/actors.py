"""Who does something, as far as this room needs to know: `core` lies beneath the room that keeps people."""

from typing import Protocol

from django.conf import settings


class Actor(Protocol):
    @property
    def pk(self) -> int: ...

    public_id: str
    name: str
    email: str
    language: str


def language_of(person: Actor | None) -> str:
    """The language in which something is written for a person outside a request of theirs."""
    return (person.language if person else "") or settings.LANGUAGE_CODE
