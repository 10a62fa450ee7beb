from fivefold.meetings.models.entries import LONGEST_COMMITMENT, LONGEST_ENTRY, Entry
from fivefold.meetings.models.meetings import (
    AgendaLine,
    Attendance,
    Attended,
    Meeting,
)
from fivefold.meetings.models.talks import LONGEST_COLUMN, TalkVersion

__all__ = [
    "LONGEST_COLUMN",
    "LONGEST_COMMITMENT",
    "LONGEST_ENTRY",
    "AgendaLine",
    "Attendance",
    "Attended",
    "Entry",
    "Meeting",
    "TalkVersion",
]
