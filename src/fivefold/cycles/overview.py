"""The year as its page shows it: the picture, the list by month, what moved and what waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from fivefold.cycles import alongside, drawing, queries, words
from fivefold.cycles.alongside import Deed, Section, Told
from fivefold.cycles.models import Activity, BlackOut, Cycle, Scheduled
from fivefold.cycles.states import State
from fivefold.partnerships.models import Membership, Partnership


@dataclass(frozen=True)
class Line:
    """One line of the list: a phase, an activity, or days without research (without an address)."""

    days: str
    name: str
    rest: str
    url: str = ""
    is_now: bool = False
    is_closed: bool = False


@dataclass(frozen=True)
class Month:
    name: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class YearView:
    year: Cycle
    lead: str
    picture: SafeString | None
    earlier: Sequence[Month]
    months: Sequence[Month]
    told: Sequence[Told]
    sections: Sequence[Section]
    deeds: Sequence[Deed]
    others: Sequence[Cycle]
    is_known: bool

    @property
    def earlier_words(self) -> str:
        if not self.earlier:
            return ""
        names = [self.earlier[0].name, self.earlier[-1].name]
        return names[0] if len(self.earlier) == 1 else "–".join(names)


def year_view(year: Cycle, today: date, membership: Membership) -> YearView:
    phases, activities = list(queries.phases_of(year)), list(queries.activities_of(year))
    items: list[Scheduled] = [*phases, *activities]
    black_outs = list(queries.black_outs_of(year.partnership, year.first_day, year.last_day))
    lead = words.as_a_whole(items, today)
    months = _months(items, black_outs, year, today)
    is_now = year.first_day <= today <= year.last_day
    earlier = [one for key, one in months if is_now and key < (today.year, today.month)]
    return YearView(
        year,
        lead,
        drawing.whole(year, phases, activities, black_outs=black_outs, today=today, lead=lead)
        if items
        else None,
        earlier,
        [one for _key, one in months][len(earlier) :],
        [*_told(items), *alongside.told(year, membership)],
        alongside.sections(year, membership),
        alongside.deeds(year, membership),
        [one for one in queries.years_of(year.partnership) if one != year],
        queries.acquaintance(year.partnership).is_confirmed,
    )


@dataclass(frozen=True)
class YearSoFar:
    """A year in one sentence and one lane, as Home shows it."""

    year: Cycle
    lead: str
    picture: SafeString | None


def year_so_far(partnership: Partnership, today: date) -> YearSoFar | None:
    """Nothing where no year is planned."""
    year = queries.year_today(partnership, today)
    if year is None:
        return None
    phases, activities = list(queries.phases_of(year)), list(queries.activities_of(year))
    lead = words.as_a_whole([*phases, *activities], today)
    if not phases:
        return YearSoFar(year, lead, None)
    black_outs = list(queries.black_outs_of(partnership, year.first_day, year.last_day))
    return YearSoFar(year, lead, drawing.phases_alone(year, phases, black_outs, today=today, lead=lead))


def _months(
    items: Sequence[Scheduled], black_outs: Sequence[BlackOut], year: Cycle, today: date
) -> list[tuple[tuple[int, int], Month]]:
    """By the month in which each begins; what is under way stands again in the month of today."""
    placed: list[tuple[date, Line]] = []
    for one in items:
        placed.append((one.first, _line(one, today)))
        if one.state == State.UNDER_WAY and one.first < today.replace(day=1) and today <= year.last_day:
            placed.append((today.replace(day=1), _line(one, today, again=True)))
    for black_out in black_outs:
        days = words.span(black_out.first_day, black_out.last_day)
        placed.append(
            (
                max(black_out.first_day, year.first_day),
                Line(days, black_out.name, gettext("no research in schools"), is_closed=True),
            )
        )
    placed.sort(key=lambda one: (one[0].year, one[0].month, not one[1].is_now, one[0]))
    found: dict[tuple[int, int], list[Line]] = {}
    for day, line in placed:
        found.setdefault((day.year, day.month), []).append(line)
    return [(key, Month(_month_name(key), lines)) for key, lines in found.items()]


def _month_name(key: tuple[int, int]) -> str:
    return date_format(date(*key, 1), "M").rstrip(".")


def _line(one: Scheduled, today: date, *, again: bool = False) -> Line:
    days = gettext("to %(day)s") % {"day": words.day(one.last)} if again else words.span(one.first, one.last)
    is_plain = one.state == State.PLANNED and one.planned_last >= today and not one.is_waiting
    rest = ["" if is_plain else words.where(one, today), words.moved(one)]
    return Line(
        days, str(one), ", ".join(filter(None, rest)), one.get_absolute_url(), one.state == State.UNDER_WAY
    )


def _told(items: Sequence[Scheduled]) -> list[Told]:
    moved = [
        Told(
            f"{move_of}: {words.moved(move_of)}",
            move_of.get_absolute_url(),
            gettext("%(before)s to %(now)s.")
            % {"before": words.day(move_of.original.from_last), "now": words.day(move_of.planned_last)},
            one.reason,
            str(one.made_by or ""),
        )
        for move_of in items
        for one in move_of.history[-1:]
        if move_of.original and words.moved(move_of)
    ]
    waiting = [
        Told(gettext("%(name)s: waits") % {"name": one}, one.get_absolute_url(), one.waits_for)
        for one in items
        if isinstance(one, Activity) and one.is_waiting
    ]
    return moved + waiting
