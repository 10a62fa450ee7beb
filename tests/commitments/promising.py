"""A commitment as somebody writes it down, and moments to do so."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from fivefold.accounts.models import Person
from fivefold.commitments import actions
from fivefold.commitments.models import Commitment
from fivefold.core.identifiers import new_public_id
from fivefold.partnerships.models import Partnership

WHAT = "Send the principals the observation protocol."


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def promise(
    partnership: Partnership, *, owner: Person, by: Person, days: int = 14, what: str = WHAT, **other: Any
) -> Commitment:
    given: dict[str, Any] = {"source": None, "pressed": new_public_id()} | other
    return actions.commit(partnership, what=what, owner=owner, due=in_days(days), by=by, **given)
