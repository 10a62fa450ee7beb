"""What every act on an ask does: who may, with the partnership held, what is drawn, what is entered."""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fivefold.accounts.models import Person
from fivefold.asks import policies, queries
from fivefold.asks.budget import Claim
from fivefold.asks.models import Ask, BudgetException
from fivefold.asks.states import AskState
from fivefold.core import ledger
from fivefold.core.rules import RuleError
from fivefold.partnerships.actions import one_at_a_time
from fivefold.partnerships.models import Membership, Partnership
from fivefold.partnerships.permissions import Permission, require
from fivefold.partnerships.queries import get_membership


def member(partnership: Partnership, by: Person, permission: Permission) -> Membership:
    membership = get_membership(by, partnership.public_id)
    require(permission, membership)
    one_at_a_time(partnership)
    return membership


def held(found: Ask, by: Person, permission: Permission = Permission.ASKS_VIEW) -> tuple[Ask, Membership]:
    """Taken anew under the partnership's lock, so that of two acts the first counts."""
    membership = member(found.partnership, by, permission)
    return queries.get_ask(membership, found.public_id), membership


def step(found: Ask, by: Person, to: AskState, today: date | None) -> tuple[Ask, Membership, date]:
    """One row of the table; approving is a step from asked, and accepting one from changed."""
    decides = to in policies.DECIDED_BY_THE_DISTRICT
    found, membership = held(found, by, Permission.ASKS_DECIDE if decides else Permission.ASKS_VIEW)
    day = today or timezone.localdate()
    if refusal := policies.why_not(found, to, membership, day):
        raise refusal
    return found, membership, day


def draw(
    found: Ask, claim: Claim, by: Person, because: str, today: date, *, first: date | None = None
) -> None:
    """Make sure that the hours are there, or that an exception says why they are taken all the same."""
    because = because.strip()
    budget = queries.budget_for(claim, found.partnership, first or found.first_day, but=found, today=today)
    if refusal := policies.why_not_drawn(budget.left, BudgetException.objects.filter(ask=found), because):
        raise refusal
    if budget.needs_exception and because:
        over = budget.tightest.over if budget.tightest else None
        BudgetException.objects.create(
            ask=found, reason=because, minutes_over=over, made_by=by, made_at=moment(today)
        )
        enter(found, "exception", by, reason=because)


def moment(day: date) -> datetime:
    """Now, or the noon of a day whose story is told."""
    if day == timezone.localdate():
        return timezone.now()
    return timezone.make_aware(datetime.combine(day, time(12)))


def decided(found: Ask, membership: Membership, state: AskState, day: date) -> None:
    found.state = state
    found.decided_by, found.decided_at = membership.person, moment(day)
    found.save()


def end_with(found: Ask, reason: str) -> None:
    found.reason = reason.strip()
    if not found.reason:
        raise RuleError("no_reason", _("Say why, in a sentence that both sides can read."))


def enter(found: Ask, act: str, by: Person | None, **detail: str) -> None:
    detail |= {"kind": "ask", "title": found.plain_title}
    ledger.append(found.space.key, f"asks.{act}", by=by, about=found.about, detail=detail)


def enter_passed_on(found: Ask, by: Person | None) -> None:
    enter(found, "passed_on", by)
