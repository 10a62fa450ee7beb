"""The only writers of the year. What was planned and what came to be are kept apart.

`accepted` are the keys of conflicts that whoever saves has read; any other refuses.
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fivefold.accounts.models import Person
from fivefold.core import ledger
from fivefold.core.rules import RuleError
from fivefold.cycles import policies, queries
from fivefold.cycles.models import Activity, BlackOut, Cycle, Move, Phase, Scheduled
from fivefold.cycles.planning import Planned, PlannedYear
from fivefold.cycles.school_days import MONDAY_TO_FRIDAY, DaysOff
from fivefold.cycles.states import TRANSITIONS, PhaseKind, State
from fivefold.partnerships.actions import one_at_a_time
from fivefold.partnerships.models import Membership, Partnership, SpacedRecord
from fivefold.partnerships.permissions import Permission, require
from fivefold.partnerships.queries import get_membership, shared_space

Item = TypeVar("Item", bound=Scheduled)


@transaction.atomic
def begin_year(
    plan: PlannedYear,
    partnership: Partnership,
    *,
    by: Person,
    weekdays: Collection[int] = MONDAY_TO_FRIDAY,
    accepted: Iterable[str] = (),
) -> Cycle:
    """A year with everything that its plan holds, in the shared space. Pressed twice, it is one."""
    membership = _planner(partnership, by)
    if before := _begun_already(plan, partnership, by):
        return before
    _refuse(conflicts_of_plan(plan, partnership, weekdays), accepted)
    year = Cycle.objects.create(
        **_spaced(membership),
        name=plan.name,
        first_day=plan.first_day,
        last_day=plan.last_day,
        weekdays="".join(str(one) for one in sorted(weekdays)),
        template=plan.template,
        template_version=plan.template_version,
        made_from=plan.made_from,
    )
    for one in plan.phases:
        _add(year, one, membership, by)
    for one in plan.activities:
        _add(year, one, membership, by)
    _enter(
        year,
        "cycles.year_begun",
        by,
        name=year.name,
        first=year.first_day.isoformat(),
        last=year.last_day.isoformat(),
    )
    return year


def _begun_already(plan: PlannedYear, partnership: Partnership, by: Person) -> Cycle | None:
    same = queries.years_of(partnership).filter(
        name=plan.name,
        first_day=plan.first_day,
        template=plan.template,
        made_from=plan.made_from,
        made_by=by,
        state=State.PLANNED,
    )
    return same.first()


def conflicts_of_plan(
    plan: PlannedYear, partnership: Partnership, weekdays: Collection[int]
) -> list[policies.Conflict]:
    """Of the year with other years, and of all that it holds with the district's days."""
    calendar = queries.calendar_of(partnership).on_weekdays(weekdays)
    bounds = policies.Bounds(plan.first_day, plan.last_day)
    found = policies.conflicts_of_year(
        plan.name, plan.first_day, plan.last_day, queries.years_of(partnership)
    )
    for one in (*plan.phases, *plan.activities):
        found += policies.conflicts_of(one, bounds, calendar)
    return found


@transaction.atomic
def add(year: Cycle, planned: Planned, *, by: Person, accepted: Iterable[str] = ()) -> Phase | Activity:
    """A phase or an activity more, as its sort has it. Pressed twice, it is one."""
    membership = _planner(year.partnership, by)
    year = _locked(year)
    if year.is_closed:
        raise policies.year_closed()
    if before := _added_already(year, planned, by):
        return before
    _refuse(conflicts_of(year, planned), accepted)
    return _add(year, planned, membership, by)


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
    membership = _planner(item.partnership, by)
    item = _locked(item)
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
    _refuse(conflicts_of(item.cycle, planned_anew(item, first, last)), accepted)
    before = item.planned_last
    Move.objects.create(
        **_spaced(membership),
        **{str(item._meta.model_name): item},
        from_first=item.planned_first,
        from_last=before,
        to_first=first,
        to_last=last,
        reason=reason,
    )
    item.planned_first, item.planned_last = first, last
    item.save(update_fields=["planned_first", "planned_last"])
    _enter_item(item, "cycles.moved", by, before=before.isoformat(), last=last.isoformat(), reason=reason)
    return item


def planned_anew(item: Scheduled, first: date, last: date) -> Planned:
    return Planned(item.sort, first, last, item.title, item.template_item)


@transaction.atomic
def describe(item: Item, *, title: str, waits_for: str = "", by: Person) -> Item:
    """Another name, and what it waits for; an empty sentence where it waits no longer."""
    _planner(item.partnership, by)
    item = _locked(item)
    if item.cycle.is_closed:
        raise policies.year_closed()
    # Where the name is still that of its template, it stays in the language of whoever reads it.
    item.title = "" if title.strip() == str(item) and not item.title else title.strip()
    if isinstance(item, Activity):
        item.waits_for = waits_for.strip()
    item.save()
    _enter_item(item, "cycles.changed", by)
    return item


@transaction.atomic
def begin(item: Item, *, on: date, by: Person) -> Item:
    """It began on a day. The year is under way with the first thing that is."""
    item = _step(item, State.UNDER_WAY, on, by)
    item.actual_first = on
    item.save(update_fields=["state", "actual_first"])
    _year_under_way(item.cycle)
    _enter_item(item, "cycles.begun", by, first=on.isoformat())
    return item


@transaction.atomic
def finish(item: Item, *, on: date, by: Person) -> Item:
    """It ended on a day; what takes one day has begun on it too."""
    item = _step(item, State.DONE, on, by)
    item.actual_first = item.actual_first or on
    item.actual_last = on
    item.save(update_fields=["state", "actual_first", "actual_last"])
    _year_under_way(item.cycle)
    _enter_item(item, "cycles.done", by, last=on.isoformat())
    return item


@transaction.atomic
def call_off(item: Item, *, reason: str, by: Person) -> Item:
    """It will not be, or goes no further; it stays in the list, with the reason."""
    reason = reason.strip()
    if not reason:
        raise RuleError("no_reason", _("Say why, in words that both sides can read."))
    item = _step(item, State.CALLED_OFF, None, by)
    item.save(update_fields=["state"])
    _enter_item(item, "cycles.called_off", by, reason=reason)
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
    _enter_item(item, "cycles.taken_back", by)
    return item


@transaction.atomic
def close_year(year: Cycle, *, to: State, by: Person) -> Cycle:
    """Done, called off, or one step back: from then on nothing in a closed year changes."""
    membership = _planner(year.partnership, by)
    year = _locked(year)
    if to not in TRANSITIONS[State(year.state)]:
        raise RuleError("not_from_here", _("That is no longer open. Look at the page again."))
    if to in {State.PLANNED, State.UNDER_WAY}:
        others = queries.years_of(membership.partnership).exclude(pk=year.pk)
        if year.state == State.CALLED_OFF and others.filter(name=year.name).exists():
            raise RuleError("name_taken", _("There is another year of this name by now."))
    year.state = to
    year.save(update_fields=["state"])
    act = {State.DONE: "cycles.year_done", State.CALLED_OFF: "cycles.year_called_off"}
    _enter(year, act.get(to, "cycles.year_taken_back"), by, name=year.name)
    return year


@transaction.atomic
def add_black_out(
    days: DaysOff, partnership: Partnership, *, by: Person, source: str = "", accepted: Iterable[str] = ()
) -> BlackOut:
    """Days without research, entered by hand or chosen from a calendar. Entered twice, they are one."""
    membership = _planner(partnership, by)
    given: dict[str, Any] = {
        "kind": days.kind,
        "name": days.name,
        "first_day": days.first,
        "last_day": days.last,
    }
    if before := BlackOut.objects.filter(partnership=partnership, **given).first():
        return before
    _refuse(conflicts_of_black_out(days, partnership), accepted)
    black_out = BlackOut.objects.create(**_spaced(membership), **given, source=source)
    _enter(black_out, "cycles.black_out_added", by, **_days(black_out))
    return black_out


def conflicts_of_black_out(days: DaysOff, partnership: Partnership) -> list[policies.Conflict]:
    return policies.conflicts_of_black_out(days, queries.planned_in_schools(partnership))


@transaction.atomic
def remove_black_out(black_out: BlackOut, *, by: Person) -> None:
    _planner(black_out.partnership, by)
    found = BlackOut.objects.select_related("space").filter(pk=black_out.pk).first()
    if found is not None:
        _enter(found, "cycles.black_out_removed", by, **_days(found))
        found.delete()


def _days(one: BlackOut) -> dict[str, str]:
    return {"name": one.name, "first": one.first_day.isoformat(), "last": one.last_day.isoformat()}


def _add(year: Cycle, planned: Planned, membership: Membership, by: Person) -> Phase | Activity:
    dates: dict[str, Any] = {
        "cycle": year,
        "title": planned.title,
        "template_item": planned.template_item,
        "planned_first": planned.first,
        "planned_last": planned.last,
    }
    item: Phase | Activity
    if planned.sort in PhaseKind.values:
        item = Phase.objects.create(**_spaced(membership), **dates, kind=planned.sort)
    else:
        item = Activity.objects.create(
            **_spaced(membership), **dates, lane=planned.sort, waits_for=planned.waits_for
        )
    _enter_item(item, "cycles.added", by, first=planned.first.isoformat(), last=planned.last.isoformat())
    return item


def _step(item: Item, to: State, day: date | None, by: Person) -> Item:
    """The item anew, under a lock, in the state that the step leads to."""
    _planner(item.partnership, by)
    item = _locked(item)
    acquainted = queries.acquaintance(item.partnership).is_confirmed
    if refusal := policies.why_not(item, to, day, today=timezone.localdate(), acquainted=acquainted):
        raise refusal
    item.state = to
    return item


def _year_under_way(year: Cycle) -> None:
    if year.state == State.PLANNED:
        year.state = State.UNDER_WAY
        year.save(update_fields=["state"])


def _planner(partnership: Partnership, by: Person) -> Membership:
    """Who may, with the partnership held, so that what was checked still holds when it is saved."""
    membership = get_membership(by, partnership.public_id)
    require(Permission.YEAR_WRITE, membership)
    one_at_a_time(partnership)
    return membership


Row = TypeVar("Row", bound=SpacedRecord)


def _locked(row: Row) -> Row:
    reads = ["partnership", "space"] + ([] if isinstance(row, Cycle) else ["cycle__partnership"])
    found = type(row)._default_manager.select_for_update(of=("self",), no_key=True).select_related(*reads)
    return found.get(pk=row.pk)


def _refuse(conflicts: list[policies.Conflict], accepted: Iterable[str]) -> None:
    if refusal := policies.refusal_of(conflicts, accepted):
        raise refusal


def _spaced(membership: Membership) -> dict[str, Any]:
    partnership = membership.partnership
    return {
        "partnership": partnership,
        "space": shared_space(partnership),
        "made_by": membership.person,
    }


def _enter_item(item: Scheduled, act: str, by: Person, **detail: str) -> None:
    kind = str(item._meta.model_name)
    _enter(item, act, by, kind=kind, title=item.plain_title, **detail)


def _enter(record: SpacedRecord, act: str, by: Person, **detail: str) -> None:
    about = f"{record._meta.model_name}:{record.public_id}"
    ledger.append(record.space.key, act, by=by, about=about, detail=detail)
