"""Rows and kept summaries in, statistics out. The one file of this room that computes."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from fivefold.assess.assessing import assess
from fivefold.assess.assessment import Assessment
from fivefold.assess.frameworks import Framework
from fivefold.assess.roster import Members
from fivefold.files.table import Column, Table
from fivefold.stats.estimates import change_from_moments, change_of_difference_from_moments, holm
from fivefold.surveys.sheets import StoredAnswers


@dataclass(frozen=True)
class Moments:
    """What a comparison needs of one scale in one round, on 0–100."""

    mean: float
    sd: float | None
    n: int


@dataclass(frozen=True)
class Changed:
    """Later less earlier on 0–100, as a comparison: without a correction for the roster."""

    earlier: float
    later: float
    difference: float
    low: float
    high: float
    adjusted_p: float


@dataclass(frozen=True)
class Sides:
    """Practice and research on one scale in one round."""

    practice: Moments
    research: Moments
    # Whether the interval of their difference leaves no difference out.
    is_clear: bool

    @property
    def moments(self) -> tuple[tuple[float, float, int], tuple[float, float, int]]:
        practice, research = self.practice, self.research
        return (
            (practice.mean, practice.sd or 0.0, practice.n),
            (research.mean, research.sd or 0.0, research.n),
        )


@dataclass(frozen=True)
class Drifted:
    """Practice less research, later less earlier on 0–100, with the means of both sides in both rounds."""

    practice: tuple[float, float]
    research: tuple[float, float]
    difference: float
    low: float
    high: float
    adjusted_p: float
    # Whether the sides differ clearly in each of the two rounds by itself.
    each_clear: bool


def assess_answers(
    answers: StoredAnswers, *, framework: Framework, members: Members, title: str, threshold: int
) -> Assessment:
    """The assessment of a kept sheet. Its rows have no numbers of their own any more."""
    columns = tuple(
        Column(
            name=one.name,
            text=one.text,
            labels=one.labels,
            user_missing=one.user_missing,
            values=one.values,
            codes=np.array(one.codes, dtype=np.int32),
        )
        for one in answers.columns
    )
    table = Table.of_columns(columns, answers.rows, file=title)
    return assess(table, answers.mapping, framework=framework, members=members, threshold=threshold)


def changes(earlier: Mapping[str, Moments], later: Mapping[str, Moments]) -> dict[str, Changed]:
    """The change of every scale that both rounds have, p-values corrected together by Holm."""
    keys = [key for key in later if key in earlier and _comparable(earlier[key], later[key])]
    if not keys:
        return {}
    found = {
        key: change_from_moments(
            *(earlier[key].mean, earlier[key].sd or 0.0, earlier[key].n),
            *(later[key].mean, later[key].sd or 0.0, later[key].n),
        )
        for key in keys
    }
    adjusted = holm([found[key].p for key in keys])
    return {
        key: Changed(
            earlier=earlier[key].mean,
            later=later[key].mean,
            difference=found[key].mean,
            low=found[key].low,
            high=found[key].high,
            adjusted_p=float(p),
        )
        for key, p in zip(keys, adjusted, strict=True)
    }


def drifts(earlier: Mapping[str, Sides], later: Mapping[str, Sides]) -> dict[str, Drifted]:
    """How the sides moved against each other on every scale of both rounds, corrected together by Holm."""
    pairs = {
        key: (earlier[key], later[key])
        for key in later
        if key in earlier
        and all(_comparable(one.practice, one.research) for one in (earlier[key], later[key]))
    }
    found = {
        key: change_of_difference_from_moments(before.moments, after.moments)
        for key, (before, after) in pairs.items()
    }
    adjusted = holm([one.p for one in found.values()])
    return {
        key: Drifted(
            practice=(pairs[key][0].practice.mean, pairs[key][1].practice.mean),
            research=(pairs[key][0].research.mean, pairs[key][1].research.mean),
            difference=one.mean,
            low=one.low,
            high=one.high,
            adjusted_p=float(p),
            each_clear=all(each.is_clear for each in pairs[key]),
        )
        for (key, one), p in zip(found.items(), adjusted, strict=True)
    }


def _comparable(*rounds: Moments) -> bool:
    """Where nobody differs from anybody in one of the rounds, nothing says what chance could do."""
    return all(one.sd and one.n > 1 for one in rounds)
