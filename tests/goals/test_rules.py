"""Goals and strategies are revised in versions, end with a reason, and are never lost."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fivefold.core import ledger
from fivefold.core.identifiers import new_public_id
from fivefold.core.models.mail import OutgoingMail
from fivefold.core.rules import PermissionNeeded, RuleError
from fivefold.goals import actions, policies
from fivefold.goals.models import Goal, GoalVersion, Strategy, StrategyVersion
from fivefold.goals.states import TRANSITIONS, Standing
from tests.cast import Cast
from tests.goals.writing import GOAL, STRATEGY, make_goal, make_strategy

pytestmark = pytest.mark.django_db
ENDED = [one for one in Standing if one != Standing.PURSUED]


def refused(code: str, act: object, *args: object, **more: object) -> None:
    with pytest.raises(RuleError) as refusal, transaction.atomic():
        act(*args, **more)  # type: ignore[operator]
    assert refusal.value.code == code
    assert str(refusal.value).endswith(".")


def test_a_goal_is_shared_from_its_first_word(cast: Cast) -> None:
    assert make_goal(cast.cedar, by=cast.marcus).space == cast.shared


def test_leads_alone_write(cast: Cast) -> None:
    goal = make_goal(cast.cedar, by=cast.marcus)
    strategy = make_strategy(goal, by=cast.hannah)
    for visitor in cast.everyone().values():
        if visitor is None or visitor in (cast.marcus, cast.hannah):
            continue
        for act in (
            lambda by: make_goal(cast.cedar, by=by),
            lambda by: make_strategy(goal, by=by),
            lambda by: actions.revise(goal, GOAL | {"target": "60%"}, "Why", seen=1, by=by),
            lambda by: actions.end(strategy, Standing.DROPPED, "Why", seen=1, by=by),
        ):
            with pytest.raises((PermissionNeeded, Http404)), transaction.atomic():
                act(visitor)
    assert (GoalVersion.objects.count(), StrategyVersion.objects.count()) == (1, 1)


Words = st.fixed_dictionaries({name: st.sampled_from("ab") for name in ("target", "measure")})
Acts = st.lists(
    st.one_of(
        st.tuples(st.just("revise"), Words, st.integers(0, 2), st.sampled_from(["", "Why"])),
        st.tuples(st.just("end"), st.sampled_from(Standing), st.integers(0, 2), st.sampled_from(["", "Why"])),
    ),
    max_size=8,
)


@pytest.mark.once
@given(acts=Acts, by_marcus=st.lists(st.booleans(), min_size=8, max_size=8))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_sequence_of_acts_loses_a_word(
    cast: Cast, acts: list[tuple[str, object, int, str]], by_marcus: list[bool]
) -> None:
    """Against a plain list: what was said stays, numbered without a gap, each revision with its reason."""
    with transaction.atomic():
        goal = make_goal(cast.cedar, by=cast.marcus)
        said = [(dict(GOAL), "")]
        ended = ""
        for (kind, what, behind, because), is_his in zip(acts, by_marcus, strict=False):
            by, seen = (cast.marcus if is_his else cast.hannah), len(said) - behind
            before = (len(said), ended)
            try:
                with transaction.atomic():
                    if kind == "revise":
                        words = {**GOAL, **what}  # type: ignore[dict-item]
                        actions.revise(goal, words, because, seen=seen, by=by)
                        if goal.versions.count() > len(said):
                            said.append((words, because))
                    else:
                        actions.end(goal, what, because, seen=seen, by=by)  # type: ignore[arg-type]
                        ended = str(what)
            except RuleError:
                continue
            if before != (len(said), ended) and kind == "revise":
                assert (behind, before[1]) == (0, ""), "written over what was not read, or after its end"
            assert because
        rows = list(goal.versions.order_by("number"))
        assert [(one.words, one.because) for one in rows] == said
        assert [one.number for one in rows] == list(range(1, len(said) + 1))
        assert Goal.objects.get(pk=goal.pk).standing == (ended or Standing.PURSUED)
        assert ledger.verify(cast.shared.key).unbroken
        transaction.set_rollback(True)


@pytest.mark.parametrize("first", ENDED)
@pytest.mark.parametrize("second", Standing)
def test_what_has_ended_stays_as_it_was(cast: Cast, first: Standing, second: Standing) -> None:
    goal = actions.end(
        make_goal(cast.cedar, by=cast.marcus), first, "The board decided.", seen=1, by=cast.marcus
    )
    strategy = Strategy.objects.filter(goal=goal).first()
    assert strategy is None
    refused("ended", actions.end, goal, second, "Another reason.", seen=1, by=cast.hannah)
    refused("ended", actions.revise, goal, GOAL | {"target": "60%"}, "Why", seen=1, by=cast.hannah)
    refused("ended", make_strategy, goal, by=cast.hannah)
    assert not TRANSITIONS[first]


def test_a_strategy_stays_as_it_was_when_its_goal_has_ended(cast: Cast) -> None:
    goal = make_goal(cast.cedar, by=cast.marcus)
    strategy = make_strategy(goal, by=cast.hannah)
    actions.end(goal, Standing.REACHED, "Spring scores.", seen=1, by=cast.marcus)
    refused("goal_ended", actions.revise, strategy, STRATEGY | {"name": "B"}, "Why", seen=1, by=cast.marcus)
    refused("goal_ended", actions.end, strategy, Standing.DROPPED, "Why", seen=1, by=cast.marcus)


def test_of_two_who_revise_at_once_the_second_is_told_who_was_faster(cast: Cast) -> None:
    goal = make_goal(cast.cedar, by=cast.marcus)
    actions.revise(goal, GOAL | {"target": "60%"}, "New test.", seen=1, by=cast.hannah)
    with pytest.raises(RuleError) as refusal:
        actions.revise(goal, GOAL | {"target": "70%"}, "Board.", seen=1, by=cast.marcus)
    assert refusal.value.code == "revised_meanwhile"
    assert "Hannah Lindqvist" in str(refusal.value)
    assert goal.versions.count() == 2


def test_pressed_twice_it_is_one(cast: Cast) -> None:
    pressed = new_public_id()
    goals = {actions.set_goal(cast.cedar, GOAL, pressed=pressed, by=cast.marcus) for _ in range(2)}
    (goal,) = goals
    strategies = {actions.add_strategy(goal, STRATEGY, pressed=pressed, by=cast.marcus) for _ in range(2)}
    assert len(strategies) == 1
    for _ in range(2):
        actions.revise(goal, GOAL | {"target": "60%"}, "New test.", seen=1, by=cast.marcus)
    assert goal.versions.count() == 2
    refused("sent_already", actions.set_goal, cast.cedar, GOAL, pressed=pressed, by=cast.hannah)
    for _ in range(2):
        actions.end(goal, Standing.REACHED, "Spring.", seen=2, by=cast.marcus)
    assert len([one for one in ledger.entries(cast.shared.key, None) if one.act == "goals.goal_reached"]) == 1


def test_rules_on_words(cast: Cast) -> None:
    goal = make_goal(cast.cedar, by=cast.marcus)
    today = timezone.localdate()
    refused("unchanged", actions.revise, goal, GOAL, "Why", seen=1, by=cast.marcus)
    refused("no_reason", actions.revise, goal, GOAL | {"target": "x"}, " ", seen=1, by=cast.marcus)
    refused("no_reason", actions.end, goal, Standing.DROPPED, " ", seen=1, by=cast.marcus)
    refused("past_date", make_goal, cast.cedar, by=cast.marcus, due_on=today)
    actions.revise(goal, GOAL | {"due_on": today + timedelta(days=1)}, "Sooner.", seen=1, by=cast.marcus)
    # A day that has passed since is not held against who mends a word.
    GoalVersion.objects.filter(of=goal, number=2).update(due_on=today - timedelta(days=9))
    late = GOAL | {"due_on": today - timedelta(days=9), "target": "55%"}
    assert actions.revise(goal, late, "Corrected.", seen=2, by=cast.marcus).newest.target == "55%"


def test_there_is_an_end_to_how_many(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policies, "MOST_GOALS", 1)
    monkeypatch.setattr(policies, "MOST_STRATEGIES", 1)
    goal = make_goal(cast.cedar, by=cast.marcus)
    make_strategy(goal, by=cast.marcus)
    refused("many_goals", make_goal, cast.cedar, by=cast.hannah)
    refused("many_strategies", make_strategy, goal, by=cast.hannah)


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (Goal, {"standing": "reached"}),
        (Goal, {"ended_because": "Nothing."}),
        (Goal, {"standing": "sleeping"}),
        (Strategy, {"standing": "dropped", "ended_because": "Why"}),
        (GoalVersion, {"because": "There was none before."}),
        (GoalVersion, {"number": 2}),
        (StrategyVersion, {"number": 2}),
    ],
)
def test_the_database_holds_it_too(cast: Cast, model: type, fields: dict[str, object]) -> None:
    make_strategy(make_goal(cast.cedar, by=cast.marcus), by=cast.marcus)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**fields)  # type: ignore[attr-defined]


def told() -> list[tuple[str, str]]:
    return [(one.address, one.subject) for one in OutgoingMail.objects.order_by("pk")]


def test_the_other_lead_is_told_of_each_act_once(cast: Cast) -> None:
    cast.hannah.language = "es"
    cast.hannah.save()
    goal = make_goal(cast.cedar, by=cast.marcus)
    strategy = make_strategy(goal, by=cast.marcus)
    actions.revise(goal, GOAL | {"target": "60%"}, "New test.", seen=1, by=cast.marcus)
    actions.end(strategy, Standing.DROPPED, "No time.", seen=1, by=cast.hannah)
    assert [address for address, _ in told()] == [cast.hannah.email] * 3 + [cast.marcus.email]
    bodies = [one.body for one in OutgoingMail.objects.order_by("pk")]
    assert "New test." in bodies[2]
    assert "No time." in bodies[3]
    assert all(goal.get_absolute_url() in body for body in bodies)


def test_a_goal_of_another_partnership_is_not_there(cast: Cast) -> None:
    goal = make_goal(cast.cedar, by=cast.marcus)
    with pytest.raises(Http404):
        actions.end(goal, Standing.DROPPED, "Mine.", seen=1, by=cast.outsider)
