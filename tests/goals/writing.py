"""A goal and a strategy as somebody writes them."""

from datetime import date
from typing import Any

from fivefold.accounts.models import Person
from fivefold.core.identifiers import new_public_id
from fivefold.goals import actions
from fivefold.goals.models import Goal, Strategy
from fivefold.partnerships.models import Partnership

GOAL: dict[str, Any] = {
    "sentence": "More of our seventh graders are ready for algebra.",
    "measure": "Share at or above “on track” in the state’s spring test",
    "population": "Grade 7, all eight middle schools, about 1,400 students",
    "baseline": "41% (spring 2026, 1,388 students)",
    "baseline_source": "State report card, table 4",
    "target": "52%",
    "due_on": date(2099, 6, 30),
}
STRATEGY = {
    "name": "Coaching in content teams",
    "practice": "Teachers plan one lesson a week together.",
    "supports": "A coach in each school for two days a week.",
    "why": "Planning together makes the aims of a lesson visible.",
}


def make_goal(partnership: Partnership, *, by: Person, **other: Any) -> Goal:
    return actions.set_goal(partnership, GOAL | other, pressed=new_public_id(), by=by)


def make_strategy(goal: Goal, *, by: Person, **other: Any) -> Strategy:
    return actions.add_strategy(goal, STRATEGY | other, pressed=new_public_id(), by=by)


def as_sent(words: dict[str, Any]) -> dict[str, str]:
    """As a browser sends the fields."""
    return {name: str(value) for name, value in words.items()}
