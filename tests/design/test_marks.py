"""A mark stands where its number is, on the whole answer scale, and tells it to those who do not see it."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from fivefold.core.charts import (
    bounds_mark,
    change_mark,
    ladder_mark,
    record_mark,
    say_mark,
    together_mark,
)
from fivefold.core.charts.badge import dimension_badge
from tests.design.drawing import bars, dots, parse

DOT, EARLIER = "6.5", "3.75"
INTERVAL, BOUNDS = "3", "1.5"
answers = st.floats(1, 5)
TIES = {quarter / 4 for quarter in range(5, 20, 2)}
SCALE = {"lowest": 1.0, "highest": 5.0}


tenths = st.integers(10, 50).map(lambda tenth: tenth / 10)
# What is added to a tenth without changing how it prints.
unseen = st.floats(-0.049, 0.049)


@given(st.tuples(answers, answers, answers).map(sorted), st.integers(1, 5))
def test_a_dot_lies_inside_its_interval_and_both_on_the_scale(values: list[float], dimension: int) -> None:
    low, mean, high = values
    mark = say_mark(mean, low, high, dimension=dimension, name="x", **SCALE)
    (place,) = dots(mark, DOT)
    # No further from the truth than the words beside it.
    assert place == pytest.approx(25 * (mean - 1), abs=25 * 0.1 + 0.01)
    if low == high:
        assert bars(mark, INTERVAL) == []
    else:
        ((start, end),) = bars(mark, INTERVAL)
        assert 0 <= start <= place + 0.01
        assert place - 0.01 <= end <= 100


@given(answers, st.floats(0.001, 2))
def test_an_interval_is_drawn_no_narrower_than_it_is_and_evenly_about_its_dot(
    mean: float, half: float
) -> None:
    low, high = max(1, mean - half), min(5, mean + half)
    mark = say_mark(mean, low, high, dimension=1, name="x", **SCALE)
    ((start, end),) = bars(mark, INTERVAL)
    assert start <= 25 * (low - 1) + 0.01
    assert end >= 25 * (high - 1) - 0.01
    assert end - start <= 25 * (high - low + 0.2) + 0.02
    # Of exact ties one may round up and two down: 1.8 (1.2–2.2) for 1.75. Then the words are uneven too.
    if low > 1.1 and high < 4.9 and not {mean, low, high} & TIES:
        (place,) = dots(mark, DOT)
        assert end - place == pytest.approx(place - start, abs=0.02)


@given(st.tuples(tenths, tenths, tenths).map(sorted), st.lists(unseen, min_size=6, max_size=6))
def test_a_picture_tells_no_more_than_its_words(printed: list[float], beneath: list[float]) -> None:
    low, mean, high = printed
    pictures = {
        say_mark(mean + a, low + b, high + c, dimension=1, name="x", **SCALE)
        for a, b, c in (beneath[:3], beneath[3:])
        if low + b != high + c
    }
    assert len(pictures) <= 1


@given(st.floats(-1, 1), st.floats(0.01, 1))
def test_a_difference_is_drawn_across_the_line_only_where_it_may_be_none(mean: float, half: float) -> None:
    low, high = mean - half, mean + half
    ((start, end),) = bars(change_mark(mean, low, high, limit=3, dimension=1, name="x"), INTERVAL)
    assert (start < 50 < end) == (low <= 0 <= high)


def test_everyone_answered_draws_a_dot_alone() -> None:
    for low, high in ((3.6, 3.6), (None, None)):
        mark = say_mark(3.6, low, high, dimension=2, name="x", **SCALE)
        assert len(dots(mark, DOT)) == 1
        assert bars(mark, INTERVAL) == []


def test_bounds_share_the_line_and_can_stand_alone() -> None:
    both = say_mark(3, 2.5, 3.5, dimension=1, name="x", bounds=(2, 4), **SCALE)
    assert bars(both, BOUNDS) == [(25, 75)]
    # Half a tenth wider at each end: whatever prints as 2.5 or 3.5 lies inside.
    assert bars(both, INTERVAL) == [(36.25, 63.75)]
    alone = bounds_mark(2, 4, name="x", **SCALE)
    assert bars(alone, BOUNDS) == [(25, 75)]
    assert dots(alone, DOT) == []


def test_only_the_last_two_earlier_rounds_are_drawn() -> None:
    mark = say_mark(4, 3.8, 4.2, dimension=1, name="x", earlier=(1, 2, 3), **SCALE)
    assert dots(mark, EARLIER) == [25, 50]


@pytest.mark.parametrize(("lowest", "highest", "ticks"), [(1, 5, 5), (0, 100, 5), (1, 4, 4), (0, 10, 11)])
def test_every_answer_has_its_tick_where_answers_are_few(lowest: float, highest: float, ticks: int) -> None:
    mark = say_mark(2, None, None, dimension=1, name="x", lowest=lowest, highest=highest)
    upright = [line for line in parse(mark).iter("line") if line.get("x1") == line.get("x2")]
    assert len(upright) == ticks


@given(st.floats(-3, 3))
def test_no_change_is_the_middle_and_what_is_beyond_the_limit_stays_inside(difference: float) -> None:
    mark = change_mark(difference, None, None, limit=1, dimension=3, name="x")
    (place,) = dots(mark, DOT)
    assert place == pytest.approx(min(100, max(0, 50 + 50 * round(difference, 1))), abs=0.01)


def test_a_record_has_one_square_for_each_thing_due() -> None:
    squares = list(parse(record_mark(3, 6, dimension=2, name="x")).iter("rect"))
    assert [square.get("fill") == "none" for square in squares] == [False] * 3 + [True] * 3
    assert len(list(parse(record_mark(12, 12, dimension=2, name="x")).iter("rect"))) == 12
    whole, part = parse(record_mark(31, 40, dimension=2, name="x")).iter("rect")
    assert (whole.get("width"), part.get("width")) == ("100%", "77.5%")


def test_a_ladder_fills_the_agreed_step_or_outlines_both_sides() -> None:
    agreed = list(parse(ladder_mark(3, dimension=1, name="x")).iter("rect"))
    assert [step.get("rx") for step in agreed] == [None, None, "3", None]
    differ = parse(ladder_mark(None, dimension=1, name="x", practice=2, research=4))
    assert [text.text for text in differ.iter("text")] == ["P", "R"]
    same = parse(ladder_mark(None, dimension=1, name="x", practice=2, research=2))
    assert [text.text for text in same.iter("text")] == ["P R"]


def test_the_letters_of_the_sides_are_those_of_the_language() -> None:
    with translation.override("es"):
        differ = parse(ladder_mark(None, dimension=1, name="x", practice=2, research=4))
    assert [text.text for text in differ.iter("text")] == ["D", "I"]


def test_together_fills_what_agrees() -> None:
    circles = list(parse(together_mark(True, False, True, name="x")).iter("circle"))
    assert [circle.get("class") for circle in circles] == ["f-ink-2 s-ink", "f-paper s-ink", "f-ink-2 s-ink"]


@given(st.text(alphabet=st.characters(categories=("L", "P", "S", "Zs")), min_size=1))
def test_a_name_is_read_out_whatever_it_holds(name: str) -> None:
    mark = parse(say_mark(3, 2, 4, dimension=1, name=name, **SCALE))
    assert mark.get("role") == "img"
    assert mark.get("aria-label") == name
    assert mark.findtext("title") == name


def test_a_badge_speaks_only_where_no_word_stands_beside_it() -> None:
    assert parse(dimension_badge(2, label="Research for action")).get("aria-label") == "Research for action"
    silent = parse(dimension_badge(2))
    assert silent.get("aria-hidden") == "true"
    assert silent.findtext("text") == "2"


def test_the_five_badges_differ_in_shape() -> None:
    shapes = {str(parse(dimension_badge(number))[0].attrib) for number in range(1, 6)}
    assert len(shapes) == 5


def test_nothing_in_a_mark_needs_what_the_content_policy_refuses() -> None:
    for mark in (
        say_mark(3, 2, 4, dimension=1, name="x", earlier=(2,), bounds=(1, 5), **SCALE),
        ladder_mark(None, dimension=1, name="x", practice=2, research=4),
        record_mark(31, 40, dimension=2, name="x"),
    ):
        for element in parse(mark).iter():
            assert not {name for name in element.attrib if name == "style" or name.startswith("on")}
            assert "id" not in element.attrib
