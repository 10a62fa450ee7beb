"""Opening a calendar file: the one way in, through a process of its own as for every file."""

import os
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from fivefold.files import limits
from fivefold.files.calendars.blocks import AGAIN
from fivefold.files.calendars.calendar import CalendarFile
from fivefold.files.confinement import ask_for_calendars
from fivefold.files.errors import FileError
from fivefold.files.places import size_of
from fivefold.files.sentences import say

EARLIEST = date(1900, 1, 1)
LATEST = date(2200, 12, 31)
LONGEST_DAYS = 3_660
SHORTER = say("Export one calendar at a time, or a shorter period such as one school year.")
# Said of survey files in other words.
REMEDIES = {"damaged_file": AGAIN, "too_large": SHORTER, "too_slow": SHORTER}


def read_calendars(
    source: str | os.PathLike[str], *, first: date, last: date, zone: str = "UTC"
) -> CalendarFile:
    """The events of an .ics file that touch the days from `first` to `last`; every fault is a `FileError`.

    zone: the name of the zone in which days are counted, the installation's; a zone of the file that nobody
    knows is taken as this one.
    """
    if not (EARLIEST <= first <= last <= LATEST and (last - first).days <= LONGEST_DAYS):
        raise ValueError(f"No window of days to look through: {first} to {last}.")
    home = ZoneInfo(zone)
    place = Path(source)
    try:
        size = size_of(place, limits.CALENDAR_BYTES)
        wanted = {"first": first.isoformat(), "last": last.isoformat(), "zone": zone}
        return CalendarFile.of_record(place.name, ask_for_calendars(place, size, wanted), home)
    except FileError as error:
        error.file = place.name
        error.remedy = REMEDIES.get(error.code, error.remedy)
        raise
