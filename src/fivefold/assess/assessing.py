"""A table, read by its mapping, becomes an assessment."""

from collections import abc

import numpy as np
from numpy.typing import NDArray

import fivefold
from fivefold.assess.assessment import (
    Assessment,
    DimensionResult,
    Figure,
    GroupResult,
    ItemResult,
    ScaleResult,
    SideCount,
    SideDifference,
    SkippedRow,
    Source,
    Warning,
)
from fivefold.assess.answer import in_order
from fivefold.assess.errors import AssessError, MappingError, UsageError
from fivefold.assess.frameworks import Framework
from fivefold.assess.mapping import Mapping
from fivefold.assess.matching import Kind
from fivefold.assess.scoring import Floats, ScaleAnswers, SideAnswers, quote, read_scales, read_sides
from fivefold.assess.text import Text
from fivefold.assess.toml_tables import did_you_mean
from fivefold.files.table import Table
from fivefold.stats.disclosure import may_show, protect_groups
from fivefold.stats.errors import StatisticsError
from fivefold.stats.estimates import difference, group_mean
from fivefold.stats.reliability import Reliability, alpha, omega

Members = int | abc.Mapping[str, int] | None
COMPARED = ("practice", "research")
TINY = 10
NAMED_AT_MOST = 5


def assess(
    table: Table,
    mapping: Mapping,
    *,
    framework: Framework,
    members: Members = None,
    threshold: int = 5,
    warnings: abc.Iterable[Warning] = (),
) -> Assessment:
    """Read a survey against a framework.

    members: how many were asked: in all, or per side of the mapping. threshold: fewest persons behind
    any number. warnings: what the caller has to add, put first.
    Raises `UsageError` for members or a threshold that do not fit, `AssessError` for faults in the
    file or between file and mapping.
    """
    _check_threshold(threshold)
    _check_dimensions(mapping, framework)
    roster = _Roster.of(members, mapping)
    answers = read_scales(table, mapping)
    sides = read_sides(table, mapping)
    responded = np.zeros(table.rows, dtype=bool)
    for one in answers:
        responded |= one.given
    counts = _side_counts(sides, responded, roster)
    responses = int(responded.sum())
    _check_roster(table, roster, counts, responses)
    described = _Describer(sides, counts, roster.total, responses, threshold)
    results = [described.scale(one) for one in answers] if may_show(responses, threshold) else []
    shown = [scale for scale in results if scale is not None]
    found = [
        *warnings,
        *(Warning(code=notice.code, message=notice.message) for notice in table.warnings),
        *_row_warnings(table, responses, sides, mapping),
        *_threshold_warnings(responses, threshold, answers, results),
        *_size_warnings(roster, counts, responses, shown),
    ]
    return Assessment(
        fivefold=fivefold.__version__,
        framework_key=framework.key,
        framework_version=framework.version,
        source=_source(table),
        members=roster.total,
        responses=responses,
        response_rate=None if roster.total is None else responses / roster.total,
        threshold=threshold,
        sides=counts,
        dimensions=tuple(
            DimensionResult(
                key=dimension.key,
                name=dimension.name,
                short=dimension.short,
                scales=tuple(scale for scale in shown if scale.dimension == dimension.key),
            )
            for dimension in framework.dimensions
        ),
        other_scales=tuple(scale for scale in shown if scale.dimension is None),
        warnings=tuple(found),
    )


def _source(table: Table) -> Source:
    return Source(
        file=table.file,
        format=table.format,
        rows=table.rows + len(table.skipped),
        used=table.rows,
        skipped=tuple(SkippedRow(row=one.row, reason=one.reason) for one in table.skipped),
    )


class _Roster:
    """How many members were asked, in all and per side; None where that is unknown."""

    def __init__(self, total: int | None, by_side: abc.Mapping[str, int] | None = None) -> None:
        self.total = total
        self.by_side = by_side or {}

    @classmethod
    def of(cls, members: Members, mapping: Mapping) -> "_Roster":
        if members is None:
            return cls(None)
        counts = [members] if isinstance(members, int) else list(members.values())
        if any(count < 1 for count in counts) or not counts:
            raise UsageError(
                "bad_members", "The number of members is not 1 or more.", "Give the number of people asked."
            )
        if isinstance(members, int):
            return cls(members)
        for side in members:
            if side not in mapping.sides:
                known = ", ".join(mapping.sides) or "none; add [groups] to the mapping"
                raise UsageError(
                    "unknown_side",
                    f'Members are given for "{side}", which is not a side of the mapping.',
                    f"{did_you_mean(side, mapping.sides)}Its sides: {known}.",
                )
        for side in mapping.sides:
            if side not in members:
                raise UsageError(
                    "side_without_members",
                    f'Members are given by side, but not for "{side}".',
                    f"Add {side}=… to the members, or give one number for all.",
                )
        return cls(sum(members.values()), members)


def _check_threshold(threshold: int) -> None:
    if threshold < 1:
        raise UsageError(
            "bad_threshold",
            "The threshold is not 1 or more.",
            "Give the fewest people behind any number shown.",
        )


def _check_dimensions(mapping: Mapping, framework: Framework) -> None:
    for scale in mapping.scales:
        if scale.dimension is not None and scale.dimension not in framework.dimension_keys:
            raise MappingError(
                code="unknown_dimension",
                message=f'The scale "{scale.key}" has the dimension "{scale.dimension}", which {framework.key} has not.',
                file=mapping.file,
                column=f"scales.{scale.key}.dimension",
                remedy=f"{did_you_mean(scale.dimension, framework.dimension_keys)}"
                f"Choose one of {', '.join(framework.dimension_keys)}, or leave the line out.",
            )


def _side_counts(sides: SideAnswers, responded: NDArray[np.bool_], roster: _Roster) -> tuple[SideCount, ...]:
    return tuple(
        SideCount(key=key, members=roster.by_side.get(key), responses=int((sides.on(key) & responded).sum()))
        for key in sides.keys
    )


def _check_roster(table: Table, roster: _Roster, counts: tuple[SideCount, ...], responses: int) -> None:
    over = [(one.responses, one.members, f" on the side {one.key}") for one in counts]
    for answered, members, where in [*over, (responses, roster.total, "")]:
        if members is not None and answered > members:
            raise AssessError(
                code="more_responses_than_members",
                message=f"{answered} people answered{where}, but only {members} members are given.",
                file=table.file,
                remedy="Count everybody who was asked, whether they answered or not.",
            )


class _Describer:
    """Turns answers into figures under the same conditions for every scale."""

    def __init__(
        self,
        sides: SideAnswers,
        counts: tuple[SideCount, ...],
        members: int | None,
        responses: int,
        threshold: int,
    ) -> None:
        self.sides = sides
        self.counts = counts
        self.members = members
        self.responses = responses
        self.threshold = threshold

    def scale(self, answers: ScaleAnswers) -> ScaleResult | None:
        """The scale's result; None when fewer than the threshold have a score."""
        n = int((~np.isnan(answers.scores)).sum())
        if not may_show(n, self.threshold):
            return None
        scale = answers.scale
        alpha_found, omega_found = _coefficient(alpha, answers.values), _coefficient(omega, answers.values)
        groups = self._groups(answers.scores, n)
        return ScaleResult(
            **vars(self._figure(answers.scores)),
            key=scale.key,
            title=scale.title,
            dimension=scale.dimension,
            items=len(scale.items),
            answers=in_order(answers.answers),
            cannot_tell=answers.share(Kind.CANNOT_TELL),
            not_applicable=answers.share(Kind.NOT_APPLICABLE),
            alpha=alpha_found.value if alpha_found else None,
            alpha_interval=_interval(alpha_found),
            omega=omega_found.value if omega_found else None,
            omega_interval=_interval(omega_found),
            groups=groups,
            difference=self._difference(answers.scores, groups),
            item_results=tuple(self._item(answers, place) for place in range(len(scale.items))),
        )

    def _figure(self, scores: Floats) -> Figure:
        return Figure.of(group_mean(scores, self.members, self.responses))

    def _groups(self, scores: Floats, n: int) -> tuple[GroupResult, ...]:
        scored = ~np.isnan(scores)
        here = {one.key: self.sides.on(one.key) for one in self.counts}
        withheld = protect_groups(
            {key: int((on & scored).sum()) for key, on in here.items()}, n, threshold=self.threshold
        )
        return tuple(
            GroupResult(
                key=one.key,
                figure=None
                if one.key in withheld
                else Figure.of(group_mean(scores[here[one.key]], one.members, one.responses)),
            )
            for one in self.counts
        )

    def _difference(self, scores: Floats, groups: tuple[GroupResult, ...]) -> SideDifference | None:
        shown = {group.key for group in groups if not group.suppressed}
        if not shown.issuperset(COMPARED):
            return None
        first, second = (scores[self.sides.on(key)] for key in COMPARED)
        try:
            return SideDifference.of(COMPARED, difference(first, second))
        except StatisticsError:
            return None

    def _item(self, answers: ScaleAnswers, place: int) -> ItemResult:
        values = answers.values[:, place]
        column = answers.columns[place]
        shown = may_show(int((~np.isnan(values)).sum()), self.threshold)
        return ItemResult(
            key=column.name,
            text=Text(column.text or column.name),
            figure=self._figure(values) if shown else None,
            cannot_tell=answers.share(Kind.CANNOT_TELL, place) if shown else None,
            not_applicable=answers.share(Kind.NOT_APPLICABLE, place) if shown else None,
        )


def _coefficient(of: abc.Callable[[Floats], Reliability], values: Floats) -> Reliability | None:
    """None where the coefficient is not defined for these answers."""
    try:
        return of(values)
    except StatisticsError:
        return None


def _interval(found: Reliability | None) -> tuple[float, float] | None:
    if found is None or found.low is None or found.high is None:
        return None
    return found.low, found.high


def _row_warnings(
    table: Table, responses: int, sides: SideAnswers, mapping: Mapping
) -> abc.Iterator[Warning]:
    silent = table.rows - responses
    if silent:
        yield Warning(
            code="rows_without_answers",
            message=f"{silent} of {table.rows} rows hold no answer to any item; they are not counted as responses.",
        )
    if sides.unlisted and mapping.side is not None:
        named = [f"{quote(cell)} ({count})" for cell, count in sides.unlisted.items()]
        more = f" and {len(named) - NAMED_AT_MOST} others" if len(named) > NAMED_AT_MOST else ""
        yield Warning(
            code="unknown_side_values",
            message=f"{sum(sides.unlisted.values())} rows have a value in the column {quote(mapping.side.column)} that the "
            f"mapping gives to no side: {', '.join(named[:NAMED_AT_MOST])}{more}. They count in the total only.",
        )


def _threshold_warnings(
    responses: int, threshold: int, answers: list[ScaleAnswers], results: list[ScaleResult | None]
) -> abc.Iterator[Warning]:
    if not may_show(responses, threshold):
        yield Warning(
            code="under_threshold",
            message=f"Fewer than {threshold} people answered, so no scale is shown, to protect them.",
        )
    for one, result in zip(answers, results, strict=False):
        if result is None:
            yield Warning(
                code="scale_withheld",
                message=f'The scale "{one.scale.key}" is left out: fewer than {threshold} people answered at least half '
                f"of its items.",
            )


def _size_warnings(
    roster: _Roster, counts: tuple[SideCount, ...], responses: int, shown: list[ScaleResult]
) -> abc.Iterator[Warning]:
    if roster.total is not None and 2 * responses < roster.total:
        yield Warning(
            code="below_half",
            message=f"{responses} of {roster.total} members answered, fewer than half: read n and bounds only.",
        )
    shown_sides = {group.key for scale in shown for group in scale.groups if not group.suppressed}
    for one in counts:
        if one.key in shown_sides and one.members is not None and 2 * one.responses < one.members:
            yield Warning(
                code="below_half",
                message=f"{one.responses} of {one.members} members on the side {one.key} answered, fewer than half: "
                f"read n and bounds only.",
            )
    if set(COMPARED) <= {one.key for one in counts}:
        for one in counts:
            if one.key in COMPARED and one.size < TINY:
                counted = "people answered" if one.members is None else "members"
                yield Warning(
                    code="tiny_side",
                    message=f"The side {one.key} has fewer than {TINY} {counted}: do not compare the sides by this survey.",
                )
