"""The days of the year for Home, calendars and the mail of the day: phases, activities, closed days."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, datetime, time
from typing import TypeVar

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from fivefold.cycles import queries
from fivefold.cycles.models import Activity, BlackOut, Phase, Scheduled
from fivefold.cycles.states import State
from fivefold.partnerships.dates import Dated
from fivefold.partnerships.models import Membership
from fivefold.partnerships.permissions import Permission

# A room above that gives days of its own for some activities, a meeting with its hour, says which: their
# primary keys, in a fixed number of queries. Those are left to it, so that none is listed twice.
Elsewhere = Callable[[Membership, Sequence[Activity]], Collection[int]]
shown_elsewhere: list[Elsewhere] = []
Item = TypeVar("Item", bound=Scheduled)


def dates(membership: Membership, first: date, last: date) -> Iterator[Dated]:
    """As the pages of every year have them, without what was called off."""
    if Permission.YEAR_VIEW not in membership.permissions:
        return
    touching = Q(planned_first__lte=last, planned_last__gte=first) | Q(
        actual_first__lte=last, actual_first__gte=first
    )
    touching |= Q(actual_first__lte=last, actual_last__gte=first)
    here = touching & Q(partnership=membership.partnership_id)
    activities = [one for one in _held(Activity, here) if isinstance(one, Activity)]
    elsewhere = {key for one in shown_elsewhere for key in one(membership, activities)}
    kept: list[Scheduled] = [*_held(Phase, here), *(one for one in activities if one.pk not in elsewhere)]
    yield from (_dated(one) for one in kept if one.first <= last and one.last >= first)
    closed = queries.black_outs_of(membership.partnership, first, last).select_related("partnership")
    yield from map(_closed, closed)


def _held(model: type[Item], here: Q) -> Iterator[Item]:
    found = model._default_manager.filter(here).exclude(state=State.CALLED_OFF)
    found = found.exclude(cycle__state=State.CALLED_OFF)
    yield from found.select_related("partnership").prefetch_related("moves")


def _dated(one: Scheduled) -> Dated:
    return Dated(
        about=one.about,
        what=str(one),
        first=one.first,
        last=one.last,
        url=one.get_absolute_url(),
        changed_at=_changed_at(one),
    )


def _changed_at(one: Scheduled) -> datetime:
    """As far as its own rows tell: made, moved, begun, ended."""
    days = [day for day in (one.actual_first, one.actual_last) if day]
    midnights = [timezone.make_aware(datetime.combine(day, time.min)) for day in days]
    return max([one.made_at, *(move.made_at for move in one.history), *midnights])


def _closed(days: BlackOut) -> Dated:
    return Dated(
        about=days.about,
        what=days.name,
        first=days.first_day,
        last=days.last_day,
        url=reverse("year_days", args=[days.partnership.public_id]),
        changed_at=days.made_at,
        is_closed=True,
    )
