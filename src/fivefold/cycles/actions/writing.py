"""What every act on the year does: who may, what refuses, what is entered."""

from collections.abc import Iterable
from typing import Any, TypeVar

from fivefold.accounts.models import Person
from fivefold.core import ledger
from fivefold.cycles import policies
from fivefold.cycles.models import Activity, Cycle, Phase, Scheduled
from fivefold.cycles.planning import Planned
from fivefold.cycles.states import PhaseKind
from fivefold.partnerships.actions import one_at_a_time
from fivefold.partnerships.models import Membership, Partnership, SpacedRecord
from fivefold.partnerships.permissions import Permission, require
from fivefold.partnerships.queries import get_membership, shared_space

Row = TypeVar("Row", bound=SpacedRecord)


def planner(partnership: Partnership, by: Person, right: Permission = Permission.YEAR_WRITE) -> Membership:
    """Who may, with the partnership held, so that what was checked still holds when it is saved."""
    membership = get_membership(by, partnership.public_id)
    require(right, membership)
    one_at_a_time(partnership)
    return membership


def locked(row: Row) -> Row:
    reads = ["partnership", "space"] + ([] if isinstance(row, Cycle) else ["cycle__partnership"])
    found = type(row)._default_manager.select_for_update(of=("self",), no_key=True).select_related(*reads)
    return found.get(pk=row.pk)


def refuse(conflicts: list[policies.Conflict], accepted: Iterable[str]) -> None:
    if refusal := policies.refusal_of(conflicts, accepted):
        raise refusal


def spaced(membership: Membership) -> dict[str, Any]:
    partnership = membership.partnership
    return {
        "partnership": partnership,
        "space": shared_space(partnership),
        "made_by": membership.person,
    }


def enter_item(item: Scheduled, act: str, by: Person, **detail: str) -> None:
    kind = str(item._meta.model_name)
    enter(item, act, by, kind=kind, title=item.plain_title, **detail)


def enter(record: SpacedRecord, act: str, by: Person, **detail: str) -> None:
    about = f"{record._meta.model_name}:{record.public_id}"
    ledger.append(record.space.key, act, by=by, about=about, detail=detail)


def add_row(year: Cycle, planned: Planned, membership: Membership, by: Person) -> Phase | Activity:
    dates: dict[str, Any] = {
        "cycle": year,
        "title": planned.title,
        "template_item": planned.template_item,
        "planned_first": planned.first,
        "planned_last": planned.last,
    }
    item: Phase | Activity
    if planned.sort in PhaseKind.values:
        item = Phase.objects.create(**spaced(membership), **dates, kind=planned.sort)
    else:
        item = Activity.objects.create(
            **spaced(membership), **dates, lane=planned.sort, waits_for=planned.waits_for
        )
    enter_item(item, "cycles.added", by, first=planned.first.isoformat(), last=planned.last.isoformat())
    return item
