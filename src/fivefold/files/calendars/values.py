"""What stands behind the colon: moments, lengths and texts, in the words of RFC 5545 section 3.3."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from unicodedata import category

from icalendar.parser import Contentline, unescape_backslash
from icalendar.prop import vDDDTypes

from fivefold.files.calendars.lines import Line
from fivefold.files.calendars.zones import Zones

# Longer ones hold dates of more than a lifetime.
LONGEST_LINE = 100_000
TEXTS = frozenset({"UID", "SUMMARY", "DESCRIPTION", "CATEGORIES"})
LONGEST_TEXT = 20_000
# A zone's name with a colon belongs between quotation marks; Exchange has left them out.
BARE_ZONE = re.compile(r"[\w-]+;TZID=([^\";:]*:[^\";]*):([\dTZ,/]+)", re.A | re.I)
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Cn"})
# Of those: between lines, and between the parts of one letter.
SEEN = "\n\t\u200c\u200d"
# Google has written birthdays so.
DAY_IN_UTC = re.compile(r"^(\d{8})Z$", re.A)


@dataclass(frozen=True)
class Property:
    name: str
    parameters: Mapping[str, str]
    value: str
    line: int


def property_of(line: Line) -> Property:
    """Raises ValueError where the line is none."""
    name = name_of(line)
    most = LONGEST_TEXT if name in TEXTS else LONGEST_LINE
    if len(line.text) > most and name not in TEXTS:
        raise ValueError("The line is too long.")
    bare = BARE_ZONE.fullmatch(line.text)
    if bare is not None:
        return Property(name, {"TZID": bare[1]}, bare[2], line.number)
    _, parameters, value = Contentline(line.text[:most]).raw_parts()
    given = {
        key.upper(): each if isinstance(each, str) else ",".join(each) for key, each in parameters.items()
    }
    return Property(name, given, value, line.number)


def unreadable(line: Line) -> Property:
    """In its place a text that is no date and no rule."""
    name = name_of(line)
    return Property(name, {}, "" if name in TEXTS else "?", line.number)


def name_of(line: Line) -> str:
    return line.text.partition(":")[0].partition(";")[0].strip().upper()


def text_of(value: str) -> str:
    return clean(unescape_backslash(value))


def clean(text: str) -> str:
    """Without signs that nobody sees, such as those that turn what stands around them."""
    return "".join(sign for sign in text if sign in SEEN or category(sign) not in UNSEEN)


@dataclass(frozen=True)
class Moment:
    """A time of day somewhere, floating where `zone` is None, or a whole day."""

    local: datetime
    zone: tzinfo | None
    whole_day: bool

    def within(self, other: "Moment", home: tzinfo) -> datetime:
        """The same moment by the clock of another; what floats is by that clock already."""
        if self.zone is None or self.zone is other.zone:
            return self.local
        return self.instant(home).astimezone(other.zone or home).replace(tzinfo=None)

    def instant(self, home: tzinfo) -> datetime:
        return self.local.replace(tzinfo=self.zone or home).astimezone(UTC)


def moment_of(text: str, given: Property, zones: Zones, event: str) -> Moment:
    """A date or a date with a time. Raises ValueError for anything else."""
    found = vDDDTypes.from_ical(DAY_IN_UTC.sub(r"\1", text.strip().upper()))
    if isinstance(found, date):
        # A zone's distance must not lead out of what can be counted.
        found = found.replace(year=min(max(found.year, 2), 9_998))
    if isinstance(found, datetime):
        if given.parameters.get("VALUE", "").upper() == "DATE":
            return Moment(datetime(found.year, found.month, found.day), None, True)
        if found.tzinfo is not None:
            return Moment(found.replace(tzinfo=None), UTC, False)
        name = given.parameters.get("TZID")
        return Moment(found, zones.named(name, given.line, event) if name else None, False)
    if isinstance(found, date):
        return Moment(datetime(found.year, found.month, found.day), None, True)
    raise ValueError("This is no date.")


@dataclass(frozen=True)
class Length:
    """Days by the calendar, then exact time: a day in which the clocks change is a day all the same."""

    days: int = 0
    exact: timedelta = timedelta(0)

    @property
    def rough(self) -> timedelta:
        return timedelta(days=self.days) + self.exact


def length_of(text: str) -> Length:
    """Of a duration: `P1D` is a day by the calendar, `PT24H` are hours."""
    text = text.strip().upper()
    head = text.partition("T")[0]
    whole = _duration(text)
    if whole < timedelta(0) or not head.strip("+P"):
        return Length(exact=whole)
    days = _duration(head)
    return Length(days.days, whole - days)


def _duration(text: str) -> timedelta:
    found = vDDDTypes.from_ical(text)
    if not isinstance(found, timedelta):
        raise ValueError("This is no duration.")
    return found
