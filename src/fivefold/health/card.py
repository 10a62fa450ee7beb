"""A report card as pages print it, read from kept figures by `reader`.

Whatever a page may not print is None here, so that no template can let it slip.
"""

from dataclasses import asdict, dataclass
from typing import Any

from fivefold.assess.answer import Answer
from fivefold.assess.frameworks import Dimension, Framework
from fivefold.assess.text import Text
from fivefold.health.analysis import Changed, Drifted
from fivefold.health.opening import (
    DimensionFacts,
    Nothing,
    Opening,
    reason_to_talk,
)
from fivefold.health.prompts import Reason
from fivefold.health.reading import (
    Agreement,
    Drift,
    Movement,
    NoChange,
    NoComparison,
    Showing,
    Verdict,
    excludes_none,
)
from fivefold.health.record import Record
from fivefold.partnerships.record import Counted

COMPARED = ("practice", "research")


@dataclass(frozen=True)
class Say:
    """One mean and its conditions, on 0–100."""

    showing: Showing
    n: int | None = None
    population: int | None = None
    mean: float | None = None
    low: float | None = None
    high: float | None = None
    bounds: tuple[float, float] | None = None
    # Members who answered the survey but too little of this to have a score on it.
    unscored: int | None = None

    @property
    def rate(self) -> float | None:
        return self.n / self.population if self.n is not None and self.population else None

    def figures(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value is not None}

    @property
    def withheld(self) -> bool:
        return self.showing == Showing.WITHHELD

    @property
    def has_mean(self) -> bool:
        return self.mean is not None


@dataclass(frozen=True)
class SideSay:
    key: str
    say: Say


@dataclass(frozen=True)
class ItemSay:
    key: str
    text: Text
    say: Say
    cannot_tell: float | None


@dataclass(frozen=True)
class Interval:
    mean: float
    low: float
    high: float

    @property
    def excludes_none(self) -> bool:
        return excludes_none(self.low, self.high)


@dataclass(frozen=True)
class ScaleCard:
    key: str
    title: Text
    answers: tuple[Answer, ...]
    say: Say
    verdict: Verdict
    sides: tuple[SideSay, ...]
    difference: Interval | None
    against_comparison: NoComparison | None
    items: tuple[ItemSay, ...]
    cannot_tell: float | None
    not_applicable: float | None
    alpha: float | None
    alpha_interval: tuple[float, float] | None
    omega: float | None
    omega_interval: tuple[float, float] | None
    change: Changed | None
    no_change: NoChange | None
    movement: Movement | None
    earlier: tuple[float, ...]
    # Against the first of all comparable rounds, where there are more than two.
    over_all: Changed | None
    movement_over_all: Movement | None
    # Of the sides against each other, since the first of all comparable rounds; a drift only where claimed.
    drifted: Drifted | None
    drift: Drift | None

    @property
    def step(self) -> float:
        return 100 / (len(self.answers) - 1)

    def figures(self) -> dict[str, Any]:
        return {
            **self.say.figures(),
            "difference": self.difference and asdict(self.difference),
            "sides": {one.key: one.say.figures() for one in self.sides},
            "items": {one.key: one.say.figures() for one in self.items},
            "cannot_tell": self.cannot_tell,
            "not_applicable": self.not_applicable,
            "alpha": self.alpha,
            "omega": self.omega,
            "change": self.change and asdict(self.change),
            "over_all": self.over_all and asdict(self.over_all),
            "drifted": self.drifted and asdict(self.drifted),
        }


@dataclass(frozen=True)
class DimensionCard:
    key: str
    number: int
    dimension: Dimension
    scales: tuple[ScaleCard, ...]
    facts: DimensionFacts
    agreement: Agreement
    counted: tuple[Counted, ...] = ()

    @property
    def reason(self) -> Reason:
        return reason_to_talk(self.facts)


@dataclass(frozen=True)
class ReportCard:
    framework: Framework
    members: int | None
    responses: int
    response_rate: float | None
    threshold: int
    tiny: bool
    # The only side that was asked, where the roster shows that the other was not.
    one_side: str | None
    dimensions: tuple[DimensionCard, ...]
    other_scales: tuple[ScaleCard, ...]
    opening: Opening
    question: tuple[str, Reason] | None
    compared_with: str | None
    # The first of all comparable rounds, and how many there are with this one.
    compared_with_first: str | None
    comparable_rounds: int
    no_change: NoChange | None
    # None of a file that was assessed by itself: no rooms stand behind it.
    record: Record | None = None

    @property
    def nothing(self) -> Nothing | None:
        return self.opening.nothing

    @property
    def counts_differ(self) -> bool:
        """Whether the number of those asked differs from scale to scale or from all, which wants a reason."""
        return any(scale.say.unscored for scale in self.scales if not scale.say.withheld)

    @property
    def scales(self) -> tuple[ScaleCard, ...]:
        return tuple(scale for one in self.dimensions for scale in one.scales) + self.other_scales

    @property
    def has_several_ranges(self) -> bool:
        """Whether 4.1 of one scale is another height than of the next, so that each says its range."""
        return len({(one.answers[0].number, one.answers[-1].number) for one in self.scales}) > 1

    def dimension(self, key: str) -> DimensionCard | None:
        return next((one for one in self.dimensions if one.key == key), None)

    def figures(self) -> dict[str, Any]:
        """Every number of the card as plain data."""
        return {
            "members": self.members,
            "responses": self.responses,
            "scales": {scale.key: scale.figures() for scale in self.scales},
            "record": self.record.figures() if self.record else {},
        }
