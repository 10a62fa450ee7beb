"""Differences between groups and changes between rounds: about how the partnership works, not about a roster.

So none of them carries the finite-population correction that a description of members does.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fivefold.stats.arrays import FloatArray, mean_and_sd, scored, vector
from fivefold.stats.errors import StatisticsError
from fivefold.stats.results import Result
from fivefold.stats.student import half_width, two_sided_p

# Mean, standard deviation (n − 1) and number of persons.
Moments = tuple[float, float, int]


@dataclass(frozen=True)
class Difference(Result):
    """First mean less second mean, in the unit of the scores, with its 95% interval.

    n: persons in each group; df: Welch's degrees of freedom (not a whole number).
    """

    mean: float
    low: float
    high: float
    n: tuple[int, int]
    df: float


@dataclass(frozen=True)
class Change(Result):
    """Later mean less earlier mean, in the unit of the scores, with its 95% interval.

    p: two-sided, against no change, not corrected for other tests (see `holm`).
    n: persons earlier and later; with linked rounds both are the number of pairs.
    linked: whether the same persons were followed.
    """

    mean: float
    low: float
    high: float
    p: float
    n: tuple[int, int]
    df: float
    linked: bool


def difference(a: ArrayLike, b: ArrayLike) -> Difference:
    """Compare two separate groups of persons.

    Formula: mean(a) − mean(b) ± t(df; .975) · √(sd_a²/n_a + sd_b²/n_b), df by Welch–Satterthwaite.

    Parameters:
        a, b: person scores in one unit; NaN is a person without a score, who is left out.
    Returns: `Difference`.
    Errors: `StatisticsError` with code `too_few_scores` when a group has fewer than two scores;
        `no_spread` when in each group all scores are the same, so that df is 0/0.
    Assumptions: separate persons; variances may differ. A group without spread counts as known
        exactly, which makes the interval too narrow: read no claim out of it.
    Reference: Welch, B. L. (1947). The generalization of "Student's" problem when several different
        population variances are involved. Biometrika, 34(1–2), 28–35. Satterthwaite, F. E. (1946). An
        approximate distribution of estimates of variance components. Biometrics Bulletin, 2(6),
        110–114.

    >>> result = difference([60, 70, 80], [40, 50, 60, 50])
    >>> result.mean, round(result.low, 1), round(result.high, 1)
    (20.0, 0.1, 39.9)
    """
    return difference_from_moments(*_moments(a), *_moments(b))


def difference_from_moments(  # noqa: PLR0917 - mean, sd, n twice, as the field writes it
    mean_a: float, sd_a: float, n_a: int, mean_b: float, sd_b: float, n_b: int
) -> Difference:
    """Compare two separate groups of which only mean, standard deviation and number are kept.

    Formula, assumptions, reference: as in `difference`.

    Parameters:
        mean_a, mean_b, sd_a, sd_b: in one unit; sd with n − 1; n_a, n_b: persons with a score.
    Returns: `Difference`.
    Errors: `StatisticsError` with code `too_few_scores`, `no_spread` as in `difference`, or
        `bad_moments` when a mean is not a number or a standard deviation is negative or not a number.

    >>> difference_from_moments(60, 10, 20, 50, 10, 20).mean
    10.0
    """
    standard_error, df = _welch((mean_a, sd_a, n_a), (mean_b, sd_b, n_b))
    mean = float(mean_a - mean_b)
    half = half_width(standard_error, df)
    return Difference(mean=mean, low=mean - half, high=mean + half, n=(n_a, n_b), df=df)


def change(earlier: ArrayLike, later: ArrayLike, *, linked: bool = False) -> Change:
    """Compare two rounds.

    Formula: linked: mean(d) ± t(n − 1; .975) · sd(d)/√n with d = later − earlier of each person; not
        linked: Welch, as in `difference`. p from the same t.

    Parameters:
        earlier, later: person scores in one unit; NaN is a person without a score. Linked: the same
            person at the same place in both; a pair with a NaN is left out.
        linked: whether the same persons are followed.
    Returns: `Change`.
    Errors: `StatisticsError` with code `too_few_scores`; `no_spread` as in `difference`, linked when
        everybody changed alike; `lengths_differ` when linked and of unequal length.
    Assumptions: not linked treats the rounds as separate persons; when many answered both times the
        interval is then usually too wide, never a reason to claim more.
    Reference: Student (1908). The probable error of a mean. Biometrika, 6(1), 1–25; Welch
        (1947).

    >>> result = change([50, 60, 40, 55], [55, 66, 47, 59], linked=True)
    >>> result.mean, round(result.low, 2), round(result.high, 2), round(result.p, 4)
    (5.5, 3.45, 7.55, 0.0034)
    """
    if not linked:
        return change_from_moments(*_moments(earlier), *_moments(later))
    before, after = vector(earlier, "earlier"), vector(later, "later")
    if len(before) != len(after):
        raise StatisticsError(
            "lengths_differ",
            f"Linked rounds need the same persons; the earlier has {len(before)}, the later {len(after)}.",
        )
    mean, sd, n = _moments(after - before)
    if sd == 0.0:
        raise _no_spread("everybody changed alike")
    return _change(mean, sd / math.sqrt(n), (n, n), float(n - 1), linked=True)


def change_from_moments(  # noqa: PLR0917 - mean, sd, n twice, as the field writes it
    mean_earlier: float, sd_earlier: float, n_earlier: int, mean_later: float, sd_later: float, n_later: int
) -> Change:
    """Compare two rounds of which only mean, standard deviation and number are kept.

    Formula, assumptions, reference: as in `change`, not linked.

    Parameters:
        as in `difference_from_moments`, the earlier round first.
    Returns: `Change`, later less earlier.
    Errors: as in `difference_from_moments`.

    >>> change_from_moments(50, 10, 20, 60, 10, 20).mean
    10.0
    """
    standard_error, df = _welch((mean_earlier, sd_earlier, n_earlier), (mean_later, sd_later, n_later))
    return _change(float(mean_later - mean_earlier), standard_error, (n_earlier, n_later), df, linked=False)


def change_of_difference_from_moments(
    earlier: tuple[Moments, Moments], later: tuple[Moments, Moments]
) -> Change:
    """Compare how far two groups lie apart in one round with how far they lay apart in another.

    Formula: (mean_a − mean_b) later − (mean_a − mean_b) earlier ± t(df; .975) · √(Σ sd²/n over the four
        groups), df = (Σ sd²/n)² / Σ ((sd²/n)² / (n − 1)), as Satterthwaite has it for any sum. p from the
        same t.

    Parameters:
        earlier, later: of each round the first and the second group, each as mean, standard deviation
            (n − 1) and number of persons with a score; in one unit.
    Returns: `Change`; its n are the persons of both groups, earlier and later.
    Errors: as in `difference_from_moments`; `no_spread` when in each of the four all scores are the same.
    Assumptions: as in `change`, not linked: four groups of separate persons. A group without spread counts
        as known exactly: read no claim out of it.
    Reference: Satterthwaite (1946), as in `difference`. The variance is that of the interaction in a
        regression on group, round and their product with HC2 errors.

    >>> then, now = ((60, 10, 20), (60, 10, 20)), ((50, 10, 20), (70, 10, 20))
    >>> found = change_of_difference_from_moments(then, now)
    >>> found.mean, round(found.low, 2), round(found.high, 2), round(found.df, 6)
    (-20.0, -28.91, -11.09, 76.0)
    """
    standard_error, df = _welch(*earlier, *later)
    before, after = (float(first[0] - second[0]) for first, second in (earlier, later))
    n = (earlier[0][2] + earlier[1][2], later[0][2] + later[1][2])
    return _change(after - before, standard_error, n, df, linked=False)


def holm(p_values: ArrayLike) -> FloatArray:
    """Adjust p-values of several tests, so that one false alarm among all stays as rare as asked.

    Formula: with p in ascending order, adjusted(i) = max over j ≤ i of min(1, (m − j + 1) · p(j)).

    Parameters:
        p_values: one a test, 0–1, any order; none missing.
    Returns: adjusted p, in the order given; claim those ≤ .05.
    Errors: `StatisticsError` with code `bad_p_value` for a value outside 0–1 or missing.
    Assumptions: none about how the tests depend on each other.
    Reference: Holm, S. (1979). A simple sequentially rejective multiple test procedure.
        Scandinavian Journal of Statistics, 6(2), 65–70.

    >>> holm([0.01, 0.04, 0.03, 0.005])
    array([0.03, 0.06, 0.06, 0.02])
    """
    p = vector(p_values, "p_values")
    if not ((p >= 0) & (p <= 1)).all():
        raise StatisticsError(
            "bad_p_value", "Each p-value must lie between 0 and 1, and none may be missing."
        )
    order = np.argsort(p, kind="stable")
    stepped = np.minimum(1.0, p[order] * np.arange(len(p), 0, -1))
    adjusted = np.empty_like(p)
    adjusted[order] = np.maximum.accumulate(stepped)
    return adjusted


def _moments(scores: ArrayLike) -> Moments:
    values = scored(scores)
    if len(values) < 2:
        raise StatisticsError(
            "too_few_scores", "A comparison needs at least two people with a score in each group."
        )
    return (*mean_and_sd(values), len(values))


def _check(moments: Moments) -> None:
    mean, sd, n = moments
    if n < 2:
        raise StatisticsError(
            "too_few_scores", "A comparison needs at least two people with a score in each group."
        )
    if not (math.isfinite(mean) and math.isfinite(sd) and sd >= 0):
        raise StatisticsError(
            "bad_moments", "A mean must be a number, and a standard deviation one of zero or more."
        )


def _welch(*groups: Moments) -> tuple[float, float]:
    """Standard error and degrees of freedom of a sum or difference of the means of separate groups."""
    for one in groups:
        _check(one)
    spreads = [sd**2 / n for _mean, sd, n in groups]
    total = sum(spreads)
    if total == 0.0:
        raise _no_spread("in each group all scores are the same")
    shares = [spread / total for spread in spreads]
    return math.sqrt(total), 1 / sum(
        share**2 / (n - 1) for share, (_mean, _sd, n) in zip(shares, groups, strict=True)
    )


def _no_spread(where: str) -> StatisticsError:
    return StatisticsError("no_spread", f"Nothing tells how far chance could carry this: {where}.")


def _change(mean: float, standard_error: float, n: tuple[int, int], df: float, *, linked: bool) -> Change:
    half = half_width(standard_error, df)
    p = two_sided_p(mean, standard_error, df)
    return Change(mean=mean, low=mean - half, high=mean + half, p=p, n=n, df=df, linked=linked)
