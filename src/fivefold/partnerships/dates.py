"""What has a day in a partnership, in one list: Home, a member's calendar and the daily mail read it alike.

Each room says what of its own has days when it starts (`AppConfig.ready`); nothing else does.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.formats import time_format

from fivefold.partnerships.models import Membership


@dataclass(frozen=True)
class Dated:
    """What stands in somebody's calendar: whole days, or a time on its first day."""

    # The record's name in the ledger, "meeting:4k…": the same for as long as the record is kept.
    about: str
    what: str
    first: date
    last: date
    url: str
    changed_at: datetime
    starts: time | None = None
    minutes: int = 0
    where: str = ""
    # Whether it takes this member's own time, or waits for them.
    is_mine: bool = False
    # Days on which nothing is asked of schools: background, not something to attend.
    is_closed: bool = False

    @property
    def at(self) -> str:
        """Its time as the reader's language writes it; a time of day names no zone."""
        return time_format(self.starts, "TIME_FORMAT").strip() if self.starts else ""


Provider = Callable[[Membership, date, date], Iterable[Dated]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """`provider` answers for a span of days, in a fixed number of queries: only what the member may see."""
    _providers.append(provider)


def dates_of(membership: Membership, first: date, last: date) -> list[Dated]:
    """What touches the span, the earliest first; without what was called off."""
    found = [one for provider in _providers for one in provider(membership, first, last)]
    return sorted(found, key=lambda one: (one.first, one.starts or time.min, one.last, one.what))
