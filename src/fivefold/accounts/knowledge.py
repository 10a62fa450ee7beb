"""What this installation knows about a person, and how it forgets: for the person alone.

What lies in the rooms above is told, and forgotten, by what they register when they start.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fivefold.accounts import browsers, second_steps, sessions
from fivefold.accounts.models import Person
from fivefold.core import ledger
from fivefold.core.models.mail import MailState, OutgoingMail

Known = dict[str, Any]
_told: list[Callable[[Person], Known]] = []
_forgotten: list[Callable[[Person], Iterable[str]]] = []
# In the order of the page; each room adds its own.
_headings: dict[str, Promise] = {
    "ways_in": _("Your passkeys and your app"),
    "signed_in": _("Where you are signed in"),
    "messages": _("Messages to your address"),
    "acts": _("Your acts in the ledgers"),
}
ROWS_SHOWN = 50
# A day says what it is a day of.
_days: dict[str, Promise] = {
    "since": _("since {day}"),
    "from": _("since {day}"),
    "until": _("until {day}"),
    "ended": _("ended {day}"),
    "used": _("last used {day}"),
    "last_used": _("last used {day}"),
    "last_opened": _("last opened {day}"),
}
_in_words_of_acts: list[Callable[[str], str]] = [str]


def say_acts(in_words: Callable[[str], str]) -> None:
    """How the page says an act. Without what it was about: that may lie in a space one has left."""
    _in_words_of_acts.append(in_words)


@dataclass(frozen=True)
class Section:
    """Some of what is known, as the page shows it."""

    heading: Promise
    rows: tuple[str, ...]
    # How many stand in the file only.
    more: int


def register(
    told: Callable[[Person], Known],
    forget: Callable[[Person], Iterable[str]],
    headings: Mapping[str, Promise],
) -> None:
    """told: by key, what a room knows, of plain values. headings: each key as people read it.

    forget: take the person out of the room, inside the transaction that erases; what in the ledger is about
        them is named by what it returns ("membership:…").
    """
    _headings.update(headings)
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
        {
            "at": mail.created_at,
            "subject": mail.subject,
            "to": mail.address,
            "state": MailState(mail.state).label,
        }
        for mail in OutgoingMail.objects.filter(address=person.email)
    ]
    found["acts"] = [
        {"at": entry.at, "act": entry.act, "about": entry.about, "hash": entry.hash}
        for entry in ledger.by(person)
    ]
    return found


def sections(known: Known) -> list[Section]:
    """What `known` found, but for the account itself, in words; nothing found is not shown."""
    return [
        Section(_headings[key], tuple(map(_in_words, rows[-ROWS_SHOWN:])), len(rows[:-ROWS_SHOWN]))
        for key, rows in known.items()
        if key != "account" and rows
    ]


def _in_words(row: Mapping[str, Any]) -> str:
    if "act" in row:
        row = {"at": row["at"], "act": _in_words_of_acts[-1](row["act"])}
    return " · ".join(text for text in map(_text, row, row.values()) if text)


def _text(name: str, value: Any) -> str:
    match value:
        case None:
            return ""
        case datetime() | date():
            return str(_days.get(name, "{day}")).format(day=_day(value))
        case list() | tuple():
            return ", ".join(map(str, value))
        case _:
            return str(value)


def _day(moment: date) -> str:
    if isinstance(moment, datetime):
        return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
    return date_format(moment, "DATE_FORMAT")


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
