"""Terms as one side proposes them."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.utils import timezone

from fivefold.accounts.models import Person
from fivefold.agreements import actions
from fivefold.agreements.actions import Proposal
from fivefold.agreements.models import Terms
from fivefold.agreements.states import BudgetRole
from fivefold.agreements.terms import Area, BudgetLine, Content
from fivefold.core.identifiers import new_public_id
from tests.cast import Cast

BUDGET = (
    BudgetLine(BudgetRole.TEACHERS, 84, 186),
    BudgetLine(BudgetRole.COACHES, 10, 576),
    BudgetLine(BudgetRole.OTHER, 4, 60, "Librarians"),
)


def content(cast: Cast, **other: Any) -> Content:
    usual = Content(
        budget=BUDGET,
        areas=(Area("Mathematics", cast.denise, cast.tomas),),
        pause_practice=cast.marcus,
        pause_research=cast.hannah,
    )
    return replace(usual, **other)


def propose(cast: Cast, *, by: Person, from_day: date | None = None, **other: Any) -> Terms:
    proposal = Proposal(
        content(cast, **other), from_day or timezone.localdate(), new_public_id(), "We start with these."
    )
    return actions.propose(cast.cedar, proposal, by=by)


def agree(cast: Cast, *, from_day: date | None = None, **other: Any) -> Terms:
    return actions.confirm(propose(cast, by=cast.marcus, from_day=from_day, **other), by=cast.hannah)


def as_sent(cast: Cast) -> dict[str, str]:
    """As a browser sends the form that proposes."""
    return {
        "check_days": "5",
        "tell_days": "5",
        "reply_days": "12",
        "extension_days": "5",
        "dialogue_days": "20",
        "commit_days": "10",
        "review_days": "30",
        "threshold": "8",
        "order": "staff-cabinet-board",
        "teachers_people": "84",
        "teachers_hours": "3.1",
        "own_0_name": "Librarians",
        "own_0_people": "4",
        "own_0_hours": "1",
        "area_0_name": "Mathematics",
        "area_0_leader": cast.denise.public_id,
        "area_0_alternate": cast.tomas.public_id,
        "pause_practice": cast.marcus.public_id,
        "pause_research": cast.hannah.public_id,
        "outside_checker": "Dr. Chen, Lakeshore",
        "from_day": timezone.localdate().isoformat(),
        "because": "Ten days were too short in June.",
        "pressed": new_public_id(),
    }
