"""What the year's page shows of asks: a lane of hours, the staff time, what waits for a decision."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext

from fivefold.agreements.reading import in_hours
from fivefold.asks import drawing, queries, words
from fivefold.asks.models import Ask
from fivefold.asks.policies import decides, is_in_schools
from fivefold.asks.states import AskState
from fivefold.core.charts import year as chart
from fivefold.cycles.alongside import Booked, Deed, Told
from fivefold.cycles.models import Activity, Cycle, Scheduled
from fivefold.cycles.queries import calendar_of
from fivefold.cycles.school_days import SchoolCalendar
from fivefold.cycles.states import State
from fivefold.partnerships.models import Membership, Partnership
from fivefold.partnerships.permissions import Permission

FORTNIGHT = timedelta(days=14)
ONE_DAY = timedelta(days=1)


def lane(year: Cycle) -> tuple[str, list[chart.YearBar]]:
    asks = queries.counted_in(year.partnership, queries.of_cycle(year))
    if not asks:
        return gettext("Asks of staff"), []
    return gettext("Asks of staff"), list(_bars(asks, year, calendar_of(year.partnership, year)))


def _bars(asks: list[Ask], year: Cycle, calendar: SchoolCalendar) -> Iterator[chart.YearBar]:
    """An ask's minutes lie evenly on the days of its span that are open for research."""
    first = year.first_day
    while first <= year.last_day:
        last = min(first + FORTNIGHT - ONE_DAY, year.last_day)
        parts: dict[str, float] = {chart.DONE: 0, chart.PLANNED: 0, chart.WAITING: 0}
        for one in asks:
            parts[_state(one)] += queries.waiting_minutes(one) * _share(one, first, last, calendar)
        minutes = round(sum(parts.values()))
        if minutes:
            said = gettext("%(days)s: %(hours)s") % {
                "days": words.days(first, last),
                "hours": words.hours(minutes),
            }
            yield chart.YearBar(said, first, last, [(state, part) for state, part in parts.items() if part])
        first = last + ONE_DAY


def _state(one: Ask) -> str:
    return {AskState.DONE: chart.DONE, AskState.APPROVED: chart.PLANNED}.get(
        AskState(one.state), chart.WAITING
    )


def _share(one: Ask, first: date, last: date, calendar: SchoolCalendar) -> float:
    begin, end = max(first, one.first_day), min(last, one.last_day)
    if end < begin:
        return 0
    if of := calendar.open_within(one.first_day, one.last_day):
        return calendar.open_within(begin, end) / of
    return ((end - begin).days + 1) / ((one.last_day - one.first_day).days + 1)


def section(year: Cycle, membership: Membership) -> dict[str, Any] | None:
    if Permission.ASKS_VIEW not in membership.permissions:
        return None
    found = queries.staff_time(year.partnership, queries.of_cycle(year))
    return {"time": drawing.drawn(found)} if found.agreed or found.rows else None


def told(year: Cycle, membership: Membership) -> Iterator[Told]:
    span = queries.of_cycle(year)
    waiting = queries.waiting_in(year.partnership, span)
    if not waiting:
        return
    time = queries.staff_time(year.partnership, span)
    for one in waiting:
        yield _told_of(one, membership, _if_agreed(one, time))


def _if_agreed(one: Ask, time: queries.StaffTime) -> str:
    """Of the role's own line what would be left; a school's own may be tighter, and its page says so."""
    lines = [row for row in time.rows if row.agreed and row.covers(one)]
    row = min(lines, key=lambda row: row.left, default=None)
    if row is None:
        return gettext("The terms agree no hours for it.")
    left = row.left - queries.waiting_minutes(one)
    said = {"left": in_hours(abs(left)), "agreed": in_hours(row.agreed)}
    if left < 0:
        return gettext("If agreed, it goes %(left)s beyond the %(agreed)s agreed.") % said
    return gettext("If agreed, %(left)s of %(agreed)s remain.") % said


def _told_of(one: Ask, membership: Membership, about: str) -> Told:
    minutes = queries.waiting_minutes(one)
    heading = gettext("%(who)s, %(month)s: %(hours)s asked") % {
        "who": one.who,
        "month": date_format(one.first_day, "F"),
        "hours": words.hours(minutes),
    }
    is_theirs = one.state == AskState.ASKED and decides(membership)
    action = gettext("Decide") if is_theirs else gettext("Look at it")
    return Told(heading, one.get_absolute_url(), about, action=action)


def deed(year: Cycle, membership: Membership) -> Deed | None:
    if Permission.ASKS_WRITE not in membership.permissions or year.is_closed:
        return None
    address = reverse("ask_new", args=[membership.partnership.public_id])
    return Deed(gettext("Ask for staff time"), address)


def item_deed(item: Scheduled, membership: Membership) -> Deed | None:
    """For an activity that is still to come, or under way."""
    is_ahead = isinstance(item, Activity) and item.state in {State.PLANNED, State.UNDER_WAY}
    asking = deed(item.cycle, membership) if is_ahead else None
    return Deed(asking.label, f"{asking.url}?activity={item.public_id}") if asking else None


def booked(partnership: Partnership) -> list[Booked]:
    """What waits for a decision or is approved, of roles that work in schools."""
    found = queries.in_states(partnership, AskState.ASKED, AskState.CHANGED, AskState.APPROVED)
    return [
        Booked(one.about, str(one), one.first_day, one.last_day) for one in found if is_in_schools(one.role)
    ]
