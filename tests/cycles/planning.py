"""A year in Cedar, for the tests of this room."""

from datetime import date
from typing import Any

from fivefold.accounts.models import Person
from fivefold.cycles import acquainting, actions, queries, year_templates
from fivefold.cycles.models import Activity, Cycle, Phase
from fivefold.cycles.planning import Planned, from_template
from fivefold.cycles.school_days import DaysOff
from fivefold.partnerships.models import Partnership
from fivefold.partnerships.sharing import share

FIRST = date(2025, 8, 1)


def make_year(
    partnership: Partnership,
    *,
    by: Person,
    name: str = "2025–26",
    first_day: date = FIRST,
    template: str = "mist-year",
) -> Cycle:
    plan = from_template(
        year_templates.load(template),
        name=name,
        first_day=first_day,
        calendar=queries.calendar_of(partnership),
    )
    keys = [one.key for one in actions.conflicts_of_plan(plan, partnership, {0, 1, 2, 3, 4})]
    return actions.begin_year(plan, partnership, by=by, accepted=keys)


def phase(year: Cycle, kind: str) -> Phase:
    return year.phases.get(kind=kind)


def activity(year: Cycle, item: str) -> Activity:
    return year.activities.get(template_item=f"mist-year/{item}")


def add(year: Cycle, lane: str, first: date, last: date | None = None, *, by: Person, **more: Any) -> Any:
    planned = Planned(lane, first, last or first, title=more.pop("title", "Something"))
    accepted = [one.key for one in actions.conflicts_of(year, planned)]
    return actions.add(year, planned, by=by, accepted=accepted)


def close_days(partnership: Partnership, first: date, last: date, *, by: Person, kind: str = "break") -> Any:
    days = DaysOff(first, last, kind, "Spring break")
    accepted = [one.key for one in actions.conflicts_of_black_out(days, partnership)]
    return actions.add_black_out(days, partnership, by=by, accepted=accepted)


def get_to_know(partnership: Partnership, *, writer: Person, confirmer: Person) -> None:
    account = acquainting.write(partnership, text="Cedar Valley has nine middle schools.", by=writer)
    share(account, by=writer)
    newest = queries.acquaintance(partnership).account.newest  # type: ignore[union-attr]
    acquainting.confirm(partnership, text_id=newest.public_id, by=confirmer)  # type: ignore[union-attr]
