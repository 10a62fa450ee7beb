"""The year on one line of time: a lane for each kind, and those that other rooms add."""

from collections.abc import Sequence
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from fivefold.core.charts import year as chart
from fivefold.cycles import alongside, queries, words
from fivefold.cycles.models import Activity, BlackOut, Cycle, Phase, Scheduled
from fivefold.cycles.policies import days_in_words
from fivefold.cycles.states import Lane, State

LONGEST_LABEL = 34


def whole(
    year: Cycle,
    phases: Sequence[Phase],
    activities: Sequence[Activity],
    *,
    black_outs: Sequence[BlackOut],
    today: date,
    lead: str,
) -> SafeString:
    lanes = [_of_phases(phases, today)]
    for lane in Lane:
        marks = [_mark(one, today) for one in activities if one.lane == lane and _is_drawn(one)]
        lanes += alongside.lanes(year, before=lane)
        lanes.append(chart.YearLane(str(lane.label), marks))
    return _picture(year, lanes, [*phases, *activities], black_outs, today=today, lead=lead)


def phases_alone(
    year: Cycle, phases: Sequence[Phase], black_outs: Sequence[BlackOut], *, today: date, lead: str
) -> SafeString:
    return _picture(year, [_of_phases(phases, today)], phases, black_outs, today=today, lead=lead)


def _of_phases(phases: Sequence[Phase], today: date) -> chart.YearLane:
    return chart.YearLane(gettext("Phases"), [_mark(one, today) for one in phases if _is_drawn(one)])


def _picture(
    year: Cycle,
    lanes: Sequence[chart.YearLane],
    items: Sequence[Scheduled],
    black_outs: Sequence[BlackOut],
    *,
    today: date,
    lead: str,
) -> SafeString:
    drawn = [one for one in items if _is_drawn(one)]
    return chart.year_picture(
        [lane for lane in lanes if lane.marks or lane.bars],
        # What ended after the last day is drawn too.
        first=min([year.first_day, *(one.first for one in drawn)]),
        last=max([year.last_day, *(one.last for one in drawn)]),
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
        if one.is_waiting
        else {State.DONE: chart.DONE, State.UNDER_WAY: chart.NOW}.get(State(one.state), chart.PLANNED),
        was=one.original.from_last if moved and one.original else None,
        is_square=isinstance(one, Activity) and one.lane == Lane.DECISIONS,
        is_point=is_point,
    )
