"""How an ask ends: taken back, or done, with what it took and what came of it."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fivefold.accounts.models import Person
from fivefold.asks import policies, queries, telling
from fivefold.asks.actions.writing import draw, end_with, enter, held, moment, step
from fivefold.asks.budget import Claim
from fivefold.asks.models import Ask
from fivefold.asks.states import AskState
from fivefold.core.rules import RuleError
from fivefold.partnerships.permissions import Permission, require
from fivefold.partnerships.queries import get_membership


@transaction.atomic
def withdraw(found: Ask, *, by: Person, today: date | None = None) -> Ask:
    found, membership, _day = step(found, by, AskState.WITHDRAWN, today)
    found.state = AskState.WITHDRAWN
    found.save(update_fields=["state"])
    enter(found, "withdrawn", by)
    telling.tell_district(found, membership, "withdrawn")
    return found


@transaction.atomic
def cancel(found: Ask, *, reason: str, by: Person, today: date | None = None) -> Ask:
    """It does not take place: its hours are free again."""
    found, membership, _day = step(found, by, AskState.CANCELLED, today)
    end_with(found, reason)
    found.state = AskState.CANCELLED
    found.save()
    enter(found, "cancelled", by, reason=found.reason)
    telling.tell_others(found, membership, "cancelled")
    return found


@transaction.atomic
def finish(
    found: Ask, *, people: int, minutes_each: int, by: Person, exception: str = "", today: date | None = None
) -> Ask:
    """What it took in truth. More than was booked is beyond the budget by an exception only."""
    if _took(found, people, minutes_each):
        return found
    found, membership, day = step(found, by, AskState.DONE, today)
    if refusal := policies.why_not_taken(people, minutes_each):
        raise refusal
    took = Claim(found.role, found.role_name, found.school, people * minutes_each)
    if took.minutes > found.minutes:
        draw(found, took, by, exception, day)
    found.actual_people, found.actual_minutes_each = people, minutes_each
    found.state = AskState.DONE
    found.save()
    enter(found, "done", by, people=str(people), minutes=str(minutes_each))
    telling.tell_asker(found, membership, "done")
    return found


def _took(found: Ask, people: int, minutes_each: int) -> bool:
    """Pressed twice, it is done once."""
    same = {"actual_people": people, "actual_minutes_each": minutes_each}
    return Ask.objects.filter(pk=found.pk, state=AskState.DONE, **same).exists()


@transaction.atomic
def tell_outcome(found: Ask, *, outcome: str, by: Person, today: date | None = None) -> Ask:
    """What came of it: on the ask, and by mail to those who gave their time."""
    found, membership = held(found, by)
    if refusal := policies.why_not_told(found, membership):
        raise refusal
    outcome = outcome.strip()
    if not outcome:
        raise RuleError("nothing_said", _("Say what came of it, in a sentence or more."))
    if outcome == found.outcome:
        return found
    at = moment(today or timezone.localdate())
    # Said anew, it stays told since the first time.
    found.outcome, found.outcome_at, found.outcome_by = outcome, found.outcome_at or at, by
    found.save(update_fields=["outcome", "outcome_at", "outcome_by"])
    enter(found, "told", by)
    telling.tell_what_came_of_it(found, membership)
    return found


@transaction.atomic
def note_own(found: Ask, *, minutes: int, by: Person, today: date | None = None) -> None:
    """One's own minutes, for oneself: on no ledger, since that would tell others who noted theirs."""
    membership = get_membership(by, found.partnership.public_id)
    require(Permission.ASKS_VIEW, membership)
    part = queries.own_part(found, membership)
    if refusal := policies.why_not_noted(found, part is not None, today or timezone.localdate()):
        raise refusal
    if refusal := policies.why_not_taken(1, minutes):
        raise refusal
    assert part is not None  # noqa: S101 refused above
    part.minutes, part.noted_on = minutes, timezone.localdate()
    part.save(update_fields=["minutes", "noted_on"])
