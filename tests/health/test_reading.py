"""The rules, each stated for all cases."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.health import reading
from fivefold.health.reading import (
    Accord,
    Drift,
    Movement,
    NoComparison,
    Showing,
    SideSize,
    Strand,
    Verdict,
    agreement,
    drift,
    joint_verdict,
    movement,
    no_comparison,
    say_verdict,
    showing,
)

S, G, N = Verdict.STRENGTH, Verdict.GAP, Verdict.NOT_ENOUGH


@pytest.mark.parametrize(
    ("n", "population", "responses", "members", "expected"),
    [
        (24, 24, 24, 24, Showing.EVERYONE),
        (22, 22, 24, 24, Showing.EVERYONE),  # two answered and have no score: nobody is silent
        (20, 24, 20, 24, Showing.INTERVAL),
        (12, 24, 12, 24, Showing.INTERVAL),  # half is not below half
        (11, 24, 11, 24, Showing.BOUNDS),
        (5, 9, 20, 24, Showing.INTERVAL),
        (4, 9, 19, 24, Showing.BOUNDS),  # of those who could have a score, fewer than half have one
        (20, None, 20, None, Showing.UNKNOWN_RATE),
    ],
)
def test_what_may_be_shown(n, population, responses, members, expected):
    assert showing(n=n, population=population, responses=responses, members=members) == expected


@given(members=st.integers(1, 500), data=st.data())
def test_below_half_never_shows_an_interval(members, data):
    responses = data.draw(st.integers(0, members))
    n = data.draw(st.integers(0, responses))
    population = members - (responses - n)
    shown = showing(n=n, population=population, responses=responses, members=members)
    if responses < members / 2 or n < population / 2:
        assert shown == Showing.BOUNDS
    else:
        assert shown in {Showing.INTERVAL, Showing.EVERYONE}
        assert (shown == Showing.EVERYONE) == (responses == members)


@pytest.mark.parametrize(
    ("shown", "low", "high", "expected"),
    [
        (Showing.INTERVAL, 60.1, 70, S),
        (Showing.INTERVAL, 60, 70, N),
        (Showing.INTERVAL, 40, 59.9, G),
        (Showing.INTERVAL, 40, 60, N),
        (Showing.EVERYONE, 61, 61, S),
        (Showing.UNKNOWN_RATE, 61, 75, S),
        (Showing.BOUNDS, 61, 75, N),
        (Showing.WITHHELD, 61, 75, N),
    ],
)
def test_what_members_say(shown, low, high, expected):
    assert say_verdict(shown, low, high) == expected


def test_a_dimension_of_several_scales_speaks_only_with_one_voice():
    assert joint_verdict([S, S]) == S
    assert joint_verdict([S, N]) == N
    assert joint_verdict([S, G]) == N
    assert joint_verdict([]) == N


@pytest.mark.parametrize(("say", "record", "judge"), list(product(Verdict, repeat=3)))
def test_agreement_over_every_combination(say, record, judge):
    result = agreement(say, record, judge)
    spoken = [verdict for verdict in (say, record, judge) if verdict != N]
    if len(spoken) < 2:
        assert result.accord == Accord.NOT_ENOUGH
    elif len(set(spoken)) == 1:
        assert result.accord == Accord.AGREE
    else:
        assert result.accord == Accord.DIFFER
        assert (result.apart is None) == (len(spoken) == 2)
    assert agreement(say, record, judge, judging_sides_differ=True).accord == Accord.DIFFER


def test_the_one_that_stands_apart_is_named():
    assert agreement(S, G, S).apart == Strand.RECORD
    assert agreement(G, S, S).apart == Strand.SAY
    assert agreement(S, S, G).apart == Strand.JUDGE
    assert agreement(S, N, N).speaking == (Strand.SAY,)


@pytest.mark.parametrize(
    ("sizes", "shown", "expected"),
    [
        ([(9, 9), (40, 30)], [Showing.INTERVAL] * 2, NoComparison.TINY_SIDE),
        ([(10, 9), (40, 30)], [Showing.INTERVAL] * 2, None),
        ([(None, 9), (None, 30)], [Showing.UNKNOWN_RATE] * 2, NoComparison.TINY_SIDE),
        ([(None, 10), (None, 30)], [Showing.UNKNOWN_RATE] * 2, None),
        ([(None, None), (None, None)], [Showing.WITHHELD] * 2, NoComparison.PROTECTED),
        ([(12, 4), (40, 30)], [Showing.BOUNDS, Showing.INTERVAL], NoComparison.BELOW_HALF),
        ([(40, 30)], [Showing.INTERVAL], NoComparison.NO_SIDES),
    ],
)
def test_when_the_sides_are_not_compared(sizes, shown, expected):
    assert no_comparison([SideSize(*size) for size in sizes], shown) == expected


@given(difference=st.floats(-100, 100), p=st.floats(0, 1))
def test_up_and_down_only_after_the_correction(difference, p):
    moved = movement(difference, p, step=25)
    assert moved.is_claimed == (p <= 0.05 and difference != 0)
    if moved in {Movement.UP, Movement.MAY_BE_UP}:
        assert difference > 0
    if moved in {Movement.DOWN, Movement.MAY_BE_DOWN}:
        assert difference < 0
    if moved == Movement.SAME:
        assert abs(difference) < 2.5


def test_a_little_is_about_the_same():
    assert movement(2.4, 0.3, step=25) == Movement.SAME
    assert movement(2.6, 0.3, step=25) == Movement.MAY_BE_UP
    assert movement(-2.6, 0.06, step=25) == Movement.MAY_BE_DOWN
    assert reading.excludes_none(-1, 2) is False
    assert reading.excludes_none(0.1, 2)
    assert reading.excludes_none(-2, -0.1)


@pytest.mark.parametrize(
    ("earlier", "later", "each_clear", "expected"),
    [
        (-5, -25, True, Drift.APART),
        (-25, -5, True, Drift.CLOSER),
        (1, -25, False, Drift.APART),
        (15, -15, False, Drift.CLOSER),
        (15, -16, True, Drift.ACROSS),
    ],
)
def test_how_the_sides_moved_against_each_other(earlier, later, each_clear, expected):
    assert drift(earlier, later, 0.05, each_clear=each_clear) == expected
    assert drift(earlier, later, 0.051, each_clear=each_clear) is None
