"""Attackers who know every sum that is shown, and who is behind it, and reckon by linear algebra."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np


def determined(known: np.ndarray, target: np.ndarray) -> bool:
    """Whether the sums known fix the target sum: whether it lies in the space they span."""
    rank = np.linalg.matrix_rank(known) if len(known) else 0
    return bool(np.linalg.matrix_rank(np.vstack([known, target])) == rank)


def told_by_few(
    sums: np.ndarray, kind_of_column: Sequence[int], sizes: Sequence[int], threshold: int
) -> Iterator[tuple[int, ...]]:
    """Fewer people than the threshold of whose answers alone some combination of the sums is made.

    sums: one row a sum that is shown, a column an answer of a kind of people, who weigh alike in every sum.
    sizes: how many people each kind has.
    """
    rank = np.linalg.matrix_rank(sums)
    owners = np.asarray(kind_of_column)
    few = [kind for kind in sorted(set(kind_of_column)) if sizes[kind] < threshold]
    for size in range(1, threshold):
        for chosen in combinations(few, size):
            if sum(sizes[kind] for kind in chosen) >= threshold:
                continue
            if np.linalg.matrix_rank(sums[:, ~np.isin(owners, chosen)]) < rank:
                yield chosen
