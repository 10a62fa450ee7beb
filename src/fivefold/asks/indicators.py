"""What the record shows of this room: hours against the budget, and whether people heard what came of it."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext

from fivefold.asks import queries, words
from fivefold.asks.models import Ask
from fivefold.asks.states import DRAWN, AskState
from fivefold.core.charts.numbers import decimal
from fivefold.partnerships.models import Partnership
from fivefold.partnerships.record import Counted, Row

# By then those who gave their time should have heard.
A_MONTH = timedelta(days=30)


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
    minutes = sum(_minutes(one, last) for one in asks)
    # Rounded up, so that it never looks like less than was drawn.
    done = -(-minutes // 60)
    sentence = gettext("%(done)s of the %(agreed)s hours agreed for the whole year were used or booked") % {
        "done": decimal(minutes / 60, 1 if minutes % 60 else 0),
        "agreed": decimal(agreed / 60, 0),
    }
    return Counted(
        "asks.hours",
        "trust",
        sentence,
        done,
        agreed // 60,
        first,
        last,
        [_hours_row(one, last) for one in asks],
        unit="hours",
        name=gettext("Hours used or booked of those agreed for the year"),
    )


def _hours_row(one: Ask, last: date) -> Row:
    """With its hours, so that a reader can add them up."""
    title = f"{one}: {words.hours(_minutes(one, last))}"
    return Row(title, one.get_absolute_url(), one.state == AskState.DONE)


def _minutes(one: Ask, last: date) -> int:
    """What it took, where it was over by then; what it took later changes no earlier count."""
    return one.minutes if one.last_day <= last else one.people * one.minutes_each


def _told(partnership: Partnership, first: date, last: date) -> Counted:
    """Of those over for a month by the last day: who gave time yesterday cannot have heard yet."""
    asks = queries.in_states(partnership, AskState.DONE).filter(last_day__range=(first, last - A_MONTH))
    rows = [_row(one, _was_told(one, last)) for one in asks]
    done = sum(row.is_done for row in rows)
    sentence = gettext("%(done)s of %(due)s asks were followed by what came of them") % {
        "done": done,
        "due": len(rows),
    }
    return Counted(
        "asks.told",
        "trust",
        sentence,
        done,
        len(rows),
        first,
        last,
        rows,
        name=gettext("Asks followed by what came of them"),
        note=gettext("Asks that were over for a month by then."),
    )


def _was_told(one: Ask, last: date) -> bool:
    return one.outcome_at is not None and timezone.localdate(one.outcome_at) <= last


def _row(one: Ask, is_done: bool) -> Row:
    return Row(str(one), one.get_absolute_url(), is_done)
