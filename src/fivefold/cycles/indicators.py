"""What the record shows of the year: which dates were kept, counted from its activities.

Phases are not counted, since what happens in them is. Nor is it told by side: an activity has none, and to
read one out of its kind would lay a late date at somebody's door by guess.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from fivefold.cycles.models import Activity
from fivefold.cycles.states import State
from fivefold.partnerships.models import Partnership
from fivefold.partnerships.record import Counted, Row
from fivefold.partnerships.states import SpaceSide

A_WEEK = timedelta(days=7)
# As the framework of 2017 calls it, under its dimension of trust.
DATES_KEPT = "activities_within_a_week_of_plan"


def counted(partnership: Partnership, first: date, last: date) -> list[Counted]:
    """Activities whose last day, as first planned, lay in the window, with its week over by the last day.

    So nothing that happens after the window can change what is counted. Kept is what was finished by the
    end of that week; a date that moved is judged by its first plan, whatever the reason. What was entered
    when its day had passed was no plan. Two queries.
    """
    every = _planned(partnership, first, last - A_WEEK)
    found = [one for one in every if timezone.localdate(one.made_at) <= first_plan(one)]
    due = [one for one in found if one.state != State.CALLED_OFF]
    if not every:
        return []
    rows = [Row(_title(one), one.get_absolute_url(), is_kept(one)) for one in due]
    done = sum(row.is_done for row in rows)
    numbers = {"done": done, "due": len(rows)}
    sentence = gettext("%(done)s of %(due)s dates were kept within a week of the plan") % numbers
    return [
        Counted(
            DATES_KEPT,
            "trust",
            sentence,
            done,
            len(rows),
            first,
            last,
            rows,
            name=gettext("Dates kept within a week of the plan"),
            note=" ".join(filter(None, [_called_off(len(found) - len(due)), _late(len(every) - len(found))])),
        )
    ]


def first_plan(one: Activity) -> date:
    """Its last day before anything moved."""
    return one.original.from_last if one.original else one.planned_last


def is_kept(one: Activity) -> bool:
    return (
        one.state == State.DONE
        and one.actual_last is not None
        and one.actual_last <= first_plan(one) + A_WEEK
    )


def _planned(partnership: Partnership, first: date, last: date) -> Sequence[Activity]:
    """In the order of the first plan; of the shared space alone, and of years that were not called off."""
    span = (first, last)
    found = (
        Activity.objects.filter(
            Q(planned_last__range=span) | Q(moves__from_last__range=span),
            partnership=partnership,
            space__side=SpaceSide.SHARED,
        )
        .exclude(cycle__state=State.CALLED_OFF)
        .select_related("partnership")
        .prefetch_related("moves")
        .distinct()
    )
    within = [one for one in found if first <= first_plan(one) <= last]
    return sorted(within, key=lambda one: (first_plan(one), one.pk))


def _title(one: Activity) -> str:
    """Its name and both dates: whoever reads the list sees why it counts as it does."""
    told = {"name": one, "planned": _day(first_plan(one))}
    if one.actual_last is None:
        return gettext("%(name)s: planned for %(planned)s, not done yet") % told
    return gettext("%(name)s: planned for %(planned)s, done on %(done)s") % {
        **told,
        "done": _day(one.actual_last),
    }


def _day(one: date) -> str:
    return date_format(one, "DATE_FORMAT")


def _called_off(number: int) -> str:
    if not number:
        return ""
    text = ngettext(
        "One more was called off and is not counted.",
        "%(number)s more were called off and are not counted.",
        number,
    )
    return text % {"number": number}


def _late(number: int) -> str:
    if not number:
        return ""
    text = ngettext(
        "One more was entered after its day and is not counted.",
        "%(number)s more were entered after their day and are not counted.",
        number,
    )
    return text % {"number": number}
