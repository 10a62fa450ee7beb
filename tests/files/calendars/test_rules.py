"""How events repeat: the examples of RFC 5545 itself, and a plain count of days."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.files.calendars.made import NEW_YORK, calendar, event, events, read, told

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NINETIES = (date(1996, 1, 1), date(2005, 12, 31))


def dates(text: str) -> list[date]:
    """`1997-09 2 3, 1997-10 1` as dates."""
    found = []
    for month in text.split(", "):
        head, *numbers = month.split()
        found += [date.fromisoformat(f"{head}-{int(number):02}") for number in numbers]
    return found


# Section 3.8.5.3, in its order: the first day, the rule, the days that the section lists.
EXAMPLES = [
    ("19970902", "FREQ=DAILY;COUNT=10", "1997-09 2 3 4 5 6 7 8 9 10 11"),
    ("19970902", "FREQ=DAILY;INTERVAL=10;COUNT=5", "1997-09 2 12 22, 1997-10 2 12"),
    ("19970902", "FREQ=WEEKLY;COUNT=10", "1997-09 2 9 16 23 30, 1997-10 7 14 21 28, 1997-11 4"),
    (
        "19970902",
        "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH",
        "1997-09 2 4 9 11 16 18 23 25 30, 1997-10 2",
    ),
    ("19970902", "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH", "1997-09 2 4 9 11 16 18 23 25 30, 1997-10 2"),
    (
        "19970901",
        "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
        "1997-09 1 3 5 15 17 19 29, 1997-10 1 3 13 15 17 27 29 31, 1997-11 10 12 14 24 26 28, "
        "1997-12 8 10 12 22",
    ),
    (
        "19970902",
        "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
        "1997-09 2 4 16 18 30, 1997-10 2 14 16",
    ),
    (
        "19970905",
        "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
        "1997-09 5, 1997-10 3, 1997-11 7, 1997-12 5, 1998-01 2, 1998-02 6, 1998-03 6, 1998-04 3, "
        "1998-05 1, 1998-06 5",
    ),
    (
        "19970905",
        "FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR",
        "1997-09 5, 1997-10 3, 1997-11 7, 1997-12 5",
    ),
    (
        "19970907",
        "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
        "1997-09 7 28, 1997-11 2 30, 1998-01 4 25, 1998-03 1 29, 1998-05 3 31",
    ),
    (
        "19970922",
        "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
        "1997-09 22, 1997-10 20, 1997-11 17, 1997-12 22, 1998-01 19, 1998-02 16",
    ),
    (
        "19970902",
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15",
        "1997-09 2 15, 1997-10 2 15, 1997-11 2 15, 1997-12 2 15, 1998-01 2 15",
    ),
    (
        "19970930",
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
        "1997-09 30, 1997-10 1 31, 1997-11 1 30, 1997-12 1 31, 1998-01 1 31, 1998-02 1",
    ),
    (
        "19970910",
        "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
        "1997-09 10 11 12 13 14 15, 1999-03 10 11 12 13",
    ),
    (
        "19970610",
        "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
        "1997-06 10, 1997-07 10, 1998-06 10, 1998-07 10, 1999-06 10, 1999-07 10, 2000-06 10, 2000-07 10, "
        "2001-06 10, 2001-07 10",
    ),
    (
        "19970101",
        "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200",  # the tenth is of 2006
        "1997-01 1, 1997-04 10, 1997-07 19, 2000-01 1, 2000-04 9, 2000-07 18, 2003-01 1, "
        "2003-04 10, 2003-07 19",
    ),
    ("19970519", "FREQ=YEARLY;BYDAY=20MO;UNTIL=19991231", "1997-05 19, 1998-05 18, 1999-05 17"),
    ("19970512", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;UNTIL=19991231", "1997-05 12, 1998-05 11, 1999-05 17"),
    (
        "19961105",
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
        "1996-11 5, 2000-11 7, 2004-11 2",
    ),
    ("19970904", "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "1997-09 4, 1997-10 7, 1997-11 6"),
    (
        "19970929",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;UNTIL=19980331",
        "1997-09 29, 1997-10 30, 1997-11 27, 1997-12 30, 1998-01 29, 1998-02 26, 1998-03 30",
    ),
    ("19970805", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08 5 10 19 24"),
    ("19970805", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08 5 17 19 31"),
]


@pytest.mark.parametrize(("start", "rule", "expected"), EXAMPLES)
def test_the_examples_of_section_3_8_5_3(start: str, rule: str, expected: str) -> None:
    made = calendar(event("UID:1", f"DTSTART;TZID={NEW_YORK}:{start}T090000", f"RRULE:{rule}"))
    found = events(made, NINETIES, NEW_YORK)
    assert [one.first_day for one in found] == dates(expected)
    assert {one.begins and one.begins.strftime("%H:%M") for one in found} == {"09:00"}


def test_daily_until_christmas_eve_over_the_change_of_clocks() -> None:
    """Section 3.8.5.3: until December 24 in UTC, at nine by the clock on the wall."""
    made = event(
        "UID:1", f"DTSTART;TZID={NEW_YORK}:19970902T090000", "RRULE:FREQ=DAILY;UNTIL=19971224T000000Z"
    )
    found = events(calendar(made), NINETIES, NEW_YORK)
    assert len(found) == 113
    assert found[-1].first_day == date(1997, 12, 23)
    assert {one.begins and one.begins.utcoffset() for one in found} == {
        timedelta(hours=-4),
        timedelta(hours=-5),
    }


def test_the_first_day_counts_unless_it_is_taken_out() -> None:
    """Section 3.8.5.3: every Friday the 13th begins on a Tuesday, which EXDATE takes out."""
    lines = [
        "UID:1",
        f"DTSTART;TZID={NEW_YORK}:19970902T090000",
        "RRULE:FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;UNTIL=20001231",
    ]
    fridays = dates("1998-02 13, 1998-03 13, 1998-11 13, 1999-08 13, 2000-10 13")
    found = events(calendar(event(*lines)), NINETIES, NEW_YORK)
    assert [one.first_day for one in found] == [date(1997, 9, 2), *fridays]
    lines.append(f"EXDATE;TZID={NEW_YORK}:19970902T090000")
    found = events(calendar(event(*lines)), NINETIES, NEW_YORK)
    assert [one.first_day for one in found] == fridays


def test_a_day_that_a_month_lacks_is_passed_over() -> None:
    """Section 3.8.5.3: the fifteenth and the thirtieth, of which February has one."""
    made = event("UID:1", "DTSTART:20070115T090000", "RRULE:FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5")
    found = events(calendar(made), (date(2007, 1, 1), date(2007, 12, 31)))
    assert [one.first_day for one in found] == dates("2007-01 15 30, 2007-02 15, 2007-03 15 30")


def test_what_repeats_within_a_day_is_taken_once_a_day() -> None:
    """Section 3.8.5.3: every twenty minutes from 9:00 to 16:40, every day."""
    rule = "RRULE:FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16"
    file = read(
        calendar(event("UID:1", f"DTSTART;TZID={NEW_YORK}:19970902T090000", rule)),
        (date(1997, 12, 1), date(1997, 12, 31)),
        NEW_YORK,
    )
    (found,) = file.calendars
    assert [one.first_day.day for one in found.events] == list(range(1, 32))
    assert {one.begins and one.begins.strftime("%H:%M") for one in found.events} == {"09:00"}
    assert told(file) == ["repeats_within_day"]


@st.composite
def simple_rules(draw: st.DrawFn) -> tuple[date, dict[str, int | str]]:
    start = draw(st.dates(date(2015, 1, 1), date(2025, 12, 31)))
    rule: dict[str, int | str] = {
        "FREQ": draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])),
        "INTERVAL": draw(st.integers(1, 5)),
    }
    ends = draw(st.sampled_from(["never", "COUNT", "UNTIL"]))
    if ends == "COUNT":
        rule["COUNT"] = draw(st.integers(1, 400))
    if ends == "UNTIL":
        rule["UNTIL"] = draw(st.dates(start, date(2028, 12, 31))).strftime("%Y%m%d")
    if rule["FREQ"] == "WEEKLY":
        named = draw(st.sets(st.sampled_from(WEEKDAYS), max_size=4)) | {WEEKDAYS[start.weekday()]}
        rule["BYDAY"] = ",".join(sorted(named))
    return start, rule


def counted(start: date, rule: dict[str, int | str], last: date) -> list[date]:
    """Day by day from the first one, asking of each whether the rule names it."""
    found: list[date] = []
    until = datetime.strptime(str(rule["UNTIL"]), "%Y%m%d").date() if "UNTIL" in rule else last
    day = start
    while day <= min(until, last) and len(found) < int(rule.get("COUNT", 100_000)):
        if named(start, rule, day):
            found.append(day)
        day += timedelta(days=1)
    return found


def named(start: date, rule: dict[str, int | str], day: date) -> bool:
    interval = int(rule["INTERVAL"])
    if rule["FREQ"] == "DAILY":
        return (day - start).days % interval == 0
    if rule["FREQ"] == "WEEKLY":
        monday = start - timedelta(days=start.weekday())
        return (day - monday).days // 7 % interval == 0 and WEEKDAYS[day.weekday()] in str(rule["BYDAY"])
    months = (day.year - start.year) * 12 + day.month - start.month
    if rule["FREQ"] == "MONTHLY":
        return day.day == start.day and months % interval == 0
    return day.day == start.day and months % (12 * interval) == 0


@given(simple_rules(), st.dates(date(2015, 1, 1), date(2027, 1, 1)), st.integers(0, 800), st.integers(1, 20))
def test_a_rule_gives_what_a_plain_count_of_days_gives(
    made: tuple[date, dict[str, int | str]], first: date, width: int, length: int
) -> None:
    start, rule = made
    last = first + timedelta(days=width)
    text = ";".join(f"{name}={value}" for name, value in rule.items())
    lines = [
        "UID:1",
        f"DTSTART;VALUE=DATE:{start:%Y%m%d}",
        f"DTEND;VALUE=DATE:{start + timedelta(days=length):%Y%m%d}",
        f"RRULE:{text}",
    ]
    found = events(calendar(event(*lines)), (first, last))
    reach = timedelta(days=length - 1)
    assert [(one.first_day, one.last_day) for one in found] == [
        (day, day + reach) for day in counted(start, rule, last) if day + reach >= first
    ]


@given(st.datetimes(datetime(2020, 1, 1), datetime(2026, 7, 1)), st.integers(1, 400))
def test_far_steps_by_the_hour_agree_with_a_walk(start: datetime, interval: int) -> None:
    start = start.replace(microsecond=0)
    made = event("UID:1", f"DTSTART:{start:%Y%m%dT%H%M%S}", f"RRULE:FREQ=HOURLY;INTERVAL={interval}")
    window = (date(2026, 9, 1), date(2026, 9, 30))
    first_of_day: dict[date, datetime] = {}
    at = start
    while at.date() <= window[1]:
        first_of_day.setdefault(at.date(), at)
        at += timedelta(hours=interval)
    assert [one.begins for one in events(calendar(made), window)] == [
        at for day, at in first_of_day.items() if day >= window[0]
    ]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=OFTEN",
        "FREQ=DAILY;FREQ=WEEKLY",
        "COUNT=3",
        "",
        "FREQ=DAILY;COUNT=none",
        "FREQ=DAILY;UNTIL=tomorrow",
        "FREQ=MONTHLY;BYDAY=9XX",
        "RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=5L",
        "FREQ=DAILY;BYHOUR=" + ",".join(["1"] * 1_000),
        "W1 MO #0",
    ],
)
def test_a_rule_that_cannot_be_read_leaves_the_first_day_and_is_said(rule: str) -> None:
    file = read(calendar(event("UID:1", "SUMMARY:PLC", "DTSTART:20260901T090000", f"RRULE:{rule}")))
    assert [one.first_day for one in file.calendars[0].events] == [date(2026, 9, 1)]
    assert [(one.code, one.row, one.column) for one in file.notices] == [("recurrence_unreadable", 3, "PLC")]
