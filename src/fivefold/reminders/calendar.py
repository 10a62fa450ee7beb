"""What a person's pages show of days, as a file that Outlook, Google and Apple read (RFC 5545)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from fivefold.accounts.models import Person
from fivefold.core.actors import language_of
from fivefold.partnerships.dates import Dated, dates_of
from fivefold.partnerships.models import Partnership
from fivefold.partnerships.queries import memberships_of
from fivefold.reminders import zones

YEARS_BACK, YEARS_AHEAD = 1, 2
ASKED_AGAIN_AFTER = timedelta(hours=1)
# Of what has a time and no length.
AN_HOUR = 60
# Revisions are counted in minutes since then, so that each has a higher number than the one before.
COUNTED_FROM = datetime(2020, 1, 1, tzinfo=UTC)


def span(today: date) -> tuple[date, date]:
    """Whole years, so that a feed changes with what is planned and not with each day that passes."""
    return date(today.year - YEARS_BACK, 1, 1), date(today.year + YEARS_AHEAD, 12, 31)


def calendar_of(person: Person) -> bytes:
    """In the language that is active. The same for the same pages: nothing in it is of the moment."""
    first, last = span(timezone.localdate())
    calendar = _empty(person, first, last)
    memberships = list(memberships_of(person))
    events: dict[str, Event] = {}
    for membership in memberships:
        for one in dates_of(membership, first, last):
            event = _event(one, membership.partnership, of_several=len(memberships) > 1)
            events.setdefault(str(event["uid"]), event)
    for event in events.values():
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _empty(person: Person, first: date, last: date) -> Calendar:
    """With its zone, and so with a part, as the standard asks of every calendar."""
    calendar = Calendar()
    calendar.add("prodid", "-//Fivefold//Fivefold//" + language_of(person).upper())
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    name = _plain(_("Fivefold: %(who)s") % {"who": person.name})
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", ASKED_AGAIN_AFTER, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    calendar.add_component(zones.described(settings.TIME_ZONE, first.year, last.year))
    return calendar


def _event(one: Dated, partnership: Partnership, *, of_several: bool) -> Event:
    event = Event()
    event.add("uid", uid_of(one))
    changed = one.changed_at.astimezone(UTC).replace(microsecond=0)
    for name in ("dtstamp", "last-modified"):
        event.add(name, changed)
    event.add("sequence", max(0, (changed - COUNTED_FROM) // timedelta(minutes=1)))
    what = f"{one.what}: {_('no research in schools')}" if one.is_closed else one.what
    event.add("summary", _plain(f"{what} ({partnership})" if of_several else what))
    if one.where:
        event.add("location", _plain(one.where))
    address = settings.ADDRESS.geturl().rstrip("/") + one.url
    event.add("description", f"{_plain(str(partnership))}\n{address}")
    event.add("url", address)
    _when(event, one)
    return event


def _when(event: Event, one: Dated) -> None:
    """Whole days are named and take nobody's time: a phase of six weeks makes nobody busy for six weeks."""
    if one.starts is None:
        event.add("dtstart", one.first)
        event.add("dtend", one.last + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        event.add("x-microsoft-cdo-busystatus", "FREE")
        return
    zone = ZoneInfo(settings.TIME_ZONE)
    begins = datetime.combine(one.first, one.starts, zone)
    ends = begins.astimezone(UTC) + timedelta(minutes=one.minutes or AN_HOUR)
    event.add("dtstart", begins)
    event.add("dtend", ends.astimezone(zone))
    event.add("transp", "OPAQUE")


def _plain(text: str) -> str:
    """One line without signs that no calendar file may hold, whatever somebody pasted."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def uid_of(one: Dated) -> str:
    """The same for as long as the record is kept, and nobody else's."""
    return f"{one.about.replace(':', '-')}@{settings.ADDRESS.hostname or 'localhost'}"
