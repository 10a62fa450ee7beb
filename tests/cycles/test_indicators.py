"""Dates kept: counted by hand, and against a plain count over random years."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fivefold.cycles import actions
from fivefold.cycles.indicators import DATES_KEPT, counted
from fivefold.cycles.models import Activity, Cycle, Move
from fivefold.cycles.states import State
from fivefold.partnerships.models import Partnership, Space
from fivefold.partnerships.record import Counted
from tests.cycles.planning import add

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2025, 8, 1), date(2026, 3, 27)
WEEK = timedelta(days=7)


@pytest.fixture
def year(cast) -> Cycle:
    return Cycle.objects.create(
        partnership=cast.cedar,
        space=cast.shared,
        made_by=cast.marcus,
        name="2025–26",
        first_day=FIRST,
        last_day=date(2026, 7, 31),
    )


def planned(year: Cycle, day: date, *, done: date | None = None, by, space: Space | None = None) -> Activity:
    """Straight into the table: these tests are of the counting."""
    ran = {"actual_first": done, "actual_last": done, "state": State.DONE} if done else {}
    return Activity.objects.create(
        partnership=year.partnership,
        space=space or year.space,
        made_by=by,
        cycle=year,
        lane="meetings",
        title=f"Meeting {day}",
        planned_first=min(day, done or day),
        planned_last=day,
        **ran,
    )


IN_TIME = datetime(2025, 7, 1, 12, tzinfo=UTC)


def the_one(partnership: Partnership, first: date = FIRST, last: date = LAST) -> Counted:
    """As if everything had been planned before the year began."""
    Activity.objects.update(made_at=IN_TIME)
    [found] = counted(partnership, first, last)
    return found


def test_nothing_planned_counts_nothing(cast, year):
    assert counted(cast.cedar, FIRST, LAST) == []


def test_what_was_entered_when_its_day_had_passed_was_no_plan(cast, year):
    """Nobody makes a card better by planning today what was done in fall."""
    for day in (7, 8, 9):
        planned(year, date(2025, 10, day), by=cast.marcus)
    before = the_one(cast.cedar)
    planned(year, date(2025, 10, 10), done=date(2025, 10, 10), by=cast.marcus)
    [after] = counted(cast.cedar, FIRST, LAST)
    assert (after.done, after.due) == (before.done, before.due) == (0, 3)
    assert after.note == "One more was entered after its day and is not counted."


def test_seven_days_late_is_kept_and_eight_are_not(cast, year):
    day = date(2025, 10, 7)
    for late in (-3, 0, 7, 8):
        planned(year, day, done=day + timedelta(days=late), by=cast.marcus)
    planned(year, day, by=cast.marcus)
    found = the_one(cast.cedar)
    assert (found.key, found.dimension, found.done, found.due) == (DATES_KEPT, "trust", 3, 5)
    assert found.sentence == "3 of 5 dates were kept within a week of the plan"
    assert [row.is_done for row in found.rows] == [True, True, True, False, False]
    assert found.rows[3].title == (
        "Meeting 2025-10-07: planned for October 7, 2025, done on October 15, 2025"
    )
    assert found.rows[4].title.endswith("not done yet")
    assert found.rows[0].url == Activity.objects.earliest("pk").get_absolute_url()


def test_the_window_has_both_its_ends_and_the_week_is_over_by_the_last(cast, year):
    for day in (FIRST - timedelta(days=1), FIRST, LAST - WEEK, LAST - WEEK + timedelta(days=1), LAST):
        planned(year, day, by=cast.marcus)
    found = the_one(cast.cedar)
    assert [row.title[8:18] for row in found.rows] == ["2025-08-01", "2026-03-20"]
    assert (found.done, found.due, found.first, found.last) == (0, 2, FIRST, LAST)
    assert found.is_too_early


def test_a_date_that_moved_is_judged_by_its_first_plan(cast, year):
    late = add(year, "meetings", date(2025, 10, 7), by=cast.marcus, title="Moved out")
    back = add(year, "meetings", date(2025, 10, 8), by=cast.marcus, title="Moved by a week")
    beyond = add(year, "meetings", date(2026, 3, 20), by=cast.marcus, title="Moved beyond the window")
    ahead = add(year, "meetings", date(2026, 6, 2), by=cast.marcus, title="Moved into the window")
    for one, *days in (
        (late, date(2025, 10, 28), date(2025, 11, 4)),
        (back, date(2025, 10, 15)),
        (beyond, date(2026, 4, 14)),
        (ahead, date(2026, 2, 3)),
    ):
        for day in days:
            conflicts = actions.conflicts_of(year, actions.planned_anew(one, day, day))
            accepted = [each.key for each in conflicts]
            actions.move(one, first=day, last=day, reason="A reason.", by=cast.marcus, accepted=accepted)
            one.refresh_from_db()
        actions.finish(one, on=one.planned_last, by=cast.marcus)
    found = the_one(cast.cedar)
    assert [(row.title.partition(":")[0], row.is_done) for row in found.rows] == [
        ("Moved out", False),
        ("Moved by a week", True),
        ("Moved beyond the window", False),
    ]


def test_what_was_called_off_is_left_out_and_said(cast, year):
    for day in (7, 8, 9):
        planned(year, date(2025, 10, day), done=date(2025, 10, day), by=cast.marcus)
    for day in (10, 14):
        off = add(year, "meetings", date(2025, 10, day), by=cast.marcus)
        actions.call_off(off, reason="The board meets.", by=cast.marcus)
    found = the_one(cast.cedar)
    assert (found.done, found.due, len(found.rows)) == (3, 3, 3)
    assert found.note == "2 more were called off and are not counted."


def test_a_year_that_was_called_off_and_other_partnerships_count_nothing(cast, year):
    planned(year, date(2025, 10, 7), by=cast.marcus)
    Cycle.objects.filter(pk=year.pk).update(state=State.CALLED_OFF)
    assert counted(cast.cedar, FIRST, LAST) == []
    assert counted(cast.harbor, FIRST, LAST) == []


def test_a_row_in_a_private_space_is_neither_linked_nor_counted(cast, year):
    for space in (cast.practice, cast.research):
        planned(year, date(2025, 10, 7), by=cast.marcus, space=space)
    assert counted(cast.cedar, FIRST, LAST) == []
    planned(year, date(2025, 10, 8), by=cast.marcus)
    assert [row.title[:18] for row in the_one(cast.cedar).rows] == ["Meeting 2025-10-08"]


def test_what_happens_after_the_window_changes_no_count(cast, year):
    for day in (7, 8, 9):
        planned(year, date(2025, 10, day), done=date(2025, 10, day), by=cast.marcus)
    before = the_one(cast.cedar)
    planned(year, date(2026, 4, 7), done=date(2026, 5, 28), by=cast.marcus)
    late = planned(year, date(2025, 10, 10), by=cast.marcus)
    assert (the_one(cast.cedar).done, the_one(cast.cedar).due) == (before.done, before.due + 1)
    actions.finish(late, on=date(2026, 5, 1), by=cast.marcus)
    assert (the_one(cast.cedar).done, the_one(cast.cedar).due) == (before.done, before.due + 1)


DAYS = st.dates(FIRST - timedelta(days=20), LAST + timedelta(days=20))
ITEMS = st.lists(
    st.tuples(DAYS, st.lists(DAYS, max_size=2), st.none() | st.integers(-10, 20), st.booleans()), max_size=12
)


@pytest.mark.once
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(ITEMS)
def test_the_count_is_that_of_the_rows_one_by_one(cast, year, items):
    Move.objects.all().delete()
    Activity.objects.all().delete()
    kept = due = off = 0
    for day, moves, late, called_off in items:
        done = None if late is None or called_off else day + timedelta(days=late)
        one = planned(year, day, done=done, by=cast.marcus)
        if called_off:
            Activity.objects.filter(pk=one.pk).update(state=State.CALLED_OFF)
        before = day
        for after in moves:
            Move.objects.create(
                partnership=year.partnership,
                space=year.space,
                made_by=cast.marcus,
                activity=one,
                from_first=before,
                from_last=before,
                to_first=after,
                to_last=after,
                reason="A reason.",
            )
            Activity.objects.filter(pk=one.pk).update(planned_first=after, planned_last=after)
            before = after
        if day >= FIRST and day + WEEK <= LAST:
            off += called_off
            due += not called_off
            kept += done is not None and done <= day + WEEK
    Activity.objects.update(made_at=IN_TIME)
    found = counted(cast.cedar, FIRST, LAST)
    if not due + off:
        assert found == []
        return
    assert (
        (found[0].done, found[0].due)
        == (kept, due)
        == (
            sum(row.is_done for row in found[0].rows),
            len(found[0].rows),
        )
    )
