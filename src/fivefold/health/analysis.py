"""Rows and kept summaries in, statistics out. The one file of this room that computes."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from fivefold.assess.assessing import assess
from fivefold.assess.assessment import Assessment
from fivefold.assess.frameworks import Framework
from fivefold.assess.roster import Members
from fivefold.files.table import Column, Table
from fivefold.stats.estimates import change_from_moments, holm
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


def assess_answers(
    answers: StoredAnswers, *, framework: Framework, members: Members, title: str
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
    table = Table(
        file=title,
        format="csv",
        encoding=None,
        sheet=None,
        header_rows=1,
        columns=columns,
        rows=answers.rows,
        record=np.arange(2, answers.rows + 2, dtype=np.int32),
        skipped=(),
        warnings=(),
    )
    return assess(table, answers.mapping, framework=framework, members=members)


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


def _comparable(*rounds: Moments) -> bool:
    """Where nobody differs from anybody in one of the rounds, nothing says what chance could do."""
    return all(one.sd and one.n > 1 for one in rounds)
