"""Rules of a plan that hold for all calendars: templates and copies never put research into a break."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.cycles import policies, year_templates
from fivefold.cycles.planning import Planned, from_template
from fivefold.cycles.school_days import DaysOff, SchoolCalendar
from fivefold.cycles.states import Lane
from tests.cycles.test_school_days import KINDS

FIRST = date(2025, 8, 1)
DAYS = st.dates(FIRST, date(2026, 7, 31))


@st.composite
def black_outs(draw: st.DrawFn) -> DaysOff:
    first = draw(DAYS)
    return DaysOff(first, first + timedelta(days=draw(st.integers(0, 60))), draw(st.sampled_from(KINDS)))


CALENDARS = st.builds(
    SchoolCalendar, st.sets(st.integers(0, 6), min_size=1), st.lists(black_outs(), max_size=6)
)


@pytest.mark.parametrize("key", year_templates.loading.KEYS)
@given(CALENDARS, st.dates(date(2024, 1, 1), date(2027, 1, 1)))
def test_what_a_template_plans_in_schools_is_on_open_days_or_is_refused(
    key: str, calendar: SchoolCalendar, first_day: date
) -> None:
    template = year_templates.load(key)
    plan = from_template(template, name="x", first_day=first_day, calendar=calendar)
    bounds = policies.Bounds(plan.first_day, plan.last_day)
    for one in plan.activities:
        refused = any(found.refuses for found in policies.conflicts_of(one, bounds, calendar))
        if one.is_in_schools and not refused:
            assert calendar.is_open(one.first)
            assert calendar.is_open(one.last)
            assert plan.first_day <= one.first <= one.last <= plan.last_day


@given(st.sampled_from(Lane.values), CALENDARS, DAYS, st.integers(0, 40))
def test_only_what_needs_schools_is_refused_in_a_break_and_everything_met_is_named(
    lane: str, calendar: SchoolCalendar, first: date, length: int
) -> None:
    last = min(first + timedelta(days=length), date(2026, 7, 31))
    planned = Planned(lane, first, last, "Something")
    found = policies.conflicts_of(planned, policies.Bounds(FIRST, date(2026, 7, 31)), calendar)
    touched = [one for one in calendar.black_outs if any(day in one for day in _days(first, last))]
    at_an_end = [one for one in touched if first in one or last in one]
    if lane in {"studies", "surveys"}:
        assert len({one.sentence for one in found if "school is held" not in one.sentence}) <= len(touched)
        assert any(one.refuses for one in found) >= bool(at_an_end)
        if touched:
            assert found
    else:
        assert not any(one.refuses for one in found)
        wholly = [one for one in touched if all(day in one for day in _days(first, last))]
        assert len(found) == len(wholly)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
