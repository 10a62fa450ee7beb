"""What may be planned, moved, begun and ended, and by whom."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fivefold.core import ledger
from fivefold.core.rules import PermissionNeeded, RuleError
from fivefold.cycles import actions, policies, queries, year_templates
from fivefold.cycles.models import Activity, Cycle, Move, Phase
from fivefold.cycles.planning import Planned, from_last_year, from_template
from fivefold.cycles.school_days import DaysOff, SchoolCalendar
from fivefold.cycles.states import IN_SCHOOLS, TRANSITIONS, Lane, State
from fivefold.partnerships.queries import shared_space
from tests.cast import Cast
from tests.cycles.planning import activity, add, close_days, get_to_know, make_year, phase

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(cast: Cast) -> Cycle:
    return make_year(cast.cedar, by=cast.marcus)


def refused(code: str):  # type: ignore[no-untyped-def]
    class Refusal:
        def __enter__(self) -> None:
            self.raises = pytest.raises(RuleError)
            self.found = self.raises.__enter__()

        def __exit__(self, *error: object) -> bool:
            done = self.raises.__exit__(*error)  # type: ignore[arg-type]
            assert self.found.value.code == code
            return bool(done)

    return Refusal()


def test_a_mist_year_has_the_phases_of_its_months(year: Cycle) -> None:
    assert year.last_day == date(2026, 7, 31)
    dates = {one.kind: (one.planned_first, one.planned_last) for one in year.phases.all()}
    assert dates["getting_to_know"] == (date(2025, 8, 1), date(2025, 9, 30))
    assert dates["strategy"] == (date(2025, 10, 1), date(2025, 10, 31))
    assert dates["collect"] == (date(2026, 1, 1), date(2026, 3, 31))
    assert dates["redesign"] == (date(2026, 6, 1), date(2026, 7, 31))
    assert list(dates) == ["getting_to_know", "strategy", "collect", "analyze", "dialogue", "redesign"]


@pytest.mark.parametrize("key", year_templates.loading.KEYS)
def test_every_template_lies_within_its_year_and_speaks_both_languages(key: str) -> None:
    template = year_templates.load(key)
    for first_day in (date(2025, 8, 1), date(2024, 2, 29), date(2025, 12, 31)):
        plan = from_template(template, name="x", first_day=first_day, calendar=SchoolCalendar())
        for one in (*plan.phases, *plan.activities):
            assert first_day <= one.first <= one.last <= plan.last_day, one
    for text in [template.title, template.sentence, *(one.name for one in template.activities)]:
        assert text is not None
        assert set(text) == {"en", "es"}


def test_names_from_a_template_are_in_the_readers_language(year: Cycle) -> None:
    with translation.override("es"):
        assert str(activity(year, "dialogue")) == "Diálogo de dos horas"
        assert str(phase(year, "strategy")) == "Estrategia"
    assert str(activity(year, "dialogue")) == "Two-hour dialogue"


@pytest.mark.parametrize("who", ["denise", "tomas", "priya", "olivia", "outsider"])
def test_who_may_not_plan_plans_nothing(cast: Cast, year: Cycle, who: str) -> None:
    from django.http import Http404

    with pytest.raises((PermissionNeeded, Http404)):
        add(year, "meetings", date(2025, 10, 1), by=getattr(cast, who))


@pytest.mark.parametrize("who", ["marcus", "hannah", "amara"])
def test_leads_and_facilitator_plan(cast: Cast, year: Cycle, who: str) -> None:
    assert add(year, "meetings", date(2025, 10, 1), by=getattr(cast, who)).made_by == getattr(cast, who)


def test_what_takes_time_in_schools_never_begins_in_a_break(cast: Cast, year: Cycle) -> None:
    close_days(cast.cedar, date(2026, 3, 16), date(2026, 3, 20), by=cast.marcus)
    for lane in Lane.values:
        planned = Planned(lane, date(2026, 3, 18), date(2026, 3, 18), title="In the break")
        found = actions.conflicts_of(year, planned)
        assert len(found) == 1
        assert found[0].refuses == (lane in IN_SCHOOLS)
        with refused("conflict"):
            actions.add(year, planned, by=cast.marcus)
        keys = [one.key for one in found]
        if lane in IN_SCHOOLS:
            with refused("conflict"):
                actions.add(year, planned, by=cast.marcus, accepted=keys)
        else:
            actions.add(year, planned, by=cast.marcus, accepted=keys)


def test_a_conflict_that_was_not_read_is_not_accepted(cast: Cast, year: Cycle) -> None:
    planned = Planned("reports", date(2026, 3, 18), date(2026, 3, 18), title="Draft")
    close_days(cast.cedar, date(2026, 3, 16), date(2026, 3, 20), by=cast.marcus)
    accepted = [one.key for one in actions.conflicts_of(year, planned)]
    close_days(cast.cedar, date(2026, 3, 17), date(2026, 3, 19), by=cast.marcus, kind="testing")
    with refused("conflict"):
        actions.add(year, planned, by=cast.marcus, accepted=accepted)


def test_a_study_goes_across_a_break_and_that_is_said(cast: Cast, year: Cycle) -> None:
    close_days(cast.cedar, date(2026, 3, 16), date(2026, 3, 20), by=cast.marcus)
    planned = Planned("studies", date(2026, 3, 2), date(2026, 3, 27), title="Coaching load")
    (found,) = actions.conflicts_of(year, planned)
    assert not found.refuses
    assert "Spring break (March 16, 2026 to March 20, 2026)" in found.sentence


def test_nothing_is_planned_outside_its_year(cast: Cast, year: Cycle) -> None:
    for sort in ("meetings", "strategy"):
        planned = Planned(sort, date(2026, 7, 30), date(2026, 8, 1), title="Late")
        assert [one.refuses for one in actions.conflicts_of(year, planned)] == [True]


def test_years_that_overlap_are_named_and_may_be(cast: Cast, year: Cycle) -> None:
    plan = from_template(
        year_templates.load("improvement-90"),
        name="Attendance",
        first_day=date(2025, 9, 1),
        calendar=SchoolCalendar(),
    )
    (found,) = actions.conflicts_of_plan(plan, cast.cedar, {0, 1, 2, 3, 4})
    assert "2025–26" in found.sentence
    with refused("conflict"):
        actions.begin_year(plan, cast.cedar, by=cast.amara)
    actions.begin_year(plan, cast.cedar, by=cast.amara, accepted=[found.key])
    assert queries.year_today(cast.cedar, date(2025, 10, 1)) == year


def test_pressed_twice_it_is_one(cast: Cast, year: Cycle) -> None:
    assert make_year(cast.cedar, by=cast.marcus) == year
    day = date(2025, 10, 1)
    assert add(year, "meetings", day, by=cast.amara) == add(year, "meetings", day, by=cast.amara)
    assert add(year, "meetings", day, by=cast.amara) != add(year, "meetings", day, by=cast.hannah)
    assert add(year, "dialogue", day, by=cast.amara) == add(year, "dialogue", day, by=cast.amara)


def test_two_years_of_one_name_are_refused(cast: Cast, year: Cycle) -> None:
    with refused("conflict"):
        make_year(cast.cedar, by=cast.marcus, first_day=date(2026, 8, 1))


def test_days_entered_later_name_what_was_planned_on_them(cast: Cast, year: Cycle) -> None:
    survey = activity(year, "spring-survey")
    days = DaysOff(survey.planned_first, survey.planned_first, "testing", "State tests")
    with refused("conflict"):
        actions.add_black_out(days, cast.cedar, by=cast.marcus)
    (found,) = actions.conflicts_of_black_out(days, cast.cedar)
    one = actions.add_black_out(days, cast.cedar, by=cast.marcus, accepted=[found.key])
    assert actions.add_black_out(days, cast.cedar, by=cast.hannah, accepted=[found.key]) == one


def test_a_moved_date_keeps_its_ghost_and_its_reason(cast: Cast, year: Cycle) -> None:
    draft = add(year, "reports", date(2026, 4, 14), by=cast.hannah, title="Spring report draft")
    for day in (date(2026, 4, 20), date(2026, 5, 1)):
        actions.move(draft, first=day, last=day, reason="Two coach logs came late.", by=cast.hannah)
    draft = Activity.objects.get(pk=draft.pk)
    assert draft.original is not None
    assert draft.original.from_last == date(2026, 4, 14)
    assert draft.days_moved == 17
    entry = ledger.entries(shared_space(cast.cedar).key, 1)[0]
    assert entry.act == "cycles.moved"
    with refused("no_reason"):
        actions.move(draft, first=date(2026, 5, 4), last=date(2026, 5, 4), reason=" ", by=cast.hannah)
    # Pressed twice, it moved once.
    actions.move(
        draft,
        first=date(2026, 5, 1),
        last=date(2026, 5, 1),
        reason="Two coach logs came late.",
        by=cast.hannah,
    )
    assert draft.moves.count() == 2
    with refused("not_moved"):
        actions.move(draft, first=date(2026, 5, 1), last=date(2026, 5, 1), reason="x", by=cast.hannah)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(-30, 30), min_size=1, max_size=5))
def test_however_often_it_moves_the_ghost_is_the_first_plan(
    cast: Cast, year: Cycle, steps: list[int]
) -> None:
    with transaction.atomic():
        day = first = date(2026, 2, 2)
        item = add(year, "reports", day, by=cast.hannah, title="Draft")
        for step in steps:
            if step:
                day += timedelta(days=step)
                item = actions.move(item, first=day, last=day, reason="So it is.", by=cast.hannah)
        item = Activity.objects.get(pk=item.pk)
        assert item.days_moved == (day - first).days
        assert item.moves.count() == sum(step != 0 for step in steps)
        transaction.set_rollback(True)


def test_planned_and_actual_are_kept_apart(cast: Cast, year: Cycle) -> None:
    strategy = phase(year, "strategy")
    with refused("not_begun"):
        actions.finish(strategy, on=date(2025, 11, 5), by=cast.hannah)
    actions.begin(strategy, on=date(2025, 10, 6), by=cast.hannah)
    with refused("ends_before_it_begins"):
        actions.finish(strategy, on=date(2025, 10, 5), by=cast.hannah)
    strategy = actions.finish(strategy, on=date(2025, 11, 5), by=cast.hannah)
    assert (strategy.planned_first, strategy.actual_first) == (date(2025, 10, 1), date(2025, 10, 6))
    assert strategy.days_moved == 0
    assert Cycle.objects.get(pk=year.pk).state == State.UNDER_WAY
    for state in (State.UNDER_WAY, State.PLANNED):
        strategy = actions.take_back(strategy, by=cast.hannah)
        assert strategy.state == state
    assert strategy.actual_first is None


def test_one_day_is_begun_and_done_at_once_and_taken_back_at_once(cast: Cast, year: Cycle) -> None:
    meeting = actions.finish(activity(year, "planning"), on=date(2025, 9, 9), by=cast.amara)
    assert (meeting.actual_first, meeting.actual_last) == (date(2025, 9, 9), date(2025, 9, 9))
    assert actions.take_back(meeting, by=cast.amara).state == State.PLANNED


def test_nothing_has_happened_on_a_day_to_come(cast: Cast, year: Cycle) -> None:
    with refused("not_yet"):
        actions.finish(activity(year, "planning"), on=timezone.localdate() + timedelta(days=1), by=cast.amara)


def test_collection_waits_for_the_account(cast: Cast, year: Cycle) -> None:
    collect = phase(year, "collect")
    with refused("not_known"):
        actions.begin(collect, on=date(2026, 1, 6), by=cast.hannah)
    get_to_know(cast.cedar, writer=cast.hannah, confirmer=cast.marcus)
    assert actions.begin(collect, on=date(2026, 1, 6), by=cast.hannah).state == State.UNDER_WAY


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("to", State)
@pytest.mark.parametrize("closed", [False, True])
def test_the_table_is_the_only_way(cast: Cast, year: Cycle, state: State, to: State, closed: bool) -> None:
    """The product of states and steps, on what takes one day."""
    item = activity(year, "planning")
    year.state = State.DONE if closed else State.UNDER_WAY
    item.cycle, item.state = year, state
    found = policies.why_not(item, to, None, today=date(2026, 1, 1), acquainted=True)
    assert (found is None) == (not closed and to in TRANSITIONS[state])


def test_a_closed_year_changes_no_more(cast: Cast, year: Cycle) -> None:
    actions.finish(activity(year, "planning"), on=date(2025, 9, 9), by=cast.amara)
    year = actions.close_year(Cycle.objects.get(pk=year.pk), to=State.DONE, by=cast.marcus)
    item = activity(year, "dialogue")
    for act in (
        lambda: actions.finish(item, on=date(2026, 5, 19), by=cast.amara),
        lambda: actions.call_off(item, reason="x", by=cast.amara),
        lambda: actions.describe(item, title="x", by=cast.amara),
        lambda: actions.move(item, first=date(2026, 6, 1), last=date(2026, 6, 1), reason="x", by=cast.amara),
        lambda: add(year, "meetings", date(2025, 10, 1), by=cast.amara),
    ):
        with refused("year_closed"):
            act()
    assert actions.close_year(year, to=State.UNDER_WAY, by=cast.marcus).state == State.UNDER_WAY


def test_a_year_that_was_called_off_gives_its_name_back(cast: Cast, year: Cycle) -> None:
    actions.close_year(year, to=State.CALLED_OFF, by=cast.marcus)
    again = make_year(cast.cedar, by=cast.marcus)
    assert list(queries.years_of(cast.cedar)) == [again]
    with refused("name_taken"):
        actions.close_year(year, to=State.PLANNED, by=cast.marcus)


def test_next_years_dates_lie_on_the_same_weekdays(cast: Cast, year: Cycle) -> None:
    """And on open days where schools are needed; nothing of how last year went is taken over."""
    draft = activity(year, "draft")
    actions.move(draft, first=date(2026, 5, 1), last=date(2026, 5, 1), reason="Secret reason", by=cast.hannah)
    actions.describe(
        activity(year, "interviews"), title="Coaching load", waits_for="A signature", by=cast.hannah
    )
    actions.finish(activity(year, "planning"), on=date(2025, 9, 9), by=cast.amara)
    actions.call_off(activity(year, "winter-meeting"), reason="Snow", by=cast.amara)
    close_days(cast.cedar, date(2027, 3, 1), date(2027, 3, 12), by=cast.marcus)
    plan = from_last_year(
        year,
        queries.phases_of(year),
        queries.activities_of(year),
        name="2026–27",
        first_day=date(2026, 8, 3),
        calendar=queries.calendar_of(cast.cedar),
        are_known=True,
    )
    keys = [one.key for one in actions.conflicts_of_plan(plan, cast.cedar, {0, 1, 2, 3, 4})]
    copied = actions.begin_year(plan, cast.cedar, by=cast.marcus, accepted=keys)
    assert copied.last_day == date(2027, 8, 2)
    before = {one.plain_title: one for one in queries.activities_of(year)}
    after = {one.plain_title: one for one in queries.activities_of(copied)}
    assert set(before) - set(after) == {"mist-year/winter-meeting"}
    for title, one in after.items():
        if not one.is_in_schools:
            assert one.planned_first.weekday() == before[title].planned_first.weekday()
    calendar = queries.calendar_of(cast.cedar)
    assert all(calendar.is_open(one.planned_first) for one in after.values() if one.is_in_schools)
    assert after["mist-year/spring-survey"].planned_first >= date(2027, 3, 15)
    assert {one.state for one in after.values()} == {State.PLANNED}
    assert {one.waits_for for one in after.values()} == {""}
    assert not Move.objects.filter(activity__cycle=copied).exists()
    assert not copied.phases.filter(kind="getting_to_know").exists()
    assert {one.space for one in (*after.values(), *copied.phases.all())} == {cast.shared}


@pytest.mark.parametrize(
    "change",
    [
        {"actual_first": None, "state": "under_way"},
        {"actual_first": date(2025, 9, 1), "state": "planned"},
        {"actual_first": date(2025, 9, 2), "actual_last": date(2025, 9, 1), "state": "done"},
        {"planned_last": date(2020, 1, 1)},
        {"title": "", "template_item": ""},
        {"lane": "asks"},
    ],
)
def test_the_database_refuses_what_no_rule_allows(year: Cycle, change: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=activity(year, "planning").pk).update(**change)


def test_a_phase_lies_in_a_year_of_its_partnership(cast: Cast, year: Cycle) -> None:
    one = phase(year, "strategy")
    one.partnership = cast.harbor
    one.space = shared_space(cast.harbor)
    with pytest.raises(ValueError, match="is not a year of"):
        one.save()
    assert Phase.objects.get(pk=one.pk).partnership == cast.cedar
