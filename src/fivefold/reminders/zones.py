"""A zone of the world as a calendar file describes it: each change of the clock within a span, written out.

Written out and not by a rule: programs differ in which rules they follow, and agree on single days.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@lru_cache(maxsize=16)
def described(name: str, first_year: int, last_year: int) -> Timezone:
    zone = ZoneInfo(name)
    first, last = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year + 1, 1, 1, tzinfo=UTC)
    component = Timezone()
    component.add("tzid", name)
    component.add_component(_observance(zone, first, first))
    for before, after in _changes(zone, first, last):
        component.add_component(_observance(zone, before, after))
    return component


def _observance(zone: ZoneInfo, before: datetime, after: datetime) -> TimezoneDaylight | TimezoneStandard:
    """From the second `after` on, by the clock that held in the second `before`."""
    then, now = before.astimezone(zone), after.astimezone(zone)
    observance = TimezoneDaylight() if now.dst() else TimezoneStandard()
    observance.add("dtstart", (after + (then.utcoffset() or timedelta())).replace(tzinfo=None))
    observance.add("tzoffsetfrom", then.utcoffset())
    observance.add("tzoffsetto", now.utcoffset())
    observance.add("tzname", now.tzname())
    return observance


def _changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The last second of one offset and the first of the next."""
    day = first
    while day < last:
        before, after = day, day + DAY
        if _offset(zone, before) != _offset(zone, after):
            while after - before > SECOND:
                middle = before + (after - before) // 2
                middle = middle.replace(microsecond=0)
                if _offset(zone, middle) == _offset(zone, before):
                    before = middle
                else:
                    after = middle
            yield before, after
        day += DAY


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta | None:
    return moment.astimezone(zone).utcoffset()
