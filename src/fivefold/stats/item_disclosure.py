"""Whether a scale's mean and the means of its items, side by side, give away a handful of people."""

from collections.abc import Iterator
from itertools import product

import numpy as np
from numpy.typing import NDArray

from fivefold.stats.disclosure import may_show

Flags = NDArray[np.bool_]
NOT_USED = 0


def items_may_show(answered: Flags, scored: Flags, parts: NDArray[np.int8], *, threshold: int = 5) -> bool:
    """Whether every combination of a scale's sums and its items' sums rests on enough people.

    A person who answered m items adds a mth of each answer to the scale, the whole answer to its item,
    and, with too few answers for a score, nothing to the scale. So m times the scale's sum less the items'
    sums is told by those alone who answered another number of items; with the sums of the sides, m may be
    chosen anew for each.

    Rule: for each choice of m in each part, those who remain are none, or not under the threshold; and so
        are those who answered any one item. Who answered only items that fewer than the threshold of the
        others answered is not counted: these items can be left out.

    Parameters:
        answered: persons × items; scored: whose answers are in the scale's mean; parts: of each person,
            the part of the scale's sum that is known by itself (a side shown; all the others);
            threshold: fewest persons to be shown.
    Returns: True when the items may be shown.
    Errors: `StatisticsError` with code `bad_threshold`.
    Assumptions: each part has no scored person, or not under the threshold (`protect_groups`); the
        figures are of one round; the people behind a sum weigh alike.
    Reference: Hundepool et al. (2012), chapter 4 (linked tables).

    >>> everyone = np.ones((9, 2), dtype=bool)
    >>> items_may_show(everyone, everyone[:, 0], np.zeros(9, dtype=np.int8))
    True
    >>> everyone[0, 0] = False
    >>> items_may_show(everyone, everyone[:, 1], np.zeros(9, dtype=np.int8))
    False
    """
    if not all(may_show(int(n), threshold) for n in answered.sum(axis=0)):
        return False
    numbers = np.where(scored, answered.sum(axis=1), NOT_USED)
    return all(
        _hides(chosen, answered, scored & (chosen != NOT_USED), numbers, threshold)
        for chosen in _choices(numbers, parts, threshold)
    )


def _choices(
    numbers: NDArray[np.int_], parts: NDArray[np.int8], threshold: int
) -> Iterator[NDArray[np.int_]]:
    """Of each person, the m chosen for their part; a part need not be used at all."""
    known = np.unique(parts[numbers != NOT_USED])
    worth_trying = []
    for part in known:
        here = numbers[(parts == part) & (numbers != NOT_USED)]
        found, count = np.unique(here, return_counts=True)
        # With a threshold of others in the part, they hide each other already.
        worth_trying.append([NOT_USED, *found[~_enough(len(here) - count, threshold)]])
    for choice in product(*worth_trying):
        chosen = np.full(len(numbers), NOT_USED)
        for part, number in zip(known, choice, strict=True):
            chosen[parts == part] = number
        if chosen.any():
            yield chosen


def _hides(
    chosen: NDArray[np.int_], answered: Flags, used: Flags, numbers: NDArray[np.int_], threshold: int
) -> bool:
    taken_away = used & (numbers == chosen)
    behind = answered[taken_away].sum(axis=0)
    fixed = _enough(behind, threshold)
    left = (used & ~taken_away) | (~taken_away & answered[:, fixed].any(axis=1))
    n = int(left.sum())
    return may_show(n, threshold) or (n == 0 and not (behind[~fixed] > 0).any())


def _enough(counts: NDArray[np.int_], threshold: int) -> Flags:
    return np.array([may_show(int(n), threshold) for n in counts], dtype=bool)
