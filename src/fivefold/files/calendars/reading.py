"""A calendar file, in the child process: its calendars and what is to be said of them."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from fivefold.files import limits
from fivefold.files.calendars import saying
from fivefold.files.calendars.blocks import Block, calendars_of
from fivefold.files.calendars.calendar import Event
from fivefold.files.calendars.entries import Reader
from fivefold.files.calendars.fence import Fence
from fivefold.files.calendars.lines import Line, lines_of
from fivefold.files.calendars.occurrences import Finder, Window
from fivefold.files.calendars.opening import SHORTER
from fivefold.files.calendars.saying import Said
from fivefold.files.calendars.values import text_of
from fivefold.files.calendars.versions import series_of
from fivefold.files.calendars.zones import Zones
from fivefold.files.errors import FileError
from fivefold.files.sentences import say

NAME_CHARACTERS = 200
NOTICES = 100
OTHER_KINDS = ("VTODO", "VJOURNAL", "VFREEBUSY")


def read(path: Path, first: date, last: date, zone: str) -> dict[str, Any]:
    """As `CalendarFile` keeps it, in plain lists and texts."""
    data = path.read_bytes()
    lines = list(lines_of(data))
    if not lines:
        raise FileError(
            "empty_file",
            say("The file is empty."),
            remedy=say("Export the calendar again; nothing came of it."),
        )
    blocks = calendars_of(lines)
    _refuse_too_many(sum(len(block.of("VEVENT")) for block in blocks))
    said: Said = []
    _say_assumed(lines, said)
    window = Window(first, last, ZoneInfo(zone), Fence())
    named: dict[str, list[Block]] = {}
    for block in blocks:
        # Some programs write a calendar for each event; who chooses tells calendars apart by their names.
        named.setdefault(_name(block), []).append(block)
    calendars = {name: _events(group, window, said) for name, group in named.items()}
    _refuse_too_many(sum(map(len, calendars.values())))
    return {
        "calendars": [
            {"name": name, "events": [event.to_record() for event in events]}
            for name, events in calendars.items()
        ],
        "notices": [(code, message.to_record(), *place) for code, message, *place in _bounded(said)],
    }


def _refuse_too_many(count: int) -> None:
    if count > limits.CALENDAR_EVENTS:
        raise FileError(
            "too_large",
            say(
                "The calendar holds more than {most} events, more than a district has.",
                most=f"{limits.CALENDAR_EVENTS:,}",
            ),
            remedy=SHORTER,
        )


def _name(block: Block) -> str:
    return " ".join(text_of(block.value("X-WR-CALNAME", "NAME")).split())[:NAME_CHARACTERS]


def _events(blocks: list[Block], window: Window, said: Said) -> list[Event]:
    """In an order that does not depend on that of the file."""
    read = 0
    events: list[Event] = []
    for block in blocks:
        zones = Zones(block, window.home, said)
        reader = Reader(zones, said)
        entries = [entry for one in block.of("VEVENT") if (entry := reader.entry(one)) is not None]
        finder = Finder(window, zones, said)
        for series in series_of(entries, window.home, said):
            events.extend(finder.events(series))
            _refuse_too_many(len(events))
        read += len(entries)
        _say_of_others(block, said)
    if read and not events:
        first, last = window.first.isoformat(), window.last.isoformat()
        said.append(saying.none_in_window(blocks[0].line, read, first, last))
    return sorted(events, key=_place)


def _place(event: Event) -> tuple[Any, ...]:
    begins = event.begins.replace(tzinfo=None).isoformat() if event.begins else ""
    return (event.first_day, begins, event.last_day, event.title, event.uid, repr(event))


def _say_assumed(lines: Iterable[Line], said: Said) -> None:
    assumed = next((line for line in lines if line.assumed), None)
    if assumed is not None:
        said.append(saying.encoding_assumed(assumed.number))


def _say_of_others(block: Block, said: Said) -> None:
    others = [one for one in block.blocks if one.kind in OTHER_KINDS]
    if others:
        said.append(saying.not_events(others[0].line, len(others)))


def _bounded(said: Said) -> Said:
    """In the order of the file, each once, and no more than somebody reads."""
    ordered = sorted({(one[2] or 0, one[0], one[1]): one for one in said}.items(), key=lambda one: one[0])
    listed = [one for _, one in ordered]
    if len(listed) <= NOTICES:
        return listed
    return [*listed[:NOTICES], saying.more_notices(len(listed) - NOTICES)]
