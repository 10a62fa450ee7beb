"""Scores of persons, means of groups, and comparisons between groups or rounds."""

from fivefold.stats.estimates.comparisons import (
    Change,
    Difference,
    change,
    change_from_moments,
    change_of_difference_from_moments,
    difference,
    difference_from_moments,
    holm,
)
from fivefold.stats.estimates.means import Mean, group_mean
from fivefold.stats.estimates.scores import percent_of_maximum, person_scores

__all__ = [
    "Change",
    "Difference",
    "Mean",
    "change",
    "change_from_moments",
    "change_of_difference_from_moments",
    "difference",
    "difference_from_moments",
    "group_mean",
    "holm",
    "percent_of_maximum",
    "person_scores",
]
