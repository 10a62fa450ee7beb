import math
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from fivefold.stats.errors import StatisticsError
from fivefold.stats.estimates import percent_of_maximum, person_scores

answers = arrays(
    np.float64,
    st.tuples(st.integers(1, 12), st.integers(1, 9)),
    elements=st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0, math.nan]),
)


def by_hand(row: list[float], low: float, high: float) -> float:
    given_ = [value for value in row if not math.isnan(value)]
    if not given_ or 2 * len(given_) < len(row):
        return math.nan
    return sum(100 * (value - low) / (high - low) for value in given_) / len(given_)


@given(answers)
def test_score_is_the_mean_of_answered_items_when_half_are_answered(items: np.ndarray) -> None:
    expected = [by_hand(row, 1, 5) for row in items.tolist()]
    np.testing.assert_allclose(person_scores(items, lows=1, highs=5), expected, atol=1e-12)


@given(answers)
def test_turning_every_item_turns_the_score(items: np.ndarray) -> None:
    turned = 100 - person_scores(1 + 5 - items, lows=1, highs=5)
    np.testing.assert_allclose(turned, person_scores(items, lows=1, highs=5), atol=1e-12)


@pytest.mark.parametrize(
    ("items", "answered", "scored"), [(6, 3, True), (6, 2, False), (7, 3, False), (7, 4, True)]
)
def test_half_of_the_items_is_enough(items: int, answered: int, scored: bool) -> None:
    row = [60.0] * answered + [math.nan] * (items - answered)
    assert bool(np.isfinite(person_scores([row])[0])) is scored


@pytest.mark.parametrize(
    ("at_least", "answered", "scored"), [(2 / 3, 2, True), (2 / 3, 1, False), (0, 1, True)]
)
def test_other_shares_are_compared_in_whole_numbers(at_least: float, answered: int, scored: bool) -> None:
    row = [60.0] * answered + [math.nan] * (3 - answered)
    assert bool(np.isfinite(person_scores([row], at_least=at_least)[0])) is scored


def test_nobody_is_scored_on_no_answers() -> None:
    assert np.isnan(person_scores([[math.nan, math.nan]], at_least=0)).all()


def test_items_may_have_their_own_ends() -> None:
    assert person_scores([[4, 7]], lows=[1, 1], highs=[4, 7]).tolist() == [100.0]
    assert person_scores([[1, 4]], lows=[1, 1], highs=[4, 7]).tolist() == [25.0]


def test_percent_of_maximum_keeps_shape_and_missing() -> None:
    result = percent_of_maximum([[0, 10], [5, math.nan]], 0, 10)
    np.testing.assert_array_equal(result, [[0, 100], [50, math.nan]])


@pytest.mark.parametrize(
    ("code", "call"),
    [
        ("empty_range", lambda: percent_of_maximum([1], 5, 5)),
        ("out_of_range", lambda: percent_of_maximum([6], 1, 5)),
        ("not_finite", lambda: person_scores([[math.inf]])),
        ("wrong_shape", lambda: person_scores([1, 2])),
        ("no_items", lambda: person_scores(np.empty((3, 0)))),
        ("bad_share", lambda: person_scores([[1.0]], at_least=1.5)),
        ("half_a_range", lambda: person_scores([[1.0]], lows=1)),
    ],
)
def test_faults_have_codes(code: str, call: object) -> None:
    with pytest.raises(StatisticsError) as caught:
        call()  # type: ignore[operator]
    assert caught.value.code == code
    assert str(caught.value) == caught.value.message


def test_a_large_file_is_scored_at_once() -> None:
    rng = np.random.default_rng(1)
    items = rng.integers(1, 6, size=(100_000, 30)).astype(float)
    items[rng.random(items.shape) < 0.1] = np.nan
    start = time.perf_counter()
    assert len(person_scores(items, lows=1, highs=5)) == 100_000
    # Some 50 ms alone; the margin is for a busy machine, and a loop over persons takes seconds.
    assert time.perf_counter() - start < 1.0
