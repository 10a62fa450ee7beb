"""The only writers of people."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fivefold.accounts import closing, naming
from fivefold.accounts.models import Person
from fivefold.core import ledger
from fivefold.core.rules import RuleError


@transaction.atomic
def add_person(
    *, name: str, email: str, by: Person | None, language: str = "", is_administrator: bool = False
) -> Person:
    """Give someone an account. It opens nothing until a membership does; `by=None` is the installation."""
    _require_administrator(by)
    name = _readable(name)
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
def make_administrator(person: Person, *, by: Person | None) -> Person:
    """Let someone look after the installation. It opens no partnership's content."""
    _require_administrator(by)
    if not person.is_active:
        raise RuleError("account_closed", _("This account is closed. Give another address."))
    if not person.is_administrator:
        person.is_administrator = True
        person.save(update_fields=["is_administrator"])
        ledger.append(
            ledger.INSTALLATION,
            "accounts.administrator_made",
            by=by,
            about=f"person:{person.public_id}",
            detail={"name": person.name},
        )
    return person


@transaction.atomic
def close_account(person: Person, *, by: Person | None) -> Person:
    """End every way in, at once: open sessions end with the account's next request."""
    _require_administrator(by)
    if by == person:
        raise RuleError("own_account", _("Ask another administrator to close your own account."))
    # Locked, so that of two administrators who close each other's account one stays.
    locked = Person.objects.select_for_update().filter(is_administrator=True, is_active=True)
    administrators = list(locked.order_by("pk"))
    if by is not None and by not in administrators:
        raise _administrators_only()
    if refusal := closing.why_not_closed(person, [one.pk for one in administrators]):
        raise refusal
    person.is_active = False
    person.save(update_fields=["is_active"])
    closing.end_what_depends_on(person)
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
    before = Person.objects.select_for_update().get(pk=person.pk).name
    if naming.tidied(name) != before:
        name = _readable(name)
        _enter_new_name(person, before, name)
    person.name, person.language, person.theme = name, language, theme
    person.save(update_fields=["name", "language", "theme"])
    return person


def _readable(name: str) -> str:
    tidied = naming.tidied(name)
    if refusal := naming.why_not_named(tidied):
        raise refusal
    return tidied


def _enter_new_name(person: Person, before: str, name: str) -> None:
    """Where others know the person, each circle's ledger tells; else the one that their account stands in."""
    circles = naming.circles_of(person)
    if any(naming.alike(name, other) for circle in circles for other in circle.others):
        raise RuleError(
            "name_taken",
            _("Somebody in one of your partnerships bears this name. Add a middle name or an initial."),
        )
    for chain_key in [circle.chain_key for circle in circles] or [ledger.INSTALLATION]:
        ledger.append(
            chain_key,
            "accounts.name_changed",
            by=person,
            about=f"person:{person.public_id}",
            detail={"before": before, "name": name},
        )


@transaction.atomic
def choose_language(person: Person, *, language: str) -> None:
    person.language = language
    person.save(update_fields=["language"])


def _require_administrator(by: Person | None) -> None:
    if by is not None and not (by.is_active and by.is_administrator):
        raise _administrators_only()


def _administrators_only() -> RuleError:
    return RuleError(
        "administrators_only",
        _("Only an administrator of this installation may change who has an account."),
    )
