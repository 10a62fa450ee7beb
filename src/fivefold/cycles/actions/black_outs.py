"""Days without research: entered, and removed."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from fivefold.accounts.models import Person
from fivefold.core import ledger
from fivefold.core.rules import RuleError
from fivefold.cycles import alongside, policies, queries
from fivefold.cycles.actions.writing import enter, planner, refuse, spaced
from fivefold.cycles.models import BlackOut
from fivefold.cycles.school_days import DaysOff
from fivefold.partnerships.models import Partnership
from fivefold.partnerships.queries import shared_space

# A year of weekly early releases, and room to spare.
MOST_AT_ONCE = 200
LONGEST_SOURCE = 200


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


@transaction.atomic
def bring_calendar(
    chosen: Sequence[DaysOff],
    partnership: Partnership,
    *,
    source: str,
    by: Person,
    accepted: Iterable[str] = (),
) -> int:
    """All that was chosen from a calendar file, or nothing of it; how many are new."""
    membership = planner(partnership, by)
    if len(chosen) > MOST_AT_ONCE:
        raise RuleError("too_many", _too_many(len(chosen)))
    known = {queries.days_off(one) for one in queries.black_outs_of(partnership)}
    new = [one for one in dict.fromkeys(chosen) if one not in known]
    refuse(conflicts_of_calendar(new, partnership), accepted)
    for days in new:
        BlackOut.objects.create(
            **spaced(membership),
            kind=days.kind,
            name=days.name,
            first_day=days.first,
            last_day=days.last,
            source=source[:LONGEST_SOURCE],
        )
    if new:
        space = shared_space(partnership)
        detail = {"file": source, "count": len(new), "days": [_days_of(one) for one in new]}
        ledger.append(space.key, "cycles.calendar_brought", by=by, about=space.key, detail=detail)
    return len(new)


def _too_many(count: int) -> str:
    return gettext("These are %(count)s spans of days; at most %(most)s are entered at once.") % {
        "count": count,
        "most": MOST_AT_ONCE,
    }


def conflicts_of_calendar(chosen: Iterable[DaysOff], partnership: Partnership) -> list[policies.Conflict]:
    """What is planned or booked in schools on those days is named once, however many of them it meets."""
    planned = list(queries.planned_in_schools(partnership))
    booked = [(one.about, one.name, one.first, one.last) for one in alongside.booked(partnership)]
    found = [
        one
        for days in chosen
        for one in (
            *policies.conflicts_of_black_out(days, planned),
            *policies.conflicts_of_booked(days, booked),
        )
    ]
    return list({one.key: one for one in found}.values())


def conflicts_of_black_out(days: DaysOff, partnership: Partnership) -> list[policies.Conflict]:
    return conflicts_of_calendar([days], partnership)


@transaction.atomic
def remove_black_out(black_out: BlackOut, *, by: Person) -> None:
    planner(black_out.partnership, by)
    found = BlackOut.objects.select_related("space").filter(pk=black_out.pk).first()
    if found is not None:
        enter(found, "cycles.black_out_removed", by, **_days(found))
        found.delete()


def _days(one: BlackOut) -> dict[str, str]:
    return _days_of(queries.days_off(one))


def _days_of(one: DaysOff) -> dict[str, str]:
    return {"name": one.name, "first": one.first.isoformat(), "last": one.last.isoformat()}
