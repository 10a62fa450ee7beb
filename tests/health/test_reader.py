"""What a card may print, from assessments of tables made for each case."""

from datetime import date

import pytest

from fivefold.assess.assessing import assess
from fivefold.assess.frameworks import load
from fivefold.assess.mapping import SideColumn
from fivefold.health.opening import Nothing
from fivefold.health.reader import EarlierRound, report_card
from fivefold.health.reading import Accord, Movement, NoChange, NoComparison, Showing, Verdict
from tests.health.rounds import PILOT, make_table, means

SIDES = SideColumn("side", {"practice": ("practice",), "research": ("research",)})
SPRING = date(2026, 3, 27)


def figures(answered, members, of=None, **more):
    table = make_table(answered, of or means(4, 4), **more)
    return assess(table, PILOT.mapping(SIDES), framework=load(), members=members)


def card(now, *earlier, no_change=None):
    before = [EarlierRound(f"Round {at}", one) for at, one in enumerate(earlier)]
    return report_card(now, framework=load(), earlier=before, no_change=no_change)


def test_everyone_answered_shows_the_dot_alone():
    read = card(figures({"practice": 12, "research": 11}, {"practice": 12, "research": 11}))
    say = read.scales[0].say
    assert say.showing == Showing.EVERYONE
    assert say.mean is not None
    assert (say.low, say.high, say.bounds) == (None, None, None)


def test_below_half_in_all_leaves_n_and_bounds_and_no_claim():
    earlier = figures({"practice": 60, "research": 20}, {"practice": 80, "research": 40}, means(2, 2))
    now = figures({"practice": 12, "research": 20}, {"practice": 80, "research": 20}, means(4, 4))
    read = card(now, earlier)
    assert read.nothing == Nothing.BELOW_HALF
    for scale in read.scales:
        assert (scale.say.showing, scale.say.n) == (Showing.BOUNDS, 32)
        assert (scale.say.mean, scale.say.low, scale.say.high) == (None, None, None)
        assert scale.say.bounds is not None
        assert scale.verdict == Verdict.NOT_ENOUGH
        assert (scale.change, scale.movement, scale.no_change) == (None, None, NoChange.BELOW_HALF)
        assert (scale.difference, scale.against_comparison) == (None, NoComparison.BELOW_HALF)


def test_below_half_on_one_side_leaves_that_side_its_bounds():
    read = card(figures({"practice": 60, "research": 8}, {"practice": 80, "research": 20}))
    scale = read.scales[0]
    practice, research = scale.sides
    assert (practice.say.showing, research.say.showing) == (Showing.INTERVAL, Showing.BOUNDS)
    assert (research.say.mean, research.say.n) == (None, 8)
    assert scale.difference is None
    assert scale.say.showing == Showing.INTERVAL


def test_an_earlier_round_below_half_is_not_compared_with():
    earlier = figures({"practice": 20, "research": 10}, {"practice": 80, "research": 10}, means(2, 2))
    read = card(figures({"practice": 60, "research": 20}, {"practice": 80, "research": 30}), earlier)
    assert {scale.no_change for scale in read.scales} == {NoChange.BELOW_HALF}
    assert {scale.earlier for scale in read.scales} == {()}
    assert {one.facts.movement for one in read.dimensions} == {None}


def test_a_tiny_side_is_not_set_against_the_other_whatever_it_answered():
    read = card(figures({"practice": 30, "research": 9}, {"practice": 30, "research": 9}, means(4, 2)))
    assert read.tiny
    for scale in read.scales:
        assert (scale.sides, scale.difference) == ((), None)
        assert scale.against_comparison == NoComparison.TINY_SIDE
    assert read.opening.talk_about is None


def test_a_small_group_takes_the_other_with_it():
    read = card(figures({"practice": 60, "research": 4}, {"practice": 80, "research": 12}))
    for scale in read.scales:
        assert [one.say.showing for one in scale.sides] == [Showing.WITHHELD, Showing.WITHHELD]
        assert all(one.say.n is None and one.say.bounds is None for one in scale.sides)
        assert scale.against_comparison == NoComparison.PROTECTED
        assert scale.say.mean is not None


def test_under_the_threshold_there_is_nothing():
    read = card(figures({"practice": 2, "research": 2}, {"practice": 20, "research": 12}))
    assert (read.nothing, read.scales) == (Nothing.UNDER_THRESHOLD, ())
    assert all(one.facts.asked for one in read.dimensions)


def test_without_a_roster_the_rate_is_unknown():
    read = card(figures({"practice": 30, "research": 20}, None))
    assert {scale.say.showing for scale in read.scales} == {Showing.UNKNOWN_RATE}
    assert {scale.say.bounds for scale in read.scales} == {None}


def test_a_large_change_is_up_and_a_small_one_may_be():
    roster = {"practice": 80, "research": 40}
    earlier = figures({"practice": 60, "research": 30}, roster, means(3.0, 3.0, goals=(3.8, 3.8)))
    now = figures({"practice": 60, "research": 30}, roster, means(3.8, 3.8, goals=(3.9, 3.9)))
    read = card(now, earlier)
    moved = {one.key: one.facts.movement for one in read.dimensions}
    assert moved["trust"] == Movement.UP
    assert moved["goals"] in {Movement.MAY_BE_UP, Movement.SAME}
    assert "trust" in read.opening.up
    assert "goals" not in read.opening.up
    scale = read.dimension("trust").scales[0]
    assert scale.earlier == pytest.approx((earlier.scales[0].mean,))
    assert scale.change.adjusted_p <= 0.05


def test_the_widest_clear_difference_leads():
    read = card(
        figures(
            {"practice": 60, "research": 30},
            {"practice": 80, "research": 40},
            means(4, 4, rigor=(2.4, 4.1), field=(3.5, 4.2)),
        )
    )
    assert read.opening.talk_about == "rigor"
    assert read.question[0] == "rigor"
    assert read.dimension("rigor").scales[0].difference.mean < 0


def test_while_record_and_talk_are_empty_the_strands_are_not_said_to_agree():
    read = card(figures({"practice": 60, "research": 30}, {"practice": 80, "research": 40}))
    assert {one.agreement.accord for one in read.dimensions} == {Accord.NOT_ENOUGH}


def test_items_stand_in_the_order_of_the_instrument():
    read = card(figures({"practice": 60, "research": 30}, {"practice": 80, "research": 40}))
    assert [item.key for scale in read.scales for item in scale.items] == [item.key for item in PILOT.items]


def test_a_framework_without_a_dimensions_scale_says_not_asked():
    read = card(figures({"practice": 60, "research": 30}, {"practice": 80, "research": 40}))
    assert all(one.facts.asked for one in read.dimensions)
    assert read.dimension("trust") is not None
    assert read.dimension("weather") is None
