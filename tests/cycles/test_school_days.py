"""School days against a plain count, one day after the other."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fivefold.core.rules import RuleError
from fivefold.cycles.school_days import DaysOff, SchoolCalendar, moved_by_weekday

KINDS = ("holiday", "break", "testing", "first_weeks", "last_weeks", "other")
# Around leap years, the century that has none, and the ends of years.
DAYS = st.dates(date(2023, 11, 1), date(2028, 3, 31)) | st.dates(date(2099, 12, 1), date(2100, 4, 1))
ONE = timedelta(days=1)


@st.composite
def black_outs(draw: st.DrawFn) -> DaysOff:
    first = draw(DAYS)
    return DaysOff(first, first + timedelta(days=draw(st.integers(0, 40))), draw(st.sampled_from(KINDS)))


CALENDARS = st.builds(
    SchoolCalendar, st.sets(st.integers(0, 6), min_size=1), st.lists(black_outs(), max_size=12)
)


def held(calendar: SchoolCalendar, day: date) -> bool:
    closed = [one for one in calendar.black_outs if one.kind in {"holiday", "break"}]
    return day.weekday() in calendar.weekdays and not any(one.first <= day <= one.last for one in closed)


def plain_add(calendar: SchoolCalendar, day: date, number: int) -> date:
    if number == 0:
        while not held(calendar, day):
            day += ONE
        return day
    step, left = (ONE, number) if number > 0 else (-ONE, -number)
    while left:
        day += step
        left -= held(calendar, day)
    return day


@given(CALENDARS, DAYS, st.integers(-80, 80))
@example(SchoolCalendar(), date(2024, 2, 28), 1)
def test_the_nth_school_day_is_that_of_a_plain_count(
    calendar: SchoolCalendar, day: date, number: int
) -> None:
    assert calendar.add(day, number) == plain_add(calendar, day, number)


@given(CALENDARS, DAYS, st.integers(-200, 200))
def test_days_between_are_those_of_a_plain_count(calendar: SchoolCalendar, start: date, length: int) -> None:
    end = start + timedelta(days=length)
    first, last = min(start, end), max(start, end)
    after = sum(held(calendar, first + n * ONE) for n in range(1, (last - first).days + 1))
    assert calendar.count(start, end) == (after if length >= 0 else -after)
    days = [first + n * ONE for n in range((last - first).days + 1)]
    assert calendar.within(first, last) == sum(held(calendar, day) for day in days)
    free = [day for day in days if not any(day in one for one in calendar.black_outs)]
    assert calendar.open_within(first, last) == sum(held(calendar, day) for day in free)


@given(CALENDARS, DAYS, st.integers(1, 60))
def test_adding_and_counting_undo_each_other(calendar: SchoolCalendar, day: date, number: int) -> None:
    found = calendar.add(day, number)
    assert calendar.is_school_day(found)
    assert calendar.count(day, found) == number
    if calendar.is_school_day(day):
        assert calendar.add(found, -number) == day


@given(CALENDARS, DAYS)
def test_next_and_previous_are_the_nearest(calendar: SchoolCalendar, day: date) -> None:
    assert calendar.is_school_day(day) == held(calendar, day)
    assert calendar.previous(day) == plain_add(calendar, day, -1)
    assert calendar.next(day) == plain_add(calendar, day, 1)
    assert calendar.is_open(day) == (held(calendar, day) and not calendar.black_outs_on(day))


def test_a_testing_window_is_school_and_no_day_for_research() -> None:
    calendar = SchoolCalendar(black_outs=[DaysOff(date(2026, 4, 27), date(2026, 5, 8), "testing")])
    assert calendar.is_school_day(date(2026, 4, 28))
    assert not calendar.is_open(date(2026, 4, 28))


@pytest.mark.parametrize("number", [0, 1, -1])
def test_a_break_without_end_is_named(number: int) -> None:
    endless = DaysOff(date.min if number < 0 else date(2026, 6, 1), date.max, "break")
    with pytest.raises(RuleError) as refused:
        SchoolCalendar(black_outs=[endless]).add(date(2026, 6, 5), number)
    assert refused.value.code == "endless_break"
    assert "2026-06-05" in str(refused.value)


def test_the_end_of_all_dates_is_named_too() -> None:
    with pytest.raises(RuleError, match="no school day is left"):
        SchoolCalendar().add(date(2026, 6, 5), 10**9)


def test_a_calendar_without_weekdays_and_a_break_backwards_are_refused() -> None:
    with pytest.raises(RuleError) as refused:
        SchoolCalendar(())
    assert refused.value.code == "no_weekday"
    with pytest.raises(RuleError) as refused:
        DaysOff(date(2026, 6, 2), date(2026, 6, 1), "break")
    assert refused.value.code == "ends_before_it_begins"


def test_decades_cost_no_more_than_days(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not a clock but a count: a day-by-day walk would look at each day."""
    from fivefold.cycles import school_days

    summers = [DaysOff(date(year, 6, 10), date(year, 8, 20), "break") for year in range(1950, 2250)]
    calendar = SchoolCalendar(black_outs=summers)
    looked: list[int] = []
    real = school_days._Count._weekdays_to
    monkeypatch.setattr(
        school_days._Count, "_weekdays_to", lambda self, day: looked.append(day) or real(self, day)
    )
    far = calendar.add(date(1950, 1, 2), 50_000)
    assert calendar.count(date(1950, 1, 2), far) == 50_000
    assert len(looked) < 20


@given(DAYS, DAYS, DAYS)
def test_a_day_keeps_its_weekday_in_another_year(day: date, from_day: date, to_day: date) -> None:
    moved = moved_by_weekday(day, from_day, to_day)
    assert moved.weekday() == day.weekday()
    assert abs((moved - day).days - (to_day - from_day).days) <= 3
