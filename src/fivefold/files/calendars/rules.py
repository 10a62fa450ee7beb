"""The beginnings that a recurrence rule gives, only as far as somebody asks.

python-dateutil counts them out. It walks from the first one on and stops nowhere by itself, so a rule is
brought near the days asked for first, and is walked within bounds.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from dateutil.rrule import rrule, rrulestr

LONGEST_RULE = 1_000
STEPS = 50_000
UNITS = {
    "SECONDLY": timedelta(seconds=1),
    "MINUTELY": timedelta(minutes=1),
    "HOURLY": timedelta(hours=1),
    "DAILY": timedelta(days=1),
    "WEEKLY": timedelta(weeks=1),
}
WITHIN_A_DAY = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
FREQUENCIES = frozenset({*UNITS, "MONTHLY", "YEARLY"})
PART = re.compile(
    "FREQ|INTERVAL|COUNT|UNTIL|WKST|BYSECOND|BYMINUTE|BYHOUR|BYDAY|BYMONTHDAY|BYYEARDAY|BYWEEKNO|BYMONTH|BYSETPOS"
)
# What the library raises at parts that it cannot take; at some only on its way.
FAULTS = (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError)
NUMBER = re.compile(r"\d{1,18}", re.A)


class Cut(Exception):  # noqa: N818
    """The bound on steps was met; what came before it stands."""


@dataclass(frozen=True)
class Rule:
    """Parsed: `until` is by the clock of the event, as its beginnings are."""

    start: datetime
    frequency: str
    interval: int
    count: int | None
    until: datetime | None
    by: str

    @property
    def within_a_day(self) -> bool:
        return self.frequency in WITHIN_A_DAY

    def from_(self, start: datetime) -> rrule:
        text = f"FREQ={self.frequency};INTERVAL={self.interval}{self.by}"
        made: rrule = rrulestr(text, dtstart=start)
        return made


def parts_of(text: str) -> dict[str, str]:
    """Raises ValueError for what is no rule, or one of another calendar than ours (RFC 7529)."""
    squeezed = "".join(text.upper().split()).strip(";")
    if len(squeezed) > LONGEST_RULE:
        raise ValueError("The rule is too long.")
    parts: dict[str, str] = {}
    for part in filter(None, squeezed.split(";")):
        name, _, value = part.partition("=")
        if (name, value) in {("RSCALE", "GREGORIAN"), ("SKIP", "OMIT")}:
            continue
        if name.startswith("X-"):
            continue
        if not PART.fullmatch(name) or name in parts or not value:
            raise ValueError(f"A rule has no part {name}.")
        parts[name] = value
    if parts.get("FREQ") not in FREQUENCIES:
        raise ValueError("The rule does not say how often.")
    return parts


def rule_of(parts: dict[str, str], start: datetime, until: datetime | None) -> Rule:
    """Raises ValueError where the library does not know a part."""
    by = "".join(f";{name}={value}" for name, value in parts.items() if name.startswith(("BY", "WKST")))
    rule = Rule(start, parts["FREQ"], _positive(parts, "INTERVAL") or 1, _positive(parts, "COUNT"), until, by)
    try:
        rule.from_(start)
    except FAULTS as error:
        raise ValueError("The rule has a part that says nothing.") from error
    return _counted_as_until(rule)


def _positive(parts: dict[str, str], name: str) -> int | None:
    if name not in parts:
        return None
    if not NUMBER.fullmatch(parts[name]) or int(parts[name]) == 0:
        raise ValueError(f"{name} is no number.")
    return int(parts[name])


def _counted_as_until(rule: Rule) -> Rule:
    """Where every step counts, the last of a billion can be told without a walk."""
    if rule.count is None or rule.by or rule.frequency not in UNITS:
        return rule
    try:
        end = rule.start + UNITS[rule.frequency] * rule.interval * (rule.count - 1)
    except OverflowError:
        end = datetime.max
    until = end if rule.until is None else min(end, rule.until)
    return Rule(rule.start, rule.frequency, rule.interval, None, until, rule.by)


def beginnings(rule: Rule, low: datetime, high: datetime) -> Iterator[datetime]:
    """Those from `low` to `high`; of several in a day, where they come by the hour or faster, the first."""
    high = high if rule.until is None else min(high, rule.until)
    if rule.within_a_day and rule.count is None:
        yield from _first_of_each_day(rule, low, high)
        return
    last: datetime | None = None
    for begin in _walked(rule, low, high):
        if begin >= low and not (rule.within_a_day and last is not None and begin.date() == last.date()):
            yield begin
            last = begin


def _walked(rule: Rule, low: datetime, high: datetime) -> Iterator[datetime]:
    start = rule.start if rule.count is not None else _near(rule, low)
    for step, begin in enumerate(rule.from_(start), 1):
        if begin > high or (rule.count is not None and step > rule.count):
            return
        if step > STEPS:
            raise Cut
        yield begin


def _first_of_each_day(rule: Rule, low: datetime, high: datetime) -> Iterator[datetime]:
    day = max(low, rule.start)
    while day <= high:
        begin = next((one for one in rule.from_(_near(rule, day)) if one >= day), None)
        if begin is None or begin > high:
            return
        yield begin
        day = datetime(begin.year, begin.month, begin.day) + timedelta(days=1)


def _near(rule: Rule, low: datetime) -> datetime:
    """A beginning of the same steps, shortly before `low`: whole steps on, so that all later ones agree."""
    if rule.frequency not in UNITS or low <= rule.start:
        return rule.start
    try:
        step = UNITS[rule.frequency] * rule.interval
    except OverflowError:
        return rule.start
    # One week more: of its first week a rule reads only what comes after the start.
    ahead = low - rule.start - timedelta(weeks=1 if rule.frequency == "WEEKLY" else 0)
    return rule.start + step * max(0, ahead // step)
