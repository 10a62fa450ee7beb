"""What a calendar file comes to: its calendars, and of each the events that touch the days asked for."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from fivefold.files.sentences import Sentence
from fivefold.files.table import Notice


@dataclass(frozen=True)
class Event:
    """One event, or one occurrence of an event that repeats."""

    uid: str
    title: str
    first_day: date
    last_day: date
    """Inclusive. Days are those of the zone that the file was read for."""
    all_day: bool
    begins: datetime | None
    """In that zone; without one where the file names none. None of an all-day event."""
    ends: datetime | None
    recurring: bool
    notes: str
    categories: tuple[str, ...]
    line: int
    """Where in the file the event begins."""

    def to_record(self) -> dict[str, Any]:
        moments = {"begins": self.begins, "ends": self.ends}
        return {
            **vars(self),
            "first_day": self.first_day.isoformat(),
            "last_day": self.last_day.isoformat(),
            **{name: moment and moment.isoformat() for name, moment in moments.items()},
        }

    @classmethod
    def of_record(cls, record: dict[str, Any], zone: ZoneInfo) -> "Event":
        return cls(
            **{
                **record,
                "first_day": date.fromisoformat(record["first_day"]),
                "last_day": date.fromisoformat(record["last_day"]),
                "begins": _moment(record["begins"], zone),
                "ends": _moment(record["ends"], zone),
                "categories": tuple(record["categories"]),
            }
        )


def _moment(text: str | None, zone: ZoneInfo) -> datetime | None:
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    return moment.astimezone(zone) if moment.tzinfo else moment


@dataclass(frozen=True)
class Calendar:
    """One calendar of the file; its events in the order of their days."""

    name: str
    events: tuple[Event, ...]


@dataclass(frozen=True)
class CalendarFile:
    """`notices` say what was left out and why; their row is the line of the file, their column the event."""

    file: str
    calendars: tuple[Calendar, ...]
    notices: tuple[Notice, ...]

    @classmethod
    def of_record(cls, name: str, record: dict[str, Any], zone: ZoneInfo) -> "CalendarFile":
        return cls(
            name,
            tuple(
                Calendar(one["name"], tuple(Event.of_record(event, zone) for event in one["events"]))
                for one in record["calendars"]
            ),
            tuple(
                Notice(code, Sentence.of_record(message), row, column)
                for code, message, row, column in record["notices"]
            ),
        )
