"""The file as a whole: its lines and letters, its calendars, what is refused, and how long it may take."""

import codecs
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.files import limits
from fivefold.files.calendars.opening import read_calendars
from fivefold.files.errors import FileError
from tests.files.calendars.made import YEAR, calendar, days, event, events, only, read, told

FAIR = event("UID:1", "DTSTART:20260901", "SUMMARY:Feria de otoño – niños", "DESCRIPTION:año")


def refusal(data: str | bytes) -> FileError:
    with pytest.raises(FileError) as caught:
        read(data)
    assert caught.value.remedy
    return caught.value


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\r\r\n", "\n\n"])
def test_lines_end_in_any_way(end: str) -> None:
    made = calendar(FAIR, event("UID:2", "DTSTART:20261012", "DTEND:20261017")).replace("\r\n", end)
    assert len(events(made)) == 2


@pytest.mark.parametrize(
    "mark",
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
def test_a_byte_order_mark_is_understood(mark: tuple[bytes, str]) -> None:
    assert only(mark[0] + calendar(FAIR).encode(mark[1])).title == "Feria de otoño – niños"


def test_other_letters_are_read_and_said() -> None:
    file = read(calendar(FAIR).encode("cp1252"))
    assert file.calendars[0].events[0].title == "Feria de otoño – niños"
    assert [(one.code, one.row) for one in file.notices] == [("encoding_assumed", 6)]
    latin = calendar(event("UID:1", "DTSTART:20260901", "SUMMARY:a\x81ñ")).encode("latin-1")
    assert only(latin).title == "añ"


@given(st.integers(1, 40))
def test_a_fold_may_come_anywhere_even_within_a_letter(width: int) -> None:
    """Section 3.1: folded by octets."""
    lines = []
    for line in calendar(FAIR).encode().split(b"\r\n"):
        parts = [line[place : place + width] for place in range(0, len(line), width)]
        lines.append(b"\r\n ".join(parts))
    assert only(b"\r\n".join(lines)).title == "Feria de otoño – niños"


def test_several_calendars_are_told_apart_by_name() -> None:
    school = calendar(FAIR, name="School")
    board = calendar(event("UID:1", "DTSTART:20261001", "SUMMARY:Board"), name="Board, open")
    more = calendar(event("UID:9", "DTSTART:20261002", "SUMMARY:Play"), name="School")
    file = read(school + board + more)
    assert [(one.name, [each.title for each in one.events]) for one in file.calendars] == [
        ("School", ["Feria de otoño – niños", "Play"]),
        ("Board, open", ["Board"]),
    ]


def test_an_event_outside_any_calendar_is_read() -> None:
    assert only(FAIR).first_day == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("data", "code", "row"),
    [
        (b"", "empty_file", None),
        (b"\r\n \r\n", "empty_file", None),
        (codecs.BOM_UTF8, "empty_file", None),
        (b"date,what\r\n2026-09-01,Fair\r\n", "not_a_calendar", 1),
        (b"\n\n<!DOCTYPE html><html>", "not_a_calendar", 3),
        (b"PK\x03\x04 and more", "not_a_calendar", 1),
        (b"\0" * 99, "not_a_calendar", 1),
        (b"BEGIN:VCARD\nFN:Ana\nEND:VCARD\n", "not_a_calendar", 1),
        (calendar(FAIR)[:-20], "cut_off", 1),
        (calendar(FAIR)[:80], "cut_off", 1),
        (calendar(FAIR.replace("END:VEVENT", "END:VTODO")), "damaged_file", 8),
        (calendar(FAIR) + "END:VCALENDAR", "damaged_file", 10),
        ("BEGIN:VCALENDAR\n" * 99, "damaged_file", 21),
    ],
)
def test_what_is_no_calendar_is_refused_with_its_line(data: str | bytes, code: str, row: int | None) -> None:
    error = refusal(data)
    assert (error.code, error.row) == (code, row)


def test_the_one_way_in_names_the_file_and_bounds_its_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "district.ics"
    path.write_text(calendar(FAIR, name="District"))
    file = read_calendars(path, first=YEAR[0], last=YEAR[1])
    assert (file.file, file.calendars[0].name, days(file.calendars[0].events)) == (
        "district.ics",
        "District",
        [(date(2026, 9, 1),) * 2],
    )
    monkeypatch.setattr(limits, "CALENDAR_BYTES", 100)
    with pytest.raises(FileError) as caught:
        read_calendars(path, first=YEAR[0], last=YEAR[1])
    assert (caught.value.code, caught.value.file) == ("too_large", "district.ics")
    assert "school year" in caught.value.remedy
    with pytest.raises(FileError) as caught:
        read_calendars(tmp_path / "none.ics", first=YEAR[0], last=YEAR[1])
    assert caught.value.code == "no_such_file"


def test_no_window_is_a_fault_of_the_program(tmp_path: Path) -> None:
    for first, last in (
        (YEAR[1], YEAR[0]),
        (date(1, 1, 1), date(2, 1, 1)),
        (date(2000, 1, 1), date(2100, 1, 1)),
    ):
        with pytest.raises(ValueError, match="window"):
            read_calendars(tmp_path / "none.ics", first=first, last=last)


def test_more_events_than_a_district_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CALENDAR_EVENTS", 400)
    daily = event("DTSTART:20260901", "RRULE:FREQ=DAILY")
    assert len(events(calendar(daily))) == 303
    assert refusal(calendar(daily, daily)).code == "too_large"
    assert refusal(calendar(*[event("DTSTART:19990101")] * 401)).code == "too_large"


BOMBS = (
    "FREQ=SECONDLY;COUNT=1000000000",
    "FREQ=SECONDLY;BYHOUR=9;BYMINUTE=59;BYSECOND=59",
    "FREQ=MINUTELY;BYDAY=MO;COUNT=999999999",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=DAILY;INTERVAL=999999999999999999",
    "FREQ=YEARLY;BYDAY=999999999999999999MO",
    "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9;BYMINUTE=0,1,2,3,4,5,6,7,8,9;BYSECOND=0,1,2,3,4,5,6,7,8,9",
    "FREQ=YEARLY;BYSETPOS=366;BYDAY=MO,TU,WE,TH,FR,SA,SU;COUNT=999999999",
)


@pytest.mark.parametrize("rule", BOMBS)
@pytest.mark.parametrize("start", ["00010101T000000", "19000101T000000Z", "20260101T000000"])
def test_a_rule_that_never_ends_is_cut_in_time(rule: str, start: str) -> None:
    begun = time.process_time()
    file = read(calendar(event("UID:1", f"DTSTART:{start}", f"RRULE:{rule}")))
    assert time.process_time() - begun < 3
    assert all(YEAR[0] <= one.first_day <= YEAR[1] for one in file.calendars[0].events)


def test_thousands_of_endless_rules_share_the_time() -> None:
    bomb = event("DTSTART:20200101T100000", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")
    begun = time.process_time()
    file = read(calendar(*[bomb] * 2_000))
    assert time.process_time() - begun < 10
    assert told(file).count("recurrence_cut") >= 99
    assert told(file)[-1] == "more_notices"
    assert len(file.notices) == 101


WORDS = st.sampled_from(
    [
        "BEGIN",
        "END",
        "VCALENDAR",
        "VEVENT",
        "VTIMEZONE",
        "STANDARD",
        "DTSTART",
        "DTEND",
        "DURATION",
        "RRULE",
        "RDATE",
        "EXDATE",
        "RECURRENCE-ID",
        "UID",
        "SUMMARY",
        "STATUS",
        "TZID=America/New_York",
        "VALUE=DATE",
        "VALUE=PERIOD",
        ":",
        ";",
        ",",
        "=",
        "\r\n",
        "\r\n",
        "",
        "20260901",
        "20260901T090000Z",
        "20270101T000000",
        "P1D",
        "PT1H",
        "FREQ=DAILY",
        "FREQ=WEEKLY",
        "COUNT=9",
        "BYDAY=MO",
        "INTERVAL=0",
        "UNTIL=99991231",
        "-1",
        "/",
        '"',
        "\\",
        "ñ",
    ]
)
VALUES = st.one_of(st.lists(WORDS, max_size=6).map("".join), st.text(max_size=20))
NAMES = st.sampled_from(
    [
        "DTSTART",
        "DTEND",
        "DURATION",
        "RRULE",
        "EXRULE",
        "RDATE",
        "EXDATE",
        "RECURRENCE-ID",
        "SUMMARY",
        "UID",
        "SEQUENCE",
    ]
)
GOOD = st.sampled_from(
    [
        "DTSTART:20260901T090000",
        "DTSTART;VALUE=DATE:20260901",
        "DTSTART;TZID=America/New_York:20270312T023000",
        "RRULE:FREQ=DAILY;INTERVAL=3",
        "RRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=7",
        "EXDATE;VALUE=DATE:20260907",
        "DTEND:20270101T000000Z",
        "UID:1",
        "RECURRENCE-ID:20260907T090000",
        "STATUS:CANCELLED",
    ]
)
LINES = st.lists(st.one_of(GOOD, st.builds("{}:{}".format, NAMES, VALUES), VALUES), max_size=8)
PLAIN_LINES = LINES.map(
    lambda lines: event(*(line for line in lines if not line.upper().startswith(("BEGIN", "END"))))
)


def answered(data: str | bytes) -> None:
    """An answer or a sentence; no day outside the window."""
    try:
        file = read(data)
    except FileError:
        return
    for each in file.calendars:
        for one in each.events:
            assert YEAR[0] <= one.last_day
            assert one.first_day <= YEAR[1]
            assert one.first_day <= one.last_day


@given(st.binary(max_size=300))
def test_any_bytes_are_answered(data: bytes) -> None:
    answered(data)
    answered(b"BEGIN:VCALENDAR\r\n" + data + b"\r\nEND:VCALENDAR\r\n")


@given(st.lists(WORDS, max_size=40).map("".join), LINES)
def test_any_lines_are_answered(prose: str, lines: list[str]) -> None:
    answered(prose)
    answered(calendar(event(*lines)))


@given(st.lists(PLAIN_LINES, max_size=6), st.randoms())
def test_the_order_of_events_in_the_file_does_not_matter(parts: list[str], chance: object) -> None:
    def told_of(given: list[str]) -> list[object]:
        return [
            (one.uid, one.title, one.first_day, one.last_day, one.begins, one.ends, one.notes)
            for one in events(calendar(*given))
        ]

    shuffled = list(parts)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    try:
        expected = told_of(parts)
    except FileError:
        return
    assert told_of(shuffled) == expected
