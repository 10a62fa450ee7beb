"""What other rooms put on the year's page: each registers its own when it starts (`AppConfig.ready`).

Providers read a fixed number of queries, and only what the member may see.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fivefold.core.charts import year as chart
from fivefold.cycles.models import Cycle, Scheduled
from fivefold.cycles.states import Lane
from fivefold.partnerships.models import Membership, Partnership


@dataclass(frozen=True)
class Told:
    """What moved, or what waits, with its reason in somebody's own words; `action` is what a link says."""

    heading: str
    url: str
    about: str
    words: str = ""
    who: str = ""
    action: str = ""


@dataclass(frozen=True)
class Deed:
    """What can be done from a page: from the head of the year, where the first is primary, or of one item."""

    label: str
    url: str


@dataclass(frozen=True)
class Section:
    """What its template reads is called `shown` there."""

    template: str
    shown: dict[str, Any]
    style: str


@dataclass(frozen=True)
class Booked:
    """Something in schools with days of its own, that whoever closes days should know of."""

    about: str
    name: str
    first: date
    last: date


Drawn = Sequence[chart.YearMark] | Sequence[chart.YearBar]
LaneProvider = Callable[[Cycle], tuple[str, Drawn]]
_lanes: list[tuple[Lane, LaneProvider]] = []
SectionProvider = Callable[[Cycle, Membership], dict[str, Any] | None]
_sections: list[tuple[str, SectionProvider, str]] = []
_told: list[Callable[[Cycle, Membership], Iterable[Told]]] = []
_deeds: list[Callable[[Cycle, Membership], Deed | None]] = []
BookedProvider = Callable[[Partnership], Iterable[Booked]]
_booked: list[BookedProvider] = []
ItemDeed = Callable[[Scheduled, Membership], Deed | None]
_item_deeds: list[ItemDeed] = []


def register_lane(provider: LaneProvider, *, before: Lane) -> None:
    """A lane of the picture, with its name, over one of the year's own: marks, or bars of hours."""
    _lanes.append((before, provider))


def register_section(template: str, provider: SectionProvider, *, style: str) -> None:
    """A section beneath the picture, beside what moved; the provider gives what it shows, or nothing.

    style: the static file with what it looks like.
    """
    _sections.append((template, provider, style))


def register_told(provider: Callable[[Cycle, Membership], Iterable[Told]]) -> None:
    """What waits, in the list of what moved and waits."""
    _told.append(provider)


def register_deed(provider: Callable[[Cycle, Membership], Deed | None]) -> None:
    _deeds.append(provider)


def register_booked(provider: BookedProvider) -> None:
    """What is asked of schools or booked there, and is not over."""
    _booked.append(provider)


def register_item_deed(provider: ItemDeed) -> None:
    """On the page of a phase or an activity."""
    _item_deeds.append(provider)


def lanes(year: Cycle, *, before: Lane) -> list[chart.YearLane]:
    found = []
    for lane, provider in _lanes:
        if lane == before:
            label, drawn = provider(year)
            bars = [one for one in drawn if isinstance(one, chart.YearBar)]
            marks = [one for one in drawn if isinstance(one, chart.YearMark)]
            found.append(chart.YearLane(label, marks, bars))
    return found


def sections(year: Cycle, membership: Membership) -> list[Section]:
    given = [(template, provider(year, membership), style) for template, provider, style in _sections]
    return [Section(template, shown, style) for template, shown, style in given if shown is not None]


def told(year: Cycle, membership: Membership) -> list[Told]:
    return [one for provider in _told for one in provider(year, membership)]


def deeds(year: Cycle, membership: Membership) -> list[Deed]:
    return [one for provider in _deeds if (one := provider(year, membership)) is not None]


def item_deeds(item: Scheduled, membership: Membership) -> list[Deed]:
    return [one for provider in _item_deeds if (one := provider(item, membership)) is not None]


def booked(partnership: Partnership) -> list[Booked]:
    return [one for provider in _booked for one in provider(partnership)]
