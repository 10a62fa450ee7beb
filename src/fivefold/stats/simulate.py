"""Answers of members to a survey whose truth is stated: for demonstrations, and for tests of our methods."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from fivefold.stats.arrays import FloatArray
from fivefold.stats.errors import StatisticsError
from fivefold.stats.latent import cuts, item_location, person_share
from fivefold.stats.results import Result

MISSING, CANNOT_TELL, DOES_NOT_APPLY = 0, -1, -2

AnswerArray = NDArray[np.int8]


@dataclass(frozen=True)
class SideDesign:
    """A side of the partnership.

    members: persons on its roster; response_rate: share who answer, 0–1.
    careless: share of those who answer everything by chance, 0–1; they follow no truth.
    """

    key: str
    members: int
    response_rate: float
    careless: float = 0.0

    @property
    def responses(self) -> int:
        """Persons who answer: the nearest whole number, halves up."""
        return int(np.floor(self.members * self.response_rate + 0.5))


@dataclass(frozen=True)
class ScaleDesign:
    """A scale and what is true of it.

    truth: per side, the mean person score on 0–100 (ends excluded) in the endless population from
        which its careful members are drawn; a roster of finite size varies around it.
    between_person_sd: standard deviation, on 0–100, of persons' expected scores over the items;
        observed scores spread more, by the error of so many items.
    item_spread: how far the easiest and the hardest item's mean lie from the truth, on 0–100; items
        are spaced evenly between, and closer where they would leave 1–99.
    """

    key: str
    items: int
    truth: Mapping[str, float]
    between_person_sd: float = 15.0
    item_spread: float = 0.0


@dataclass(frozen=True)
class RoundDesign:
    """A round of a survey.

    answers: number of ordered answers to each item.
    cannot_tell: side → scale → share of answers that are *cannot tell*; none where not named.
    not_applicable: share of answers that are *does not apply*.
    drop_out: share of those who answer who stop after half of all items, in the order of `scales`.
    """

    sides: tuple[SideDesign, ...]
    scales: tuple[ScaleDesign, ...]
    answers: int = 5
    cannot_tell: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    not_applicable: float = 0.0
    drop_out: float = 0.0

    def __post_init__(self) -> None:
        _check_keys("side", [side.key for side in self.sides])
        _check_keys("scale", [scale.key for scale in self.scales])
        _check(2 <= self.answers <= 100, "An item needs two answers or more, and at most a hundred.")
        _check_shares("not_applicable", [self.not_applicable])
        _check_shares("drop_out", [self.drop_out])
        for side in self.sides:
            _check(side.members >= 0, f"{side.key}: members cannot be fewer than none.")
            _check_shares(side.key, [side.response_rate, side.careless])
            rates = [self.cannot_tell.get(side.key, {}).get(scale.key, 0.0) for scale in self.scales]
            _check_shares(side.key, [rate + self.not_applicable for rate in rates] + rates)
        for scale in self.scales:
            _check_scale(scale, self.sides)
        _check_named("side", self.cannot_tell, self.sides)
        for rates_of_side in self.cannot_tell.values():
            _check_named("scale", rates_of_side, self.scales)


@dataclass(frozen=True, eq=False)
class SimulatedRound(Result):
    """What came back, and the truth behind it.

    side: side of each person who answered, persons in the order of the design's sides.
    answers: scale → persons × items: 1 to `RoundDesign.answers`; 0 missing, −1 cannot tell,
        −2 does not apply.
    truth: scale → side → true mean, 0–100, as in `ScaleDesign.truth`.
    members: side → persons on the roster, silent ones included.
    """

    side: NDArray[np.str_]
    answers: Mapping[str, AnswerArray]
    truth: Mapping[str, Mapping[str, float]]
    members: Mapping[str, int]


def simulate_round(design: RoundDesign, rng: Generator) -> SimulatedRound:
    """Draw one round of answers whose true means are known.

    Model: latent = location(item, side) + √ρ · person + √(1 − ρ) · error, all normal with total
        variance 1, cut at fixed points one apart. The location is solved so that the item's expected
        answer is truth + its place in `item_spread`; ρ so that persons' expected scores spread by
        `between_person_sd`. Scales are independent of each other given the side.
        Who answers is a simple random sample of the roster, of the nearest whole number. Each answer is
        then, independently of its content, *cannot tell* or *does not apply* at the stated rates.

    Parameters:
        design: sides, scales and rates; rng: a numpy `Generator`, the only source of chance.
    Returns: `SimulatedRound`; answers missing only because of drop-out.
    Errors: `StatisticsError` with code `bad_design` (already when the design is made) or
        `spread_not_possible` when scores cannot spread so far around so extreme a truth.
    Assumptions: silence, *cannot tell* and dropping out say nothing about the truth; real ones may.
    Reference: Muthén, B. (1984). A general structural equation model with dichotomous, ordered
        categorical, and continuous latent variable indicators. Psychometrika, 49(1), 115–132.

    >>> design = RoundDesign(
    ...     sides=(SideDesign("practice", members=40, response_rate=0.5),),
    ...     scales=(ScaleDesign("trust", items=3, truth={"practice": 70}),),
    ... )
    >>> simulate_round(design, np.random.default_rng(1)).answers["trust"].shape
    (20, 3)
    """
    answered = [side.responses for side in design.sides]
    side_of = np.repeat(np.array([side.key for side in design.sides], dtype=np.str_), answered)
    answers = {
        scale.key: np.concatenate([_draw(design, side, scale, rng) for side in design.sides])
        for scale in design.scales
    }
    _drop_out(design, answers, rng)
    return SimulatedRound(
        side=side_of,
        answers=answers,
        truth={scale.key: dict(scale.truth) for scale in design.scales},
        members={side.key: side.members for side in design.sides},
    )


def item_means(scale: ScaleDesign, side: str) -> FloatArray:
    """The true mean of each item on 0–100; their mean is the truth of the scale.

    >>> item_means(ScaleDesign("trust", items=3, truth={"practice": 70}, item_spread=10), "practice")
    array([60., 70., 80.])
    """
    truth = scale.truth[side]
    if scale.items == 1:
        return np.array([float(truth)])
    spread = max(0.0, min(scale.item_spread, truth - 1, 99 - truth))
    return truth + np.linspace(-spread, spread, scale.items)


def _draw(design: RoundDesign, side: SideDesign, scale: ScaleDesign, rng: Generator) -> AnswerArray:
    persons = side.responses
    locations = np.array([item_location(mean, design.answers) for mean in item_means(scale, side.key)])
    share = person_share(locations, scale.between_person_sd, design.answers)
    shape = (persons, scale.items)
    person = rng.standard_normal((persons, 1))
    latent = locations + np.sqrt(share) * person + np.sqrt(1 - share) * rng.standard_normal(shape)
    answers = 1 + np.searchsorted(cuts(design.answers), latent)
    careless = rng.random((persons, 1)) < side.careless
    answers = np.where(careless, rng.integers(1, design.answers + 1, size=shape), answers)
    cannot_tell = design.cannot_tell.get(side.key, {}).get(scale.key, 0.0)
    chance = rng.random(shape)
    answers[chance < cannot_tell + design.not_applicable] = DOES_NOT_APPLY
    answers[chance < cannot_tell] = CANNOT_TELL
    return answers.astype(np.int8)


def _drop_out(design: RoundDesign, answers: Mapping[str, AnswerArray], rng: Generator) -> None:
    left = sum(scale.items for scale in design.scales) // 2
    persons = sum(side.responses for side in design.sides)
    stops = rng.random(persons) < design.drop_out
    for scale in design.scales:
        answers[scale.key][stops, max(0, left) :] = MISSING
        left -= scale.items


def _check(holds: bool, message: str) -> None:
    if not holds:
        raise StatisticsError("bad_design", message)


def _check_shares(name: str, shares: Iterable[float]) -> None:
    _check(
        all(0 <= share <= 1 for share in shares),
        f"{name}: a share lies between 0 and 1, and so does their sum.",
    )


def _check_keys(kind: str, keys: list[str]) -> None:
    _check(
        bool(keys) and len(set(keys)) == len(keys), f"A round needs a {kind}, and each {kind} its own key."
    )


def _check_named(kind: str, keys: Iterable[str], designs: Iterable[SideDesign | ScaleDesign]) -> None:
    known = {design.key for design in designs}
    _check(set(keys) <= known, f"cannot_tell names a {kind} that the round does not have.")


def _check_scale(scale: ScaleDesign, sides: tuple[SideDesign, ...]) -> None:
    _check(scale.items >= 1, f"{scale.key}: a scale needs an item.")
    _check(scale.between_person_sd >= 0 and scale.item_spread >= 0, f"{scale.key}: a spread is zero or more.")
    for side in sides:
        _check(side.key in scale.truth, f"{scale.key}: the truth for {side.key} is not stated.")
        _check(
            0 < scale.truth[side.key] < 100, f"{scale.key}: a truth lies between 0 and 100, ends excluded."
        )
