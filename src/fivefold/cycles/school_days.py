"""School days: which days a district holds school, and counting in them over decades. Days have no hours
here, so neither time zones nor daylight saving can move one.

Two questions are kept apart. *Is school held?* answers clocks and deadlines: no on other weekdays, on
holidays and in breaks. *May research be in schools?* is narrower: nor in testing windows, the first and
the last weeks, or whatever else the district keeps free.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate

from django.utils.translation import gettext_lazy as _

from fivefold.core.rules import RuleError

MONDAY_TO_FRIDAY = frozenset({0, 1, 2, 3, 4})
# Of kinds of black-outs those on which no school is held.
WITHOUT_SCHOOL = frozenset({"holiday", "break"})
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class DaysOff:
    """A black-out: from the first to the last day, both included."""

    first: date
    last: date
    kind: str
    name: str = ""

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise RuleError("ends_before_it_begins", _("The last day lies before the first."))

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def is_without_school(self) -> bool:
        return self.kind in WITHOUT_SCHOOL


@dataclass(frozen=True)
class _Count:
    """Days that count: some weekdays, without some spans. Answers by two searches, however long the span.

    Days are ordinals (`date.toordinal`); ordinal 1 was a Monday. The spans are merged, so that each lies
    wholly behind the one before it.
    """

    weekdays: tuple[int, ...]
    spans: Sequence[tuple[int, int]]
    firsts: Sequence[int] = field(init=False)
    # How many days that would have counted lie in the spans up to and including each, and before them.
    lost: Sequence[int] = field(init=False)
    # How many count before each span begins.
    before: Sequence[int] = field(init=False)

    def __post_init__(self) -> None:
        lost = [
            0,
            *accumulate(self._weekdays_to(last) - self._weekdays_to(first - 1) for first, last in self.spans),
        ]
        before = [
            self._weekdays_to(first - 1) - lost[index] for index, (first, _last) in enumerate(self.spans)
        ]
        for name, value in (("firsts", [one[0] for one in self.spans]), ("lost", lost), ("before", before)):
            object.__setattr__(self, name, value)

    def _weekdays_to(self, ordinal: int) -> int:
        """Of the chosen weekdays, up to and including a day, black-outs or not."""
        weeks, rest = divmod(ordinal, 7)
        return weeks * len(self.weekdays) + bisect_left(self.weekdays, rest)

    def to(self, ordinal: int) -> int:
        """How many days count up to and including this one."""
        index = bisect_right(self.firsts, ordinal) - 1
        if index < 0:
            return self._weekdays_to(ordinal)
        first, last = self.spans[index]
        inside = self._weekdays_to(min(ordinal, last)) - self._weekdays_to(first - 1)
        return self._weekdays_to(ordinal) - self.lost[index] - inside

    def nth(self, number: int) -> int:
        """The ordinal of the number-th day that counts, from the first of all; perhaps beyond all dates."""
        wanted = number + self.lost[bisect_left(self.before, number)]
        weeks, rest = divmod(wanted - 1, len(self.weekdays))
        return 7 * weeks + self.weekdays[rest] + 1


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged


class SchoolCalendar:
    """On which weekdays a district holds school, and its black-outs, which may overlap.

    `weekdays` are numbered as Python does: Monday is 0.
    """

    def __init__(
        self, weekdays: Collection[int] = MONDAY_TO_FRIDAY, black_outs: Iterable[DaysOff] = ()
    ) -> None:
        self.weekdays = tuple(sorted(set(weekdays)))
        if not self.weekdays:
            raise RuleError("no_weekday", _("Choose at least one weekday on which school is held."))
        if not set(self.weekdays) <= set(range(7)):
            raise ValueError(f"{self.weekdays} are no weekdays")
        self.black_outs = tuple(sorted(black_outs, key=lambda one: (one.first, one.last, one.name)))
        self._school = _Count(self.weekdays, _spans(one for one in self.black_outs if one.is_without_school))
        self._open = _Count(self.weekdays, _spans(self.black_outs))

    def on_weekdays(self, weekdays: Collection[int]) -> "SchoolCalendar":
        """The same black-outs, with school on other weekdays."""
        return SchoolCalendar(weekdays, self.black_outs)

    def is_school_day(self, day: date) -> bool:
        """Whether school is held. A testing window is a school day: people are there, and clocks run."""
        ordinal = day.toordinal()
        return self._school.to(ordinal) > self._school.to(ordinal - 1)

    def is_open(self, day: date) -> bool:
        """Whether research may be in schools: a school day without any black-out."""
        ordinal = day.toordinal()
        return self._open.to(ordinal) > self._open.to(ordinal - 1)

    def add(self, day: date, number: int) -> date:
        """The number-th school day after a day, which itself is not counted.

        0 is the day itself where school is held, otherwise the next school day: where something falls due
        that is due today. A negative number counts back from the day before.
        """
        count = self._school
        if number > 0:
            wanted = count.to(day.toordinal()) + number
        else:
            wanted = count.to(day.toordinal() - 1) + number + 1
        if wanted < 1:
            raise _endless(day)
        ordinal = count.nth(wanted)
        if ordinal > date.max.toordinal():
            raise _endless(day)
        return date.fromordinal(ordinal)

    def count(self, start: date, end: date) -> int:
        """How many school days lie after a day, up to and including another: negative where it is earlier.

        So `count(day, add(day, n)) == n` for every n above 0.
        """
        return self._school.to(end.toordinal()) - self._school.to(start.toordinal())

    def within(self, first: date, last: date) -> int:
        """How many school days a span has, both ends included."""
        return self._school.to(last.toordinal()) - self._school.to(first.toordinal() - 1)

    def open_within(self, first: date, last: date) -> int:
        """On how many days of a span research may be in schools."""
        return self._open.to(last.toordinal()) - self._open.to(first.toordinal() - 1)

    def next(self, day: date) -> date:
        """The first school day after this one."""
        return self.add(day, 1)

    def previous(self, day: date) -> date:
        """The last school day before this one."""
        return self.add(day, -1)

    def open_from(self, day: date) -> date:
        """This day where research may be in schools, otherwise the next such day."""
        ordinal = self._open.nth(self._open.to(day.toordinal() - 1) + 1)
        if ordinal > date.max.toordinal():
            raise _endless(day)
        return date.fromordinal(ordinal)

    def open_until(self, day: date) -> date:
        """This day where research may be in schools, otherwise the last such day before it."""
        wanted = self._open.to(day.toordinal())
        if wanted < 1:
            raise _endless(day)
        return date.fromordinal(self._open.nth(wanted))

    def black_outs_on(self, first: date, last: date | None = None) -> list[DaysOff]:
        """Those that a day, or a span, touches."""
        end = last or first
        return [one for one in self.black_outs if one.first <= end and one.last >= first]


def _spans(black_outs: Iterable[DaysOff]) -> list[tuple[int, int]]:
    return _merged((one.first.toordinal(), one.last.toordinal()) for one in black_outs)


def _endless(day: date) -> RuleError:
    return RuleError(
        "endless_break",
        _("Counting from {day}, no school day is left: look for a break that does not end.").format(
            day=day.isoformat()
        ),
    )


def moved_by_weekday(day: date, from_day: date, to_day: date) -> date:
    """Where a day of one year lies in another: as many whole weeks from the start, on the same weekday.

    from_day, to_day: the first days of both years; the second is first brought to the weekday of the first,
    by at most three days either way.
    """
    shift = (to_day - from_day).days
    return day + timedelta(days=7 * round(shift / 7))
