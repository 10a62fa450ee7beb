"""What a calendar file offers, as a page shows it: each name with its days, and what is to be chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.forms import BoundField
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from fivefold.cycles import queries
from fivefold.cycles.forms import ChosenDaysForm
from fivefold.cycles.importers.calendars import Group
from fivefold.cycles.models import BlackOut
from fivefold.cycles.policies import days_in_words
from fivefold.partnerships.models import Partnership

SPANS_SHOWN = 3


@dataclass(frozen=True)
class OfferedDays:
    field: BoundField
    days: str
    is_proposed: bool
    # What is entered on these days already; empty where nothing is.
    entered: str


def offered_days(
    groups: Sequence[Group], form: ChosenDaysForm, partnership: Partnership
) -> list[OfferedDays]:
    known = list(queries.black_outs_of(partnership))
    return [
        OfferedDays(
            form[f"days_{place}"], _in_words(group.spans), bool(group.proposed), _entered(group, known)
        )
        for place, group in enumerate(groups)
        if f"days_{place}" in form.fields
    ]


def _entered(group: Group, known: Sequence[BlackOut]) -> str:
    """Whatever is entered on these days, by whichever name."""
    touching = [
        one
        for one in known
        if any(first <= one.last_day and last >= one.first_day for first, last in group.spans)
    ]
    return ", ".join(days_in_words(queries.days_off(one)) for one in touching[:SPANS_SHOWN])


def _in_words(spans: Sequence[tuple[date, date]]) -> str:
    shown = ", ".join(_span(*one) for one in spans[:SPANS_SHOWN])
    more = len(spans) - SPANS_SHOWN
    if more <= 0:
        return shown
    rest = ngettext("and %(number)s more", "and %(number)s more", more) % {"number": more}
    return f"{shown}, {rest}"


def _span(first: date, last: date) -> str:
    if first == last:
        return date_format(first, "DATE_FORMAT")
    return gettext("%(first)s to %(last)s") % {
        "first": date_format(first, "MONTH_DAY_FORMAT" if first.year == last.year else "DATE_FORMAT"),
        "last": date_format(last, "DATE_FORMAT"),
    }
