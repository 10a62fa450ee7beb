"""Which groups of a round may be shown without giving away a handful of people."""

from collections.abc import Mapping

from fivefold.stats.errors import StatisticsError

THRESHOLD = 5
"""Fewest persons behind any figure, unless somebody asks for more."""


def may_show(n: int, threshold: int = THRESHOLD) -> bool:
    """Whether a figure that rests on n persons may be shown at all.

    Formula: n ≥ threshold.

    Parameters:
        n: persons behind the figure; threshold: fewest persons to be shown, 1 or more.
    Returns: True when it may. Errors: `StatisticsError` with code `bad_threshold`.
    Assumptions: nothing else is shown from which fewer could be computed; see `protect_groups`.
    Reference: Hundepool, A., Domingo-Ferrer, J., Franconi, L., Giessing, S., Schulte Nordholt, E., Spicer,
        K., & de Wolf, P.-P. (2012). Statistical disclosure control, chapter 4. Wiley.

    >>> may_show(4), may_show(5)
    (False, True)
    """
    _check_threshold(threshold)
    return n >= threshold


def protect_groups(counts: Mapping[str, int], total: int, *, threshold: int = THRESHOLD) -> frozenset[str]:
    """Choose the groups to withhold, so that no small one follows by subtraction.

    Whoever knows the mean of all and the means of the groups shown knows, by subtraction, the sum
    over everybody who is not in a shown group: the withheld groups and the rest, those of the total
    in no group.

    Rule: a group under the threshold is withheld, an empty one included, so that nobody learns that it is
        empty. Then further groups are, smallest first and ties in the order given, until
        (1) the people not shown are none, or not under the threshold; none only when no group is small;
        (2) where a group is small, two groups or more are withheld;
        (3) where a small group has people in it, so has another that is withheld;
        or everything is withheld. (2) and (3) hold although a large rest would hide a small group
        already: a rest is often known from elsewhere.

    Parameters:
        counts: persons behind the figure in each group, disjoint; total: persons behind the figure of
            all, those in no group included; threshold: fewest persons to be shown.
    Returns: keys of the groups to withhold.
    Errors: `StatisticsError` with code `bad_threshold`; `negative_count`; `groups_exceed_total`.
    Assumptions: the figures are means or sums of one round, the total is shown, and the number of
        persons in a withheld group is not. Figures out of other rounds, filters or cuts are not
        considered, nor that a mean at an end of the scale tells every answer behind it.
    Reference: Hundepool et al. (2012), chapter 4 (secondary suppression); Cox, L. H. (1980).
        Suppression methodology and statistical disclosure control. Journal of the American
        Statistical Association, 75(370), 377–385.

    >>> sorted(protect_groups({"practice": 12, "research": 3}, 15))
    ['practice', 'research']
    >>> sorted(protect_groups({"practice": 12, "research": 3, "broker": 6}, 21))
    ['broker', 'research']
    """
    _check(counts, total, threshold)
    small = {key for key, count in counts.items() if not may_show(count, threshold)}
    withheld = set(small)
    for key in sorted((key for key in counts if key not in small), key=counts.__getitem__):
        if _is_safe(withheld, small, counts, total, threshold):
            break
        withheld.add(key)
    return frozenset(withheld)


def _check_threshold(threshold: int) -> None:
    if threshold < 1:
        raise StatisticsError("bad_threshold", "The threshold is a number of people, 1 or more.")


def _check(counts: Mapping[str, int], total: int, threshold: int) -> None:
    _check_threshold(threshold)
    if any(count < 0 for count in counts.values()):
        raise StatisticsError("negative_count", "A group cannot have fewer than no people.")
    if sum(counts.values()) > total:
        raise StatisticsError("groups_exceed_total", "The groups together have more people than the total.")


def _is_safe(
    withheld: set[str], small: set[str], counts: Mapping[str, int], total: int, threshold: int
) -> bool:
    unseen = total - sum(count for key, count in counts.items() if key not in withheld)
    if not small:
        return unseen == 0 or unseen >= threshold
    peopled = sum(counts[key] > 0 for key in withheld)
    alone = len(withheld) < 2 or (peopled == 1 and any(counts[key] for key in small))
    return unseen >= threshold and not alone
