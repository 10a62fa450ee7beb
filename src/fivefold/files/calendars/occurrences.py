"""The occurrences of events inside a window of days."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from fivefold.files.calendars import saying
from fivefold.files.calendars.calendar import Event
from fivefold.files.calendars.entries import Entry
from fivefold.files.calendars.fence import Fence, TooLong
from fivefold.files.calendars.rules import FAULTS, Cut, Rule, beginnings, parts_of, rule_of
from fivefold.files.calendars.saying import Said
from fivefold.files.calendars.values import Length, Property, moment_of
from fivefold.files.calendars.versions import Series
from fivefold.files.calendars.zones import Zones

# Twice a day for more than the longest window would be more than this.
OCCURRENCES = 4_000
# No two clocks are farther apart.
SLACK = timedelta(days=2)
MOST_MOVED = timedelta(days=400)


@dataclass(frozen=True)
class Begin:
    at: datetime
    length: Length


@dataclass(frozen=True)
class Window:
    """The days asked for, where they are counted, and the time that all of a file's rules have."""

    first: date
    last: date
    home: ZoneInfo
    fence: Fence


@dataclass(frozen=True)
class Finder:
    """Finds the occurrences in one calendar; what is cut or left out goes to `said`."""

    window: Window
    zones: Zones
    said: Said

    @property
    def home(self) -> ZoneInfo:
        return self.window.home

    def events(self, series: Series) -> Iterator[Event]:
        standing = [entry for entry in series.masters if not entry.cancelled]
        for entry in series.masters:
            if entry.cancelled:
                self.said.append(saying.cancelled(entry.line, entry.name))
        if series.masters and not standing:
            return
        for entry in standing:
            yield from self._guarded(entry, partial(self._occurrences, entry, series.changes))
        for change in series.changes:
            if change.cancelled:
                self.said.append(saying.cancelled(change.line, change.name))
            else:
                yield from self._guarded(change, partial(self._once, change))

    def _guarded(self, entry: Entry, find: Callable[[], Iterable[Event]]) -> list[Event]:
        """Moments at the end of what a calendar can count cannot be moved to another zone."""
        try:
            return list(find())
        except (OverflowError, ValueError):
            self.said.append(saying.unreadable(entry.line, entry.name))
            return []

    def _once(self, entry: Entry) -> Iterator[Event]:
        event = self._event(entry, Begin(entry.start.local, entry.length), recurring=True)
        if event is not None:
            yield event

    def _occurrences(self, entry: Entry, changes: Iterable[Entry]) -> Iterator[Event]:
        places = [(place.within(entry.start, self.home), one) for one in changes if (place := one.replaces)]
        replaced = {place for place, _ in places}
        days = {
            place.local.date()
            for one in changes
            if (place := one.replaces) and (place.whole_day or entry.start.whole_day)
        }
        moves = sorted(((place, one) for place, one in places if one.onward), key=lambda move: move[0])
        for count, begin in enumerate(self._beginnings(entry, moved=bool(moves))):
            if count == OCCURRENCES:
                self.said.append(saying.recurrence_cut(entry.line, entry.name))
                return
            if begin.at in replaced or begin.at.date() in days:
                continue
            change = next((move for move in reversed(moves) if move[0] <= begin.at), None)
            event = self._moved(change, begin) if change else self._event(entry, begin, entry.repeats)
            if event is not None:
                yield event

    def _moved(self, change: tuple[datetime, Entry], begin: Begin) -> Event | None:
        """RFC 5545, 3.2.13: all later occurrences are moved as the one that was changed."""
        place, entry = change
        if entry.cancelled:
            return None
        return self._event(entry, Begin(begin.at + (entry.start.local - place), entry.length), recurring=True)

    def _beginnings(self, entry: Entry, *, moved: bool) -> list[Begin]:
        """In order, the first included, without those that the file takes out."""
        longest = max(
            [entry.length, *(length for _, length in entry.repetition.dates)], key=lambda one: one.rough
        )
        slack = SLACK + (MOST_MOVED if moved else timedelta(0))
        low = _back(datetime.combine(self.window.first, time.min), slack + longest.rough)
        high = datetime.combine(self.window.last, time.max) + slack
        found = {entry.start.local: entry.length}
        for rule in self._rules(entry, entry.repetition.rules):
            found.update(dict.fromkeys(self._counted(entry, rule, low, high), entry.length))
        found.update(entry.repetition.dates)
        for rule in self._rules(entry, entry.repetition.exclusions):
            for at in self._counted(entry, rule, low, high):
                found.pop(at, None)
        out, days_out = entry.repetition.excluded, entry.repetition.excluded_days
        return [
            Begin(at, length)
            for at, length in sorted(found.items(), key=lambda one: one[0])
            if low <= at <= high and at not in out and at.date() not in days_out
        ]

    def _rules(self, entry: Entry, texts: Iterable[str]) -> Iterator[Rule]:
        for text in texts:
            try:
                parts = parts_of(text)
                until = self._until(entry, parts["UNTIL"]) if "UNTIL" in parts else None
                yield rule_of(parts, entry.start.local, until)
            except (ValueError, OverflowError):
                self.said.append(saying.recurrence_unreadable(entry.line, entry.name))

    def _until(self, entry: Entry, text: str) -> datetime:
        """By the event's clock; a whole day counts to its end."""
        moment = moment_of(text, Property("UNTIL", {}, text, entry.line), self.zones, entry.name)
        if moment.whole_day or entry.start.whole_day:
            return datetime.combine(moment.within(entry.start, self.home).date(), time.max)
        return moment.within(entry.start, self.home)

    def _counted(self, entry: Entry, rule: Rule, low: datetime, high: datetime) -> list[datetime]:
        found: list[datetime] = []
        try:
            with self.window.fence.around():
                for at in beginnings(rule, low, high):
                    found.append(at)
                    if len(found) > OCCURRENCES:
                        break
        except (Cut, TooLong):
            self.said.append(saying.recurrence_cut(entry.line, entry.name))
        except FAULTS:
            self.said.append(saying.recurrence_unreadable(entry.line, entry.name))
        if rule.within_a_day:
            self.said.append(saying.repeats_within_day(entry.line, entry.name))
        return found

    def _event(self, entry: Entry, begin: Begin, recurring: bool) -> Event | None:
        """None outside the window."""
        begins: datetime | None = None
        ends: datetime | None = None
        if entry.start.whole_day:
            first = begin.at.date()
            last = first + timedelta(days=max(1, begin.length.days) - 1)
        else:
            begins, ends = self._times(entry, begin)
            first = begins.date()
            last = (ends - timedelta(microseconds=1)).date() if ends > begins else first
        if first > self.window.last or last < self.window.first:
            return None
        return Event(
            entry.uid,
            entry.title,
            first,
            max(first, last),
            entry.start.whole_day,
            begins,
            ends,
            recurring,
            entry.notes,
            entry.categories,
            entry.line,
        )

    def _times(self, entry: Entry, begin: Begin) -> tuple[datetime, datetime]:
        days = timedelta(days=begin.length.days)
        if entry.start.zone is None:
            return begin.at, begin.at + days + begin.length.exact
        # By way of UTC, where an hour that the clocks skip is told from the one after it.
        begins = begin.at.replace(tzinfo=entry.start.zone).astimezone(UTC)
        ends = (begin.at + days).replace(tzinfo=entry.start.zone).astimezone(UTC) + begin.length.exact
        return begins.astimezone(self.home), ends.astimezone(self.home)


def _back(moment: datetime, by: timedelta) -> datetime:
    return moment - by if by < moment - datetime.min else datetime.min
