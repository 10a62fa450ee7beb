"""The table in a terminal: conditions beside every number, nothing that may not be claimed."""

import pytest

from fivefold.assess.assessment import Assessment
from fivefold.assess.plain_text import plain_text
from tests.assess.test_assessing import BOTH, DISTRICT, UNIVERSITY, of

LARGE = {"district": DISTRICT * 2, "university": UNIVERSITY * 2}


def said(result: Assessment, width: int = 80) -> str:
    return " ".join(plain_text(result, width).split())


def test_a_number_never_travels_alone() -> None:
    text = said(of(LARGE, members={"practice": 15, "research": 14}))
    assert "22 of 29 members answered (76%)" in text
    assert "Practice: 12 of 15 members answered (80%)." in text
    assert "Framework rpp-2017, version 1." in text
    assert "if silent members resemble those who answered" in text
    assert "every silent member had answered at the bottom, or at the top" in text
    assert "22 of 29" in text
    assert "practice less research: −37.5 (95% interval −" in text
    assert "Trust: building trust" in text
    assert "No scale is shown for: Research for action, District goals, Wider field, Capacity." in text


def test_without_a_roster_the_rate_is_unknown_and_there_are_no_bounds() -> None:
    text = said(of(LARGE))
    assert "22 people answered; how many were asked, and so the response rate, is unknown." in text
    assert "bounds" not in text.lower()


def test_below_half_there_is_n_and_bounds_only() -> None:
    result = of(LARGE, members=50)
    text = said(result)
    assert "no mean or interval is shown" in text
    assert f"{result.scales[0].mean:.1f}" not in text
    assert "95%" not in text
    bounds = result.scales[0].bounds
    assert bounds is not None
    assert f"{bounds[0]:.1f}–{bounds[1]:.1f}" in text


def test_everyone_answered_has_no_interval() -> None:
    assert "all answered" in said(of(LARGE, members=22))


def test_tiny_sides_are_not_set_beside_each_other() -> None:
    text = said(of(BOTH, members={"practice": 12, "research": 6}))
    assert "practice less research" not in text
    assert "the sides are not to be compared" in text
    (found,) = of(BOTH, members={"practice": 12, "research": 6}).scales
    assert f"{found.groups[0].mean:.1f}" not in text


def test_a_withheld_side_is_named_with_the_reason() -> None:
    text = said(
        of({"district": DISTRICT * 2, "university": UNIVERSITY[:4]}, members={"practice": 20, "research": 11})
    )
    assert text.count("Not shown, to protect small groups") == 2


@pytest.mark.parametrize("width", [20, 64, 80, 100, 300])
def test_lines_fit_the_terminal(width: int) -> None:
    for result in (of(LARGE, members=99_999), of(LARGE), of(BOTH, members=12)):
        lines = plain_text(result, width).splitlines()
        assert max(map(len, lines)) <= min(max(width, 64), 100)
        assert not any(line != line.rstrip() for line in lines)
