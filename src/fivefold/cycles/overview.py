"""The year as its page shows it: the picture, the list by month, what moved and what waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from fivefold.core.charts import year as chart
from fivefold.cycles import alongside, queries, words
from fivefold.cycles.alongside import Deed, Section, Told
from fivefold.cycles.models import Activity, BlackOut, Cycle, Phase, Scheduled
from fivefold.cycles.policies import days_in_words
from fivefold.cycles.states import Lane, State
from fivefold.partnerships.models import Membership

LONGEST_LABEL = 34


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
        _picture(year, phases, activities, black_outs=black_outs, today=today, lead=lead) if items else None,
        earlier,
        [one for _key, one in months][len(earlier) :],
        [*_told(items), *alongside.told(year, membership)],
        alongside.sections(year, membership),
        alongside.deeds(year, membership),
        [one for one in queries.years_of(year.partnership) if one != year],
        queries.acquaintance(year.partnership).is_confirmed,
    )


def _picture(
    year: Cycle,
    phases: Sequence[Phase],
    activities: Sequence[Activity],
    *,
    black_outs: Sequence[BlackOut],
    today: date,
    lead: str,
) -> SafeString:
    drawn = [_mark(one, today) for one in phases if _is_drawn(one)]
    lanes = [chart.YearLane(gettext("Phases"), drawn)]
    for lane in Lane:
        marks = [_mark(one, today) for one in activities if one.lane == lane and _is_drawn(one)]
        lanes += alongside.lanes(year, before=lane)
        lanes.append(chart.YearLane(str(lane.label), marks))
    items = [one for one in (*phases, *activities) if _is_drawn(one)]
    return chart.year_picture(
        [lane for lane in lanes if lane.marks or lane.bars],
        # What ended after the last day is drawn too.
        first=min([year.first_day, *(one.first for one in items)]),
        last=max([year.last_day, *(one.last for one in items)]),
        bands=[
            chart.YearBand(days_in_words(queries.days_off(one)), one.first_day, one.last_day)
            for one in black_outs
        ],
        today=today,
        name=gettext("The year %(name)s on a line of time. %(lead)s The list has the same in words.")
        % {"name": year.name, "lead": lead},
    )


def _is_drawn(one: Scheduled) -> bool:
    return one.state != State.CALLED_OFF


def _mark(one: Scheduled, today: date) -> chart.YearMark:
    is_point = isinstance(one, Activity) and one.first == one.last
    name = str(one)
    if len(name) > LONGEST_LABEL:
        name = name[: LONGEST_LABEL - 1].rstrip() + "…"
    moved = words.moved(one)
    # A meeting that was held needs no name in the picture: the list has it.
    is_quiet = is_point and one.state == State.DONE and not moved and one.lane == Lane.MEETINGS  # type: ignore[attr-defined]
    return chart.YearMark(
        "" if is_quiet else f"{name}, {moved}" if moved else name,
        words.whole(one, today),
        one.first,
        one.last,
        chart.WAITING
        if _waits(one)
        else {State.DONE: chart.DONE, State.UNDER_WAY: chart.NOW}.get(State(one.state), chart.PLANNED),
        was=one.original.from_last if moved and one.original else None,
        is_square=isinstance(one, Activity) and one.lane == Lane.DECISIONS,
        is_point=is_point,
    )


def _waits(one: Scheduled) -> bool:
    return isinstance(one, Activity) and one.is_waiting


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
    is_plain = one.state == State.PLANNED and one.planned_last >= today and not _waits(one)
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
