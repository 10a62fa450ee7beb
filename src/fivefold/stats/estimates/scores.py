"""From answers to one score a person, on 0–100."""

import math
from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike

from fivefold.stats.arrays import FloatArray, matrix
from fivefold.stats.errors import StatisticsError


def percent_of_maximum(values: ArrayLike, low: ArrayLike, high: ArrayLike) -> FloatArray:
    """Put answers on 0–100, so that scales with different numbers of answers can be read alike.

    Formula: 100 · (value − low) / (high − low), the percentage of the maximum possible.

    Parameters:
        values: answers in their own numbers, any shape; NaN (missing) stays NaN.
        low, high: lowest and highest number that could be answered; one number, or one an item
            (shape that of a row of `values`).
    Returns: an array of the shape of `values`, 0–100.
    Errors: `StatisticsError` with code `empty_range` when a highest does not exceed its lowest;
        `out_of_range` when an answer lies outside.
    Assumptions: the steps between answers count as equal.
    Reference: Cohen, P., Cohen, J., Aiken, L. S., & West, S. G. (1999). The problem of units and the
        circumstance for POMP. Multivariate Behavioral Research, 34(3), 315–346.

    >>> percent_of_maximum([1, 2, 5], low=1, high=5)
    array([  0.,  25., 100.])
    """
    array = np.asarray(values, dtype=np.float64)
    lowest, highest = np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
    if not (highest > lowest).all():
        raise StatisticsError("empty_range", "The highest possible answer must exceed the lowest.")
    if (array < lowest).any() or (array > highest).any():
        raise StatisticsError(
            "out_of_range", "An answer lies outside the lowest and highest possible answer."
        )
    return (array - lowest) * 100.0 / (highest - lowest)


def person_scores(
    items: ArrayLike,
    *,
    lows: ArrayLike | None = None,
    highs: ArrayLike | None = None,
    at_least: float = 0.5,
) -> FloatArray:
    """Score each person on a scale: the mean of the items they answered.

    Formula: mean over answered items of their 0–100 values, when answered ≥ at_least · items.

    Parameters:
        items: persons × items, reversed items already turned; 0–100, or native when `lows` and
            `highs` are given; NaN is missing (also *cannot tell* and *does not apply*).
        lows, highs: lowest and highest possible answer, one number or one an item; both or neither.
        at_least: share of items, 0–1, that must be answered; compared in whole numbers, so that
            half of six is three.
    Returns: one score a person, 0–100; NaN for a person with too few answers, or none.
    Errors: `StatisticsError` with code `no_items`, `bad_share`, `half_a_range` (only one of `lows` and
        `highs`), or those of `percent_of_maximum`.
    Assumptions: items are exchangeable enough that answered ones can stand for those left out.
    Reference: Cohen et al. (1999), as in `percent_of_maximum`; half the items: Fayers, P. M., &
        Machin, D. (2016). Quality of life: The assessment, analysis and reporting of patient-reported
        outcomes (3rd ed.), chapter on missing data. Wiley.

    >>> person_scores([[1, 2, 5], [3, np.nan, np.nan]], lows=1, highs=5)
    array([41.66666667,         nan])
    """
    values = matrix(items, "items")
    if values.shape[1] == 0:
        raise StatisticsError("no_items", "A scale needs at least one item to be scored.")
    if not 0 <= at_least <= 1:
        raise StatisticsError("bad_share", "The share of items to be answered must lie between 0 and 1.")
    if (lows is None) != (highs is None):
        raise StatisticsError(
            "half_a_range", "Give both the lowest and the highest possible answers, or neither."
        )
    if lows is not None and highs is not None:
        values = percent_of_maximum(values, lows, highs)
    missing = np.isnan(values)
    answered = values.shape[1] - missing.sum(axis=1)
    needed = max(1, math.ceil(Fraction(at_least).limit_denominator(10_000) * values.shape[1]))
    totals = np.where(missing, 0.0, values).sum(axis=1)
    scores: FloatArray = np.full(len(values), np.nan)
    np.divide(totals, answered, out=scores, where=answered >= needed)
    return scores
