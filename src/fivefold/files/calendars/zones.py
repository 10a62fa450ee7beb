"""Which zone a name in a calendar file means: a known one, a vendor's, or one that the file defines."""

import re
import warnings
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from icalendar import Timezone
from icalendar.timezone.tzp import TZP

from fivefold.files.calendars import saying
from fivefold.files.calendars.blocks import Block
from fivefold.files.calendars.saying import Said

LONGEST_NAME = 200
# A zone's rules say when the clocks change: once a year. Others would be walked from year one by the library.
RULE = re.compile(
    r"(?:(?:FREQ=YEARLY|(?:INTERVAL|BYMONTH|BYDAY|BYMONTHDAY|UNTIL|COUNT|WKST)=[\w,+-]{1,80});?)+", re.I
)
RULES = 40
# What the library raises at definitions that it cannot take.
FAULTS = (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, OSError)
TRIED = (datetime(2000, 1, 1), datetime(2030, 7, 1))


class Zones:
    """The zones of one calendar. `home` stands for those that nobody knows."""

    def __init__(self, calendar: Block, home: ZoneInfo, said: Said) -> None:
        self.home = home
        self._said = said
        self._defined = {block.value("TZID").strip(): block for block in calendar.of("VTIMEZONE")}
        self._known = dict[str, tzinfo]()

    def named(self, name: str, line: int, event: str) -> tzinfo:
        name = name.strip()
        if name not in self._known:
            zone = _by_name(name) or self._by_definition(name)
            if zone is None:
                self._said.append(saying.zone_unknown(line, event, name[:LONGEST_NAME], self.home.key))
            self._known[name] = zone or self.home
        return self._known[name]

    def _by_definition(self, name: str) -> tzinfo | None:
        block = self._defined.get(name)
        if block is None or not _is_plain(block):
            return None
        try:
            definition = Timezone.from_ical(_written(block))
            if not isinstance(definition, Timezone):
                return None
            zone: tzinfo = definition.to_tz(lookup_tzid=False)
            for moment in TRIED:
                moment.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
        except FAULTS:
            return None
        return zone


def _by_name(name: str) -> tzinfo | None:
    if name.upper() in {"UTC", "Z", "GMT"}:
        return UTC
    if not name or len(name) > LONGEST_NAME:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that a vendor's prefix was taken off
            return TZP().timezone(name)
    except FAULTS:
        return None


def _is_plain(block: Block) -> bool:
    rules = [
        line.text.partition(":")[2].strip()
        for observance in block.blocks
        for line in observance.lines
        if line.text.upper().startswith("RRULE")
    ]
    return len(rules) <= RULES and all(RULE.fullmatch(rule) for rule in rules)


def _written(block: Block) -> str:
    inner = "".join(_written(one) for one in block.blocks)
    lines = "".join(f"{line.text}\r\n" for line in block.lines)
    return f"BEGIN:{block.kind}\r\n{lines}{inner}END:{block.kind}\r\n"
