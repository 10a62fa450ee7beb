"""How consistently the items of a scale order the people who answered them: alpha and omega."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import fdtri

from fivefold.stats.arrays import FloatArray
from fivefold.stats.covariance import Covariance, Missing, item_covariance
from fivefold.stats.errors import StatisticsError
from fivefold.stats.one_factor import OneFactor, fit_one_factor
from fivefold.stats.results import Result
from fivefold.stats.student import LEVEL, half_width

# Of the likelihood, with each parameter in its own standard error: below it, the summit is flat.
LEAST_CURVATURE = 1e-8


@dataclass(frozen=True)
class Reliability(Result):
    """A coefficient of reliability, at most 1, with its 95% interval.

    low, high: None when the interval is undefined; `reason` then says why.
    n: persons it rests on; pairwise: the fewest who answered any pair of items.
    items: number of items.
    left_out: listwise: persons with a missing answer; pairwise: persons without any answer.
    missing: how missing answers were left out.
    """

    value: float
    low: float | None
    high: float | None
    n: int
    items: int
    left_out: int
    missing: Missing
    reason: str | None = None


def alpha(items: ArrayLike, *, missing: Missing = "pairwise") -> Reliability:
    """Cronbach's coefficient alpha of a scale, with Feldt's interval.

    Formula: k/(k − 1) · (1 − Σ variances / Σ all covariances). Interval: 1 − (1 − alpha) · F with
        F the .975 and .025 quantiles of F(n − 1, (n − 1)(k − 1)).

    Parameters:
        items: persons × items, reversed items already turned, any one unit; NaN is missing.
        missing: "pairwise" keeps every pair of answers, with n the fewest persons of any pair, so
            that the interval is rather too wide; "listwise" keeps only complete persons.
    Returns: `Reliability`; the value may be negative, when items run against each other.
    Errors: `StatisticsError` with code `too_few_items` (under two), `too_few_persons` (under two,
        for all items or for some pair), `no_variance`, `bad_missing`.
    Assumptions: alpha is the reliability only when all items measure the same thing equally well,
        else a lower bound, errors being independent; the interval takes answers as normal. Pairwise:
        answers are missing at random.
    Reference: Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests.
        Psychometrika, 16(3), 297–334. Feldt, L. S. (1965). The approximate sampling distribution of
        Kuder–Richardson reliability coefficient twenty. Psychometrika, 30(3), 357–370.

    >>> result = alpha([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]])
    >>> round(result.value, 2), round(result.low, 2), round(result.high, 2)
    (0.91, 0.68, 0.99)
    """
    k = _count_items(items, least=2)
    covariance = item_covariance(items, missing)
    total = covariance.values.sum()
    variances = covariance.values.diagonal()
    # A rounded zero is not a variance, so it is compared with the spread of the answers.
    if total <= 1e-12 * variances.sum():
        raise StatisticsError("no_variance", "The totals of the scale do not vary, so alpha is undefined.")
    value = float(k / (k - 1) * (1 - variances.sum() / total))
    between = covariance.n - 1
    within = between * (k - 1)
    tail = (1 - LEVEL) / 2
    return Reliability(
        value=value,
        low=1 - (1 - value) * float(fdtri(between, within, 1 - tail)),
        high=1 - (1 - value) * float(fdtri(between, within, tail)),
        n=covariance.n,
        items=k,
        left_out=covariance.left_out,
        missing=missing,
    )


def omega(items: ArrayLike, *, missing: Missing = "listwise") -> Reliability:
    """McDonald's coefficient omega (total) of a scale with one common factor.

    Model: covariance = λλᵀ + diag(ψ), fitted by maximum likelihood.
    Formula: (Σλ)² / ((Σλ)² + Σψ). Interval: by the delta method, on the logit of omega so that it stays
        within 0–1, with the standard error from each person's influence on omega (a sandwich estimate),
        which does not suppose normal answers.

    Parameters:
        items: persons × items, reversed items already turned, any one unit; NaN is missing.
        missing: "listwise" keeps only complete persons; "pairwise" keeps every pair of answers.
    Returns: `Reliability`, 0–1; `low` and `high` are None, with the reason, at 0 and where the
        loadings are hardly determined.
    Errors: `StatisticsError` with code `too_few_items` (under three), `too_few_persons` (not more
        than items, for all items or for some pair), `no_variance` (of any item),
        `no_one_factor_solution` (a Heywood case, or no convergence), `bad_missing`.
    Assumptions: one factor, independent errors; the interval is for many persons. Pairwise: answers
        are missing completely at random. The factor is one of the answers' numbers, not of an ordinal
        trait behind them, and no other factor is allowed for: this is neither the categorical nor the
        hierarchical omega for which Kelley and Pornprasertmanit recommend a bootstrap interval.
    Reference: McDonald, R. P. (1999). Test theory: A unified treatment. Erlbaum. Delta method: Raykov, T.
        (2002). Analytic estimation of standard error and confidence interval for scale reliability.
        Multivariate Behavioral Research, 37(1), 89–103. Without normality: Yuan, K.-H., & Bentler, P. M.
        (2002). On robustness of the normal-theory based asymptotic distributions of three reliability
        coefficient estimates. Psychometrika, 67(2), 251–259. Intervals compared: Kelley, K., &
        Pornprasertmanit, S. (2016). Confidence intervals for population reliability coefficients:
        Evaluation of methods, recommendations, and software for composite measures. Psychological
        Methods, 21(1), 69–92.

    >>> answers = [[1, 2, 1], [2, 2, 3], [3, 3, 2], [4, 3, 4], [5, 5, 4], [3, 4, 4], [2, 1, 2], [4, 5, 5]]
    >>> round(omega(answers).value, 3)
    0.925
    """
    k = _count_items(items, least=3)
    covariance = item_covariance(items, missing)
    if covariance.n <= k:
        raise StatisticsError(
            "too_few_persons", f"Omega of {k} items needs answers from more than {k} people."
        )
    fit = fit_one_factor(covariance.values)
    common = float(fit.loadings.sum()) ** 2
    value = common / (common + float(fit.uniquenesses.sum()))
    interval = _omega_interval(value, fit, covariance)
    return Reliability(
        value=value,
        low=interval[0] if interval else None,
        high=interval[1] if interval else None,
        n=covariance.n,
        items=k,
        left_out=covariance.left_out,
        missing=missing,
        reason=None if interval else "The loadings are not determined well enough for an interval.",
    )


def _count_items(items: ArrayLike, least: int) -> int:
    shape = np.shape(items)
    k = shape[1] if len(shape) == 2 else least
    if k < least:
        raise StatisticsError(
            "too_few_items", f"This coefficient needs {least} items or more; the scale has {k}."
        )
    return k


def _omega_interval(value: float, fit: OneFactor, covariance: Covariance) -> tuple[float, float] | None:
    error = _omega_error(fit, covariance)
    if not 0 < value < 1 or error is None:
        return None
    # Persons are many where this interval holds, so t's quantile is the normal one.
    half = half_width(error / (value * (1 - value)), math.inf)
    center = math.log(value / (1 - value))
    if half > 20:
        return None
    return 1 / (1 + math.exp(half - center)), 1 / (1 + math.exp(-half - center))


def _omega_error(fit: OneFactor, covariance: Covariance) -> float | None:
    """Standard error of omega from the influence of each person's answers on it."""
    loadings, k = fit.loadings, len(fit.loadings)
    common, unique = float(loadings.sum()), float(fit.uniquenesses.sum())
    gradient = np.concatenate([np.full(k, 2 * common * unique), np.full(k, -(common**2))])
    curvature = fit.curvature(covariance.values)
    scale = np.sqrt(fit.information().diagonal())
    if np.linalg.eigvalsh(curvature / np.outer(scale, scale))[0] < LEAST_CURVATURE:
        return None
    pulls = np.linalg.solve(curvature, gradient / (common**2 + unique) ** 2)
    direction = np.outer(pulls[:k], loadings)
    direction += direction.T + np.diag(pulls[k:])
    inverse = fit.precision()
    persons = len(covariance.centered)
    # A pair answered by few persons rests on each of them the more.
    weights = inverse @ direction @ inverse / 2 * (persons / covariance.pairs)
    influence = _form(covariance.centered, weights, covariance.centered)
    if covariance.answered is not None:
        # Each pair varies around its own means and covariance. With every answer given those means
        # are zero, and so is the covariances' part: omega does not depend on the unit of the items.
        means = covariance.means
        influence -= 2 * _form(covariance.answered, weights * means, covariance.centered)
        influence -= _form(
            covariance.answered, weights * (covariance.values - means * means.T), covariance.answered
        )
    return float(np.sqrt((influence**2).mean() / persons))


def _form(left: FloatArray, weights: FloatArray, right: FloatArray) -> FloatArray:
    """left · weights · rightᵀ of each person."""
    forms: FloatArray = np.einsum("pi,pi->p", left @ weights, right)
    return forms
