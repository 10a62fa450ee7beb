"""Calendars as vendors write them and hostile ones: an answer or a sentence each."""

import time
from datetime import date
from pathlib import Path

import pytest

from fivefold.files.calendars.calendar import Event
from fivefold.files.calendars.opening import read_calendars
from fivefold.files.errors import FileError
from tests.files.calendars.made import CHICAGO, YEAR, events, read

CUT_OFF = {"icalendar_big_bad_calendar.ics", "icalendar_pr_480_summary_with_colon.ics"}
EVERYTHING = [(date(year, 1, 1), date(year + 9, 12, 31)) for year in (1995, 2005, 2015)]


def events_of(path: Path, *window: date) -> list[Event]:
    first, last = window
    file = read_calendars(path, first=first, last=last, zone=CHICAGO)
    return [event for calendar in file.calendars for event in calendar.events]


def test_every_sample_is_read_or_refused_with_a_sentence(samples: Path) -> None:
    paths = [*(samples / "calendars").glob("*.ics"), *(samples / "hostile").glob("*.ics")]
    assert len(paths) > 50
    refused = set()
    for path in paths:
        begun = time.process_time()
        try:
            file = read(path.read_bytes())
            assert all(notice.message for notice in file.notices)
        except FileError:
            refused.add(path.name)
        assert time.process_time() - begun < 10, path.name
    assert refused == CUT_OFF


def test_other_hostile_files_are_no_calendars(samples: Path) -> None:
    paths = [path for path in (samples / "hostile").iterdir() if path.suffix != ".ics"]
    assert paths
    for path in paths:
        with pytest.raises(FileError) as caught:
            read(path.read_bytes())
        assert caught.value.code in {"not_a_calendar", "empty_file"}, path.name


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("ical4j_SwedishHolidays2003-2006.ics", 52),
        ("icalendar_issue_313_globally_unique_tzid.ics", 3),
        ("icalendar_issue_156_RDATE_with_PERIOD_list.ics", 3),
        ("icalendar_issue_218_bad_tzid.ics", 1),
        ("icalendar_issue_237_fail_to_parse_timezone_with_non_ascii_tzid.ics", 1),
        # A birthday in three years, and the same three again under another identifier.
        ("icaljs_google_birthday.ics", 6),
        # Four days from June 9, 2024, of which the 11th is taken out as a day.
        ("icaljs_rdate_exdate.ics", 3),
        # 21 days from March 3, 2008, of which the 11th is taken out, in two events.
        ("icalendar_parsing_error.ics", 40),
    ],
)
def test_a_sample_holds_what_is_known_of_it(samples: Path, name: str, count: int) -> None:
    data = (samples / "calendars" / name).read_bytes()
    assert sum(len(events(data, window)) for window in EVERYTHING) == count


def test_the_districts_year_has_its_fifteen_events(samples: Path) -> None:
    """Twelve on whole days, one of them after the year; two that repeat, one of them with a change."""
    path = samples / "calendars/generated_district_school_year_2026_27.ics"
    file = read_calendars(path, first=YEAR[0], last=YEAR[1], zone=CHICAGO)
    (calendar,) = file.calendars
    assert calendar.name == "Lakeside Unified 2026-27"
    assert not file.notices
    assert [
        (event.title, event.first_day.isoformat(), event.last_day.isoformat())
        for event in calendar.events
        if event.all_day
    ] == [
        ("Teacher in-service", "2026-08-12", "2026-08-16"),
        ("First day of school", "2026-08-18", "2026-08-18"),
        ("Labor Day - no school", "2026-09-07", "2026-09-07"),
        ("Fall break", "2026-10-12", "2026-10-16"),
        ("Thanksgiving recess", "2026-11-25", "2026-11-27"),
        ("Winter recess", "2026-12-21", "2027-01-04"),
        ("Martin Luther King Jr. Day - no school", "2027-01-18", "2027-01-18"),
        ("Presidents' Day - no school", "2027-02-15", "2027-02-15"),
        ("Spring break", "2027-03-15", "2027-03-19"),
        ("State assessment window", "2027-04-12", "2027-04-23"),
        ("Last day of school", "2027-05-27", "2027-05-27"),
    ]
    testing = next(event for event in calendar.events if event.title.startswith("State"))
    assert (testing.notes, testing.categories) == ("No classroom visits, no surveys", ("TESTING",))
    later = events_of(path, YEAR[0], date(2027, 12, 31))
    assert len({event.line for event in later}) == 15


def test_the_districts_early_releases_keep_their_exceptions(samples: Path) -> None:
    """Every second Wednesday from August 26; October 21 is moved to the Thursday."""
    path = samples / "calendars/generated_district_school_year_2026_27.ics"
    found = events_of(path, *YEAR)
    early = [event for event in found if event.uid.startswith("early")]
    assert len(early) == 20
    moved = [event for event in early if event.first_day.weekday() != 2]
    assert [(event.first_day, event.title) for event in moved] == [
        (date(2026, 10, 22), "Early release moved to Thursday")
    ]
    assert date(2026, 10, 21) not in {event.first_day for event in early}
    assert date(2026, 11, 25) not in {event.first_day for event in early}
    assert max(event.first_day for event in early) == date(2027, 5, 19)
    assert {event.begins and event.begins.strftime("%H:%M") for event in early} == {"13:30"}
    board = [event for event in found if event.title == "Board meeting"]
    assert len(board) == 10
    assert {event.first_day.weekday() for event in board} == {1}
    assert {event.ends and event.ends.strftime("%H:%M") for event in board} == {"20:00"}


def test_endless_seconds_come_to_a_day_each(samples: Path) -> None:
    for name in ("rrule_secondly_forever.ics", "rrule_minutely_until_9999.ics"):
        found = events_of(samples / "hostile" / name, *YEAR)
        assert len(found) == 365
        assert len({event.first_day for event in found}) == 365


def test_a_backward_and_a_beginless_event_are_said(samples: Path) -> None:
    file = read_calendars(
        samples / "hostile/dtend_before_dtstart.ics", first=date(2026, 1, 1), last=date(2026, 12, 31)
    )
    assert [(one.title, one.first_day, one.last_day) for one in file.calendars[0].events] == [
        ("backwards", date(2026, 3, 1), date(2026, 3, 1)),
        ("duplicate uid", date(2026, 3, 2), date(2026, 3, 2)),
    ]
    assert [(one.code, one.row, one.column) for one in file.notices] == [
        ("ends_before_start", 4, "backwards"),
        ("event_without_start", 11, "no start"),
        ("same_identifier", 16, "duplicate uid"),
    ]
