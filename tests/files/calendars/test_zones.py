"""Time zones as they are named: known, by Windows, by a vendor, defined in the file, or by nobody."""

from datetime import UTC, date, datetime

import pytest

from tests.files.calendars.made import calendar, event, only, read, told

DEFINED = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:16011104T020000
RRULE:{rule}
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010311T020000
RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
END:DAYLIGHT
END:VTIMEZONE
""".replace("\n", "\r\n")
NOVEMBER = "FREQ=YEARLY;BYDAY=1SU;BYMONTH=11"


def nine(zone: str) -> str:
    return event("UID:1", f"DTSTART;TZID={zone}:20260901T090000", "SUMMARY:Fair")


@pytest.mark.parametrize(
    ("name", "hour"),
    [
        ("America/New_York", 13),
        ("US/Eastern", 13),
        ("Eastern Standard Time", 13),
        ("W. Europe Standard Time", 7),
        ("/mozilla.org/20070129_1/America/New_York", 13),
        ("/freeassociation.sourceforge.net/Tzfile/America/Argentina/Buenos_Aires", 12),
        ('"America/New_York"', 13),
        ("UTC", 9),
        ("GMT", 9),
    ],
)
def test_a_known_zone_by_any_of_its_names(name: str, hour: int) -> None:
    file = read(calendar(nine(name)))
    assert not file.notices
    assert only(calendar(nine(name))).begins == datetime(2026, 9, 1, hour, tzinfo=UTC)


def test_a_zone_that_the_file_defines() -> None:
    made = calendar(DEFINED.format(name="Customized Time Zone", rule=NOVEMBER), nine("Customized Time Zone"))
    assert only(made).begins == datetime(2026, 9, 1, 13, tzinfo=UTC)
    winter = only(made.replace("20260901T", "20261201T"))
    assert winter.begins == datetime(2026, 12, 1, 14, tzinfo=UTC)
    assert not read(made).notices


@pytest.mark.parametrize(
    "name",
    [
        "Somewhere",
        "(UTC-06:00) Central Time (US & Canada)",
        "../../etc/passwd",
        "/etc/passwd",
        "x" * 5_000,
        "America",
    ],
)
def test_an_unknown_zone_is_taken_as_the_installations_and_said_once(name: str) -> None:
    file = read(calendar(nine(name), nine(name).replace("UID:1", "UID:2")))
    assert {one.begins for one in file.calendars[0].events} == {datetime(2026, 9, 1, 14, tzinfo=UTC)}
    assert [(one.code, one.row, one.column) for one in file.notices] == [("zone_unknown", 5, "Fair")]
    assert "America/Chicago" in file.notices[0].message


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=YEARLY;BYSECOND=1,2,3", "nonsense"])
def test_a_zone_whose_clocks_change_all_the_time_is_unknown(rule: str) -> None:
    file = read(calendar(DEFINED.format(name="Bomb", rule=rule), nine("Bomb")))
    assert told(file) == ["zone_unknown"]
    assert file.calendars[0].events[0].first_day == date(2026, 9, 1)


def test_a_zone_defined_without_offsets_is_unknown() -> None:
    made = "BEGIN:VTIMEZONE\r\nTZID:Empty\r\nBEGIN:STANDARD\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    assert told(read(calendar(made, nine("Empty")))) == ["zone_unknown"]
