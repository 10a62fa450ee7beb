"""A table, read by its mapping, becomes an assessment."""

from collections import abc

import numpy as np

from fivefold import __version__
from fivefold.assess.assessment import Assessment, Caveat, DimensionResult, ScaleResult, SkippedRow, Source
from fivefold.assess.caveats import (
    pilot_caveats,
    reliability_caveats,
    row_caveats,
    size_caveats,
    spread_caveats,
    threshold_caveats,
)
from fivefold.assess.describing import Describer
from fivefold.assess.errors import MappingError, UsageError
from fivefold.assess.frameworks import Framework
from fivefold.assess.mapping import Mapping, refuse_shared_items
from fivefold.assess.roster import Members, Roster, refuse_too_many, side_counts
from fivefold.assess.scoring import read_scales, read_sides
from fivefold.assess.toml_tables import did_you_mean
from fivefold.files.sentences import say
from fivefold.files.table import Table
from fivefold.stats.disclosure import THRESHOLD, may_show

__all__ = ["THRESHOLD", "assess"]


def assess(
    table: Table,
    mapping: Mapping,
    *,
    framework: Framework,
    members: Members = None,
    threshold: int = THRESHOLD,
    warnings: abc.Iterable[Caveat] = (),
) -> Assessment:
    """Read a survey against a framework.

    members: how many were asked: in all, or per side of the mapping. threshold: fewest persons behind
    any number. warnings: what the caller has to add, put first.
    Raises `UsageError` for members or a threshold that do not fit, `AssessError` for faults in the
    file or between file and mapping.
    """
    _check_threshold(threshold)
    _check_dimensions(mapping, framework)
    refuse_shared_items(mapping)
    roster = Roster.of(members, mapping)
    answers = read_scales(table, mapping)
    sides = read_sides(table, mapping)
    responded = np.zeros(table.rows, dtype=bool)
    for one in answers:
        responded |= one.given
    counts = side_counts(sides, responded, roster)
    responses = int(responded.sum())
    refuse_too_many(table, roster, counts, responses)
    described = Describer(sides, counts, roster.total, responses, threshold)
    results = [described.scale(one) for one in answers] if may_show(responses, threshold) else []
    shown = [scale for scale in results if scale is not None]
    found = [
        *warnings,
        *(Caveat(code=notice.code, message=notice.message) for notice in table.warnings),
        *pilot_caveats(answers),
        *row_caveats(table, responses, sides, mapping),
        *threshold_caveats(responses, threshold, answers, results),
        *size_caveats(roster, counts, responses, shown),
        *spread_caveats(shown),
        *reliability_caveats(shown),
    ]
    return Assessment(
        fivefold=__version__,
        framework_key=framework.key,
        framework_version=framework.version,
        source=_source(table),
        members=roster.total,
        responses=responses,
        response_rate=None if roster.total is None else responses / roster.total,
        threshold=threshold,
        sides=counts,
        dimensions=_by_dimension(framework, shown),
        other_scales=tuple(scale for scale in shown if scale.dimension is None),
        warnings=tuple(found),
    )


def _by_dimension(framework: Framework, shown: list[ScaleResult]) -> tuple[DimensionResult, ...]:
    return tuple(
        DimensionResult(
            key=dimension.key,
            name=dimension.name,
            short=dimension.short,
            scales=tuple(scale for scale in shown if scale.dimension == dimension.key),
        )
        for dimension in framework.dimensions
    )


def _source(table: Table) -> Source:
    return Source(
        file=table.file,
        format=table.format,
        rows=table.rows + len(table.skipped),
        used=table.rows,
        skipped=tuple(SkippedRow(row=one.row, reason=one.reason) for one in table.skipped),
    )


def _check_threshold(threshold: int) -> None:
    if threshold < 1:
        raise UsageError(
            "bad_threshold",
            say("The threshold is not 1 or more."),
            say("Give the fewest people behind any number shown."),
        )


def _check_dimensions(mapping: Mapping, framework: Framework) -> None:
    for scale in mapping.scales:
        if scale.dimension is not None and scale.dimension not in framework.dimension_keys:
            raise MappingError(
                code="unknown_dimension",
                message=say(
                    '"{dimension}", given to the scale "{scale}", is not in {framework}.',
                    dimension=scale.dimension,
                    scale=scale.key,
                    framework=framework.key,
                ),
                file=mapping.file,
                column=f"scales.{scale.key}.dimension",
                remedy=did_you_mean(
                    scale.dimension,
                    framework.dimension_keys,
                    say(
                        "Choose one of {dimensions}, or leave the line out.",
                        dimensions=", ".join(framework.dimension_keys),
                    ),
                ),
            )
