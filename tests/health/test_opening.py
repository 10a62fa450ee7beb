"""Three sentences, chosen by rule."""

from hypothesis import given
from hypothesis import strategies as st

from fivefold.health.opening import (
    DimensionFacts,
    Gap,
    Holding,
    Nothing,
    Talk,
    opening,
    question_for_meeting,
)
from fivefold.health.prompts import Reason
from fivefold.health.reading import Drift, Movement, Verdict, excludes_none

S, G, N = Verdict.STRENGTH, Verdict.GAP, Verdict.NOT_ENOUGH


def facts(key: str, verdict: Verdict = N, **more) -> DimensionFacts:
    return DimensionFacts(key, verdict, **more)


def apart(key: str, difference: float, half: float = 5.0) -> DimensionFacts:
    return facts(
        key, difference=difference, difference_low=difference - half, difference_high=difference + half
    )


def test_what_is_up_and_what_is_strong_is_holding():
    said = opening([facts("trust", S, movement=Movement.UP), facts("goals", S), facts("field")])
    assert said.holding == Holding.SOMETHING
    assert (said.up, said.strengths) == (("trust",), ("trust", "goals"))


def test_may_be_up_is_no_claim():
    said = opening([facts("trust", N, movement=Movement.MAY_BE_UP)])
    assert said.holding == Holding.NOTHING_CLEAR
    assert said.up == ()


def test_all_that_qualify_are_named_in_the_order_of_the_framework():
    said = opening([facts("a", G), facts("b", S), facts("c", G), facts("d", S)])
    assert said.strengths == ("b", "d")
    assert said.gaps == ("a", "c")
    assert (said.holding, said.gap) == (Holding.SOMETHING, Gap.GAP)


def test_the_widest_clear_difference_is_the_topic():
    said = opening([apart("a", 8), apart("b", -20), apart("c", 30, half=40)])
    assert (said.talk, said.talk_about) == (Talk.SIDES_DIFFER, "b")


def test_where_the_sides_moved_against_each_other_nothing_is_said_of_all_together():
    down = {"movement": Movement.DOWN, "movement_over_all": Movement.DOWN}
    said = opening([facts("a", drift=Drift.APART, **down), facts("b", **down)])
    assert (said.down, said.down_over_all) == (("b",), ("b",))
    assert (said.drifting, said.talk, said.talk_about) == (("a",), Talk.SIDES_DRIFT, "a")


def test_sides_that_have_come_closer_are_holding_and_no_topic():
    said = opening([facts("a", drift=Drift.CLOSER), facts("b")])
    assert (said.holding, said.closer, said.talk) == (Holding.SOMETHING, ("a",), Talk.QUESTION)


def test_where_the_sides_differ_clearly_comes_before_where_they_only_drift():
    said = opening([facts("a", drift=Drift.ACROSS), apart("b", -20)])
    assert (said.talk, said.talk_about, said.drifting) == (Talk.SIDES_DIFFER, "b", ("a",))


def test_a_tiny_partnership_is_not_asked_to_compare_its_sides():
    said = opening([facts("a"), facts("b")], tiny=True)
    assert said.talk == Talk.TINY


def test_what_many_cannot_see_is_the_next_topic():
    said = opening([facts("a", cannot_tell=0.1), facts("b", cannot_tell=0.31)], response_rate=0.4)
    assert (said.talk, said.talk_about) == (Talk.CANNOT_TELL, "b")
    assert question_for_meeting(said, [facts("a"), facts("b", cannot_tell=0.31)]) == ("b", Reason.UNSEEN)


def test_silence_is_a_topic_when_a_third_was_silent():
    assert opening([facts("a")], response_rate=0.6).talk == Talk.SILENT
    assert opening([facts("a")], response_rate=0.7).talk == Talk.QUESTION


def test_below_half_claims_nothing():
    said = opening([facts("a", movement=None)], nothing=Nothing.BELOW_HALF, response_rate=0.3)
    assert (said.holding, said.gap, said.talk) == (Holding.NOT_CLAIMED, Gap.NOT_CLAIMED, Talk.SILENT)


def test_no_gap_is_said_only_where_all_is_strong():
    assert opening([facts("a", S), facts("b", S)]).gap == Gap.NO_GAP
    assert opening([facts("a", S), facts("b", N)]).gap == Gap.NOTHING_CLEAR


def test_the_question_goes_to_the_gap_when_the_sides_do_not_differ():
    all_of_them = [facts("a", S), facts("b"), facts("c", G)]
    assert question_for_meeting(opening(all_of_them), all_of_them) == ("c", Reason.GAP)
    assert question_for_meeting(opening(all_of_them[:2]), all_of_them[:2]) == ("b", Reason.OPEN)
    assert question_for_meeting(opening([]), []) is None


def test_of_a_dimension_that_nobody_was_asked_about_nothing_is_said():
    unasked = facts("a", asked=False)
    strong = [unasked, facts("b", S), facts("c", S)]
    assert opening(strong).gap == Gap.NO_GAP
    assert question_for_meeting(opening(strong), strong) == ("b", Reason.OPEN)
    half = [unasked, facts("b", S), facts("c")]
    assert question_for_meeting(opening(half), half) == ("c", Reason.OPEN)


def test_where_nobody_was_asked_there_is_no_question_and_nobody_was_silent():
    unasked = [facts("a", asked=False), facts("b", asked=False)]
    said = opening(unasked, nothing=Nothing.NOT_ASKED, response_rate=0.4)
    assert (said.holding, said.gap, said.talk) == (Holding.NOT_CLAIMED, Gap.NOT_CLAIMED, Talk.QUESTION)
    assert question_for_meeting(said, unasked) is None


@given(
    st.lists(
        st.builds(
            DimensionFacts,
            key=st.uuids().map(str),
            verdict=st.sampled_from(Verdict),
            movement=st.none() | st.sampled_from(Movement),
            difference=st.none() | st.floats(-100, 100),
            difference_low=st.floats(-100, 100),
            difference_high=st.floats(-100, 100),
            cannot_tell=st.none() | st.floats(0, 1),
            drift=st.none() | st.sampled_from(Drift),
            asked=st.booleans(),
        ),
        min_size=1,
        max_size=5,
    ),
    st.none() | st.sampled_from(Nothing),
    st.booleans(),
    st.none() | st.floats(0, 1),
)
def test_nothing_is_said_that_the_facts_do_not_carry(all_of_them, nothing, tiny, rate):
    said = opening(all_of_them, nothing=nothing, tiny=tiny, response_rate=rate)
    by_key = {one.key: one for one in all_of_them}
    assert all(by_key[key].movement == Movement.UP for key in said.up)
    assert all(by_key[key].movement == Movement.DOWN for key in said.down)
    assert all(by_key[key].drift is None for key in (*said.up, *said.down, *said.up_over_all))
    assert all(by_key[key].verdict == Verdict.STRENGTH for key in said.strengths)
    if nothing:
        assert (said.holding, said.gap) == (Holding.NOT_CLAIMED, Gap.NOT_CLAIMED)
    if said.talk == Talk.SIDES_DIFFER:
        one = by_key[said.talk_about]
        assert one.difference is not None
        assert excludes_none(one.difference_low, one.difference_high)
        assert not tiny
    unasked = {one.key for one in all_of_them if not one.asked}
    named = (said.up, said.down, said.up_over_all, said.down_over_all, said.strengths, said.gaps)
    assert unasked.isdisjoint({*sum(named, ()), *said.closer, *said.drifting, said.talk_about})
    question = question_for_meeting(said, all_of_them)
    assert (question is None) == (unasked == set(by_key))
    assert question is None or question[0] in by_key.keys() - unasked
