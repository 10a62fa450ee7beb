"""Who decides, who accepts, what is refused; and what the other rooms are told of an ask."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from fivefold.accounts import erasing, knowledge
from fivefold.asks import actions, in_year, indicators, policies, queries
from fivefold.asks.models import MOST_MINUTES, MOST_PEOPLE, Ask, Asked
from fivefold.asks.policies import Numbers
from fivefold.asks.states import TRANSITIONS, AskState
from fivefold.core import ledger
from fivefold.core.models.mail import OutgoingMail
from fivefold.core.rules import PermissionNeeded
from fivefold.cycles import actions as year_actions
from fivefold.cycles import queries as year_queries
from fivefold.cycles.actions import add_black_out, conflicts_of_black_out
from fivefold.cycles.planning import from_last_year
from fivefold.cycles.school_days import DaysOff
from fivefold.partnerships import acts, dates, needs
from fivefold.partnerships.actions import end_membership
from tests.agreements import agreeing
from tests.asks.asking import approved, ask_for, done, refused, school_day, wanted
from tests.cast import Cast
from tests.cycles.planning import close_days, make_year

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreed(cast: Cast) -> Cast:
    agreeing.agree(cast)
    return cast


def mails(to: str, subject: str = "") -> list[Any]:
    return [one for one in OutgoingMail.objects.filter(to__name=to) if subject in one.subject]


def test_an_ask_goes_from_asked_to_what_came_of_it(agreed: Cast) -> None:
    cast = agreed
    one = ask_for(cast, members=(cast.membership(cast.denise),))
    assert one.space == cast.shared
    assert "Interviews with coaches" in mails("Marcus Webb", "asks for staff time")[0].subject
    actions.approve(one, by=cast.marcus)
    assert mails("Priya Raman", "approved")
    assert mails("Denise Okafor", "You are asked for time")
    one = actions.finish(one, people=9, minutes_each=55, by=cast.priya, today=one.last_day)
    assert one.minutes == 495
    actions.tell_outcome(one, outcome="Duty at lunch was taken off the coaches.", by=cast.priya)
    for name in ("Denise Okafor", "Marcus Webb"):
        assert "taken off the coaches" in mails(name, "What came of it")[0].body
    lines = [line.what for line in acts.lines(cast.shared.key, None)]
    assert "wrote what came of “Interviews with coaches”" in lines
    assert "approved the ask “Interviews with coaches”: 10 × 60 minutes" in lines
    assert ledger.verify(cast.shared.key).unbroken


def test_pressed_twice_it_is_asked_and_done_once(agreed: Cast) -> None:
    what = wanted()
    first, second = (actions.ask(agreed.cedar, what, by=agreed.priya) for _ in range(2))
    assert first == second
    actions.approve(first, by=agreed.marcus)
    with refused("not_from_here"):
        actions.approve(first, by=agreed.marcus)
    for _ in range(2):
        actions.finish(first, people=10, minutes_each=60, by=agreed.marcus, today=first.last_day)
    assert len([one for one in ledger.entries(agreed.shared.key, None) if one.act == "asks.done"]) == 1


def test_the_point_person_decides_and_whoever_asked_accepts(agreed: Cast) -> None:
    cast = agreed
    one = ask_for(cast)
    for person in (cast.hannah, cast.priya, cast.amara, cast.denise, cast.olivia):
        with pytest.raises(PermissionNeeded):
            actions.approve(one, by=person)
        with pytest.raises(PermissionNeeded):
            actions.decline(one, reason="No.", by=person)
    numbers = Numbers(8, 45, one.first_day, one.last_day)
    actions.change(one, numbers, by=cast.marcus, note="Two are ill.")
    assert "Two are ill." in mails("Priya Raman", "offers something else")[0].body
    with refused("not_the_asker"):
        actions.accept(one, by=cast.hannah, seen=1)
    with refused("not_the_asker"):
        actions.approve(one, by=cast.marcus)
    found = actions.accept(one, by=cast.priya, seen=1)
    assert (found.people, found.minutes_each, found.state) == (8, 45, AskState.APPROVED)


def test_what_is_declined_or_cancelled_says_why(agreed: Cast) -> None:
    one = ask_for(agreed)
    with refused("no_reason"):
        actions.decline(one, reason="  ", by=agreed.marcus)
    actions.decline(one, reason="Testing weeks.", by=agreed.marcus)
    assert "Testing weeks." in mails("Priya Raman", "declined")[0].body
    other = approved(agreed)
    actions.cancel(other, reason="Snow.", by=agreed.priya)
    assert (
        queries.staff_time(agreed.cedar, queries.school_year(agreed.cedar, school_day())).rows[1].booked == 0
    )


def test_every_step_that_the_table_lacks_is_refused(agreed: Cast) -> None:
    """For whoever may do everything: Marcus decides, and asked himself."""
    membership = agreed.membership(agreed.marcus)
    for state, to in product(AskState, AskState):
        one = Ask(asker=agreed.marcus, state=state, first_day=school_day(), last_day=school_day())
        one.asker_id = agreed.marcus.pk
        if state == AskState.CHANGED:
            one = ask_for(agreed, by=agreed.marcus)
            one.state = state
        refusal = policies.why_not(one, to, membership, school_day())
        assert (refusal is None) == (to in TRANSITIONS[state]), (state, to)


@settings(max_examples=40)
@given(st.integers(-3, MOST_PEOPLE + 3), st.integers(-3, MOST_MINUTES + 3))
def test_only_some_time_of_some_people_can_be_asked_for(people: int, minutes: int) -> None:
    day = timezone.localdate()
    refusal = policies.why_not_numbers(Numbers(people, minutes, day, day), day)
    assert (refusal is None) == (1 <= people <= MOST_PEOPLE and 1 <= minutes <= MOST_MINUTES)


@pytest.mark.parametrize(
    ("code", "other"),
    [
        ("out_of_range", {"people": 0}),
        ("out_of_range", {"people": -2}),
        ("out_of_range", {"people": 5_001}),
        ("out_of_range", {"minutes_each": 0}),
        ("out_of_range", {"minutes_each": 2_401}),
        ("ends_before_it_begins", {"last": school_day() - timedelta(days=1)}),
        ("past_days", {"first": date(2020, 3, 2)}),
        ("far_days", {"last": date(2099, 3, 2)}),
        ("role_without_name", {"role": "other"}),
        ("role_without_name", {"role_name": "Librarians"}),
        ("of_nothing", {"title": ""}),
        ("no_reason", {"because": ""}),
    ],
)
def test_bad_input_is_refused_in_words(cast: Cast, code: str, other: dict[str, Any]) -> None:
    with refused(code):
        actions.ask(cast.cedar, wanted(**other), by=cast.priya)
    assert not Ask.objects.exists()


def test_nobody_is_asked_who_is_no_member_of_the_district_s_side(cast: Cast) -> None:
    for person in (cast.hannah, cast.felix):
        with refused("not_a_member"):
            actions.ask(cast.cedar, wanted(members=(cast.membership(person),)), by=cast.priya)


def test_the_database_keeps_the_rules_too(cast: Cast) -> None:
    one = ask_for(cast)
    for wrong in (
        {"people": 0},
        {"minutes_each": 2_401},
        {"last_day": one.first_day - timedelta(days=1)},
        {"state": "done"},
        {"state": "declined"},
        {"state": "somewhere"},
        {"title": ""},
        {"role_name": "Librarians"},
        {"outcome": "Early."},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Ask.objects.filter(pk=one.pk).update(**wrong)


def test_days_without_research_are_named_before_anything_is_saved(cast: Cast) -> None:
    first = school_day(7)
    close_days(cast.cedar, first, first + timedelta(days=4), by=cast.marcus)
    what = wanted(first=first, last=first + timedelta(days=1))
    found = actions.conflicts_of(cast.cedar, what)
    assert found[0].refuses
    assert "Spring break" in found[0].sentence
    with refused("conflict"):
        actions.ask(cast.cedar, what, by=cast.priya, accepted=[one.key for one in found])
    leaders = wanted(first=first, last=first + timedelta(days=1), role="leaders")
    assert not any(one.refuses for one in actions.conflicts_of(cast.cedar, leaders))
    one = ask_for(cast)
    with refused("conflict"):
        actions.change(one, Numbers(10, 60, first, first), by=cast.marcus)


def test_days_that_were_closed_meanwhile_are_not_booked(agreed: Cast) -> None:
    first = school_day(7)
    one, other = (ask_for(agreed, first=first) for _ in range(2))
    later = first + timedelta(days=14)
    actions.change(other, Numbers(5, 60, later, later), by=agreed.marcus)
    close_days(agreed.cedar, first, later, by=agreed.marcus)
    with refused("conflict"):
        actions.approve(one, by=agreed.marcus)
    with refused("conflict"):
        actions.accept(other, by=agreed.priya, seen=1)


def test_whoever_closes_days_is_told_what_is_asked_on_them(agreed: Cast) -> None:
    first = school_day(7)
    one = ask_for(agreed, first=first)
    leaders = ask_for(agreed, first=first, role="leaders", title="A talk at the office")
    actions.approve(one, by=agreed.marcus)
    days = DaysOff(first, first + timedelta(days=4), "break", "Snow")
    said = [found.sentence for found in conflicts_of_black_out(days, agreed.cedar)]
    assert len(said) == 1
    assert f"“{one}” asks for staff time that begins or ends on days to be closed: Snow" in said[0]
    assert str(leaders) not in said[0]
    with refused("conflict"):
        add_black_out(days, agreed.cedar, by=agreed.marcus)
    actions.cancel(one, reason="Snow.", by=agreed.marcus)
    assert conflicts_of_black_out(days, agreed.cedar) == []


def test_an_ask_without_a_budget_needs_an_exception_that_stays_on_it(cast: Cast) -> None:
    what = wanted(role="other", role_name="Bus drivers")
    with refused("conflict"):
        actions.ask(cast.cedar, what, by=cast.priya)
    one = ask_for(cast, role="other", role_name="Bus drivers")
    with refused("no_budget"):
        actions.approve(one, by=cast.marcus)
    actions.approve(one, by=cast.marcus, exception="They see every child twice a day.")
    assert [found.minutes_over for found in one.exceptions.all()] == [None]
    entry = next(one for one in ledger.entries(cast.shared.key, None) if one.act == "asks.exception")
    assert entry.detail
    assert entry.detail["reason"] == "They see every child twice a day."


def test_it_is_done_on_its_last_day_and_told_after(agreed: Cast) -> None:
    one = approved(agreed, first=school_day(7))
    with refused("not_yet"):
        actions.finish(one, people=1, minutes_each=1, by=agreed.priya)
    with refused("not_done"):
        actions.tell_outcome(one, outcome="Much.", by=agreed.priya)
    with refused("not_yours"):
        actions.finish(one, people=1, minutes_each=1, by=agreed.hannah, today=one.last_day)


def test_what_waits_is_said_to_whom_it_waits_for(agreed: Cast) -> None:
    cast = agreed

    def what(person: Any) -> list[str]:
        return [need.what for need in needs.needs_of(cast.membership(person)) if "/asks/" in need.url]

    one = ask_for(cast)
    assert [
        need.minutes for need in needs.needs_of(cast.membership(cast.marcus)) if "/asks/" in need.url
    ] == [1]
    assert what(cast.marcus)[0].startswith("Decide on 10 hours: Coaches")
    assert what(cast.priya) == what(cast.denise) == []
    actions.change(one, Numbers(5, 60, one.first_day, one.last_day), by=cast.marcus)
    assert what(cast.priya) == ["Accept what was offered for “Interviews with coaches”"]
    assert what(cast.marcus) == []
    actions.accept(one, by=cast.priya, seen=1)
    Ask.objects.filter(pk=one.pk).update(first_day=date(2026, 1, 5), last_day=date(2026, 1, 5))
    assert what(cast.priya) == what(cast.marcus) == ["Say what “Interviews with coaches” took"]
    actions.finish(one, people=5, minutes_each=60, by=cast.marcus)
    assert what(cast.priya) == ["Write what came of “Interviews with coaches”"]
    assert what(cast.marcus) == []


def test_what_is_approved_stands_in_every_member_s_calendar(agreed: Cast) -> None:
    one = ask_for(agreed)
    span = (one.first_day - timedelta(days=1), one.last_day + timedelta(days=1))
    membership = agreed.membership(agreed.olivia)
    assert not [found for found in dates.dates_of(membership, *span) if found.about == one.about]
    actions.approve(one, by=agreed.marcus)
    found = next(found for found in dates.dates_of(membership, *span) if found.about == one.about)
    assert (found.first, found.last) == (one.first_day, one.last_day)
    assert "10 people, 60 minutes each" in found.what


def test_asks_of_whoever_leaves_pass_to_the_lead_and_the_named_drop_out(agreed: Cast) -> None:
    cast = agreed
    one = ask_for(cast, members=(cast.membership(cast.denise), cast.membership(cast.tomas)))
    between = ask_for(cast, by=cast.amara)
    for person in (cast.priya, cast.denise, cast.amara):
        end_membership(cast.membership(person), by=person)
    for found in Ask.objects.all():
        assert found.asker == cast.hannah
    assert [part.membership.person for part in one.asked.all()] == [cast.tomas]
    assert {
        entry.about for entry in ledger.entries(cast.shared.key, None) if entry.act == "asks.passed_on"
    } == {
        one.about,
        between.about,
    }


def test_the_record_counts_hours_and_what_came_of_them(agreed: Cast) -> None:
    one = done(agreed, members=(), people=10, minutes_each=90)
    year = queries.school_year(agreed.cedar, one.first_day)
    hours, told = indicators.counted(agreed.cedar, year.first, year.last)
    agreed_hours = agreeing.content(agreed).minutes // 60
    assert (hours.done, hours.due, hours.unit, hours.dimension) == (15, agreed_hours, "hours", "trust")
    assert (told.done, told.due, told.is_too_early) == (0, 1, True)
    actions.tell_outcome(one, outcome="Much.", by=agreed.priya)
    assert indicators.counted(agreed.cedar, year.first, year.last)[1].done == 1


def test_a_year_copied_carries_no_ask(cast: Cast) -> None:
    """Neither an ask, nor who was asked, nor anything that anybody noted."""
    year = make_year(cast.cedar, by=cast.marcus)
    activity = year.activities.first()
    assert activity
    part = cast.membership(cast.denise)
    approved(
        cast, activity=activity, first=date(2026, 2, 2), members=(part,), exception="No terms are agreed yet."
    )
    Asked.objects.update(minutes=77)
    plan = from_last_year(
        year,
        year_queries.phases_of(year),
        year_queries.activities_of(year),
        name="2026–27",
        first_day=date(2026, 8, 1),
        calendar=year_queries.calendar_of(cast.cedar),
        are_known=True,
    )
    accepted = [one.key for one in year_actions.conflicts_of_plan(plan, cast.cedar, {0, 1, 2, 3, 4})]
    following = year_actions.begin_year(plan, cast.cedar, by=cast.hannah, accepted=accepted)
    assert Ask.objects.count() == 1
    assert not Ask.objects.filter(activity__cycle=following).exists()
    assert not queries.counted_in(cast.cedar, queries.of_cycle(following))


def test_somebody_who_is_erased_takes_their_own_minutes_along(agreed: Cast) -> None:
    one = done(agreed, members=(agreed.membership(agreed.tomas),))
    actions.note_own(one, minutes=77, by=agreed.tomas)
    assert knowledge.known(agreed.tomas)["asks_of_you"][0]["minutes"] == 77
    assert knowledge.known(agreed.priya)["asks_you_made"][0]["what"] == "Interviews with coaches"
    erasing.erase(agreed.tomas)
    assert not Asked.objects.exists()


def test_the_hours_of_an_ask_lie_on_its_open_days(agreed: Cast) -> None:
    year = make_year(agreed.cedar, by=agreed.marcus, first_day=school_day() - timedelta(days=100), name="Now")
    approved(agreed, people=10, minutes_each=60, last=school_day() + timedelta(days=60))
    _label, bars = in_year.lane(year)
    assert sum(bar.size for bar in bars) == pytest.approx(600)
    assert all(bar.first <= bar.last for bar in bars)
