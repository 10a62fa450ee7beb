"""What the record shows of this room: hours against the budget, and whether people heard what came of it."""

from datetime import date

from django.utils.translation import gettext

from fivefold.asks import queries
from fivefold.asks.models import Ask
from fivefold.asks.states import DRAWN, AskState
from fivefold.core.charts.numbers import decimal
from fivefold.partnerships.models import Partnership
from fivefold.partnerships.record import Counted, Row


def counted(partnership: Partnership, first: date, last: date) -> list[Counted]:
    """The budget is of a school year: that of the last day of the window, as far as the window goes."""
    found = [_hours(partnership, first, last), _told(partnership, first, last)]
    return [one for one in found if one is not None]


def _hours(partnership: Partnership, first: date, last: date) -> Counted | None:
    year = queries.school_year(partnership, last)
    agreed = queries.staff_time(partnership, year, last).agreed
    if not agreed:
        return None
    asks = [one for one in queries.counted_in(partnership, year) if one.state in DRAWN]
    asks = [one for one in asks if first <= one.first_day <= last]
    hours = sum(one.minutes for one in asks) / 60
    # Rounded up, so that it never looks like less than was drawn.
    done = -(-sum(one.minutes for one in asks) // 60)
    sentence = gettext("%(done)s hours approved of the %(agreed)s agreed for the year") % {
        "done": decimal(hours, 0 if hours == int(hours) else 1),
        "agreed": decimal(agreed / 60, 0),
    }
    rows = [_row(one, one.state == AskState.DONE) for one in asks]
    name = gettext("Hours approved of those agreed for the year")
    return Counted(
        "asks.hours", "trust", sentence, done, agreed // 60, first, last, rows, unit="hours", name=name
    )


def _told(partnership: Partnership, first: date, last: date) -> Counted:
    asks = queries.in_states(partnership, AskState.DONE).filter(last_day__range=(first, last))
    rows = [_row(one, bool(one.outcome)) for one in asks]
    done = sum(row.is_done for row in rows)
    sentence = gettext("%(done)s of %(due)s asks were followed by what came of them") % {
        "done": done,
        "due": len(rows),
    }
    name = gettext("Asks followed by what came of them")
    return Counted("asks.told", "trust", sentence, done, len(rows), first, last, rows, name=name)


def _row(one: Ask, is_done: bool) -> Row:
    return Row(str(one), one.get_absolute_url(), is_done)
