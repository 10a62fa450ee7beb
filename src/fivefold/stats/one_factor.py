"""The one-factor model by maximum likelihood, fitted to a covariance matrix.

Fisher scoring on loadings and the logarithms of the uniquenesses: with one factor every matrix it
needs has a closed form, so it takes some ten steps of one small linear system each.
"""

from dataclasses import dataclass

import numpy as np

from fivefold.stats.arrays import FloatArray
from fivefold.stats.errors import StatisticsError

# A uniqueness under this share of its item's variance is a Heywood case, as in R's factanal.
LEAST_UNIQUENESS = 0.005
STEPS = 500
PRECISION = 1e-10


@dataclass(frozen=True, eq=False)
class OneFactor:
    """Covariance = loadings · loadingsᵀ + diag(uniquenesses), in the unit of the items.

    loadings, uniquenesses: one an item; the loadings sum to zero or more.
    """

    loadings: FloatArray
    uniquenesses: FloatArray

    def precision(self) -> FloatArray:
        """The inverse of the model's covariance, k × k."""
        scaled = self.loadings / self.uniquenesses
        inverse: FloatArray = np.diag(1 / self.uniquenesses)
        return inverse - np.outer(scaled, scaled) / (1 + self.loadings @ scaled)

    def information(self) -> FloatArray:
        """Expected information of one person on loadings, then uniquenesses, 2k × 2k."""
        inverse = self.precision()
        return self._curvature(inverse, inverse)

    def curvature(self, covariance: FloatArray) -> FloatArray:
        """Less the derivative of `score`: the observed information, true even where the model is not."""
        inverse = self.precision()
        return self._curvature(inverse, inverse @ covariance @ inverse)

    def _curvature(self, inverse: FloatArray, data: FloatArray) -> FloatArray:
        """For inverse = Σ⁻¹ and data = Σ⁻¹ S Σ⁻¹; the two are one where S is Σ."""
        by_model, by_data = inverse @ self.loadings, data @ self.loadings
        among = (
            inverse * (self.loadings @ (by_data - by_model) + 1)
            + data * (self.loadings @ by_model - 1)
            + np.outer(by_model, by_data)
            + np.outer(by_data, by_model)
            - np.outer(by_model, by_model)
        )
        crossed = inverse * (by_data - by_model) + data * by_model
        return np.block([[among, crossed], [crossed.T, inverse * data - inverse**2 / 2]])

    def misfit(self, covariance: FloatArray) -> float:
        """log|Σ| + tr(S Σ⁻¹): least at the maximum of the likelihood."""
        scaled = self.loadings / self.uniquenesses
        log_determinant = np.log(self.uniquenesses).sum() + np.log1p(self.loadings @ scaled)
        return float(log_determinant + (covariance * self.precision()).sum())

    def score(self, covariance: FloatArray) -> FloatArray:
        """Gradient of one person's log-likelihood on loadings, then uniquenesses."""
        inverse = self.precision()
        model = np.outer(self.loadings, self.loadings) + np.diag(self.uniquenesses)
        residual = inverse @ (covariance - model) @ inverse
        return np.concatenate([residual @ self.loadings, residual.diagonal() / 2])


def fit_one_factor(covariance: FloatArray) -> OneFactor:
    """Fit the model to a covariance matrix of three items or more.

    Raises `StatisticsError` with code `no_variance` for an item that does not vary and
    `no_one_factor_solution` when a uniqueness goes to zero (a Heywood case) or the steps do not settle.
    """
    variances = covariance.diagonal()
    if (variances <= 0).any():
        raise StatisticsError("no_variance", "Everybody gave the same answer to one of the items.")
    deviations = np.sqrt(variances)
    correlation = covariance / np.outer(deviations, deviations)
    fit = _start(correlation)
    for _ in range(STEPS):
        fit, largest = _step(fit, correlation)
        if largest < PRECISION:
            break
    else:
        raise _no_solution("the estimates do not settle")
    if fit.uniquenesses.min() < LEAST_UNIQUENESS:
        raise _no_solution("an item would be explained wholly by it")
    sign = -1.0 if fit.loadings.sum() < 0 else 1.0
    return OneFactor(loadings=sign * deviations * fit.loadings, uniquenesses=variances * fit.uniquenesses)


def _start(correlation: FloatArray) -> OneFactor:
    values, vectors = np.linalg.eigh(correlation)
    loadings = vectors[:, -1] * np.sqrt(max(values[-1] - 0.5, 0.1))
    uniquenesses = np.clip(1 - loadings**2, 0.1, 0.9)
    return OneFactor(loadings, uniquenesses)


def _step(fit: OneFactor, correlation: FloatArray) -> tuple[OneFactor, float]:
    """One step of Fisher scoring, shortened until the likelihood rises; and its largest part."""
    k = len(fit.loadings)
    score = _log_score(fit, correlation)
    to_logarithms = np.concatenate([np.ones(k), fit.uniquenesses])
    information = fit.information() * np.outer(to_logarithms, to_logarithms)
    try:
        step = np.linalg.solve(information, score)
    except np.linalg.LinAlgError:
        raise _no_solution("the answers do not hang together") from None
    step /= max(1.0, np.abs(step).max())
    before, slope = fit.misfit(correlation), score @ step
    for _ in range(40):
        moved = OneFactor(fit.loadings + step[:k], fit.uniquenesses * np.exp(step[k:]))
        if moved.uniquenesses.min() < LEAST_UNIQUENESS / 1000:
            raise _no_solution("an item would be explained wholly by it")
        rises = moved.misfit(correlation) <= before + 1e-13 * abs(before)
        # The likelihood of a flat summit is lost in rounding before its slope is: without this a
        # step that leaps across the summit would be followed by one back, for ever.
        if rises and _log_score(moved, correlation) @ step >= -slope / 2:
            return moved, float(np.abs(step).max())
        step, slope = step / 2, slope / 2
    # Scoring always points uphill: where not even the least step gains, rounding is all that is left.
    return fit, 0.0


def _log_score(fit: OneFactor, correlation: FloatArray) -> FloatArray:
    score = fit.score(correlation)
    score[len(fit.loadings) :] *= fit.uniquenesses
    return score


def _no_solution(reason: str) -> StatisticsError:
    return StatisticsError(
        "no_one_factor_solution", f"One common factor does not describe these items: {reason}."
    )
