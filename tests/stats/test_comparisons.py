import json
import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.regression.linear_model import OLS
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from fivefold.stats.errors import StatisticsError
from fivefold.stats.estimates import (
    change,
    change_from_moments,
    change_of_difference_from_moments,
    difference,
    difference_from_moments,
    group_mean,
    holm,
    person_scores,
)

# Student (1908): hours of sleep gained by ten patients from two drugs; R's `sleep`.
DRUG_1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
DRUG_2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(StatisticsError) as caught:
        call()
    return caught.value.code


# Whole numbers: spreads are then either zero or far from rounding.
group = st.lists(st.integers(0, 100).map(float), min_size=2, max_size=30)


def test_sleep_unlinked_as_r_prints_it() -> None:
    """t.test(extra ~ group, data = sleep): t = -1.8608, df = 17.776, p = 0.07939."""
    result = difference(DRUG_1, DRUG_2)
    assert result.mean == pytest.approx(-1.58)
    assert (result.low, result.high) == pytest.approx((-3.3654832, 0.2054832), abs=5e-8)
    assert result.df == pytest.approx(17.776, abs=5e-4)
    assert change(DRUG_2, DRUG_1).p == pytest.approx(0.07939, abs=5e-6)


def test_sleep_linked_as_r_prints_it() -> None:
    """t.test(sleep$extra[1:10], sleep$extra[11:20], paired = TRUE): df = 9, p = 0.002833."""
    result = change(DRUG_2, DRUG_1, linked=True)
    assert (result.low, result.high) == pytest.approx((-2.4598858, -0.7001142), abs=5e-8)
    assert result.p == pytest.approx(0.002833, abs=5e-7)
    assert (result.n, result.df, result.linked) == ((10, 10), 9, True)


def test_mileage_from_moments_as_nist_prints_it() -> None:
    """NIST/SEMATECH e-Handbook 1.3.5.3: unequal variances T = -12.94627, 136.8750 degrees of freedom."""
    result = difference_from_moments(20.14458, 6.41470, 249, 30.48101, 6.10771, 79)
    assert result.df == pytest.approx(136.8750, abs=0.001)
    standard_error = (result.high - result.mean) / stats.t.ppf(0.975, result.df)
    assert result.mean / standard_error == pytest.approx(-12.94627, abs=1e-4)


@given(group, group)
def test_unlinked_agrees_with_statsmodels(a: list[float], b: list[float]) -> None:
    if len(set(a)) == len(set(b)) == 1:
        assert code_of(lambda: change(b, a)) == code_of(lambda: difference(a, b)) == "no_spread"
        return
    result = change(b, a)
    reference = CompareMeans(DescrStatsW(a), DescrStatsW(b))
    assert (result.low, result.high) == pytest.approx(reference.tconfint_diff(usevar="unequal"), abs=1e-7)
    _, p, df = reference.ttest_ind(usevar="unequal")
    assert (result.p, result.df) == pytest.approx((p, df), abs=1e-7)
    mirrored = difference(a, b)
    assert (mirrored.mean, mirrored.low, mirrored.high) == (result.mean, result.low, result.high)


@given(st.lists(st.tuples(*[st.integers(0, 100).map(float)] * 2), min_size=2, max_size=30))
def test_linked_agrees_with_statsmodels(pairs: list[tuple[float, float]]) -> None:
    earlier, later = zip(*pairs, strict=True)
    steps = np.subtract(later, earlier)
    if len(set(steps)) == 1:
        assert code_of(lambda: change(earlier, later, linked=True)) == "no_spread"
        return
    result = change(earlier, later, linked=True)
    reference = DescrStatsW(steps)
    assert (result.low, result.high) == pytest.approx(reference.tconfint_mean(), abs=1e-7)
    assert result.p == pytest.approx(reference.ttest_mean(0)[1], abs=1e-9)


def test_moments_and_scores_give_the_same() -> None:
    mean_1, mean_2 = np.mean(DRUG_1), np.mean(DRUG_2)
    sd_1, sd_2 = np.std(DRUG_1, ddof=1), np.std(DRUG_2, ddof=1)
    kept = change_from_moments(float(mean_1), float(sd_1), 10, float(mean_2), float(sd_2), 10)
    rows = change(DRUG_1, DRUG_2)
    assert (kept.mean, kept.low, kept.high, kept.p) == pytest.approx((rows.mean, rows.low, rows.high, rows.p))
    assert (kept.n, kept.linked) == (rows.n, rows.linked)


def moments_of(scores: list[float]) -> tuple[float, float, int]:
    return float(np.mean(scores)), float(np.std(scores, ddof=1)), len(scores)


varied = group.filter(lambda scores: len(set(scores)) > 1)


@settings(max_examples=50)
@given(varied, varied, varied, varied)
def test_a_change_of_difference_is_the_interaction_of_a_regression(
    a_then: list[float], b_then: list[float], a_now: list[float], b_now: list[float]
) -> None:
    """With one cell a group and round, HC2 gives each cell its own sd²/n, as the formula does."""
    cells = [(0, 0, b_then), (1, 0, a_then), (0, 1, b_now), (1, 1, a_now)]
    rows = [(1, a, now, a * now, score) for a, now, scores in cells for score in scores]
    design, answers = np.array([row[:4] for row in rows], float), np.array([row[4] for row in rows])
    fitted = OLS(answers, design).fit(cov_type="HC2")
    found = change_of_difference_from_moments(
        (moments_of(a_then), moments_of(b_then)), (moments_of(a_now), moments_of(b_now))
    )
    assert found.mean == pytest.approx(fitted.params[3], abs=1e-8)
    half = stats.t.ppf(0.975, found.df) * fitted.bse[3]
    assert (found.low, found.high) == pytest.approx((found.mean - half, found.mean + half), rel=1e-6)
    assert found.p == pytest.approx(2 * stats.t.sf(abs(found.mean) / fitted.bse[3], found.df), abs=1e-6)


def test_a_change_of_difference_worked_by_hand() -> None:
    """sd²/n = 5, 5, 5, 15; the sum is 30, and df = 30² / (25/4 + 25/4 + 25/19 + 225/9)."""
    then = ((60, 5, 5), (58, 5, 5))
    now = ((52, 10, 20), (77, 150**0.5, 10))
    found = change_of_difference_from_moments(then, now)
    assert found.mean == -27
    assert found.df == pytest.approx(900 / (25 / 4 + 25 / 4 + 25 / 19 + 225 / 9))
    assert found.high - found.mean == pytest.approx(stats.t.ppf(0.975, found.df) * 30**0.5)
    assert found.n == (10, 30)


def test_two_groups_that_are_known_exactly_leave_welchs_comparison() -> None:
    """Of four groups two without spread: what remains is the difference of the other two."""
    then, now = ((50, 0, 9), (50, 0, 9)), ((60, 8, 12), (48, 5, 20))
    found = change_of_difference_from_moments(then, now)
    welch = difference_from_moments(60, 8, 12, 48, 5, 20)
    assert (found.mean, found.low, found.high, found.df) == pytest.approx(
        (welch.mean, welch.low, welch.high, welch.df)
    )


def test_missing_scores_are_left_out_alone_or_with_their_pair() -> None:
    assert difference([1, math.nan, 3], [4, 5, 6]).n == (2, 3)
    assert change([1, math.nan, 3, 4], [4, 5, math.nan, 6], linked=True).n == (2, 2)


def test_one_side_may_be_without_spread() -> None:
    result = difference([50, 50, 50], [40, 50, 60])
    assert result.df == pytest.approx(2)
    assert result.low < 0 < result.high


def test_a_spread_that_is_only_rounding_is_none() -> None:
    """On seven answers (1, 6), (2, 5) and (3, 4) are one score whose last digits differ."""
    alike = person_scores([[1, 6], [2, 5], [3, 4]] * 4, lows=1, highs=7)
    assert len(set(alike)) > 1
    assert group_mean(alike, members=20).sd == 0.0
    assert code_of(lambda: difference(alike, alike + 10)) == "no_spread"


def test_results_become_json() -> None:
    result = json.loads(json.dumps(change([1, 2, 3], [2, 3, 5]).to_dict()))
    assert set(result) == {"mean", "low", "high", "p", "n", "df", "linked"}
    assert result["n"] == [3, 3]


def test_holm_published_steps() -> None:
    """Holm's procedure worked by hand: .005·4, .01·3, .03·2, and .04 held up by .06."""
    assert holm([0.01, 0.04, 0.03, 0.005]).tolist() == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([]).tolist() == []


@settings(max_examples=25)  # statsmodels collects garbage at every call
@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_holm_agrees_with_statsmodels(p: list[float]) -> None:
    np.testing.assert_allclose(holm(p), multipletests(p, method="holm")[1], atol=1e-12)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_holm_never_claims_more_and_keeps_the_order(p: list[float]) -> None:
    adjusted = holm(p)
    assert (adjusted >= np.array(p)).all()
    assert (np.diff(adjusted[np.argsort(p, kind="stable")]) >= 0).all()


@pytest.mark.parametrize(
    ("code", "call"),
    [
        ("too_few_scores", lambda: difference([1], [1, 2])),
        ("too_few_scores", lambda: difference([1, 2], [])),
        ("too_few_scores", lambda: change([1, math.nan], [1, 2], linked=True)),
        ("too_few_scores", lambda: difference_from_moments(1, 1, 1, 1, 1, 9)),
        ("bad_moments", lambda: difference_from_moments(1, -1, 9, 1, 1, 9)),
        ("bad_moments", lambda: change_from_moments(math.nan, 1, 9, 1, 1, 9)),
        ("no_spread", lambda: difference_from_moments(60, 0, 12, 50, 0, 12)),
        ("no_spread", lambda: change_of_difference_from_moments(((60, 0, 9),) * 2, ((60, 0, 9),) * 2)),
        ("too_few_scores", lambda: change_of_difference_from_moments(((60, 9, 1),) * 2, ((60, 9, 9),) * 2)),
        ("lengths_differ", lambda: change([1, 2], [1, 2, 3], linked=True)),
        ("bad_p_value", lambda: holm([0.5, 1.1])),
        ("bad_p_value", lambda: holm([0.5, math.nan])),
    ],
)
def test_faults_have_codes(code: str, call: Callable[[], object]) -> None:
    assert code_of(call) == code
