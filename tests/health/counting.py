"""A year with meetings on consecutive days, the first ones of them held as planned."""

from datetime import UTC, date, datetime

from fivefold.cycles.models import Activity, Cycle
from fivefold.cycles.states import State

PLANNED = datetime(2025, 7, 1, 12, tzinfo=UTC)


def make_year(cast, first: date = date(2025, 8, 1), last: date = date(2026, 7, 31), name="2025–26") -> Cycle:
    about = {"partnership": cast.cedar, "space": cast.shared, "made_by": cast.marcus}
    return Cycle.objects.create(**about, name=name, first_day=first, last_day=last)


def plan(cast, year: Cycle, done: int, due: int, month: int = 10) -> None:
    about = {"partnership": cast.cedar, "space": cast.shared, "made_by": cast.marcus, "cycle": year}
    for number in range(due):
        day = date(2025, month, 1 + number)
        ran = {"actual_first": day, "actual_last": day, "state": State.DONE} if number < done else {}
        Activity.objects.create(
            **about,
            made_at=PLANNED,
            lane="meetings",
            title=f"Talk {number + 1}",
            planned_first=day,
            planned_last=day,
            **ran,
        )
