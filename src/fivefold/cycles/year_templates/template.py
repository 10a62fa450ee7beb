from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from fivefold.assess.text import Text
from fivefold.cycles.school_days import SchoolCalendar


@dataclass(frozen=True)
class Span:
    """When, counted from a first day: first whole months, then school days; and how long, in one of both.

    With whole months only, a day stays the day of the month; with school days, it falls on a school day.
    """

    after_months: int = 0
    after_school_days: int | None = None
    lasts_months: int = 0
    lasts_school_days: int = 0

    def dates(self, first_day: date, calendar: SchoolCalendar) -> tuple[date, date]:
        start = months_after(first_day, self.after_months)
        if self.after_school_days is not None:
            start = calendar.add(calendar.add(start, 0), self.after_school_days)
        if self.lasts_months:
            return start, months_after(start, self.lasts_months) - timedelta(days=1)
        return start, calendar.add(start, self.lasts_school_days - 1) if self.lasts_school_days > 1 else start


@dataclass(frozen=True)
class Item:
    """A phase, by its kind, or an activity, by its lane; with a name where the kind does not name it."""

    key: str
    sort: str
    name: Text | None
    span: Span


@dataclass(frozen=True)
class YearTemplate:
    key: str
    version: int
    title: Text
    sentence: Text
    span: Span
    # (month, day) on which it usually begins.
    usual_start: tuple[int, int]
    phases: tuple[Item, ...]
    activities: tuple[Item, ...]


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last day where it is shorter."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
