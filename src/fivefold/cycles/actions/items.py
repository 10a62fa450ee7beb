"""A phase or an activity: planned, moved, described, begun, ended. Planned and actual are kept apart."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fivefold.accounts.models import Person
from fivefold.core.rules import RuleError
from fivefold.cycles import policies, queries
from fivefold.cycles.actions.writing import add_row, enter_item, locked, planner, refuse, spaced
from fivefold.cycles.models import Activity, Cycle, Move, Phase, Scheduled
from fivefold.cycles.planning import Planned
from fivefold.cycles.states import State
from fivefold.partnerships.permissions import Permission

Item = TypeVar("Item", bound=Scheduled)


@transaction.atomic
def add(year: Cycle, planned: Planned, *, by: Person, accepted: Iterable[str] = ()) -> Phase | Activity:
    """A phase or an activity more, as its sort has it. Pressed twice, it is one."""
    membership = planner(year.partnership, by)
    year = locked(year)
    if year.is_closed:
        raise policies.year_closed()
    if before := _added_already(year, planned, by):
        return before
    refuse(conflicts_of(year, planned), accepted)
    return add_row(year, planned, membership, by)


def _added_already(year: Cycle, planned: Planned, by: Person) -> Phase | Activity | None:
    same = {"title": planned.title, "planned_first": planned.first, "planned_last": planned.last}
    same |= {"template_item": planned.template_item, "made_by": by, "state": State.PLANNED}
    if planned.is_activity:
        return year.activities.filter(lane=planned.sort, **same).first()
    return year.phases.filter(kind=planned.sort, **same).first()


def conflicts_of(year: Cycle, planned: Planned) -> list[policies.Conflict]:
    bounds = policies.Bounds(year.first_day, year.last_day)
    return policies.conflicts_of(planned, bounds, queries.calendar_of(year.partnership, year))


@transaction.atomic
def move(
    item: Item, *, first: date, last: date, reason: str, by: Person, accepted: Iterable[str] = ()
) -> Item:
    """Other planned dates, with the reason; those from before stay as a ghost."""
    membership = planner(item.partnership, by)
    item = locked(item)
    reason = reason.strip()
    newest = item.history[-1] if item.history else None
    if newest and (newest.to_first, newest.to_last, newest.reason, newest.made_by) == (
        first,
        last,
        reason,
        by,
    ):
        return item
    if refusal := policies.why_not_moved(item, first, last):
        raise refusal
    if not reason:
        raise RuleError("no_reason", _("Say why, in words that both sides can read."))
    refuse(conflicts_of(item.cycle, planned_anew(item, first, last)), accepted)
    before = item.planned_last
    Move.objects.create(
        **spaced(membership),
        **{str(item._meta.model_name): item},
        from_first=item.planned_first,
        from_last=before,
        to_first=first,
        to_last=last,
        reason=reason,
    )
    item.planned_first, item.planned_last = first, last
    item.save(update_fields=["planned_first", "planned_last"])
    enter_item(item, "cycles.moved", by, before=before.isoformat(), last=last.isoformat(), reason=reason)
    return item


def planned_anew(item: Scheduled, first: date, last: date) -> Planned:
    return Planned(item.sort, first, last, item.title, item.template_item)


@transaction.atomic
def describe(item: Item, *, title: str, waits_for: str = "", by: Person) -> Item:
    """Another name, and what it waits for; an empty sentence where it waits no longer."""
    planner(item.partnership, by)
    item = locked(item)
    if item.cycle.is_closed:
        raise policies.year_closed()
    # Where the name is still that of its template, it stays in the language of whoever reads it.
    item.title = "" if title.strip() == str(item) and not item.title else title.strip()
    if isinstance(item, Activity):
        item.waits_for = waits_for.strip()
    item.save()
    enter_item(item, "cycles.changed", by)
    return item


@transaction.atomic
def begin(item: Item, *, on: date, by: Person, right: Permission = Permission.YEAR_WRITE) -> Item:
    """It began on a day. The year is under way with the first thing that is.

    right: what gives it, where a room above says how something of its own went.
    """
    item = _step(item, State.UNDER_WAY, on, by, right)
    item.actual_first = on
    item.save(update_fields=["state", "actual_first"])
    _year_under_way(item.cycle)
    enter_item(item, "cycles.begun", by, first=on.isoformat())
    return item


@transaction.atomic
def finish(item: Item, *, on: date, by: Person, right: Permission = Permission.YEAR_WRITE) -> Item:
    """It ended on a day; what takes one day has begun on it too. right: as in `begin`."""
    item = _step(item, State.DONE, on, by, right)
    item.actual_first = item.actual_first or on
    item.actual_last = on
    item.save(update_fields=["state", "actual_first", "actual_last"])
    _year_under_way(item.cycle)
    enter_item(item, "cycles.done", by, last=on.isoformat())
    return item


@transaction.atomic
def call_off(item: Item, *, reason: str, by: Person) -> Item:
    """It will not be, or goes no further; it stays in the list, with the reason."""
    reason = reason.strip()
    if not reason:
        raise RuleError("no_reason", _("Say why, in words that both sides can read."))
    item = _step(item, State.CALLED_OFF, None, by)
    item.save(update_fields=["state"])
    enter_item(item, "cycles.called_off", by, reason=reason)
    return item


@transaction.atomic
def take_back(item: Item, *, by: Person) -> Item:
    """The last step was a mistake: one step back."""
    earlier = policies.step_back(State(item.state))
    if earlier is None:
        raise RuleError("not_from_here", _("That is no longer open. Look at the page again."))
    was_one_step = item.state == State.DONE and item.is_one_day
    item = _step(item, earlier, None, by)
    item.actual_last = None
    if earlier == State.PLANNED:
        item.actual_first = None
    item.save(update_fields=["state", "actual_first", "actual_last"])
    if was_one_step:
        item.state, item.actual_first = State.PLANNED, None
        item.save(update_fields=["state", "actual_first"])
    enter_item(item, "cycles.taken_back", by)
    return item


def _step(
    item: Item, to: State, day: date | None, by: Person, right: Permission = Permission.YEAR_WRITE
) -> Item:
    """The item anew, under a lock, in the state that the step leads to."""
    planner(item.partnership, by, right)
    item = locked(item)
    acquainted = queries.acquaintance(item.partnership).is_confirmed
    if refusal := policies.why_not(item, to, day, today=timezone.localdate(), acquainted=acquainted):
        raise refusal
    item.state = to
    return item


def _year_under_way(year: Cycle) -> None:
    if year.state == State.PLANNED:
        year.state = State.UNDER_WAY
        year.save(update_fields=["state"])
