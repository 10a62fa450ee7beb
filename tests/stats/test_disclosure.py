from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.stats.disclosure import may_show, protect_groups
from fivefold.stats.errors import StatisticsError
from tests.attack.linear import determined

rounds = st.tuples(
    st.lists(st.integers(0, 12), min_size=1, max_size=6).map(
        lambda sizes: {f"side {place}": size for place, size in enumerate(sizes)}
    ),
    st.integers(0, 12),
    st.integers(1, 8),
)


@given(rounds)
def test_no_small_set_follows_from_what_is_shown(case: tuple[dict[str, int], int, int]) -> None:
    """An attacker who knows who is where, and every sum that is shown, still fixes no small set's sum."""
    counts, rest, threshold = case
    total = sum(counts.values()) + rest
    if total < threshold:
        assert protect_groups(counts, total, threshold=threshold) == set(counts)
        return
    withheld = protect_groups(counts, total, threshold=threshold)
    parts = [(key, size) for key, size in [*counts.items(), ("rest", rest)] if size > 0]
    shown = [place for place, (key, _) in enumerate(parts) if key != "rest" and key not in withheld]
    known = np.vstack([np.ones(len(parts)), np.eye(len(parts))[shown]])
    for how_many in range(1, len(parts) + 1):
        for places in combinations(range(len(parts)), how_many):
            if sum(parts[place][1] for place in places) < threshold:
                target = np.isin(np.arange(len(parts)), places).astype(float)
                assert not determined(known, target)


@given(rounds)
def test_what_is_withheld_for_size_is_never_withheld_alone(case: tuple[dict[str, int], int, int]) -> None:
    counts, rest, threshold = case
    withheld = protect_groups(counts, sum(counts.values()) + rest, threshold=threshold)
    small = {key for key, size in counts.items() if size < threshold}
    assert small <= withheld
    if small and len(counts) > 1:
        assert len(withheld) >= 2
    if any(counts[key] for key in small) and sum(size > 0 for size in counts.values()) > 1:
        assert sum(counts[key] > 0 for key in withheld) >= 2


@given(rounds)
def test_no_group_is_withheld_without_need(case: tuple[dict[str, int], int, int]) -> None:
    counts, rest, threshold = case
    withheld = protect_groups(counts, sum(counts.values()) + rest, threshold=threshold)
    if all(size >= threshold for size in counts.values()) and (rest == 0 or rest >= threshold):
        assert withheld == frozenset()


@given(rounds)
def test_the_same_counts_are_always_answered_alike(case: tuple[dict[str, int], int, int]) -> None:
    counts, rest, threshold = case
    total = sum(counts.values()) + rest
    assert protect_groups(counts, total, threshold=threshold) == protect_groups(
        counts, total, threshold=threshold
    )


@pytest.mark.parametrize(
    ("counts", "total", "withheld"),
    [
        ({"practice": 12, "research": 8}, 20, set()),
        ({"practice": 12, "research": 3}, 15, {"practice", "research"}),
        ({"practice": 12, "research": 0}, 12, {"practice", "research"}),
        ({"practice": 12, "research": 3}, 35, {"practice", "research"}),
        ({"practice": 12, "research": 0}, 32, {"practice", "research"}),
        ({"practice": 12, "research": 8, "broker": 2}, 22, {"research", "broker"}),
        ({"practice": 12, "research": 3, "broker": 2}, 17, {"research", "broker"}),
        ({"practice": 12, "research": 2, "broker": 1}, 15, {"practice", "research", "broker"}),
        ({"practice": 12, "research": 9, "broker": 0}, 21, {"research", "broker"}),
        ({"practice": 12, "research": 3, "broker": 0}, 21, {"practice", "research", "broker"}),
        # People of no side: their mean would follow from the total.
        ({"practice": 12, "research": 8}, 22, {"research"}),
        ({"practice": 12, "research": 8}, 25, set()),
        # Equal sizes: the one named first goes.
        ({"practice": 8, "research": 8}, 17, {"practice"}),
        ({"practice": 3}, 30, {"practice"}),
        ({}, 30, set()),
    ],
)
def test_cases(counts: dict[str, int], total: int, withheld: set[str]) -> None:
    assert protect_groups(counts, total) == withheld


def test_the_threshold_is_a_choice() -> None:
    assert protect_groups({"practice": 12, "research": 3}, 15, threshold=3) == frozenset()
    assert [may_show(n, 3) for n in (0, 2, 3)] == [False, False, True]


@pytest.mark.parametrize(
    ("code", "call"),
    [
        ("bad_threshold", lambda: may_show(3, 0)),
        ("bad_threshold", lambda: protect_groups({"practice": 5}, 5, threshold=0)),
        ("bad_threshold", lambda: protect_groups({}, 5, threshold=0)),
        ("negative_count", lambda: protect_groups({"practice": -1}, 5)),
        ("groups_exceed_total", lambda: protect_groups({"practice": 6}, 5)),
    ],
)
def test_faults_have_codes(code: str, call: object) -> None:
    with pytest.raises(StatisticsError) as caught:
        call()  # type: ignore[operator]
    assert caught.value.code == code
