"""The only writers of people."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fivefold.accounts.models import Person
from fivefold.core import ledger
from fivefold.core.rules import RuleError


@transaction.atomic
def add_person(
    *, name: str, email: str, by: Person | None, language: str = "", is_administrator: bool = False
) -> Person:
    """Give someone an account. It opens nothing until a membership does; `by=None` is the installation."""
    _require_administrator(by)
    if Person.objects.filter(email__iexact=email).exists():
        raise RuleError("address_taken", _("Someone with this e-mail address has an account already."))
    person = Person.objects.create_user(
        email, name=name, language=language, is_administrator=is_administrator
    )
    ledger.append(
        ledger.INSTALLATION,
        "accounts.person_added",
        by=by,
        about=f"person:{person.public_id}",
        detail={"name": name, "administrator": is_administrator},
    )
    return person


@transaction.atomic
def close_account(person: Person, *, by: Person | None) -> Person:
    """End every way in, at once: open sessions end with the account's next request."""
    _require_administrator(by)
    if by == person:
        raise RuleError("own_account", _("Ask another administrator to close your own account."))
    person.is_active = False
    person.save(update_fields=["is_active"])
    ledger.append(
        ledger.INSTALLATION,
        "accounts.person_closed",
        by=by,
        about=f"person:{person.public_id}",
        detail={"name": person.name},
    )
    return person


@transaction.atomic
def change_settings(person: Person, *, name: str, language: str, theme: str) -> Person:
    """A person's own name and how pages look to them: theirs alone, so there is no `by`."""
    person.name, person.language, person.theme = name, language, theme
    person.save(update_fields=["name", "language", "theme"])
    return person


@transaction.atomic
def choose_language(person: Person, *, language: str) -> None:
    person.language = language
    person.save(update_fields=["language"])


def _require_administrator(by: Person | None) -> None:
    if by is not None and not (by.is_active and by.is_administrator):
        raise RuleError(
            "administrators_only",
            _("Only an administrator of this installation may change who has an account."),
        )
