"""Several entries of one identifier: newer versions, changed and cancelled occurrences, added days."""

from datetime import date

import pytest

from tests.files.calendars.made import CHICAGO, calendar, days, event, events, read, told

WEEKLY = event(
    "UID:plc",
    f"DTSTART;TZID={CHICAGO}:20260902T140000",
    "DURATION:PT1H",
    "RRULE:FREQ=WEEKLY;COUNT=4",
    "SUMMARY:PLC",
)


def change(place: str, *lines: str) -> str:
    return event("UID:plc", f"RECURRENCE-ID{place}", *lines)


def firsts(*parts: str) -> list[tuple[int, str]]:
    return [(one.first_day.day, one.title) for one in events(calendar(*parts))]


def test_the_newest_version_stands_and_the_older_is_said() -> None:
    older = event(
        "UID:1", "SEQUENCE:2", "LAST-MODIFIED:20260801T000000Z", "DTSTART:20260901", "SUMMARY:older"
    )
    newer = event(
        "UID:1", "SEQUENCE:10", "LAST-MODIFIED:20260101T000000Z", "DTSTART:20260908", "SUMMARY:newer"
    )
    latest = event(
        "UID:1", "SEQUENCE:10", "LAST-MODIFIED:20260102T000000Z", "DTSTART:20260915", "SUMMARY:latest"
    )
    for parts in ([older, newer, latest], [latest, older, newer]):
        file = read(calendar(*parts))
        assert [one.title for one in file.calendars[0].events] == ["latest"]
        assert told(file) == ["repeated_event"] * 2
        assert {notice.column for notice in file.notices} == {"older", "newer"}


def test_equal_versions_that_differ_are_all_kept_and_said() -> None:
    """Some programs give all events one identifier; a year without holidays would be the worse mistake."""
    parts = [event("UID:same", f"DTSTART:202609{day:02}", f"SUMMARY:{day}") for day in (1, 2, 3)]
    file = read(calendar(*parts))
    assert [one.title for one in file.calendars[0].events] == ["1", "2", "3"]
    assert told(file) == ["same_identifier"]


def test_the_same_entry_twice_is_one_event() -> None:
    file = read(calendar(WEEKLY, WEEKLY))
    assert len(file.calendars[0].events) == 4
    assert told(file) == ["repeated_event"]


def test_events_without_identifiers_are_events_of_their_own() -> None:
    file = read(calendar(event("DTSTART:20260901"), event("DTSTART:20260901")))
    assert len(file.calendars[0].events) == 2
    assert not file.notices


def test_a_newer_version_that_is_cancelled_takes_all_out() -> None:
    assert firsts(WEEKLY, event("UID:plc", "SEQUENCE:1", "DTSTART:20260902T140000", "STATUS:CANCELLED")) == []


@pytest.mark.parametrize(
    "place",
    [f";TZID={CHICAGO}:20260909T140000", ":20260909T190000Z", ";VALUE=DATE:20260909", ":20260909T140000"],
)
def test_a_changed_occurrence_stands_in_the_place_of_the_first_one(place: str) -> None:
    """Section 3.8.4.4, in whatever zone the place is told."""
    moved = change(place, f"DTSTART;TZID={CHICAGO}:20260911T080000", "SUMMARY:moved")
    assert firsts(WEEKLY, moved) == [(2, "PLC"), (11, "moved"), (16, "PLC"), (23, "PLC")]
    assert firsts(moved, WEEKLY) == [(2, "PLC"), (11, "moved"), (16, "PLC"), (23, "PLC")]


def test_a_cancelled_occurrence_is_taken_out_and_said() -> None:
    gone = change(
        f";TZID={CHICAGO}:20260909T140000", "DTSTART:20260909T140000", "STATUS:CANCELLED", "SUMMARY:off"
    )
    file = read(calendar(WEEKLY, gone))
    assert [one.first_day.day for one in file.calendars[0].events] == [2, 16, 23]
    assert told(file) == ["event_cancelled"]


def test_of_two_changes_of_one_occurrence_the_newer_stands() -> None:
    place = f";TZID={CHICAGO}:20260909T140000"
    first = change(place, "SEQUENCE:1", "DTSTART:20260910T140000", "SUMMARY:first")
    second = change(place, "SEQUENCE:2", "DTSTART:20260911T140000", "SUMMARY:second")
    assert firsts(second, WEEKLY, first) == [(2, "PLC"), (11, "second"), (16, "PLC"), (23, "PLC")]


def test_a_change_of_this_and_all_later_ones_moves_them_all() -> None:
    """Section 3.2.13."""
    moved = change(
        f";RANGE=THISANDFUTURE;TZID={CHICAGO}:20260916T140000",
        f"DTSTART;TZID={CHICAGO}:20260917T150000",
        "SUMMARY:now Thursdays",
    )
    assert firsts(WEEKLY, moved) == [(2, "PLC"), (9, "PLC"), (17, "now Thursdays"), (24, "now Thursdays")]


def test_a_change_without_its_series_is_an_event() -> None:
    assert firsts(change(":20260909T140000", "DTSTART:20260910T140000", "SUMMARY:alone")) == [(10, "alone")]


@pytest.mark.parametrize(
    "line",
    [
        f"EXDATE;TZID={CHICAGO}:20260909T140000,20260916T140000",
        f"EXDATE;TZID={CHICAGO}:20260909T140000\r\nEXDATE:20260916T190000Z",
        "EXDATE;VALUE=DATE:20260909,20260916",
        "EXRULE:FREQ=WEEKLY;INTERVAL=1;BYMONTHDAY=9,16\r\nEXDATE:20260909T140000,20260916T140000",
    ],
)
def test_days_are_taken_out(line: str) -> None:
    """Section 3.8.5.1."""
    assert firsts(WEEKLY.replace("SUMMARY", f"{line}\r\nSUMMARY")) == [(2, "PLC"), (23, "PLC")]


def test_an_exclusion_by_rule_is_kept_to() -> None:
    made = WEEKLY.replace("SUMMARY", "EXRULE:FREQ=WEEKLY;INTERVAL=2\r\nSUMMARY")
    assert [day for day, _ in firsts(made)] == [9, 23]


def test_days_are_added_with_lengths_of_their_own() -> None:
    """Section 3.8.5.2: two periods, one by its end and one by its duration."""
    made = event(
        "UID:1",
        "DTSTART:19960401T010000Z",
        "DURATION:PT1H",
        "RDATE;VALUE=PERIOD:19960403T020000Z/19960403T040000Z,",
        " 19960404T010000Z/PT3H",
        "RDATE:19960405T010000Z",
        "RDATE;VALUE=DATE:19960406",
    )
    found = events(calendar(made), (date(1996, 4, 1), date(1996, 4, 30)), "UTC")
    assert [(one.begins and f"{one.begins:%d %H}", one.ends and f"{one.ends:%d %H}") for one in found] == [
        ("01 01", "01 02"),
        ("03 02", "03 04"),
        ("04 01", "04 04"),
        ("05 01", "05 02"),
        ("06 01", "06 02"),
    ]
    assert all(one.recurring for one in found)


def test_whole_days_are_added_and_taken_out() -> None:
    """Section 3.8.5.2 lists holidays so; Google has put a Z behind such days."""
    made = event(
        "UID:1", "DTSTART;VALUE=DATE:20260907", "RDATE;VALUE=DATE:20261012,20261126", "RDATE:20270118Z"
    )
    found = events(calendar(made.replace("END", "EXDATE:20261012T000000\r\nEND")))
    assert days(found) == [(day, day) for day in (date(2026, 9, 7), date(2026, 11, 26), date(2027, 1, 18))]


def test_a_date_that_cannot_be_read_is_said_and_the_others_hold() -> None:
    made = event(
        "UID:1", "SUMMARY:Fair", "DTSTART:20260907", "RDATE;VALUE=DATE:soon,20261012", "EXDATE:?", "EXDATE:"
    )
    file = read(calendar(made))
    assert [one.first_day for one in file.calendars[0].events] == [date(2026, 9, 7), date(2026, 10, 12)]
    assert [(one.code, one.row) for one in file.notices] == [("dates_unreadable", 7), ("dates_unreadable", 8)]
