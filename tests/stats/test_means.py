import json
import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.weightstats import DescrStatsW

from fivefold.stats.errors import StatisticsError
from fivefold.stats.estimates import group_mean

scores = st.lists(st.floats(0, 100, allow_subnormal=False), min_size=1, max_size=40)


def test_interval_without_a_roster_is_students() -> None:
    values = np.random.default_rng(1).uniform(20, 80, 17)
    result = group_mean(values)
    assert (result.low, result.high) == pytest.approx(DescrStatsW(values).tconfint_mean(), abs=1e-10)
    assert (result.members, result.population, result.rate, result.bounds) == (None, None, None, None)


def test_cochrans_petition_sheets() -> None:
    """Cochran (1977), section 2.8: signatures on 50 of 676 sheets; 80% limits 18,107 and 21,669."""
    counts = {
        42: 23, 41: 4, 36: 1, 32: 1, 29: 1, 27: 2, 23: 1, 19: 1, 16: 2, 15: 2, 14: 1, 11: 1,
        10: 1, 9: 1, 7: 1, 6: 3, 5: 2, 4: 1, 3: 1,
    }  # fmt: skip
    sheets = [value for value, times in counts.items() for _ in range(times)]
    assert (len(sheets), sum(sheets), sum(value**2 for value in sheets)) == (50, 1471, 54_497)
    result = group_mean(sheets, members=676)
    assert result.sd == pytest.approx(15.13, abs=0.005)
    standard_error = (result.high - result.mean) / stats.t.ppf(0.975, 49)
    half = 1.28 * 676 * standard_error
    assert 676 * result.mean == pytest.approx(19_888, abs=1)
    assert (676 * result.mean - half, 676 * result.mean + half) == pytest.approx((18_107, 21_669), abs=3)


def test_answered_without_a_score_leave_the_population() -> None:
    result = group_mean([40, 50, 60], members=10, responses=5)
    assert result.population == 8
    assert result.rate == 0.5
    assert result.bounds == pytest.approx((150 / 8, (150 + 500) / 8))


def test_missing_scores_are_left_out_and_counted() -> None:
    result = group_mean([40, math.nan, 60])
    assert (result.mean, result.n, result.left_out, result.responses) == (50, 2, 1, 2)


@given(scores, st.integers(0, 50), st.integers(0, 10))
def test_bounds_are_what_filling_in_the_silent_gives(values: list[float], silent: int, unscored: int) -> None:
    responses = len(values) + unscored
    result = group_mean(values, members=responses + silent, responses=responses)
    lowest, highest = np.mean(values + [0.0] * silent), np.mean(values + [100.0] * silent)
    assert result.bounds == pytest.approx((lowest, highest), abs=1e-9)
    assert result.population == len(values) + silent


@given(scores, st.none() | st.integers(0, 50))
def test_every_figure_lies_where_it_must(values: list[float], silent: int | None) -> None:
    members = None if silent is None else len(values) + silent
    result = group_mean(values, members)
    assert 0 <= result.low <= result.mean <= result.high <= 100
    if result.bounds is not None:
        assert -1e-9 <= result.bounds[0] <= result.mean + 1e-9
        assert result.mean - 1e-9 <= result.bounds[1] <= 100 + 1e-9
    assert json.loads(json.dumps(result.to_dict()))["n"] == len(values)


@given(scores, st.integers(0, 50))
def test_knowing_the_roster_never_widens_the_interval(values: list[float], silent: int) -> None:
    assume(len(values) > 1)
    known, unknown = group_mean(values, len(values) + silent), group_mean(values)
    assert unknown.low <= known.low + 1e-9
    assert known.high <= unknown.high + 1e-9


@given(scores, st.integers(0, 5))
def test_the_interval_vanishes_when_everyone_answered(values: list[float], unscored: int) -> None:
    everyone = len(values) + unscored
    result = group_mean(values, members=everyone, responses=everyone)
    assert result.low == result.mean == result.high
    assert result.bounds == (result.mean, result.mean)


@pytest.mark.parametrize("members", [None, 2, 20])
def test_one_person_says_nothing_of_the_rest(members: int | None) -> None:
    result = group_mean([70], members)
    assert (result.low, result.high, result.sd) == (*(result.bounds or (0, 100)), None)


@pytest.mark.parametrize("value", [0.1, 100 / 3, 70.7])
def test_equal_scores_have_no_spread_at_all(value: float) -> None:
    result = group_mean([value] * 7, members=20)
    assert (result.low, result.mean, result.high, result.sd) == (value, value, value, 0.0)


def test_other_units_are_cut_at_their_own_ends() -> None:
    result = group_mean([1, 5], members=30, lowest=1, highest=5)
    assert (result.low, result.high) == result.bounds
    assert result.bounds == pytest.approx(((6 + 28) / 30, (6 + 140) / 30))


def test_the_interval_covers_the_mean_of_the_roster_as_often_as_it_says() -> None:
    rng = np.random.default_rng(7)
    roster = rng.uniform(20, 80, 24)
    draws = [group_mean(rng.choice(roster, 14, replace=False), members=24) for _ in range(2000)]
    covered = np.mean([draw.low <= roster.mean() <= draw.high for draw in draws])
    assert covered == pytest.approx(0.95, abs=0.015)


@pytest.mark.parametrize(
    ("code", "call"),
    [
        ("no_scores", lambda: group_mean([])),
        ("no_scores", lambda: group_mean([math.nan], members=3)),
        ("score_out_of_range", lambda: group_mean([50, 101])),
        ("score_out_of_range", lambda: group_mean([50, -1])),
        ("more_responses_than_members", lambda: group_mean([1, 2, 3], members=2)),
        ("more_responses_than_members", lambda: group_mean([1, 2], members=4, responses=5)),
        ("fewer_responses_than_scores", lambda: group_mean([1, 2], responses=1)),
        ("wrong_shape", lambda: group_mean([[1, 2]])),
    ],
)
def test_faults_have_codes(code: str, call: object) -> None:
    with pytest.raises(StatisticsError) as caught:
        call()  # type: ignore[operator]
    assert caught.value.code == code
