"""No side puts terms in force alone, and on every day exactly one set holds."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fivefold.accounts.models import Person
from fivefold.agreements import actions, policies, queries
from fivefold.agreements.actions import Proposal
from fivefold.agreements.models import Terms
from fivefold.agreements.queries import terms_in_force
from fivefold.agreements.states import ORDERS, TRANSITIONS, Audience, BudgetRole, TermsState
from fivefold.agreements.terms import Area, BudgetLine, Content, TermsInForce
from fivefold.core import ledger
from fivefold.core.identifiers import new_public_id
from fivefold.core.models.mail import OutgoingMail
from fivefold.core.rules import PermissionNeeded, RuleError
from fivefold.partnerships.models import Membership
from tests.agreements.agreeing import BUDGET, agree, content, propose
from tests.cast import Cast

OAK = BudgetLine(BudgetRole.COACHES, 2, 576, school="Oak Middle")

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
ACTS: dict[TermsState, Callable[..., Terms]] = {
    TermsState.CONFIRMED: actions.confirm,
    TermsState.WITHDRAWN: actions.withdraw,
    TermsState.RETURNED: lambda terms, by: actions.give_back(terms, "Longer, please.", by=by),
}


def refused(code: str, act: Callable[..., object], *args: object, **more: object) -> None:
    with pytest.raises(RuleError) as refusal, transaction.atomic():
        act(*args, **more)
    assert refusal.value.code == code
    assert str(refusal.value).endswith(".")


def bring_to(cast: Cast, state: TermsState, *, by: Person, other: Person) -> Terms:
    terms = propose(cast, by=by)
    if state == TermsState.SUPERSEDED:
        actions.confirm(terms, by=other)
        actions.confirm(propose(cast, by=by, reply_days=15), by=other)
    elif state != TermsState.PROPOSED:
        ACTS[state](terms, by=by if state == TermsState.WITHDRAWN else other)
    return Terms.objects.get(pk=terms.pk)


@pytest.mark.parametrize("proposer", ["point_person", "research_lead"])
@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", TermsState)
def test_every_role_in_every_state_with_every_act(
    cast: Cast, state: TermsState, act: TermsState, proposer: str
) -> None:
    people = cast.everyone()
    leads = {people["point_person"], people["research_lead"]}
    by = people[proposer]
    (other,) = leads - {by}
    assert by is not None
    assert other is not None
    terms = bring_to(cast, state, by=by, other=other)
    for name, visitor in people.items():
        if visitor is None:
            continue
        with transaction.atomic():
            in_time = act in TRANSITIONS[state]
            may = visitor == (by if act == TermsState.WITHDRAWN else other)
            if in_time and may:
                assert ACTS[act](terms, by=visitor).state == act, name
            else:
                errors = RuleError if visitor in leads else (PermissionNeeded, Http404)
                with pytest.raises(errors), transaction.atomic():
                    ACTS[act](terms, by=visitor)
                assert Terms.objects.get(pk=terms.pk).state == state, name
            transaction.set_rollback(True)


@pytest.mark.parametrize(
    "role", ["practice_member", "facilitator", "observer", "researcher", "administrator"]
)
def test_leads_alone_propose(cast: Cast, role: str) -> None:
    person = cast.everyone()[role]
    assert person is not None
    with pytest.raises((PermissionNeeded, Http404)):
        propose(cast, by=person)


def test_a_lead_who_left_answers_nothing(cast: Cast) -> None:
    terms = propose(cast, by=cast.marcus)
    Membership.objects.filter(person=cast.hannah).update(ended_on=TODAY)
    for act in ACTS.values():
        with pytest.raises(Http404), transaction.atomic():
            act(terms, by=cast.hannah)


def test_who_changed_sides_does_not_confirm_their_own(cast: Cast) -> None:
    terms = propose(cast, by=cast.marcus)
    Membership.objects.filter(person=cast.marcus).update(side="research", role="research_lead")
    refused("own_proposal", actions.confirm, terms, by=cast.marcus)
    refused("not_yours", actions.withdraw, terms, by=cast.marcus)


def test_another_lead_of_the_side_can_take_back_what_somebody_left_open(cast: Cast) -> None:
    terms = propose(cast, by=cast.marcus)
    Membership.objects.filter(person=cast.denise).update(role="point_person")
    refused("own_proposal", actions.confirm, terms, by=cast.denise)
    assert actions.withdraw(terms, by=cast.denise).state == TermsState.WITHDRAWN


Steps = st.lists(
    st.tuples(
        st.sampled_from(["propose", "confirm", "return", "withdraw", "wait"]),
        st.booleans(),
        st.integers(-2, 9),
    ),
    max_size=14,
)
SPAN = range(-3, 60)


@pytest.mark.once
@given(steps=Steps)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_on_any_day_one_set_holds_by_both_sides_and_the_past_stays(
    cast: Cast, steps: list[tuple[str, bool, int]]
) -> None:
    """Against a plain table of days: whatever is confirmed on a day holds from its day on, over what was."""
    first = date(2026, 9, 1)
    today, days = first, {first + timedelta(days=offset): "" for offset in SPAN}
    with transaction.atomic():
        for number, (step, by_marcus, days_on) in enumerate(steps):
            by = cast.marcus if by_marcus else cast.hannah
            if step == "wait":
                today += timedelta(days=max(0, days_on) // 3)
                continue
            with patch.object(timezone, "localdate", lambda at=None, day=today: day):
                open_one = queries.open_proposal(cast.cedar)
                with suppress(RuleError), transaction.atomic():
                    if step == "propose":
                        propose(cast, by=by, from_day=today + timedelta(days=days_on), reply_days=number + 1)
                        assert days_on >= 0
                        assert open_one is None
                    elif open_one is not None and step == "confirm":
                        agreed = actions.confirm(open_one, by=by)
                        assert by != open_one.made_by
                        begins = max(open_one.from_day, today)
                        days |= {day: agreed.public_id for day in days if day >= begins}
                    elif open_one is not None:
                        act = TermsState.RETURNED if step == "return" else TermsState.WITHDRAWN
                        ACTS[act](open_one, by=by)
                assert {day: terms_in_force(cast.cedar, day).public_id for day in days} == days
        for one in Terms.objects.exclude(public_id__in={""}):
            if one.state in ("confirmed", "superseded"):
                assert one.answered_side != one.side
                assert one.answered_by != one.made_by
        assert ledger.verify(cast.shared.key).unbroken
        transaction.set_rollback(True)


def test_without_terms_the_defaults_hold_and_say_so(cast: Cast) -> None:
    found = terms_in_force(cast.cedar)
    assert found.is_default
    assert found == TermsInForce(Content())
    of = found.content
    stages = (of.check_days, of.tell_days, of.reply_days, of.extension_days, of.dialogue_days, of.commit_days)
    assert stages == (5, 5, 10, 5, 20, 10)
    assert of.threshold == 5
    assert of.audiences == ("described", "cabinet", "staff", "board", "public")


def test_terms_read_back_as_they_were_proposed(cast: Cast) -> None:
    begins = TODAY + timedelta(days=3)
    agree(cast, from_day=begins, outside_checker="Dr. Chen", order="board-staff-cabinet", threshold=12)
    assert terms_in_force(cast.cedar, begins - timedelta(days=1)).is_default
    found = terms_in_force(cast.cedar, begins)
    assert found.since == begins
    assert found.content == content(
        cast, outside_checker="Dr. Chen", order="board-staff-cabinet", threshold=12
    )
    assert [line.minutes for line in found.content.budget] == [84 * 186, 5760, 240]
    assert terms_in_force(cast.harbor).is_default


def test_a_proposal_confirmed_after_its_day_holds_from_the_day_of_the_answer(cast: Cast) -> None:
    terms = propose(cast, by=cast.hannah)
    later = TODAY + timedelta(days=4)
    with patch.object(timezone, "localdate", lambda at=None: later):
        assert actions.confirm(terms, by=cast.marcus).from_day == later


def test_every_order_begins_with_those_described_and_ends_with_the_public() -> None:
    assert len(ORDERS) == 6
    for order in ORDERS.values():
        assert (order[0], order[-1]) == (Audience.DESCRIBED, Audience.PUBLIC)
        assert set(order) == set(Audience)


def test_a_school_s_line_is_a_part_of_its_role_s(cast: Cast) -> None:
    elm = replace(OAK, school="Elm Middle")
    alone = BudgetLine(BudgetRole.PRINCIPALS, 1, 60, school="Oak Middle")
    terms = actions.confirm(propose(cast, by=cast.marcus, budget=(*BUDGET, OAK, elm, alone)), by=cast.hannah)
    found = terms_in_force(cast.cedar).content
    assert found == terms.content
    assert found.minutes == sum(line.minutes for line in BUDGET) + 60
    assert OAK.label == "Coaches, Oak Middle"
    assert OAK.covers("coaches", "", "OAK MIDDLE")
    assert not OAK.covers("coaches", "", "")
    assert BUDGET[1].covers("coaches", "", "Oak Middle")


@given(threshold=st.integers(-10, 4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
def test_no_threshold_below_five(cast: Cast, threshold: int) -> None:
    refused("threshold", propose, cast, by=cast.marcus, threshold=threshold)


@pytest.mark.parametrize(
    ("code", "other"),
    [
        ("out_of_range", {"reply_days": 0}),
        ("out_of_range", {"review_days": 10_000}),
        ("order", {"order": "public-first"}),
        ("role_twice", {"budget": (*BUDGET, BudgetLine(BudgetRole.OTHER, 1, 60, "librarians"))}),
        ("role_without_name", {"budget": (BudgetLine(BudgetRole.OTHER, 1, 60),)}),
        ("budget", {"budget": (BudgetLine(BudgetRole.TEACHERS, 0, 60),)}),
        ("budget", {"budget": (BudgetLine(BudgetRole.TEACHERS, 1, 0),)}),
        ("role_twice", {"budget": (*BUDGET, OAK, replace(OAK, school="OAK MIDDLE"))}),
        ("part_of_budget", {"budget": (*BUDGET, replace(OAK, people=11))}),
        ("pause", {"pause_research": None}),
    ],
)
def test_what_terms_cannot_say(cast: Cast, code: str, other: dict[str, Any]) -> None:
    refused(code, propose, cast, by=cast.marcus, **other)
    assert not Terms.objects.exists()


def test_named_people_are_on_their_side_also_when_it_is_confirmed(cast: Cast) -> None:
    refused("not_a_member", propose, cast, by=cast.marcus, pause_practice=cast.hannah)
    refused("not_a_member", propose, cast, by=cast.marcus, pause_research=cast.felix)
    area = Area("Mathematics", cast.denise, cast.denise)
    refused("own_alternate", propose, cast, by=cast.marcus, areas=(area,))
    outside = Area("Mathematics", cast.outsider, cast.denise)
    refused("not_a_member", propose, cast, by=cast.marcus, areas=(outside,))
    area = Area("Mathematics", cast.denise, cast.tomas)
    refused("area_twice", propose, cast, by=cast.marcus, areas=(area, replace(area, name="MATHEMATICS")))
    terms = propose(cast, by=cast.marcus)
    Membership.objects.filter(person=cast.denise).update(ended_on=TODAY)
    refused("not_a_member", actions.confirm, terms, by=cast.hannah)


def test_one_proposal_at_a_time_and_pressed_twice_it_is_one(cast: Cast) -> None:
    proposal = Proposal(content(cast), TODAY, new_public_id())
    assert len({actions.propose(cast.cedar, proposal, by=cast.marcus) for _ in range(2)}) == 1
    refused("proposal_open", propose, cast, by=cast.hannah)
    refused("sent_already", actions.propose, cast.cedar, proposal, by=cast.hannah)


def test_the_same_again_is_no_proposal(cast: Cast) -> None:
    agree(cast)
    refused("unchanged", propose, cast, by=cast.hannah)


@pytest.mark.parametrize("days", [-1, policies.FURTHEST.days + 1])
def test_terms_begin_neither_in_the_past_nor_out_of_sight(cast: Cast, days: int) -> None:
    refused("from_day", propose, cast, by=cast.marcus, from_day=TODAY + timedelta(days=days))


def test_a_return_says_why(cast: Cast) -> None:
    refused("no_comment", actions.give_back, propose(cast, by=cast.marcus), "  ", by=cast.hannah)


@pytest.mark.parametrize(
    "fields",
    [
        {"threshold": 4},
        {"state": "sleeping"},
        {"state": "proposed"},
        {"state": "superseded"},
        {"answered_side": "practice"},
        {"answered_by": None},
        {"comment": "For a confirmed one."},
        {"until": TODAY},
        {"side": "broker"},
    ],
)
def test_the_database_holds_it_too(cast: Cast, fields: dict[str, object]) -> None:
    agree(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Terms.objects.update(**fields)


def test_the_database_refuses_who_confirms_their_own(cast: Cast) -> None:
    agree(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Terms.objects.update(answered_by=cast.marcus)


def test_the_other_lead_is_told_of_each_act(cast: Cast) -> None:
    actions.give_back(propose(cast, by=cast.marcus), "Twelve days, please.", by=cast.hannah)
    actions.withdraw(propose(cast, by=cast.hannah), by=cast.hannah)
    agree(cast)
    told = list(OutgoingMail.objects.order_by("pk").values_list("address", "body"))
    marcus, hannah = cast.marcus.email, cast.hannah.email
    assert [address for address, _ in told] == [hannah, marcus, marcus, marcus, hannah, marcus]
    assert "We start with these." in told[0][1]
    assert "Twelve days, please." in told[1][1]
    assert "in force from" in told[5][1]
    acts = [one.act.partition("_")[2] for one in ledger.entries(cast.shared.key, None)]
    assert acts == ["confirmed", "proposed", "withdrawn", "proposed", "returned", "proposed"]
