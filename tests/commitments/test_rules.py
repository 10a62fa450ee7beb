"""Who takes on what, who may say how it stands, and what nobody can lose or bend."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fivefold.commitments import actions, indicators, queries, sources, waiting
from fivefold.commitments.models import Commitment, Step
from fivefold.commitments.states import TRANSITIONS, Act, State
from fivefold.core import ledger
from fivefold.core.identifiers import new_public_id
from fivefold.core.models.mail import OutgoingMail
from fivefold.core.rules import PermissionNeeded, RuleError
from fivefold.partnerships import needs
from fivefold.partnerships.actions import admit, end_membership
from fivefold.partnerships.dates import dates_of
from tests.cast import Cast
from tests.commitments.promising import WHAT, in_days, promise
from tests.goals.writing import make_goal
from tests.health.rounds import make_card

pytestmark = pytest.mark.django_db


def refused(code: str, act: object, *args: object, **more: object) -> None:
    with pytest.raises((RuleError, PermissionNeeded)) as refusal, transaction.atomic():
        act(*args, **more)  # type: ignore[operator]
    assert getattr(refusal.value, "code", "") == code


def acts_of(cast: Cast) -> list[str]:
    entries = ledger.entries(cast.shared.key, None)
    return [one.act for one in reversed(entries) if one.act.startswith("commitments.")]


def mail_to(person: object) -> list[str]:
    found = OutgoingMail.objects.filter(to_id=person.pk).order_by("pk")  # type: ignore[attr-defined]
    return [one.subject for one in found]


WRITERS = {
    # Who writes, and whom they may name.
    "marcus": {"marcus", "denise", "hannah", "priya", "amara"},
    "hannah": {"marcus", "denise", "hannah", "priya", "amara"},
    "amara": {"marcus", "denise", "hannah", "priya", "amara"},
    "priya": {"hannah", "priya"},
}


@pytest.mark.parametrize("owner", ["marcus", "denise", "tomas", "hannah", "priya", "amara", "olivia"])
@pytest.mark.parametrize("writer", WRITERS)
def test_who_may_name_whom(cast: Cast, writer: str, owner: str) -> None:
    by, taker = getattr(cast, writer), getattr(cast, owner)
    offered = {one.person for one in queries.owners_for(cast.membership(by))}
    if owner in WRITERS[writer]:
        assert promise(cast.cedar, owner=taker, by=by).owner == taker
        assert taker in offered
    else:
        code = "observer" if owner in {"tomas", "olivia"} else "other_side"
        refused(code, promise, cast.cedar, owner=taker, by=by)
        assert taker not in offered


@pytest.mark.parametrize("by", ["denise", "tomas", "olivia"])
def test_others_write_none_down(cast: Cast, by: str) -> None:
    refused("commitments:write", promise, cast.cedar, owner=cast.denise, by=getattr(cast, by))


@pytest.mark.parametrize("owner", ["felix", "gone", "outsider"])
def test_nobody_from_outside_can_be_named(cast: Cast, owner: str) -> None:
    refused("not_here", promise, cast.cedar, owner=getattr(cast, owner), by=cast.marcus)


def test_it_is_kept_told_and_entered_once_however_often_it_is_pressed(cast: Cast) -> None:
    key = new_public_id()
    first = promise(cast.cedar, owner=cast.denise, by=cast.marcus, pressed=key)
    assert promise(cast.cedar, owner=cast.denise, by=cast.marcus, pressed=key) == first
    refused("sent_already", promise, cast.cedar, owner=cast.denise, by=cast.hannah, pressed=key)
    assert acts_of(cast) == ["commitments.made"]
    assert mail_to(cast.denise) == [f"Marcus Webb wrote down what you took on: “{WHAT}”"]
    assert mail_to(cast.marcus) == []


@pytest.mark.parametrize("days", [-400, 2000])
def test_a_day_of_another_age_is_refused(cast: Cast, days: int) -> None:
    refused("far_day", promise, cast.cedar, owner=cast.denise, by=cast.marcus, days=days)


def test_it_keeps_what_it_came_from_and_no_more(cast: Cast) -> None:
    goal = make_goal(cast.cedar, by=cast.marcus)
    one = promise(cast.cedar, owner=cast.denise, by=cast.marcus, source=goal)
    assert (one.source_kind, one.source_id) == ("goal", goal.public_id)
    assert queries.of_source(goal) == [one]
    membership = cast.membership(cast.olivia)
    assert sources.sources_of(membership, [one]) == {}
    told = sources.Source("A goal", "/goal/")
    with registered("goal", lambda _member, ids: dict.fromkeys(ids, told)):
        assert sources.sources_of(membership, [one]) == {one.pk: told}
    with registered("goal", lambda _member, _ids: {}):
        assert sources.sources_of(membership, [one]) == {}


class registered:  # noqa: N801
    def __init__(self, kind: str, resolver: sources.Resolver) -> None:
        self.kind, self.resolver = kind, resolver

    def __enter__(self) -> None:
        sources.register(self.kind, self.resolver)

    def __exit__(self, *_error: object) -> None:
        del sources._resolvers[self.kind]


def test_both_sides_read_it_so_it_comes_from_nothing_private(cast: Cast) -> None:
    card = make_card(cast.cedar, by=cast.marcus, shared=False)
    refused("private_source", promise, cast.cedar, owner=cast.denise, by=cast.marcus, source=card)
    with pytest.raises(ValueError, match="is not of"):
        promise(cast.harbor, owner=cast.outsider, by=cast.outsider, source=card)


ACTS = {
    "done": lambda one, by: actions.done(one, on=in_days(0), by=by),
    "move": lambda one, by: actions.move(one, due=in_days(30), reason="Testing week.", by=by),
    "drop": lambda one, by: actions.drop(one, reason="Not needed any more.", by=by),
    "hand_on": lambda one, by: actions.hand_on(one, to=by, by=by),
}


@pytest.mark.parametrize("act", ACTS)
def test_its_owner_and_who_leads_their_side_say_how_it_stands(cast: Cast, act: str) -> None:
    for person in (cast.denise, cast.marcus):
        ACTS[act](promise(cast.cedar, owner=cast.denise, by=cast.marcus), person)
    one = promise(cast.cedar, owner=cast.denise, by=cast.hannah)
    for person in (cast.tomas, cast.hannah, cast.priya, cast.amara, cast.olivia):
        refused("not_yours", ACTS[act], one, person)


def test_between_the_sides_the_facilitator_answers(cast: Cast) -> None:
    one = promise(cast.cedar, owner=cast.amara, by=cast.marcus)
    refused("not_yours", ACTS["done"], one, cast.marcus)
    assert ACTS["done"](one, cast.amara).state == State.DONE


def test_every_day_it_had_stays_with_its_reason(cast: Cast) -> None:
    one = promise(cast.cedar, owner=cast.denise, by=cast.marcus, days=3)
    for days, reason in ((10, "Testing week."), (20, "Snow.")):
        one = actions.move(one, due=in_days(days), reason=reason, by=cast.denise)
        assert actions.move(one, due=in_days(days), reason=reason, by=cast.denise) == one  # pressed twice
    assert [(step.due_before, step.day, step.reason) for step in one.moves] == [
        (in_days(3), in_days(10), "Testing week."),
        (in_days(10), in_days(20), "Snow."),
    ]
    assert (one.first_due, one.due) == (in_days(3), in_days(20))
    assert acts_of(cast) == ["commitments.made", "commitments.moved", "commitments.moved"]
    assert mail_to(cast.marcus) == [f"Denise Okafor moved the day of “{WHAT}”"] * 2
    refused("not_moved", actions.move, one, due=in_days(20), reason="No.", by=cast.denise)
    refused("past_day", actions.move, one, due=in_days(-1), reason="No.", by=cast.denise)
    refused("no_reason", actions.move, one, due=in_days(9), reason=" ", by=cast.denise)


def test_a_step_pressed_by_mistake_is_taken_back(cast: Cast) -> None:
    one = promise(cast.cedar, owner=cast.denise, by=cast.marcus)
    for step in ("done", "drop"):
        one = ACTS[step](one, cast.denise)
        assert ACTS[step](one, cast.denise) == one
        refused("not_open", actions.move, one, due=in_days(9), reason="No.", by=cast.denise)
        one = actions.take_back(one, by=cast.denise)
        assert actions.take_back(one, by=cast.denise).is_open
    assert [step.act for step in one.history] == [Act.DONE, Act.TAKEN_BACK, Act.DROPPED, Act.TAKEN_BACK]
    refused("not_yet", actions.done, one, on=in_days(1), by=cast.denise)
    refused("no_reason", actions.drop, one, reason="", by=cast.denise)


def test_what_was_never_taken_on_goes_back_on_the_record(cast: Cast) -> None:
    one = promise(cast.cedar, owner=cast.denise, by=cast.hannah)
    refused("not_owner", actions.not_mine, one, by=cast.marcus)
    one = actions.not_mine(one, by=cast.denise)
    assert actions.not_mine(one, by=cast.denise).owner == cast.marcus  # pressed twice
    assert acts_of(cast) == ["commitments.made", "commitments.not_mine"]
    assert mail_to(cast.marcus) == [f"Denise Okafor gave back to you: “{WHAT}”"]
    refused("nobody_to_return_to", actions.not_mine, one, by=cast.marcus)


def test_who_leaves_passes_what_is_open_to_who_leads_their_side(cast: Cast) -> None:
    kept = actions.done(promise(cast.cedar, owner=cast.priya, by=cast.hannah), on=in_days(0), by=cast.priya)
    one = promise(cast.cedar, owner=cast.priya, by=cast.hannah)
    theirs = promise(cast.cedar, owner=cast.amara, by=cast.marcus)
    end_membership(cast.membership(cast.priya), by=cast.hannah)
    end_membership(cast.membership(cast.amara), by=cast.amara)
    for record, owner in ((one, cast.hannah), (theirs, cast.marcus), (kept, cast.priya)):
        record.refresh_from_db()
        assert record.owner == owner
    assert one.steps.get().act == Act.PASSED_ON
    assert f"Priya Raman has left, and this passes to you: “{WHAT}”" in mail_to(cast.hannah)
    # The side that keeps it from now on.
    assert theirs.side == "practice"


def test_who_comes_back_keeps_what_they_take_on_then(cast: Cast) -> None:
    membership = cast.membership(cast.priya)
    end_membership(membership, by=cast.hannah)
    admit(cast.priya, cast.cedar, side="research", role="researcher", by=cast.hannah)
    one = promise(cast.cedar, owner=cast.priya, by=cast.hannah)
    membership.refresh_from_db()
    actions.pass_on(membership, None)
    one.refresh_from_db()
    assert one.owner == cast.priya


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["done", "move", "drop", "take_back", "not_mine", "hand_on"]),
        st.sampled_from(["denise", "marcus", "hannah", "tomas"]),
        st.integers(-2, 40),
    ),
    max_size=12,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_no_order_of_steps_loses_or_bends_anything(cast: Cast, steps: list[tuple[str, str, int]]) -> None:
    """Whatever is tried by whom, the history leads from the first day to where it stands, and is as long
    as the ledger's entries."""
    with transaction.atomic():
        one = promise(cast.cedar, owner=cast.denise, by=cast.hannah, days=5)
        for act, who, days in steps:
            by = getattr(cast, who)
            try:
                with transaction.atomic():
                    one = _tried(one, act, days, by)
            except (RuleError, PermissionNeeded):
                one = queries.find(cast.membership(cast.marcus), one.public_id)
        _holds(one, cast)
        transaction.set_rollback(True)


def _tried(one: Commitment, act: str, days: int, by: object) -> Commitment:
    if act == "done":
        return actions.done(one, on=in_days(-abs(days)), by=by)  # type: ignore[arg-type]
    if act == "move":
        return actions.move(one, due=in_days(days), reason="Why.", by=by)  # type: ignore[arg-type]
    if act == "drop":
        return actions.drop(one, reason="Why.", by=by)  # type: ignore[arg-type]
    if act == "hand_on":
        return actions.hand_on(one, to=by, by=by)  # type: ignore[arg-type]
    return getattr(actions, act)(one, by=by)  # type: ignore[no-any-return]


def _holds(one: Commitment, cast: Cast) -> None:
    due, owner, state = in_days(5), cast.denise, State.OPEN
    for step in one.history:
        if step.act == Act.MOVED:
            assert step.day
            assert step.due_before == due
            due = step.day
        if step.owner_after:
            assert step.owner_before == owner
            owner = step.owner_after
        to = {Act.DONE: State.DONE, Act.DROPPED: State.DROPPED, Act.TAKEN_BACK: State.OPEN}.get(Act(step.act))
        if to:
            assert to in TRANSITIONS[state]
            state = to
        assert step.by in {owner, step.owner_before, cast.marcus}
    assert (one.due, one.owner, one.state) == (due, owner, state)
    assert acts_of(cast) == ["commitments.made", *(f"commitments.{step.act}" for step in one.history)]


def test_the_database_holds_the_state_to_its_fields(cast: Cast) -> None:
    one = promise(cast.cedar, owner=cast.denise, by=cast.marcus)
    for wrong in ({"state": "done"}, {"state": "dropped"}, {"done_on": in_days(0)}, {"source_kind": "goal"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Commitment.objects.filter(pk=one.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.create(commitment=one, act=Act.DROPPED, by=cast.denise)


def test_home_and_mail_hear_of_ones_own_that_is_due_within_a_week(cast: Cast) -> None:
    late, soon = (promise(cast.cedar, owner=cast.denise, by=cast.marcus, days=days) for days in (-3, 7))
    promise(cast.cedar, owner=cast.denise, by=cast.marcus, days=8)
    promise(cast.cedar, owner=cast.marcus, by=cast.marcus, days=1)
    found = needs.needs_of(cast.membership(cast.denise))
    assert [(one.url, one.by) for one in found if "/commitments/" in one.url] == [
        (late.get_absolute_url(), late.due),
        (soon.get_absolute_url(), soon.due),
    ]


def test_what_is_open_has_its_day_in_everybodys_calendar(cast: Cast) -> None:
    one = promise(cast.cedar, owner=cast.denise, by=cast.marcus)
    actions.done(promise(cast.cedar, owner=cast.denise, by=cast.marcus), on=in_days(0), by=cast.denise)
    for person in (cast.marcus, cast.tomas, cast.olivia, cast.priya):
        found = dates_of(cast.membership(person), in_days(0), in_days(30))
        assert [item.about for item in found if item.about.startswith("commitment")] == [one.about]
    assert not list(waiting.dates(cast.membership(cast.marcus), in_days(15), in_days(30)))


def moved_at(commitment: Commitment, days: int) -> None:
    """As if its last step had been taken on another day."""
    step = commitment.steps.last()
    assert step
    Step.objects.filter(pk=step.pk).update(at=timezone.now() + timedelta(days=days))


def test_kept_counts_by_the_day_that_held_until_it_came(cast: Cast) -> None:
    def own(days: int) -> Commitment:
        return promise(cast.cedar, owner=cast.denise, by=cast.marcus, days=days)

    actions.done(own(-10), on=in_days(-10), by=cast.denise)
    actions.done(own(-10), on=in_days(-9), by=cast.denise)
    in_time = actions.move(own(-10), due=in_days(0), reason="Snow.", by=cast.denise)
    moved_at(in_time, -10)
    actions.done(in_time, on=in_days(0), by=cast.denise)
    too_late = actions.move(own(-10), due=in_days(0), reason="Snow.", by=cast.denise)
    moved_at(too_late, -9)
    actions.done(too_late, on=in_days(-9), by=cast.denise)
    dropped_in_time = actions.drop(own(-10), reason="Not needed.", by=cast.denise)
    moved_at(dropped_in_time, -10)
    actions.drop(own(-10), reason="Not needed.", by=cast.denise)
    own(-10)
    own(5)
    [counted] = indicators.counted(cast.cedar, in_days(-30), in_days(30))
    assert (counted.done, counted.due, len(counted.rows)) == (2, 6, 6)
    assert counted.sentence == "2 of 6 commitments were done by their day"
    assert [one.due for one in indicators.counted(cast.cedar, in_days(-30), in_days(-20))] == [0]
