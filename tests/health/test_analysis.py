"""Changes between rounds, against other implementations."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import ttest_ind_from_stats
from statsmodels.stats.multitest import multipletests

from fivefold.health.analysis import Moments, Sides, changes, drifts

moments = st.builds(Moments, mean=st.floats(0, 100), sd=st.floats(1, 40), n=st.integers(2, 300))


@settings(max_examples=25)  # statsmodels collects garbage at every call
@given(st.dictionaries(st.sampled_from("abcde"), st.tuples(moments, moments), min_size=1))
def test_welch_and_holm_as_scipy_and_statsmodels_have_them(rounds):
    found = changes(
        {key: one[0] for key, one in rounds.items()}, {key: one[1] for key, one in rounds.items()}
    )
    p = [
        ttest_ind_from_stats(
            later.mean, later.sd, later.n, earlier.mean, earlier.sd, earlier.n, equal_var=False
        ).pvalue
        for earlier, later in rounds.values()
    ]
    adjusted = multipletests(p, method="holm")[1]
    for key, theirs in zip(rounds, adjusted, strict=True):
        assert found[key].adjusted_p == pytest.approx(theirs, abs=1e-9)
        assert found[key].difference == pytest.approx(rounds[key][1].mean - rounds[key][0].mean)
        assert found[key].low <= found[key].difference <= found[key].high


def test_only_what_both_rounds_have_is_compared_and_counted_in_the_correction():
    one, other = Moments(50, 10, 40), Moments(56, 10, 40)
    alone = changes({"a": one}, {"a": other, "b": other})
    assert set(alone) == {"a"}
    five = changes(dict.fromkeys("abcde", one), dict.fromkeys("abcde", other))
    assert five["a"].adjusted_p == pytest.approx(5 * alone["a"].adjusted_p)


def test_a_single_person_has_no_spread_and_is_not_compared():
    assert changes({"a": Moments(50, None, 1)}, {"a": Moments(60, 10, 30)}) == {}
    assert changes({}, {}) == {}


@pytest.mark.parametrize(("before", "after"), [(0.0, 0.0), (0.0, 9.0), (9.0, 0.0)])
def test_a_round_without_spread_is_not_compared(before, after):
    assert changes({"a": Moments(50, before, 30)}, {"a": Moments(60, after, 30)}) == {}


def sides(practice: float, research: float, sd: float | None = 15, *, is_clear: bool = True) -> Sides:
    return Sides(Moments(practice, sd, 90), Moments(research, sd, 25), is_clear)


def test_sides_that_moved_against_each_other_keep_their_own_numbers():
    found = drifts({"a": sides(65, 70)}, {"a": sides(52, 76)})["a"]
    assert (found.practice, found.research) == ((65, 52), (70, 76))
    assert found.difference == -19
    assert found.low < -19 < found.high < 0
    assert found.each_clear


def test_drifts_are_corrected_together_and_only_where_both_rounds_compare_their_sides():
    one, other = sides(65, 70), sides(60, 73, is_clear=False)
    alone = drifts({"a": one}, {"a": other, "b": other})
    assert set(alone) == {"a"}
    assert not alone["a"].each_clear
    five = drifts(dict.fromkeys("abcde", one), dict.fromkeys("abcde", other))
    assert five["a"].adjusted_p == pytest.approx(min(1, 5 * alone["a"].adjusted_p))
    assert drifts({"a": sides(65, 70, 0.0)}, {"a": other}) == {}
    assert drifts({}, {}) == {}
