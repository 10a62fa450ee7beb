"""One event: its days, its times, its words, as RFC 5545 has them and as vendors write them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.files.calendars.made import (
    CHICAGO,
    NEW_YORK,
    YEAR,
    calendar,
    days,
    event,
    events,
    only,
    read,
    told,
)

JAZZ = (date(2007, 1, 1), date(2007, 12, 31))


def span(*lines: str, zone: str = CHICAGO) -> tuple[date, date]:
    found = only(calendar(event("UID:1", *lines)), zone=zone)
    return found.first_day, found.last_day


def test_the_end_of_whole_days_is_not_among_them() -> None:
    """Section 3.6.1: June 28 to July 8 inclusively, written with an end of July 9."""
    made = event("UID:1", "DTSTART;VALUE=DATE:20070628", "DTEND;VALUE=DATE:20070709")
    found = only(calendar(made), JAZZ)
    assert (found.first_day, found.last_day) == (date(2007, 6, 28), date(2007, 7, 8))
    assert found.all_day
    assert found.begins is None
    assert found.ends is None


def test_an_anniversary_without_an_end_is_one_day_of_each_year() -> None:
    """Section 3.6.1: November 2, every year."""
    made = event(
        "UID:1", "DTSTART;VALUE=DATE:19971102", "RRULE:FREQ=YEARLY", "SUMMARY:Our Blissful Anniversary"
    )
    found = events(calendar(made), (date(1997, 1, 1), date(1999, 12, 31)))
    assert days(found) == [(date(year, 11, 2),) * 2 for year in (1997, 1998, 1999)]
    assert all(one.recurring for one in found)


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        (["DTSTART;VALUE=DATE:20260901"], 1),
        (["DTSTART:20260901"], 1),
        (["DTSTART;VALUE=DATE:20260901T000000"], 1),
        (["DTSTART;VALUE=DATE:20260901", "DTEND;VALUE=DATE:20260901"], 1),
        (["DTSTART;VALUE=DATE:20260901", "DURATION:P3D"], 3),
        (["DTSTART;VALUE=DATE:20260901", "DURATION:PT36H"], 2),
        (["DTSTART;VALUE=DATE:20260901", "DURATION:P1W"], 7),
        (["DTSTART;VALUE=DATE:20260901", "DTEND:20260903T120000"], 3),
        (["DTSTART:20260901T000000", "DTEND:20260903T000000"], 2),
        (["DTSTART:20260901T220000", "DURATION:PT3H"], 2),
        (["DTSTART:20260901T220000", "DTEND:20260902T000000"], 1),
        (["DTSTART:20260901T000000"], 1),
    ],
)
def test_the_last_day_is_the_last_that_the_event_touches(lines: list[str], last: int) -> None:
    assert span(*lines) == (date(2026, 9, 1), date(2026, 9, last))


def test_outlooks_whole_days_from_midnight_to_midnight_are_whole_days() -> None:
    lines = ["DTSTART:20260907T000000", "DTEND:20260909T000000", "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"]
    found = only(calendar(event("UID:1", *lines)))
    assert found.all_day
    assert (found.first_day, found.last_day) == (date(2026, 9, 7), date(2026, 9, 8))


def test_a_floating_time_stays_without_a_zone() -> None:
    found = only(calendar(event("UID:1", "DTSTART:20260901T090000", "DURATION:PT90M")))
    assert (found.begins, found.ends) == (datetime(2026, 9, 1, 9), datetime(2026, 9, 1, 10, 30))


def test_days_are_counted_in_the_zone_that_was_asked_for() -> None:
    """An evening in Chicago, which is the next day already where it is written."""
    lines = ["DTSTART:20260909T003000Z", "DTEND:20260909T023000Z"]
    assert span(*lines) == (date(2026, 9, 8),) * 2
    assert span(*lines, zone="UTC") == (date(2026, 9, 9),) * 2
    found = only(calendar(event("UID:1", *lines)))
    assert found.begins == datetime(2026, 9, 9, 0, 30, tzinfo=UTC)
    assert found.begins.tzinfo == ZoneInfo(CHICAGO)


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        # Section 3.3.5: of the two 1:30 the first is meant; 2:30, which the clocks skip, is 3:30.
        ("20071104T013000", datetime(2007, 11, 4, 5, 30, tzinfo=UTC)),
        ("20070311T023000", datetime(2007, 3, 11, 7, 30, tzinfo=UTC)),
    ],
)
def test_hours_that_come_twice_or_never(written: str, utc: datetime) -> None:
    found = only(calendar(event("UID:1", f"DTSTART;TZID={NEW_YORK}:{written}")), JAZZ, NEW_YORK)
    assert found.begins is not None
    assert found.begins.astimezone(UTC) == utc
    assert found.begins.utcoffset() == timedelta(hours=-4)


def test_a_day_is_a_day_and_twenty_four_hours_are_hours() -> None:
    """Section 3.3.6: a duration of a day ends at the same time of day, one in hours does not."""
    start = f"DTSTART;TZID={NEW_YORK}:20070310T120000"
    nominal = only(calendar(event("UID:1", start, "DURATION:P1D")), JAZZ, NEW_YORK)
    exact = only(calendar(event("UID:1", start, "DURATION:PT24H")), JAZZ, NEW_YORK)
    assert nominal.ends == datetime(2007, 3, 11, 12, tzinfo=ZoneInfo(NEW_YORK))
    assert exact.ends == datetime(2007, 3, 11, 13, tzinfo=ZoneInfo(NEW_YORK))


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["DTSTART:20260901T100000Z", "DTEND:20260901T090000Z"], "ends_before_start"),
        (["DTSTART;VALUE=DATE:20260901", "DTEND;VALUE=DATE:20260830"], "ends_before_start"),
        (["DTSTART:20260901T100000", "DURATION:-PT5H"], "ends_before_start"),
        (["DTSTART:20260901T100000", "DURATION:P999999999999999999W"], "end_unreadable"),
        (["DTSTART:20260901T100000", "DTEND:soon"], "end_unreadable"),
        (["DTSTART:20260901T100000", "DTEND;;VALUE=DATE:20260902"], "end_unreadable"),
    ],
)
def test_a_wrong_end_leaves_the_beginning_and_is_said(lines: list[str], code: str) -> None:
    file = read(calendar(event("UID:1", "SUMMARY:Fair", *lines)))
    assert days(file.calendars[0].events) == [(date(2026, 9, 1),) * 2]
    assert [(one.code, one.row, one.column) for one in file.notices] == [(code, 3, "Fair")]
    assert "Line 3, “Fair”" in file.notices[0].message


@pytest.mark.parametrize("start", ["", "DTSTART:", "DTSTART:soon", "DTSTART:20261399", "DTSTART;;X:20260901"])
def test_an_event_without_a_beginning_is_left_out_and_said(start: str) -> None:
    file = read(calendar(event("SUMMARY:When?", start), event("DTSTART:20260901", "SUMMARY:Then")))
    assert [one.title for one in file.calendars[0].events] == ["Then"]
    assert [(one.code, one.column) for one in file.notices] == [("event_without_start", "When?")]


def test_dates_at_the_end_of_all_calendars_are_left_out_and_said() -> None:
    made = event("UID:1", f"DTSTART;TZID={CHICAGO}:20260901T235959", "DURATION:P9999999D")
    assert told(read(calendar(made))) == ["no_events_in_window", "event_unreadable"]
    for edge in ("00010101T000000", "99991231T235959"):
        lines = [f"{name};TZID=Asia/Tokyo:{edge}" for name in ("DTSTART", "DTEND", "EXDATE", "RECURRENCE-ID")]
        assert told(read(calendar(event(*lines)))) == ["no_events_in_window"]


def test_a_cancelled_event_is_left_out_and_said() -> None:
    file = read(calendar(event("UID:1", "DTSTART:20260901", "STATUS:CANCELLED", "SUMMARY:Fair")))
    assert not file.calendars[0].events
    assert [one.code for one in file.notices] == ["no_events_in_window", "event_cancelled"]


def test_words_are_kept_as_they_were_meant() -> None:
    lines = [
        "UID:1",
        "DTSTART:20260901",
        r"SUMMARY:Fall\, break\; no  school",
        r"DESCRIPTION:First line\nSecond\\third",
        r"CATEGORIES:NO SCHOOL,A\, B",
        "CATEGORIES:NO SCHOOL,STAFF",
    ]
    found = only(calendar(event(*lines)))
    assert found.title == "Fall, break; no school"
    assert found.notes == "First line\nSecond\\third"
    assert found.categories == ("NO SCHOOL", "A, B", "STAFF")


def test_signs_that_turn_what_stands_around_them_are_dropped() -> None:
    found = only(calendar(event("UID:1", "DTSTART:20260901", "SUMMARY:Fall\u202e break\x07\u00a0👩‍🏫")))
    assert found.title == "Fall break 👩‍🏫"


def test_long_words_are_cut() -> None:
    found = only(calendar(event("UID:" + "u" * 9_999, "DTSTART:20260901", "SUMMARY:" + "x" * 90_000)))
    assert (len(found.title), len(found.uid)) == (300, 300)


def test_a_window_holds_what_touches_it_and_nothing_else() -> None:
    def spanning(first: str, end: str) -> str:
        return event(f"DTSTART;VALUE=DATE:{first}", f"DTEND;VALUE=DATE:{end}", f"SUMMARY:{first}")

    made = calendar(
        spanning("20260601", "20260701"),
        spanning("20260601", "20260702"),
        spanning("20200601", "20300702"),
        spanning("20270630", "20270709"),
        spanning("20270701", "20270709"),
    )
    assert [one.title for one in events(made, YEAR)] == ["20200601", "20260601", "20270630"]


def test_an_empty_window_is_said_with_what_there_was() -> None:
    file = read(calendar(event("DTSTART:20010101"), event("DTSTART:20010102"), name="Old"))
    assert [(one.name, one.events) for one in file.calendars] == [("Old", ())]
    assert [one.message for one in file.notices] == [
        "The calendar that begins in line 1 has 2 events, none of them from 2026-07-01 to 2027-06-30."
    ]


def test_tasks_and_journals_are_no_events() -> None:
    todo = "BEGIN:VTODO\r\nUID:2\r\nDTSTART:20260901\r\nEND:VTODO\r\n"
    file = read(calendar(event("UID:1", "DTSTART:20260901"), todo, todo))
    assert len(file.calendars[0].events) == 1
    assert [(one.code, one.row) for one in file.notices] == [("not_events", 7)]


def test_an_alarm_says_nothing_of_its_event() -> None:
    alarm = "BEGIN:VALARM\r\nSUMMARY:Alarm\r\nDURATION:P9D\r\nDTSTART:19990101\r\nEND:VALARM"
    found = only(calendar(event("UID:1", alarm, "DTSTART:20260901", "SUMMARY:Fair")))
    assert (found.title, found.last_day) == ("Fair", date(2026, 9, 1))
