"""A year begins with all that its plan holds, and is closed."""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fivefold.accounts.models import Person
from fivefold.core.rules import RuleError
from fivefold.cycles import policies, queries
from fivefold.cycles.actions.writing import add_row, enter, locked, planner, refuse, spaced
from fivefold.cycles.models import Cycle
from fivefold.cycles.planning import PlannedYear
from fivefold.cycles.school_days import MONDAY_TO_FRIDAY
from fivefold.cycles.states import TRANSITIONS, State
from fivefold.partnerships.models import Partnership


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
    membership = planner(partnership, by)
    if before := _begun_already(plan, partnership, by):
        return before
    refuse(conflicts_of_plan(plan, partnership, weekdays), accepted)
    year = Cycle.objects.create(
        **spaced(membership),
        name=plan.name,
        first_day=plan.first_day,
        last_day=plan.last_day,
        weekdays="".join(str(one) for one in sorted(weekdays)),
        template=plan.template,
        template_version=plan.template_version,
        made_from=plan.made_from,
    )
    for one in plan.phases:
        add_row(year, one, membership, by)
    for one in plan.activities:
        add_row(year, one, membership, by)
    enter(
        year,
        "cycles.year_begun",
        by,
        name=year.name,
        first=year.first_day.isoformat(),
        last=year.last_day.isoformat(),
    )
    return year


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


@transaction.atomic
def close_year(year: Cycle, *, to: State, by: Person) -> Cycle:
    """Done, called off, or one step back: from then on nothing in a closed year changes."""
    membership = planner(year.partnership, by)
    year = locked(year)
    if to not in TRANSITIONS[State(year.state)]:
        raise RuleError("not_from_here", _("That is no longer open. Look at the page again."))
    if to in {State.PLANNED, State.UNDER_WAY}:
        others = queries.years_of(membership.partnership).exclude(pk=year.pk)
        if year.state == State.CALLED_OFF and others.filter(name=year.name).exists():
            raise RuleError("name_taken", _("There is another year of this name by now."))
    year.state = to
    year.save(update_fields=["state"])
    act = {State.DONE: "cycles.year_done", State.CALLED_OFF: "cycles.year_called_off"}
    enter(year, act.get(to, "cycles.year_taken_back"), by, name=year.name)
    return year
