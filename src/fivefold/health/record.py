"""The record strand of a card: what the rooms count in its window, under the dimensions of its framework.

Counted whenever the card is read, from the rows as they stand then. The window ends with the round, so what
happens later changes no earlier card; what is entered late does, and the card says by which day it was.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from fivefold.asks import indicators as asks
from fivefold.assess.frameworks import Framework
from fivefold.commitments import indicators as commitments
from fivefold.cycles import indicators as year
from fivefold.cycles.queries import year_holding
from fivefold.meetings import indicators as meetings
from fivefold.partnerships.models import Partnership
from fivefold.partnerships.record import Counted

# Each counts the rows of its room that both sides see, in a fixed number of queries: for a room more, a line.
COUNTING: tuple[Callable[[Partnership, date, date], Sequence[Counted]], ...] = (
    year.counted,
    asks.counted,
    commitments.counted,
    meetings.counted,
)


@dataclass(frozen=True)
class Record:
    """What was counted from the first day of the year that holds the round's last day up to that day.

    Without a year that holds it there is no first day, and nothing is counted.
    """

    first: date | None
    last: date
    by_dimension: Mapping[str, tuple[Counted, ...]] = field(default_factory=dict)
    # What has no dimension in this framework.
    left_out: tuple[Counted, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.by_dimension and not self.left_out

    def of(self, dimension: str) -> tuple[Counted, ...]:
        return self.by_dimension.get(dimension, ())

    def figures(self) -> dict[str, Any]:
        """Every number of it that a card prints: of what is too early only how much was due."""
        found = [one for counts in self.by_dimension.values() for one in counts]
        if self.first is None or not found:
            return {}
        return {
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "counts": {
                f"{one.dimension}.{one.key}": {"due": one.due}
                | ({} if one.is_too_early else {"done": one.done})
                for one in found
            },
        }


def record_of(partnership: Partnership, ended_on: date, framework: Framework) -> Record:
    """For a round that ended on a day; while it runs, up to today."""
    last = min(ended_on, timezone.localdate())
    holding = year_holding(partnership, last)
    if holding is None:
        return Record(None, last)
    counts = [one for count in COUNTING for one in count(partnership, holding.first_day, last)]
    # Where nothing was due, a room has nothing to say.
    found = [one for one in counts if one.due]
    placed = [(place_of(one, framework), one) for one in found]
    return Record(
        holding.first_day,
        last,
        {
            key: tuple(one for place, one in placed if place == key)
            for key in framework.dimension_keys
            if any(place == key for place, _one in placed)
        },
        tuple(one for place, one in placed if place is None),
    )


def place_of(one: Counted, framework: Framework) -> str | None:
    """A framework names the counts of each dimension; of those it does not name, the room's own dimension
    decides, where the framework has one of that key.
    """
    naming = [
        dimension.key
        for dimension in framework.dimensions
        if any(one.key in indicator.records for indicator in dimension.indicators)
    ]
    if one.dimension in naming or not naming:
        return one.dimension if one.dimension in framework.dimension_keys else None
    return naming[0]
