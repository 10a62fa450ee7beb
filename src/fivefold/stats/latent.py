"""Ordered answers out of a latent normal: where to cut it so that the answers have a stated mean.

A person answers an item by latent = location + √ρ · person + √(1 − ρ) · error, both standard normal,
and gives the answer numbered 1 + how many cuts the latent value exceeds. The latent variance is 1
whatever ρ is, so the mean of an item depends on its location alone and the spread between
persons, given the locations, on ρ alone: two equations, solved one after the other.
"""

import numpy as np
from numpy.polynomial.hermite_e import hermegauss
from scipy.optimize import brentq
from scipy.special import ndtr

from fivefold.stats.arrays import FloatArray
from fivefold.stats.errors import StatisticsError

FARTHEST = 12.0
LARGEST_SHARE = 0.98
NODES, WEIGHTS = hermegauss(101)
PERSONS: FloatArray = NODES
MASSES: FloatArray = WEIGHTS / WEIGHTS.sum()


def cuts(answers: int) -> FloatArray:
    """The latent values between neighboring answers, one apart, before the item's location."""
    return np.arange(answers - 1, dtype=np.float64) - (answers - 2) / 2


def expected_answer(location: FloatArray, share: float, answers: int) -> FloatArray:
    """Expected 0–100 answer of persons at `location`, given that `share` of the variance is known."""
    above = ndtr((location[..., np.newaxis] - cuts(answers)) / np.sqrt(1 - share))
    mean: FloatArray = 100 * above.mean(axis=-1)
    return mean


def item_location(mean: float, answers: int) -> float:
    """The location at which the expected answer over all persons is `mean`, on 0–100."""

    def excess(location: float) -> float:
        return float(expected_answer(np.array(location), 0.0, answers)) - mean

    return float(brentq(excess, -FARTHEST - answers, FARTHEST + answers, xtol=1e-10))


def person_share(locations: FloatArray, sd: float, answers: int) -> float:
    """The ρ at which persons' expected scores over the items have standard deviation `sd`, on 0–100."""

    def excess(share: float) -> float:
        scores = expected_answer(locations + np.sqrt(share) * PERSONS[:, np.newaxis], share, answers).mean(
            axis=1
        )
        mean = MASSES @ scores
        return float(np.sqrt(MASSES @ (scores - mean) ** 2)) - sd

    if sd == 0.0:
        return 0.0
    if excess(LARGEST_SHARE) < 0:
        raise StatisticsError(
            "spread_not_possible",
            f"Scores cannot spread by {sd:g} around this mean; choose a smaller spread or a mean nearer 50.",
        )
    return float(brentq(excess, 0.0, LARGEST_SHARE, xtol=1e-10))
