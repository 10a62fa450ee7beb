"""An event as the file has it, before its repetitions are counted out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from icalendar.parser import split_on_unescaped_comma

from fivefold.files.calendars import saying
from fivefold.files.calendars.blocks import Block
from fivefold.files.calendars.saying import Said
from fivefold.files.calendars.values import (
    Length,
    Moment,
    Property,
    clean,
    length_of,
    moment_of,
    name_of,
    property_of,
    text_of,
    unreadable,
)
from fivefold.files.calendars.zones import Zones
from fivefold.files.sentences import say

WANTED = re.compile(
    "UID|SUMMARY|DESCRIPTION|CATEGORIES|STATUS|SEQUENCE|LAST-MODIFIED|DTSTAMP|DTSTART|DTEND|DURATION|RRULE|"
    "EXRULE|RDATE|EXDATE|RECURRENCE-ID|X-MICROSOFT-CDO-ALLDAYEVENT"
)
TITLE_CHARACTERS = 300
NOTES_CHARACTERS = 4_000
CATEGORIES = 20
DAY = timedelta(days=1)
UNTITLED = say("without a title")


@dataclass(frozen=True)
class Repetition:
    """How an event comes again; moments are by the clock of its start."""

    rules: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()
    dates: tuple[tuple[datetime, Length], ...] = ()
    excluded: frozenset[datetime] = frozenset()
    excluded_days: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Entry:
    uid: str
    title: str
    notes: str
    categories: tuple[str, ...]
    line: int
    start: Moment
    length: Length
    repetition: Repetition
    replaces: Moment | None
    onward: bool
    """Whether it replaces all later occurrences too."""
    rank: tuple[int, str]
    cancelled: bool

    @property
    def name(self) -> str:
        return self.title or UNTITLED

    @property
    def repeats(self) -> bool:
        return bool(self.repetition.rules or self.repetition.dates)


@dataclass
class Reader:
    """Reads the events of one calendar; what cannot be read goes to `said`."""

    zones: Zones
    said: Said
    given: dict[str, list[Property]] = field(default_factory=dict)
    line: int = 0
    event: str = UNTITLED

    def entry(self, block: Block) -> Entry | None:
        self.line = block.line
        self.given = self._properties(block)
        title = " ".join(self._text("SUMMARY").split())[:TITLE_CHARACTERS]
        self.event = title or UNTITLED
        start = self._moment("DTSTART")
        if start is None:
            self.said.append(saying.without_start(self.line, self.event))
            return None
        start, length = self._span(start)
        return Entry(
            uid=" ".join(self._text("UID").split())[:TITLE_CHARACTERS],
            title=title,
            notes=self._text("DESCRIPTION").strip()[:NOTES_CHARACTERS],
            categories=self._categories(),
            line=block.line,
            start=start,
            length=length,
            repetition=self._repetition(start, length),
            replaces=self._moment("RECURRENCE-ID"),
            onward=self._parameter("RECURRENCE-ID", "RANGE").upper() == "THISANDFUTURE",
            rank=self._rank(),
            cancelled=self._raw("STATUS").upper() == "CANCELLED",
        )

    def _properties(self, block: Block) -> dict[str, list[Property]]:
        found: dict[str, list[Property]] = {}
        for line in block.lines:
            if WANTED.fullmatch(name_of(line)):
                try:
                    given = property_of(line)
                except ValueError:
                    # What cannot be read is told where it is looked for.
                    given = unreadable(line)
                found.setdefault(given.name, []).append(given)
        return found

    def _raw(self, name: str) -> str:
        return self.given[name][0].value.strip() if name in self.given else ""

    def _text(self, name: str) -> str:
        return text_of(self._raw(name))

    def _parameter(self, name: str, parameter: str) -> str:
        return self.given[name][0].parameters.get(parameter, "") if name in self.given else ""

    def _categories(self) -> tuple[str, ...]:
        listed = ",".join(one.value for one in self.given.get("CATEGORIES", ()))
        names = (" ".join(clean(name).split()) for name in split_on_unescaped_comma(listed))
        return tuple(dict.fromkeys(name[:TITLE_CHARACTERS] for name in names if name))[:CATEGORIES]

    def _rank(self) -> tuple[int, str]:
        """By what a newer version is known: its number, then when it was written."""
        number = self._raw("SEQUENCE")[:9]
        written = self._raw("LAST-MODIFIED") or self._raw("DTSTAMP")
        return (
            int(number) if number.isascii() and number.isdigit() else 0,
            "".join(sign for sign in written if sign.isdigit()),
        )

    def _moment(self, name: str) -> Moment | None:
        if name not in self.given:
            return None
        given = self.given[name][0]
        try:
            return moment_of(given.value, given, self.zones, self.event)
        except (ValueError, OverflowError):
            return None

    def _span(self, start: Moment) -> tuple[Moment, Length]:
        """Outlook says of a day from midnight to midnight that it is a whole one."""
        try:
            length = self._length(start)
        except (ValueError, OverflowError):
            self.said.append(saying.end_unreadable(self.line, self.event))
            length = None
        if length is not None and length.rough < timedelta(0):
            self.said.append(saying.ends_before_start(self.line, self.event))
            length = None
        if start.whole_day:
            return start, Length(max(1, -(-length.rough // DAY))) if length else Length(1)
        if (
            self._raw("X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE"
            and start.local.time() == datetime.min.time()
        ):
            days = round((length or Length()).rough / DAY)
            return Moment(start.local, None, True), Length(max(1, days))
        return start, length or Length()

    def _length(self, start: Moment) -> Length | None:
        if "DTEND" in self.given:
            given = self.given["DTEND"][0]
            return self._until(start, moment_of(given.value, given, self.zones, self.event))
        if "DURATION" in self.given:
            return length_of(self.given["DURATION"][0].value)
        return None

    def _until(self, start: Moment, end: Moment) -> Length:
        if start.whole_day or (start.zone is None and end.zone is None):
            return Length(exact=end.within(start, self.zones.home) - start.local)
        if end.zone is None:
            end = Moment(end.local, start.zone, False)
        return Length(exact=end.instant(self.zones.home) - start.instant(self.zones.home))

    def _repetition(self, start: Moment, length: Length) -> Repetition:
        excluded = self._dates("EXDATE")
        return Repetition(
            self._rules("RRULE"),
            self._rules("EXRULE"),
            self._added(start, length),
            frozenset(one.within(start, self.zones.home) for one in excluded if not one.whole_day),
            frozenset(one.local.date() for one in excluded if one.whole_day or start.whole_day),
        )

    def _rules(self, name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.value.strip() for one in self.given.get(name, ())))

    def _added(self, start: Moment, length: Length) -> tuple[tuple[datetime, Length], ...]:
        """The dates of RDATE, each a beginning or a period of its own length."""
        added = []
        for given in self.given.get("RDATE", ()):
            for text in filter(str.strip, given.value.split(",")):
                begin, slash, end = text.partition("/")
                try:
                    moment = moment_of(begin, given, self.zones, self.event)
                    own = self._period(moment, end, given) if slash else length
                    added.append((self._by_the_clock_of(start, moment), own))
                except (ValueError, OverflowError):
                    self.said.append(saying.dates_unreadable(given.line, self.event))
        return tuple(added)

    def _by_the_clock_of(self, start: Moment, moment: Moment) -> datetime:
        local = moment.within(start, self.zones.home)
        if start.whole_day:
            return datetime(local.year, local.month, local.day)
        return datetime.combine(local.date(), start.local.time()) if moment.whole_day else local

    def _period(self, begin: Moment, end: str, given: Property) -> Length:
        if end.strip().upper().startswith("P"):
            length = length_of(end)
        else:
            length = self._until(begin, moment_of(end, given, self.zones, self.event))
        if length.rough < timedelta(0):
            raise ValueError("A period ends before it begins.")
        return length

    def _dates(self, name: str) -> Sequence[Moment]:
        found = []
        for given in self.given.get(name, ()):
            for text in filter(str.strip, given.value.split(",")):
                try:
                    found.append(moment_of(text, given, self.zones, self.event))
                except (ValueError, OverflowError):
                    self.said.append(saying.dates_unreadable(given.line, self.event))
        return found
