"""The mail of a day: what needs its reader, and what the next days hold, as their pages say it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fivefold.accounts.models import Person
from fivefold.partnerships.dates import Dated, dates_of
from fivefold.partnerships.models import Membership, Partnership
from fivefold.partnerships.needs import Need, needs_of
from fivefold.partnerships.queries import memberships_of

AHEAD = timedelta(days=6)
MONDAY = 0


@dataclass(frozen=True)
class Part:
    """What there is in one partnership."""

    partnership: Partnership
    needs: Sequence[Need]
    dates: Sequence[Dated]

    @property
    def url(self) -> str:
        return self.partnership.get_absolute_url()

    @property
    def minutes(self) -> int:
        return sum(one.minutes for one in self.needs)


@dataclass(frozen=True)
class Message:
    subject: str
    body: str


def message_for(person: Person, day: date) -> Message | None:
    """In the language that is active; nothing where nothing needs them, but on Mondays the week."""
    parts = [part for part in (_part(one, day) for one in memberships_of(person)) if part]
    needed = sum(len(part.needs) for part in parts)
    if not needed and not (day.weekday() == MONDAY and parts):
        return None
    subject = (
        ngettext("%(count)d thing waits for you", "%(count)d things wait for you", needed) % {"count": needed}
        if needed
        else _("Your week")
    )
    base = settings.ADDRESS.geturl().rstrip("/")
    page = {
        "reader": person,
        "parts": parts,
        "needed": needed,
        "base": base,
        "settings_address": base + reverse("my_calendar"),
        "operator": settings.OPERATOR,
    }
    body = render_to_string("reminders/mail/digest.txt", page)
    return Message(subject, re.sub(r"\n{3,}", "\n\n", body).strip() + "\n")


def _part(membership: Membership, day: date) -> Part | None:
    last = day + AHEAD
    needs = needs_of(membership)
    said = {one.url for one in needs}
    # What began before and ends later is no news of these days, and what waits for them is said above.
    dates = [
        one
        for one in dates_of(membership, day, last)
        if (day <= one.first <= last or day <= one.last <= last) and one.url not in said
    ]
    part = Part(membership.partnership, needs, dates)
    return part if part.needs or part.dates else None
