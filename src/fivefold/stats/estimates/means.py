"""The mean of a group of members, with everything needed to read it honestly."""

import math
from dataclasses import dataclass

from numpy.typing import ArrayLike

from fivefold.stats.arrays import FloatArray, mean_and_sd, scored, vector
from fivefold.stats.errors import StatisticsError
from fivefold.stats.results import Result
from fivefold.stats.student import half_width

# Scores are means of many divisions; this much beyond the ends is rounding, not an error.
ROUNDING = 1e-9


@dataclass(frozen=True)
class Mean(Result):
    """Mean of the scored members of a group, in the unit of the scores (0–100).

    mean: their mean.
    low, high: 95% interval of the mean of all `population` members, if silent members resemble
        those who answered; never beyond `bounds`.
    sd: standard deviation (n − 1) between persons; None for a single person.
    n: persons with a score.
    members: persons on the roster; None when unknown.
    population: N, the members less those who answered the survey but have no score; None when
        `members` is.
    responses: persons who answered the survey.
    rate: responses / members, 0–1; None when `members` is.
    bounds: where the mean of the population would lie if every silent member were at the lowest
        or at the highest score; None when `members` is.
    left_out: persons in the array who had no score (NaN).
    """

    mean: float
    low: float
    high: float
    sd: float | None
    n: int
    members: int | None
    population: int | None
    responses: int
    rate: float | None
    bounds: tuple[float, float] | None
    left_out: int = 0


def group_mean(
    scores: ArrayLike,
    members: int | None = None,
    responses: int | None = None,
    *,
    lowest: float = 0.0,
    highest: float = 100.0,
) -> Mean:
    """Describe a group of members by the mean of their person scores.

    Formula: mean ± t(n − 1; .975) · sd / √n · √(1 − n / N), cut to the bounds, with
        N = members − (responses − n); the last factor is 1 when `members` is unknown. n = N: low =
        high = mean. One person out of more: the bounds, since nothing is known of the spread.
        Bounds: (n · mean + s · lowest) / N and (n · mean + s · highest) / N, s = members − responses;
        `lowest` and `highest` where `members` is unknown. The truth is never outside them, so cutting
        takes nothing from how often the interval holds it.

    Parameters:
        scores: one a person, in the unit of `lowest` and `highest`; NaN is a person without a
            score, who is left out and counted in `left_out`.
        members: persons on the roster, whether they answered or not; None when unknown.
        responses: persons who answered the survey, scored or not; without it, those who are scored.
        lowest, highest: the ends of the unit.
    Returns: `Mean`.
    Errors: `StatisticsError` with code `no_scores`; `score_out_of_range`; `fewer_responses_than_scores`;
        `more_responses_than_members`.
    Assumptions: the interval takes those who answered for a simple random sample of the population;
        the bounds assume nothing about the silent. Equal scores give an interval without width:
        that is the formula's answer, not proof that everyone agrees.
    Reference: Cochran, W. G. (1977). Sampling techniques (3rd ed.), sections 2.6–2.8. Wiley. Bounds:
        Manski, C. F. (1989). Anatomy of the selection problem. Journal of Human Resources, 24(3),
        343–360; (1990). Nonparametric bounds on treatment effects. American Economic Review,
        80(2), 319–323.

    >>> result = group_mean([40, 50, 60], members=4)
    >>> round(result.low, 1), result.mean, round(result.high, 1), result.bounds
    (37.6, 50.0, 62.4, (37.5, 62.5))
    """
    values = scored(scores)
    n = len(values)
    _check_scores(values, lowest, highest)
    answered = n if responses is None else responses
    _check_roster(n, answered, members)
    mean, sd = mean_and_sd(values) if n > 1 else (float(values[0]), None)
    mean = min(max(mean, lowest), highest)
    population = None if members is None else members - (answered - n)
    ends = (lowest, highest)
    bounds = None if population is None else _bounds(mean, n, population, ends)
    low, high = _interval(mean, sd, n, population, bounds or ends)
    return Mean(
        mean=mean,
        low=low,
        high=high,
        sd=sd,
        n=n,
        members=members,
        population=population,
        responses=answered,
        rate=None if members is None else answered / members,
        bounds=bounds,
        left_out=len(vector(scores, "scores")) - n,
    )


def _check_scores(values: FloatArray, lowest: float, highest: float) -> None:
    if len(values) == 0:
        raise StatisticsError("no_scores", "Nobody has a score, so there is no mean.")
    slack = ROUNDING * (highest - lowest)
    if values.min() < lowest - slack or values.max() > highest + slack:
        raise StatisticsError(
            "score_out_of_range", f"A score lies outside {lowest:g} to {highest:g}, the range of the scale."
        )


def _check_roster(n: int, responses: int, members: int | None) -> None:
    if responses < n:
        raise StatisticsError(
            "fewer_responses_than_scores",
            f"{n} people have a score but only {responses} answered; check the count of responses.",
        )
    if members is not None and responses > members:
        raise StatisticsError(
            "more_responses_than_members",
            f"{responses} people answered but the roster has {members}; check the number of members.",
        )


def _interval(
    mean: float, sd: float | None, n: int, population: int | None, ends: tuple[float, float]
) -> tuple[float, float]:
    if n == population:
        return mean, mean
    if sd is None:
        return ends
    silent_share = 1.0 if population is None else 1 - n / population
    half = half_width(sd / math.sqrt(n) * math.sqrt(silent_share), n - 1)
    return max(ends[0], mean - half), min(ends[1], mean + half)


def _bounds(mean: float, n: int, population: int, ends: tuple[float, float]) -> tuple[float, float]:
    if n == population:
        return mean, mean
    silent = population - n
    return (n * mean + silent * ends[0]) / population, (n * mean + silent * ends[1]) / population
