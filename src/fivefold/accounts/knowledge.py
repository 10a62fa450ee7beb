"""What this installation knows about a person, and how it forgets: for the person alone.

What lies in the rooms above is told, and forgotten, by what they register when they start.
"""

from collections.abc import Callable, Iterable
from typing import Any

from fivefold.accounts import browsers, second_steps, sessions
from fivefold.accounts.models import Person
from fivefold.core import ledger
from fivefold.core.models.mail import OutgoingMail

Known = dict[str, Any]
_told: list[Callable[[Person], Known]] = []
_forgotten: list[Callable[[Person], Iterable[str]]] = []


def register(told: Callable[[Person], Known], forget: Callable[[Person], Iterable[str]]) -> None:
    """told: by heading, what a room knows, of plain values.

    forget: take the person out of the room, inside the transaction that erases; what in the ledger is about
        them is named by what it returns ("membership:…").
    """
    _told.append(told)
    _forgotten.append(forget)


def known(person: Person) -> Known:
    """Everything, as the file has it."""
    found: Known = {"account": _account(person)}
    for told in _told:
        found |= told(person)
    found["ways_in"] = [
        {
            "kind": one.type,
            "name": one.data.get("name", ""),
            "since": one.created_at,
            "used": one.last_used_at,
        }
        for one in second_steps.of(person)
    ]
    found["signed_in"] = [
        {"browser": browsers.in_words(one.browser, one.device), "since": one.started_at, "used": one.seen_at}
        for one in sessions.of(person)
    ]
    found["messages"] = [
        {"at": mail.created_at, "subject": mail.subject, "to": mail.address, "state": mail.state}
        for mail in OutgoingMail.objects.filter(address=person.email)
    ]
    found["acts"] = [
        {"at": entry.at, "act": entry.act, "about": entry.about, "hash": entry.hash}
        for entry in ledger.by(person)
    ]
    return found


def forget(person: Person) -> set[str]:
    return {about for forgotten in _forgotten for about in forgotten(person)}


def _account(person: Person) -> Known:
    return {
        "name": person.name,
        "email": person.email,
        "language": person.language,
        "light_or_dark": person.theme,
        "looks_after_the_installation": person.is_administrator,
        "since": person.joined_at,
        "last_sign_in": person.last_login,
        "identifier": person.public_id,
    }
