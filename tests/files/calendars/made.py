"""Calendars made for the tests, and how they are read without a process for each."""

import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from fivefold.files.calendars import reading
from fivefold.files.calendars.calendar import CalendarFile, Event

CHICAGO = "America/Chicago"
NEW_YORK = "America/New_York"
YEAR = (date(2026, 7, 1), date(2027, 6, 30))


def event(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""])


def calendar(*parts: str, name: str = "") -> str:
    named = f"X-WR-CALNAME:{name}\r\n" if name else ""
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{named}{''.join(parts)}END:VCALENDAR\r\n"


def read(data: str | bytes, window: tuple[date, date] = YEAR, zone: str = CHICAGO) -> CalendarFile:
    """As `read_calendars`, in this process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.ics"
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return CalendarFile.of_record(path.name, reading.read(path, *window, zone), ZoneInfo(zone))


def events(data: str | bytes, window: tuple[date, date] = YEAR, zone: str = CHICAGO) -> list[Event]:
    return [one for each in read(data, window, zone).calendars for one in each.events]


def only(data: str | bytes, window: tuple[date, date] = YEAR, zone: str = CHICAGO) -> Event:
    (found,) = events(data, window, zone)
    return found


def days(found: Iterable[Event]) -> list[tuple[date, date]]:
    return [(one.first_day, one.last_day) for one in found]


def told(file: CalendarFile) -> list[str]:
    return [notice.code for notice in file.notices]
