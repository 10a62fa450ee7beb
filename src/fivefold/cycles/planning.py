"""A year as it would be, before anything of it is saved: from a template, or from last year's."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from fivefold.core.rules import RuleError
from fivefold.cycles.models import Activity, Cycle, Phase, Scheduled
from fivefold.cycles.school_days import SchoolCalendar, moved_by_weekday
from fivefold.cycles.states import IN_SCHOOLS, Lane, PhaseKind, State
from fivefold.cycles.year_templates import Item, YearTemplate
from fivefold.cycles.year_templates.template import months_after


@dataclass(frozen=True)
class Planned:
    """A phase, by its kind, or an activity, by its lane, with dates: what will be a row."""

    sort: str
    first: date
    last: date
    title: str = ""
    template_item: str = ""
    waits_for: str = ""

    @property
    def is_activity(self) -> bool:
        return self.sort in Lane.values

    @property
    def is_in_schools(self) -> bool:
        return self.sort in IN_SCHOOLS

    @property
    def name(self) -> str:
        return Scheduled.titled(self.title or self.template_item or self.sort)


@dataclass(frozen=True)
class PlannedYear:
    name: str
    first_day: date
    last_day: date
    phases: tuple[Planned, ...] = ()
    activities: tuple[Planned, ...] = ()
    template: str = ""
    template_version: int = 0
    made_from: Cycle | None = None


def from_template(
    template: YearTemplate, *, name: str, first_day: date, calendar: SchoolCalendar
) -> PlannedYear:
    last_day = template.span.dates(first_day, calendar)[1]

    def planned(item: Item) -> Planned:
        first, last = item.span.dates(first_day, calendar)
        key = f"{template.key}/{item.key}" if item.name else ""
        return Planned(item.sort, first, min(last, last_day), template_item=key)

    return PlannedYear(
        name,
        first_day,
        last_day,
        tuple(planned(one) for one in template.phases),
        tuple(_settled(planned(one), calendar) for one in template.activities),
        template.key,
        template.version,
    )


def from_last_year(
    year: Cycle,
    phases: Iterable[Phase],
    activities: Iterable[Activity],
    *,
    name: str,
    first_day: date,
    calendar: SchoolCalendar,
    are_known: bool,
) -> PlannedYear:
    """The same plan by weekdays: as many weeks after the first day, on the same weekday.

    Plans are taken over, and nothing of how they went: no actual dates, no reasons, nothing that waited.
    Getting to know each other is not planned a second time.
    """
    length = (year.last_day - year.first_day).days + 1
    last_day = months_after(first_day, round(length / 30.44))
    last_day = date.fromordinal(last_day.toordinal() - 1)

    def planned(one: Scheduled, sort: str) -> Planned:
        first, last = (
            min(max(moved_by_weekday(day, year.first_day, first_day), first_day), last_day)
            for day in (one.planned_first, one.planned_last)
        )
        return Planned(sort, first, last, one.title, one.template_item)

    return PlannedYear(
        name,
        first_day,
        last_day,
        tuple(
            planned(one, one.kind)
            for one in phases
            if one.state != State.CALLED_OFF and not (are_known and one.kind == PhaseKind.GETTING_TO_KNOW)
        ),
        tuple(
            _settled(planned(one, one.lane), calendar) for one in activities if one.state != State.CALLED_OFF
        ),
        made_from=year,
    )


def _settled(one: Planned, calendar: SchoolCalendar) -> Planned:
    """What takes time in schools begins and ends on days that are open for it; the rest stays."""
    if not one.is_in_schools:
        return one
    try:
        first = calendar.open_from(one.first)
        return replace(one, first=first, last=max(first, calendar.open_until(one.last)))
    except RuleError:
        return one
