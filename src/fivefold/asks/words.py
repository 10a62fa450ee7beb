"""What is said of an ask, of hours and of what is left of them."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from fivefold.agreements.reading import in_hours
from fivefold.asks.budget import Left
from fivefold.asks.queries import Row, StaffTime
from fivefold.core.charts.numbers import decimal


def hours(minutes: int) -> str:
    """14 hours; 6.5 hours."""
    number = minutes / 60
    said = decimal(number, 0 if number >= 100 or minutes % 60 == 0 else 1)
    return ngettext("%(hours)s hour", "%(hours)s hours", 1 if minutes == 60 else 2) % {"hours": said}


def days(first: date, last: date) -> str:
    if first == last:
        return date_format(first, "DATE_FORMAT")
    begins = "MONTH_DAY_FORMAT" if first.year == last.year else "DATE_FORMAT"
    return gettext("%(first)s to %(last)s") % {
        "first": date_format(first, begins),
        "last": date_format(last, "DATE_FORMAT"),
    }


def people_and_minutes(people: int, minutes_each: int) -> str:
    minutes = ngettext("%(number)s minute", "%(number)s minutes", minutes_each) % {"number": minutes_each}
    return ngettext("%(people)s person, %(minutes)s", "%(people)s people, %(minutes)s each", people) % {
        "people": people,
        "minutes": minutes,
    }


def product(people: int, minutes_each: int) -> str:
    """10 people × 84 minutes = 14 hours: how the hours come about."""
    said = ngettext(
        "%(people)s person × %(minutes)s minutes = %(hours)s",
        "%(people)s people × %(minutes)s minutes = %(hours)s",
        people,
    )
    return said % {"people": people, "minutes": minutes_each, "hours": hours(people * minutes_each)}


def left_before(one: Left) -> str:
    if one.before < 0:
        return gettext("%(over)s over the %(agreed)s agreed") % {
            "over": in_hours(-one.before),
            "agreed": in_hours(one.line.minutes),
        }
    return gettext("%(left)s left of %(agreed)s") % {
        "left": in_hours(one.before),
        "agreed": in_hours(one.line.minutes),
    }


def left_after(one: Left) -> str:
    if one.after < 0:
        return gettext("%(over)s over") % {"over": in_hours(-one.after)}
    return gettext("%(left)s left") % {"left": in_hours(one.after)}


def left_of_row(row: Row) -> tuple[str, str]:
    """How a bar is said: what is left, and of how much."""
    if not row.agreed:
        return gettext("No hours are agreed"), gettext("%(hours)s used or booked") % {
            "hours": in_hours(row.used + row.booked)
        }
    left = in_hours(abs(row.left))
    words = gettext("%(left)s left") if row.left >= 0 else gettext("%(left)s over")
    beside = gettext("of %(agreed)s") if row.left >= 0 else gettext("the %(agreed)s agreed")
    of = beside % {"agreed": in_hours(row.agreed).rsplit(" ", 1)[0]}
    if row.asked:
        of += gettext(", %(asked)s asked") % {"asked": in_hours(row.asked).rsplit(" ", 1)[0]}
    return words % {"left": left}, of


def who_of_row(row: Row) -> str:
    if not row.people:
        return ""
    each = in_hours(row.minutes_each)
    return ngettext("%(people)s person, %(each)s", "%(people)s people, %(each)s each", row.people) % {
        "people": row.people,
        "each": each,
    }


def as_a_whole(found: StaffTime) -> str:
    if not found.agreed:
        return gettext("No hours are agreed yet, so every ask needs an exception.")
    said = {"agreed": hours(found.agreed), "left": in_hours(found.left), "asked": in_hours(found.asked)}
    if found.asked:
        lead = gettext("%(agreed)s agreed for the year; %(left)s still free, %(asked)s asked for.") % said
    else:
        lead = gettext("%(agreed)s agreed for the year; %(left)s still free.") % said
    # What is free in one role cannot be spent on another, so what is over is said beside it.
    over = [row for row in found.rows if row.agreed and row.left < 0 and not row.is_part]
    beyond = [
        gettext("%(role)s: %(over)s over, by an exception.")
        % {
            "role": row.label,
            "over": in_hours(-row.left),
        }
        for row in over
    ]
    return " ".join([lead, *beyond])
