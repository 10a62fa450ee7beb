"""What the district decides, and whoever asked answers."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fivefold.accounts.models import Person
from fivefold.asks import policies, telling
from fivefold.asks.actions.writing import decided, draw, end_with, enter, step
from fivefold.asks.budget import Claim
from fivefold.asks.models import Ask, BudgetException, Offer
from fivefold.asks.policies import Numbers
from fivefold.asks.states import AskState
from fivefold.core.rules import RuleError
from fivefold.cycles.policies import refusal_of
from fivefold.cycles.queries import calendar_of
from fivefold.partnerships.permissions import Permission, require
from fivefold.partnerships.queries import get_membership


@transaction.atomic
def approve(found: Ask, *, by: Person, exception: str = "", today: date | None = None) -> Ask:
    """As it was asked. Beyond the budget by an exception only, which stays on the ask."""
    require(Permission.ASKS_DECIDE, get_membership(by, found.partnership.public_id))
    found, membership, day = step(found, by, AskState.APPROVED, today)
    if found.state != AskState.ASKED:
        raise policies.not_from_here()
    if refusal := why_not_on_its_days(found, policies.numbers_of(found)):
        raise refusal
    draw(found, found.claim, by, exception, day)
    decided(found, membership, AskState.APPROVED, day)
    enter(found, "approved", by, people=str(found.people), minutes=str(found.minutes_each))
    telling.tell_asker(found, membership, "approved")
    telling.tell_asked(found, membership)
    return found


def why_not_on_its_days(found: Ask, numbers: Numbers) -> RuleError | None:
    """The district may have closed days since it was asked, or offered."""
    calendar = calendar_of(found.partnership)
    conflicts = policies.conflicts_of(str(found), found.role, numbers, calendar)
    return refusal_of([one for one in conflicts if one.refuses], ())


@transaction.atomic
def change(
    found: Ask,
    numbers: Numbers,
    *,
    by: Person,
    note: str = "",
    exception: str = "",
    today: date | None = None,
) -> Ask:
    """Offer other numbers or days in place of those asked for; whoever asks accepts or withdraws."""
    found, membership, day = step(found, by, AskState.CHANGED, today)
    if numbers == policies.numbers_of(found):
        raise RuleError("unchanged", _("Nothing is different from what was asked. Approve it as it is."))
    if refusal := policies.why_not_numbers(numbers, day):
        raise refusal
    if refusal := why_not_on_its_days(found, numbers):
        raise refusal
    # Of an earlier offer that nobody accepted.
    BudgetException.objects.filter(ask=found).delete()
    claim = Claim(found.role, found.role_name, found.school, numbers.minutes)
    draw(found, claim, by, exception, day, first=numbers.first)
    offer = _offered(found, numbers, by, note)
    decided(found, membership, AskState.CHANGED, day)
    enter(found, "changed", by, people=str(offer.people), minutes=str(offer.minutes_each))
    telling.tell_asker(found, membership, "changed", number=offer.number)
    return found


def _offered(found: Ask, numbers: Numbers, by: Person, note: str) -> Offer:
    return Offer.objects.create(
        ask=found,
        number=found.offers.count() + 1,
        from_people=found.people,
        from_minutes_each=found.minutes_each,
        from_first=found.first_day,
        from_last=found.last_day,
        people=numbers.people,
        minutes_each=numbers.minutes_each,
        first_day=numbers.first,
        last_day=numbers.last,
        note=note,
        made_by=by,
    )


@transaction.atomic
def accept(found: Ask, *, by: Person, seen: int, today: date | None = None) -> Ask:
    """Take what was offered; `seen` is the number of the offer that was read. Hours are drawn by it."""
    found, membership, day = step(found, by, AskState.APPROVED, today)
    offer = found.offers.last()
    if found.state != AskState.CHANGED:
        raise policies.not_from_here()
    if offer is None or offer.number != seen:
        raise RuleError("offered_anew", _("Something else is offered meanwhile. Look at it first."))
    found.people, found.minutes_each = offer.people, offer.minutes_each
    found.first_day, found.last_day = offer.first_day, offer.last_day
    if refusal := why_not_on_its_days(found, policies.numbers_of(found)):
        raise refusal
    draw(found, found.claim, by, "", day)
    offer.accepted_at = timezone.now()
    offer.save(update_fields=["accepted_at"])
    found.state = AskState.APPROVED
    found.save()
    enter(found, "accepted", by, people=str(found.people), minutes=str(found.minutes_each))
    telling.tell_district(found, membership, "accepted")
    telling.tell_asked(found, membership)
    return found


@transaction.atomic
def decline(found: Ask, *, reason: str, by: Person, today: date | None = None) -> Ask:
    found, membership, day = step(found, by, AskState.DECLINED, today)
    end_with(found, reason)
    decided(found, membership, AskState.DECLINED, day)
    enter(found, "declined", by, reason=found.reason)
    telling.tell_asker(found, membership, "declined")
    return found
