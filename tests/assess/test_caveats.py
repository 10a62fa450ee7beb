"""What a figure does not support is said with a code, and left unsaid where it would be a claim."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.assess import frameworks
from fivefold.assess.assessing import assess
from fivefold.assess.assessment import Assessment
from fivefold.assess.reliability import LEAST_RELIABLE, hangs_together
from tests.assess.tables import ONE_TO_FIVE, column, mapping, scale, table
from tests.assess.test_assessing import codes, of
from tests.assess.test_plain_text import said

VARIED = [["1", "2"], ["2", "2"], ["3", "4"], ["5", "4"], ["4", "4"], ["2", "3"]] * 2
ALIKE = [["4", "4"]] * 12
OTHERS_ALIKE = [["2", "2"]] * 12


def message(result: Assessment, code: str) -> str:
    (found,) = [warning.message for warning in result.warnings if warning.code == code]
    return found


@pytest.mark.parametrize("flipped", [False, True])
def test_from_a_side_without_spread_no_difference_is_claimed(flipped: bool) -> None:
    """The formula's numbers stay in the JSON; Welch takes that side for known exactly, we do not."""
    practice, research = (VARIED, ALIKE) if flipped else (ALIKE, VARIED)
    result = of({"district": practice, "university": research}, members={"practice": 16, "research": 16})
    (found,) = result.scales
    assert found.difference is not None
    assert found.difference.low < found.difference.mean < found.difference.high
    assert not found.may_claim_difference
    assert f"everybody on the {'research' if flipped else 'practice'} side" in message(result, "no_spread")
    text = said(result)
    assert f"(no interval: on one side everybody has the same score) {found.items} items" in text


def test_where_neither_side_varies_there_is_no_difference() -> None:
    result = of({"district": ALIKE, "university": OTHERS_ALIKE}, members={"practice": 16, "research": 16})
    (found,) = result.scales
    assert found.difference is None
    assert "everybody on the practice side and the research side has" in message(result, "no_spread")
    assert "practice less research" not in said(result)


def test_sides_that_vary_are_compared_without_a_caveat() -> None:
    result = of({"district": VARIED, "university": VARIED[1:]})
    assert result.scales[0].may_claim_difference
    assert "no_spread" not in codes(result)


def test_one_score_for_all_says_nothing_of_the_silent() -> None:
    result = of({"district": ALIKE}, None, members=20)
    assert "nothing of those who were silent" in message(result, "no_spread")
    assert "no_spread" not in codes(of({"district": ALIKE}, None, members=12))


def test_of_a_withheld_side_no_spread_is_told() -> None:
    result = of({"district": ALIKE, "university": [["2", "2"]] * 3})
    assert all(group.suppressed for group in result.scales[0].groups)
    assert "side" not in " ".join(one.message for one in result.warnings if one.code == "no_spread")


def test_a_scale_whose_items_do_not_hang_together_says_so() -> None:
    loose = [["1", "2"], ["5", "3"], ["2", "3"], ["4", "5"], ["3", "1"], ["5", "2"], ["1", "3"], ["4", "1"]]
    result = of({"district": loose}, None)
    alpha = result.scales[0].alpha
    assert alpha is not None
    assert 0 < alpha < LEAST_RELIABLE
    assert f"do not hang together (alpha .{100 * alpha:02.0f})" in message(result, "low_reliability")
    assert "To keep in mind" in said(result)


def test_a_scale_of_one_item_has_no_reliability_and_says_so() -> None:
    rows = table(column("q1", ["1", "3", "4", "5", "2", "3"]))
    result = assess(rows, mapping(scale("trust", ["q1"], answers=ONE_TO_FIVE)), framework=frameworks.load())
    assert result.scales[0].alpha is None
    assert "No reliability can be worked out" in message(result, "reliability_unknown")


def test_a_scale_that_hangs_together_has_no_caveat() -> None:
    assert not {"low_reliability", "reliability_unknown"} & {*codes(of({"district": VARIED}, None))}


@given(st.none() | st.floats(-1, 1), st.none() | st.floats(0, 1))
def test_omega_leads_and_alpha_follows(alpha: float | None, omega: float | None) -> None:
    leading = alpha if omega is None else omega
    assert hangs_together(alpha, omega) == (None if leading is None else leading >= 0.6)


def test_who_left_a_scale_blank_is_not_among_everyone() -> None:
    """All ten members answered the survey, and four of them too little of the second scale."""
    full = ["1", "3", "4", "5", "2", "3", "4", "2", "5", "3"]
    partly = ["4", "2", "5", "3", "1", "2"] + [""] * 4
    rows = table(*(column(name, cells) for name, cells in (("q1", full), ("q2", full), ("q3", partly))))
    result = assess(
        rows,
        mapping(
            scale("trust", ["q1", "q2"], answers=ONE_TO_FIVE), scale("rigor", ["q3"], answers=ONE_TO_FIVE)
        ),
        framework=frameworks.load(),
        members=10,
    )
    whole, part = result.scales
    assert (whole.unscored, part.unscored) == (0, 4)
    assert part.low == part.mean == part.high
    assert (part.n, part.population) == (6, 6)
    text = said(result)
    assert text.count("all answered") == 1
    assert text.count("none silent") == 1
    assert "1 item, 6 of 10 members have a score" in text
