"""What a district's calendar file offers as days without research: one line for each name, and a proposal."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.core import signing

from fivefold.cycles.models import LONGEST_TITLE, BlackOut
from fivefold.cycles.school_days import MONDAY_TO_FRIDAY, DaysOff
from fivefold.cycles.states import BlackOutKind
from fivefold.files.calendars.calendar import CalendarFile, Event

# A form says as many at the most; a district's year has some sixty names.
MOST_GROUPS = 400
LEFT_OUT = ""
SALT = "fivefold.cycles.calendar"
ONE_DAY = timedelta(days=1)
TWO_WEEKS = timedelta(days=13)

# By the words of vendors' calendars, in both languages; the first that fits. A person reads the proposal.
_PROPOSED = (
    (
        BlackOutKind.FIRST_WEEKS,
        r"\b(first day (of|for) (school|class|student)|primer d[ií]a de (clase|escuela))",
    ),
    (
        BlackOutKind.LAST_WEEKS,
        r"\b(last day (of|for) (school|class|student)|[uú]ltimo d[ií]a de (clase|escuela))",
    ),
    (BlackOutKind.TESTING, r"\b(tests?|testing|assessments?|exams?|pruebas?|ex[aá]men(es)?)\b"),
    (BlackOutKind.BREAK, r"\b(break|recess|vacation|vacaciones|receso)\b"),
    (
        BlackOutKind.HOLIDAY,
        r"\b(no (school|classes|students)|schools? closed|holidays?|sin clases|feriado|festivo|thanksgiving|"
        r"(labor|memorial|veterans|presidents|independence|indigenous peoples)['’]* day|martin luther king|"
        r"juneteenth)\b",
    ),
)
_ENDS_EARLY = re.compile(r"\b(no early|early (release|dismissal)|half[- ]day|salida temprana)\b", re.I)


@dataclass(frozen=True)
class Group:
    """Everything of one name: on which days, and what is proposed to be made of it."""

    name: str
    spans: tuple[tuple[date, date], ...]
    proposed: str = LEFT_OUT

    def days(self, kind: str) -> list[DaysOff]:
        """As days without research of a kind. The day on which school begins or ends stands for two weeks."""
        # “Last day of school” is no name for the two weeks before it.
        is_edge = kind in {BlackOutKind.FIRST_WEEKS, BlackOutKind.LAST_WEEKS}
        name = str(BlackOutKind(kind).label) if is_edge or not self.name else self.name[:LONGEST_TITLE]
        return [DaysOff(*_widened(first, last, kind), kind, name) for first, last in self.spans]


def _widened(first: date, last: date, kind: str) -> tuple[date, date]:
    if first == last and kind == BlackOutKind.FIRST_WEEKS:
        return first, first + TWO_WEEKS
    if first == last and kind == BlackOutKind.LAST_WEEKS:
        return first - TWO_WEEKS, last
    return first, last


def groups_of(file: CalendarFile) -> list[Group]:
    """What is proposed first, then the rest, each in the order of its days."""
    named: dict[str, list[Event]] = {}
    for calendar in file.calendars:
        for event in calendar.events:
            named.setdefault(event.title.casefold(), []).append(event)
    groups = [
        Group(events[0].title, _joined((one.first_day, one.last_day) for one in events), _proposal(events))
        for events in named.values()
    ]
    return sorted(groups, key=lambda one: (one.proposed == LEFT_OUT, one.spans[0], one.name))


def not_again(groups: Sequence[Group], known: Iterable[BlackOut]) -> list[Group]:
    """What is entered already, by whichever name, is proposed no more."""
    entered = [(one.first_day, one.last_day) for one in known]
    return [
        replace(group, proposed=LEFT_OUT) if _lies_in(_days_proposed(group), entered) else group
        for group in groups
    ]


def _days_proposed(group: Group) -> list[tuple[date, date]]:
    return [(one.first, one.last) for one in group.days(group.proposed)] if group.proposed else []


def _lies_in(spans: Sequence[tuple[date, date]], entered: Sequence[tuple[date, date]]) -> bool:
    return bool(spans) and all(
        any(begin <= first and last <= end for begin, end in entered) for first, last in spans
    )


def _proposal(events: Sequence[Event]) -> str:
    """Of whole days alone: an hour of a board's meeting keeps nobody out of schools."""
    first = events[0]
    words = " ".join((first.title, *first.categories))
    if not all(one.all_day for one in events) or _ENDS_EARLY.search(words):
        return LEFT_OUT
    fitting = (kind.value for kind, pattern in _PROPOSED if re.search(pattern, words, re.I))
    return next(fitting, LEFT_OUT)


def _joined(spans: Iterable[tuple[date, date]]) -> tuple[tuple[date, date], ...]:
    """A break that the file has day by day, or week by week, is one: nothing but a weekend lies between."""
    joined: list[tuple[date, date]] = []
    for first, last in sorted(spans):
        if joined and _nothing_between(joined[-1][1], first):
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return tuple(joined)


def _nothing_between(before: date, after: date) -> bool:
    between = (before + ONE_DAY * count for count in range(1, min((after - before).days, 4)))
    return (after - before).days <= 3 and not any(day.weekday() in MONDAY_TO_FRIDAY for day in between)


def packed(file: str, groups: Sequence[Group]) -> str:
    """What was read, as the form carries it until somebody has chosen: nothing of the file is kept here."""
    rows = [
        [one.name, [[first.toordinal(), last.toordinal()] for first, last in one.spans], one.proposed]
        for one in groups
    ]
    return signing.dumps([file, rows], salt=SALT, compress=True)


def unpacked(text: str) -> tuple[str, list[Group]]:
    """Raises `signing.BadSignature` for what this installation did not write."""
    file, rows = signing.loads(text, salt=SALT)
    return file, [Group(name, _spans(spans), proposed) for name, spans, proposed in rows]


def _spans(rows: Sequence[Sequence[int]]) -> tuple[tuple[date, date], ...]:
    return tuple((date.fromordinal(first), date.fromordinal(last)) for first, last in rows)


def chosen_days(groups: Sequence[Group], chosen: Mapping[str, Any]) -> list[DaysOff]:
    """The days of the groups for which a kind was chosen, as the form names them."""
    return [
        days
        for place, group in enumerate(groups)
        if (kind := chosen.get(f"days_{place}"))
        for days in group.days(kind)
    ]
