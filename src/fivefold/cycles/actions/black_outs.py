"""Days without research: entered, and removed."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from fivefold.accounts.models import Person
from fivefold.cycles import policies, queries
from fivefold.cycles.actions.writing import enter, planner, refuse, spaced
from fivefold.cycles.models import BlackOut
from fivefold.cycles.school_days import DaysOff
from fivefold.partnerships.models import Partnership


@transaction.atomic
def add_black_out(
    days: DaysOff, partnership: Partnership, *, by: Person, source: str = "", accepted: Iterable[str] = ()
) -> BlackOut:
    """Days without research, entered by hand or chosen from a calendar. Entered twice, they are one."""
    membership = planner(partnership, by)
    given: dict[str, Any] = {
        "kind": days.kind,
        "name": days.name,
        "first_day": days.first,
        "last_day": days.last,
    }
    if before := BlackOut.objects.filter(partnership=partnership, **given).first():
        return before
    refuse(conflicts_of_black_out(days, partnership), accepted)
    black_out = BlackOut.objects.create(**spaced(membership), **given, source=source)
    enter(black_out, "cycles.black_out_added", by, **_days(black_out))
    return black_out


def conflicts_of_black_out(days: DaysOff, partnership: Partnership) -> list[policies.Conflict]:
    return policies.conflicts_of_black_out(days, queries.planned_in_schools(partnership))


@transaction.atomic
def remove_black_out(black_out: BlackOut, *, by: Person) -> None:
    planner(black_out.partnership, by)
    found = BlackOut.objects.select_related("space").filter(pk=black_out.pk).first()
    if found is not None:
        enter(found, "cycles.black_out_removed", by, **_days(found))
        found.delete()


def _days(one: BlackOut) -> dict[str, str]:
    return {"name": one.name, "first": one.first_day.isoformat(), "last": one.last_day.isoformat()}
