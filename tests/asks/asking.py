"""Asks in Cedar, for the tests of this room."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from fivefold.accounts.models import Person
from fivefold.asks import actions
from fivefold.asks.actions import Wanted
from fivefold.asks.models import Ask
from fivefold.asks.policies import Numbers
from fivefold.core.identifiers import new_public_id
from fivefold.core.rules import RuleError
from tests.cast import Cast


def school_day(after: int = 0) -> date:
    """A Monday at least so many days from today, within the usual school year that holds it."""
    day = timezone.localdate() + timedelta(days=after)
    return day + timedelta(days=(7 - day.weekday()) % 7)


def wanted(**other: Any) -> Wanted:
    first = other.pop("first", school_day())
    numbers = Numbers(other.pop("people", 10), other.pop("minutes_each", 60), first, other.pop("last", first))
    usual: dict[str, Any] = {
        "role": "coaches",
        "because": "Coaches know why a plan does not fit into a week.",
        "gives_back": "A summary that they correct first.",
        "pressed": new_public_id(),
        "title": "Interviews with coaches",
    }
    return Wanted(**{**usual, "numbers": numbers, **other})


def ask_for(cast: Cast, *, by: Person | None = None, today: date | None = None, **other: Any) -> Ask:
    what = wanted(**other)
    day = today or min(timezone.localdate(), what.numbers.first)
    accepted = [one.key for one in actions.conflicts_of(cast.cedar, what, day)]
    return actions.ask(cast.cedar, what, by=by or cast.priya, accepted=accepted, today=day)


def approved(cast: Cast, *, exception: str = "", **other: Any) -> Ask:
    made = ask_for(cast, **other)
    return actions.approve(made, by=cast.marcus, exception=exception, today=made.first_day)


def done(cast: Cast, *, exception: str = "Agreed on paper.", **other: Any) -> Ask:
    """On a day that has passed, for which no terms hold yet, as it was asked for."""
    first = other.pop("first", school_day() - timedelta(days=7))
    made = approved(cast, first=first, exception=exception, **other)
    return actions.finish(
        made, people=made.people, minutes_each=made.minutes_each, by=cast.marcus, today=made.last_day
    )


def as_sent(**other: str) -> dict[str, str]:
    """As a browser sends the form that asks."""
    first = school_day(14)
    return {
        "title": "Interviews with coaches",
        "role": "coaches",
        "people": "10",
        "minutes_each": "60",
        "first": first.isoformat(),
        "last": (first + timedelta(days=4)).isoformat(),
        "because": "Coaches know why.",
        "gives_back": "A summary.",
        "pressed": new_public_id(),
        **other,
    }


@contextmanager
def refused(code: str) -> Iterator[None]:
    """By a rule, told by its code and never by its words."""
    with pytest.raises(RuleError) as refusal:
        yield
    assert refusal.value.code == code
