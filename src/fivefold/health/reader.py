"""Reads an assessment by the rules of `reading` and `opening` into a card."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from fivefold.assess.assessment import Assessment, Figure, GroupResult, ItemResult, ScaleResult
from fivefold.assess.frameworks import Dimension, Framework
from fivefold.assess.instruments import Instrument
from fivefold.health.analysis import Changed, Drifted, Moments, Sides, changes, drifts
from fivefold.health.card import (
    COMPARED,
    DimensionCard,
    Interval,
    ItemSay,
    ReportCard,
    Say,
    ScaleCard,
    SideSay,
)
from fivefold.health.opening import DimensionFacts, Nothing, opening, question_for_meeting
from fivefold.health.reading import (
    Drift,
    Movement,
    NoChange,
    NoComparison,
    Showing,
    SideSize,
    Verdict,
    agreement,
    count_verdict,
    drift,
    excludes_none,
    joint_verdict,
    movement,
    no_comparison,
    record_verdict,
    say_verdict,
    showing,
)
from fivefold.health.record import Record
from fivefold.partnerships.record import LEAST_DUE, Counted

EARLIER_DOTS = 2


@dataclass(frozen=True)
class EarlierRound:
    title: str
    assessment: Assessment


class ReadCard(Protocol):
    """A card and what it was read from: all that words and charts need, wherever they will stand."""

    @property
    def title(self) -> str: ...

    @property
    def card(self) -> ReportCard: ...

    @property
    def figures(self) -> Assessment: ...

    @property
    def earlier(self) -> Sequence[EarlierRound]: ...

    @property
    def instrument(self) -> Instrument | None: ...


def report_card(
    now: Assessment,
    *,
    framework: Framework,
    earlier: Sequence[EarlierRound],
    no_change: NoChange | None,
    comparable_rounds: int | None = None,
    record: Record | None = None,
) -> ReportCard:
    """Read an assessment.

    earlier: rounds it may be compared with, newest first, the first of all at the end; rounds between may
        be left out. comparable_rounds: how many there are with this one, where some were left out.
    record: what the rooms counted; none of a survey without a partnership.
    """
    tiny = is_tiny(now)
    over_all = earlier[-1] if len(earlier) > 1 else None
    reader = _Reader(
        side_sizes(now),
        _withholds(now),
        earlier,
        no_change,
        _changes(now, earlier[0]) if earlier else {},
        _changes(now, over_all) if over_all else {},
        _drifts(now, earlier[-1]) if earlier else {},
    )
    dimensions = tuple(
        reader.dimension(
            number,
            dimension,
            now.dimension(dimension.key).scales,
            counted=record.of(dimension.key) if record else (),
        )
        for number, dimension in enumerate(framework.dimensions, start=1)
    )
    facts = [one.facts for one in dimensions]
    said = opening(facts, nothing=_nothing(now), tiny=tiny, response_rate=now.response_rate)
    return ReportCard(
        framework=framework,
        members=now.members,
        responses=now.responses,
        response_rate=now.response_rate,
        threshold=now.threshold,
        tiny=tiny,
        one_side=_one_side(now),
        dimensions=dimensions,
        other_scales=tuple(reader.scale(one) for one in now.other_scales),
        opening=said,
        question=question_for_meeting(said, facts),
        compared_with=earlier[0].title if earlier else None,
        compared_with_first=earlier[-1].title if earlier else None,
        comparable_rounds=comparable_rounds or len(earlier) + 1,
        no_change=no_change,
        record=record,
    )


def side_sizes(of: Assessment) -> list[SideSize]:
    return [SideSize(one.members, one.responses) for one in of.sides if one.key in COMPARED]


def is_tiny(of: Assessment) -> bool:
    """Whether a side is so small that a few people would stand for it."""
    sizes = side_sizes(of)
    return len(sizes) == len(COMPARED) and any(size.is_tiny for size in sizes)


def _one_side(now: Assessment) -> str | None:
    asked = [one.key for one in now.sides]
    return asked[0] if len(asked) == 1 else None


def _nothing(now: Assessment) -> Nothing | None:
    if now.responses < now.threshold:
        return Nothing.UNDER_THRESHOLD
    if not any(dimension.scales for dimension in now.dimensions):
        return Nothing.NO_FIGURES if _withholds(now) else Nothing.NOT_ASKED
    if now.members is not None and 2 * now.responses < now.members:
        return Nothing.BELOW_HALF
    return None


def _withholds(now: Assessment) -> bool:
    """Whether a dimension without figures may be one that too few people answered."""
    return now.warns("under_threshold") or now.warns("scale_withheld")


def _changes(now: Assessment, since: EarlierRound) -> dict[str, Changed]:
    return changes(_moments(since.assessment), _moments(now))


def _moments(of: Assessment) -> dict[str, Moments]:
    """Of the scales of dimensions that may be printed; those below half answered claim nothing."""
    return {
        scale.key: Moments(scale.mean, scale.sd, scale.n)
        for dimension in of.dimensions
        for scale in dimension.scales
        if may_claim(scale)
    }


def _drifts(now: Assessment, since: EarlierRound) -> dict[str, Drifted]:
    return drifts(_sides(since.assessment), _sides(now))


def _sides(of: Assessment) -> dict[str, Sides]:
    """Of the scales on which that round sets its sides against each other, and may claim a difference."""
    sizes = side_sizes(of)
    found = {}
    for dimension in of.dimensions:
        for scale in dimension.scales:
            figures = [group.figure if (group := scale.group(key)) else None for key in COMPARED]
            if (
                no_comparison(sizes, [shown(one).showing for one in figures])
                or not scale.may_claim_difference
            ):
                continue
            between = scale.difference
            is_clear = between is not None and excludes_none(between.low, between.high)
            practice, research = (Moments(one.mean, one.sd, one.n) for one in figures if one is not None)
            found[scale.key] = Sides(practice, research, is_clear)
    return found


def shown(figure: Figure | None) -> Say:
    """What may be printed of a figure; of a withheld one nothing, not even how many people it would be."""
    if figure is None:
        return Say(Showing.WITHHELD)
    kind = showing(
        n=figure.n, population=figure.population, responses=figure.responses, members=figure.members
    )
    say = Say(
        kind,
        n=figure.n,
        population=figure.population,
        bounds=figure.bounds,
        unscored=figure.members - figure.population if figure.members and figure.population else None,
    )
    if kind == Showing.BOUNDS:
        return say
    if kind == Showing.EVERYONE:
        return replace(say, mean=figure.mean, bounds=None)
    return replace(say, mean=figure.mean, low=figure.low, high=figure.high)


def may_claim(figure: Figure) -> bool:
    return shown(figure).showing not in {Showing.BOUNDS, Showing.WITHHELD}


@dataclass(frozen=True)
class _Reader:
    """Reads the scales of one assessment under the same sides and the same earlier rounds."""

    sizes: Sequence[SideSize]
    withholds: bool
    earlier: Sequence[EarlierRound]
    no_change: NoChange | None
    # Of each scale: since the round before, since the first of all, and of the sides against each other.
    changed: Mapping[str, Changed]
    over_all: Mapping[str, Changed]
    drifted: Mapping[str, Drifted]

    def dimension(
        self,
        number: int,
        dimension: Dimension,
        results: Sequence[ScaleResult],
        *,
        counted: tuple[Counted, ...],
    ) -> DimensionCard:
        scales = tuple(self.scale(one) for one in results)
        verdict = joint_verdict([one.verdict for one in scales])
        record = record_verdict([verdict_of(one) for one in counted])
        facts = _facts(dimension.key, verdict, scales, asked=bool(scales) or self.withholds)
        return DimensionCard(
            key=dimension.key,
            number=number,
            dimension=dimension,
            scales=scales,
            facts=replace(facts, record=record),
            # The talk is a room that does not exist yet, so that strand has not spoken.
            agreement=agreement(verdict, record, Verdict.NOT_ENOUGH),
            counted=counted,
        )

    def scale(self, result: ScaleResult) -> ScaleCard:
        say = shown(result)
        against, sides = self._sides(result.groups)
        changed, over_all = self.changed.get(result.key), self.over_all.get(result.key)
        drifted = self.drifted.get(result.key)
        found = result.difference if against is None else None
        if against is None and not result.may_claim_difference:
            against, found = NoComparison.NO_SPREAD, None
        return ScaleCard(
            key=result.key,
            title=result.title,
            answers=result.answers,
            say=say,
            verdict=say_verdict(say.showing, result.low, result.high),
            sides=sides,
            difference=Interval(found.mean, found.low, found.high) if found else None,
            against_comparison=against,
            items=tuple(_item(one) for one in result.item_results),
            cannot_tell=result.cannot_tell,
            not_applicable=result.not_applicable,
            alpha=result.alpha,
            alpha_interval=result.alpha_interval,
            omega=result.omega,
            omega_interval=result.omega_interval,
            change=changed,
            no_change=None if changed else self._why_no_change(result),
            movement=_movement(changed, result) if changed else None,
            earlier=self._earlier_means(result.key),
            over_all=over_all,
            movement_over_all=_movement(over_all, result) if over_all else None,
            drifted=drifted,
            drift=_drift(drifted) if drifted else None,
        )

    def _sides(self, groups: Sequence[GroupResult]) -> tuple[NoComparison | None, tuple[SideSay, ...]]:
        """A tiny partnership's sides are not set beside each other; a single side is the whole again."""
        sides = tuple(SideSay(one.key, shown(one.figure)) for one in groups)
        compared = [one.say.showing for one in sides if one.key in COMPARED]
        against = no_comparison(self.sizes, compared)
        return against, () if against in {NoComparison.TINY_SIDE, NoComparison.NO_SIDES} else sides

    def _why_no_change(self, result: ScaleResult) -> NoChange:
        if not self.earlier:
            return self.no_change or NoChange.FIRST_ROUND
        before = next((one for one in self.earlier[0].assessment.scales if one.key == result.key), None)
        if before is None:
            return NoChange.WITHHELD
        return NoChange.NO_SPREAD if may_claim(before) and may_claim(result) else NoChange.BELOW_HALF

    def _earlier_means(self, key: str) -> tuple[float, ...]:
        """Oldest first, of the two rounds before this one."""
        found = (
            scale.mean
            for one in reversed(self.earlier[:EARLIER_DOTS])
            for scale in one.assessment.scales
            if scale.key == key and may_claim(scale)
        )
        return tuple(found)


def verdict_of(one: Counted) -> Verdict:
    return count_verdict(one.done, one.due, least_due=LEAST_DUE, is_limit=one.unit != "things")


def _movement(changed: Changed, result: ScaleResult) -> Movement:
    return movement(changed.difference, changed.adjusted_p, step=100 / (len(result.answers) - 1))


def _drift(found: Drifted) -> Drift | None:
    earlier, later = (
        practice - research for practice, research in zip(found.practice, found.research, strict=True)
    )
    return drift(earlier, later, found.adjusted_p, each_clear=found.each_clear)


def _item(result: ItemResult) -> ItemSay:
    return ItemSay(result.key, result.text, shown(result.figure), result.cannot_tell)


def _facts(key: str, verdict: Verdict, scales: Sequence[ScaleCard], *, asked: bool) -> DimensionFacts:
    """Of several scales: a movement only where all moved alike, the widest difference, the largest share.

    A drift on any of them is one of the dimension: each scale tells its own.
    """
    apart = [one.difference for one in scales if one.difference is not None]
    widest = max(apart, key=lambda one: (one.excludes_none, abs(one.mean)), default=None)
    unseen = [one.cannot_tell for one in scales if one.cannot_tell is not None]
    return DimensionFacts(
        key=key,
        verdict=verdict,
        movement=_alike([one.movement for one in scales]),
        movement_over_all=_alike([one.movement_over_all for one in scales]),
        difference=widest.mean if widest else None,
        difference_low=widest.low if widest else 0.0,
        difference_high=widest.high if widest else 0.0,
        cannot_tell=max(unseen, default=None),
        drift=next((one.drift for one in scales if one.drift), None),
        asked=asked,
    )


def _alike(moved: Sequence[Movement | None]) -> Movement | None:
    return moved[0] if len(set(moved)) == 1 else None
