"""How arrays are taken in: as floats of the right shape, where NaN alone means missing."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fivefold.stats.errors import StatisticsError

FloatArray = NDArray[np.float64]

# Of a value: scores are means of many divisions, and this much is what those lose.
ROUNDING = 1e-12


def vector(values: ArrayLike, name: str) -> FloatArray:
    """One number a person."""
    return _floats(values, name, dimensions=1, shape="a list of numbers, one a person")


def matrix(values: ArrayLike, name: str) -> FloatArray:
    """Persons in rows, items in columns."""
    return _floats(values, name, dimensions=2, shape="a table with a row a person and a column an item")


def _floats(values: ArrayLike, name: str, *, dimensions: int, shape: str) -> FloatArray:
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != dimensions:
        raise StatisticsError("wrong_shape", f"{name} must be {shape}; it has {array.ndim} dimension(s).")
    if np.isinf(array).any():
        raise StatisticsError(
            "not_finite", f"{name} holds an infinite value; leave missing values empty (NaN)."
        )
    return array


def scored(values: ArrayLike, name: str = "scores") -> FloatArray:
    """The persons who have a score."""
    array = vector(values, name)
    return array[~np.isnan(array)]


def mean_and_sd(values: FloatArray) -> tuple[float, float]:
    """Mean and standard deviation (n − 1) of two or more values.

    Equal values are answered without arithmetic, since rounding would turn their zero spread
    into a tiny one, and a tiny one into a significant difference. So are values that differ by the
    rounding of the divisions behind them: on seven answers 1 and 6 have another last digit than 2 and 5.
    """
    if values.max() - values.min() <= ROUNDING * max(abs(values.max()), abs(values.min())):
        return float(values[0]), 0.0
    return float(values.mean()), float(values.std(ddof=1))
