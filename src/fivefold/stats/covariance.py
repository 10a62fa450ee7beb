"""The covariances of items, with missing answers left out by person or by pair."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fivefold.stats.arrays import FloatArray, matrix
from fivefold.stats.errors import StatisticsError

Missing = Literal["pairwise", "listwise"]


@dataclass(frozen=True, eq=False)
class Covariance:
    """Covariances of k items and what they rest on.

    values: k × k, with n − 1.
    pairs: k × k, persons who answered both items.
    n: the smallest of `pairs`.
    left_out: listwise: persons with a missing answer; pairwise: persons without any answer.
    centered: persons used × k, answers less the item's mean, 0 where missing.
    answered: persons used × k, 1.0 where answered; None when nobody used has a missing answer.
    means: k × k, mean of the row's centered item over those who answered the column's too.
    """

    values: FloatArray
    pairs: FloatArray
    n: int
    left_out: int
    centered: FloatArray
    answered: FloatArray | None
    means: FloatArray


def item_covariance(items: ArrayLike, missing: Missing) -> Covariance:
    """Covariances of the columns of `items` (persons × items, NaN missing).

    Pairwise: the covariance of two items is that of the persons who answered both, around their own
    means; a variance is that of all who answered the item.
    """
    values = matrix(items, "items")
    present = ~np.isnan(values)
    if missing == "listwise":
        used = present.all(axis=1)
    elif missing == "pairwise":
        used = present.any(axis=1)
    else:
        raise StatisticsError("bad_missing", "Missing answers are left out 'listwise' or 'pairwise'.")
    left_out = len(values) - int(used.sum())
    if left_out:
        values, present = values[used], present[used]
    if len(values) < 2:
        raise StatisticsError("too_few_persons", "Fewer than two people answered the items.")
    if present.all():
        return _complete(values, left_out)
    return _pairwise(values, present, left_out)


# Both ways first take away an answer that was given: an item that everybody answered alike then has
# a variance of exactly zero, where its mean would be off by a rounding.


def _complete(values: FloatArray, left_out: int) -> Covariance:
    n, k = values.shape
    centered = values - values[0]
    centered -= centered.mean(axis=0)
    return Covariance(
        values=centered.T @ centered / (n - 1),
        pairs=np.full((k, k), float(n)),
        n=n,
        left_out=left_out,
        centered=centered,
        answered=None,
        means=np.zeros((k, k)),
    )


def _pairwise(values: FloatArray, present: NDArray[np.bool_], left_out: int) -> Covariance:
    answered = present.astype(np.float64)
    pairs = answered.T @ answered
    if pairs.min() < 2:
        raise StatisticsError("too_few_persons", "Fewer than two people answered some pair of items.")
    centered = np.where(present, values - np.fmin.reduce(values, axis=0), 0.0)
    # Around the item's own mean first: the sums below would lose digits around another point.
    centered = (centered - centered.sum(axis=0) / pairs.diagonal()) * answered
    sums = centered.T @ answered
    return Covariance(
        values=(centered.T @ centered - sums * sums.T / pairs) / (pairs - 1),
        pairs=pairs,
        n=int(pairs.min()),
        left_out=left_out,
        centered=centered,
        answered=answered,
        means=sums / pairs,
    )
