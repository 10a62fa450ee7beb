"""The only writers of asks, one at a time in a partnership, so that two cannot draw the same hour."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fivefold.accounts.models import Person
from fivefold.agreements.states import BudgetRole
from fivefold.asks import policies, queries, telling
from fivefold.asks.budget import Claim
from fivefold.asks.models import Ask, Asked, BudgetException, Offer
from fivefold.asks.policies import Numbers
from fivefold.asks.states import AskState
from fivefold.core import ledger
from fivefold.core.rules import RuleError
from fivefold.cycles.models import Activity
from fivefold.cycles.policies import Conflict, refusal_of
from fivefold.cycles.queries import calendar_of
from fivefold.partnerships.actions import one_at_a_time
from fivefold.partnerships.models import Membership, Partnership
from fivefold.partnerships.permissions import Permission, require
from fivefold.partnerships.queries import get_membership, shared_space


@dataclass(frozen=True)
class Wanted:
    """What is decided on the page that asks. `pressed` is the same for one form, pressed twice."""

    role: str
    numbers: Numbers
    because: str
    gives_back: str
    pressed: str
    title: str = ""
    activity: Activity | None = None
    role_name: str = ""
    school: str = ""
    members: tuple[Membership, ...] = ()

    @property
    def name(self) -> str:
        return self.title or str(self.activity)

    @property
    def claim(self) -> Claim:
        return Claim(self.role, self.role_name, self.school, self.numbers.minutes)


@transaction.atomic
def ask(
    partnership: Partnership,
    wanted: Wanted,
    *,
    by: Person,
    accepted: Iterable[str] = (),
    today: date | None = None,
) -> Ask:
    """Ask for time. It is drawn from nothing before it is approved.

    today: another day in its place, for made-up partnerships whose past is told; so in all that follows.
    """
    membership = _member(partnership, by, Permission.ASKS_WRITE)
    if before := Ask.objects.filter(pressed=wanted.pressed).first():
        if (before.made_by_id, before.partnership_id) == (by.pk, partnership.pk):
            return before
        raise RuleError("sent_already", _("This form was sent already. Open it anew."))
    day = today or timezone.localdate()
    if refusal := why_not_asked(partnership, wanted, day):
        raise refusal
    if refusal := refusal_of(conflicts_of(partnership, wanted, day), accepted):
        raise refusal
    made = _written(membership, wanted, _moment(day))
    _enter(made, "asked", by, people=str(made.people), minutes=str(made.minutes_each))
    telling.tell_deciders(made, membership)
    return made


def why_not_asked(partnership: Partnership, wanted: Wanted, today: date) -> RuleError | None:
    here = frozenset(queries.who_can_be_asked(partnership).values_list("pk", flat=True))
    activity = wanted.activity
    if activity is not None and activity.partnership_id != partnership.pk:
        return RuleError("other_activity", _("Choose an activity of this partnership’s year."))
    if not (activity or wanted.title):
        return RuleError("of_nothing", _("Say what the time is for: an activity of the year, or a title."))
    if not (wanted.because and wanted.gives_back):
        return RuleError("no_reason", _("Say why it matters, and what those get back who give their time."))
    return (
        policies.why_not_role(wanted.role, wanted.role_name)
        or policies.why_not_numbers(wanted.numbers, today)
        or policies.why_not_members(wanted.members, here)
    )


def conflicts_of(partnership: Partnership, wanted: Wanted, today: date | None = None) -> list[Conflict]:
    """With days without research, which refuse; with the budget, which an exception can answer."""
    found = policies.conflicts_of(wanted.name, wanted.role, wanted.numbers, calendar_of(partnership))
    budget = queries.budget_for(
        wanted.claim, partnership, wanted.numbers.first, today=today or timezone.localdate()
    )
    if refusal := policies.why_not_drawn(budget.left, ()):
        found.append(Conflict(refusal.code, str(refusal)))
    return found


def _written(membership: Membership, wanted: Wanted, at: datetime) -> Ask:
    made = Ask.objects.create(
        partnership=membership.partnership,
        space=shared_space(membership.partnership),
        made_by=membership.person,
        made_at=at,
        asker=membership.person,
        pressed=wanted.pressed,
        activity=wanted.activity,
        title=wanted.title,
        role=BudgetRole(wanted.role),
        role_name=wanted.role_name,
        school=wanted.school,
        people=wanted.numbers.people,
        minutes_each=wanted.numbers.minutes_each,
        first_day=wanted.numbers.first,
        last_day=wanted.numbers.last,
        because=wanted.because,
        gives_back=wanted.gives_back,
    )
    for member in wanted.members:
        Asked.objects.create(ask=made, membership=member)
    return made


@transaction.atomic
def approve(found: Ask, *, by: Person, exception: str = "", today: date | None = None) -> Ask:
    """As it was asked. Beyond the budget by an exception only, which stays on the ask."""
    require(Permission.ASKS_DECIDE, get_membership(by, found.partnership.public_id))
    found, membership, day = _step(found, by, AskState.APPROVED, today)
    if found.state != AskState.ASKED:
        raise policies.not_from_here()
    if refusal := why_not_on_its_days(found, policies.numbers_of(found)):
        raise refusal
    _draw(found, found.claim, by, exception, day)
    _decided(found, membership, AskState.APPROVED, day)
    _enter(found, "approved", by, people=str(found.people), minutes=str(found.minutes_each))
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
    found, membership, day = _step(found, by, AskState.CHANGED, today)
    if numbers == policies.numbers_of(found):
        raise RuleError("unchanged", _("Nothing is different from what was asked. Approve it as it is."))
    if refusal := policies.why_not_numbers(numbers, day):
        raise refusal
    if refusal := why_not_on_its_days(found, numbers):
        raise refusal
    # Of an earlier offer that nobody accepted.
    BudgetException.objects.filter(ask=found).delete()
    claim = Claim(found.role, found.role_name, found.school, numbers.minutes)
    _draw(found, claim, by, exception, day, first=numbers.first)
    offer = _offered(found, numbers, by, note)
    _decided(found, membership, AskState.CHANGED, day)
    _enter(found, "changed", by, people=str(offer.people), minutes=str(offer.minutes_each))
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
    found, membership, day = _step(found, by, AskState.APPROVED, today)
    offer = found.offers.last()
    if found.state != AskState.CHANGED:
        raise policies.not_from_here()
    if offer is None or offer.number != seen:
        raise RuleError("offered_anew", _("Something else is offered meanwhile. Look at it first."))
    found.people, found.minutes_each = offer.people, offer.minutes_each
    found.first_day, found.last_day = offer.first_day, offer.last_day
    if refusal := why_not_on_its_days(found, policies.numbers_of(found)):
        raise refusal
    _draw(found, found.claim, by, "", day)
    offer.accepted_at = timezone.now()
    offer.save(update_fields=["accepted_at"])
    found.state = AskState.APPROVED
    found.save()
    _enter(found, "accepted", by, people=str(found.people), minutes=str(found.minutes_each))
    telling.tell_district(found, membership, "accepted")
    telling.tell_asked(found, membership)
    return found


@transaction.atomic
def decline(found: Ask, *, reason: str, by: Person, today: date | None = None) -> Ask:
    found, membership, day = _step(found, by, AskState.DECLINED, today)
    _end(found, reason)
    _decided(found, membership, AskState.DECLINED, day)
    _enter(found, "declined", by, reason=found.reason)
    telling.tell_asker(found, membership, "declined")
    return found


@transaction.atomic
def withdraw(found: Ask, *, by: Person, today: date | None = None) -> Ask:
    found, membership, _day = _step(found, by, AskState.WITHDRAWN, today)
    found.state = AskState.WITHDRAWN
    found.save(update_fields=["state"])
    _enter(found, "withdrawn", by)
    telling.tell_district(found, membership, "withdrawn")
    return found


@transaction.atomic
def cancel(found: Ask, *, reason: str, by: Person, today: date | None = None) -> Ask:
    """It does not take place: its hours are free again."""
    found, membership, _day = _step(found, by, AskState.CANCELLED, today)
    _end(found, reason)
    found.state = AskState.CANCELLED
    found.save()
    _enter(found, "cancelled", by, reason=found.reason)
    telling.tell_others(found, membership, "cancelled")
    return found


@transaction.atomic
def finish(
    found: Ask, *, people: int, minutes_each: int, by: Person, exception: str = "", today: date | None = None
) -> Ask:
    """What it took in truth. More than was booked is beyond the budget by an exception only."""
    if _took(found, people, minutes_each):
        return found
    found, membership, day = _step(found, by, AskState.DONE, today)
    if refusal := policies.why_not_taken(people, minutes_each):
        raise refusal
    took = Claim(found.role, found.role_name, found.school, people * minutes_each)
    if took.minutes > found.minutes:
        _draw(found, took, by, exception, day)
    found.actual_people, found.actual_minutes_each = people, minutes_each
    found.state = AskState.DONE
    found.save()
    _enter(found, "done", by, people=str(people), minutes=str(minutes_each))
    telling.tell_asker(found, membership, "done")
    return found


def _took(found: Ask, people: int, minutes_each: int) -> bool:
    """Pressed twice, it is done once."""
    same = {"actual_people": people, "actual_minutes_each": minutes_each}
    return Ask.objects.filter(pk=found.pk, state=AskState.DONE, **same).exists()


@transaction.atomic
def tell_outcome(found: Ask, *, outcome: str, by: Person, today: date | None = None) -> Ask:
    """What came of it: on the ask, and by mail to those who gave their time."""
    found, membership = _held(found, by)
    if refusal := policies.why_not_told(found, membership):
        raise refusal
    outcome = outcome.strip()
    if not outcome:
        raise RuleError("nothing_said", _("Say what came of it, in a sentence or more."))
    if outcome == found.outcome:
        return found
    at = _moment(today or timezone.localdate())
    found.outcome, found.outcome_at, found.outcome_by = outcome, at, by
    found.save(update_fields=["outcome", "outcome_at", "outcome_by"])
    _enter(found, "told", by)
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


def _member(partnership: Partnership, by: Person, permission: Permission) -> Membership:
    membership = get_membership(by, partnership.public_id)
    require(permission, membership)
    one_at_a_time(partnership)
    return membership


def _held(found: Ask, by: Person, permission: Permission = Permission.ASKS_VIEW) -> tuple[Ask, Membership]:
    """Taken anew under the partnership's lock, so that of two acts the first counts."""
    membership = _member(found.partnership, by, permission)
    return queries.get_ask(membership, found.public_id), membership


def _step(found: Ask, by: Person, to: AskState, today: date | None) -> tuple[Ask, Membership, date]:
    """One row of the table; approving is a step from asked, and accepting one from changed."""
    decides = to in policies.DECIDED_BY_THE_DISTRICT
    found, membership = _held(found, by, Permission.ASKS_DECIDE if decides else Permission.ASKS_VIEW)
    day = today or timezone.localdate()
    if refusal := policies.why_not(found, to, membership, day):
        raise refusal
    return found, membership, day


def _draw(
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
            ask=found, reason=because, minutes_over=over, made_by=by, made_at=_moment(today)
        )
        _enter(found, "exception", by, reason=because)


def _moment(day: date) -> datetime:
    """Now, or the noon of a day whose story is told."""
    if day == timezone.localdate():
        return timezone.now()
    return timezone.make_aware(datetime.combine(day, time(12)))


def _decided(found: Ask, membership: Membership, state: AskState, day: date) -> None:
    found.state = state
    found.decided_by, found.decided_at = membership.person, _moment(day)
    found.save()


def _end(found: Ask, reason: str) -> None:
    found.reason = reason.strip()
    if not found.reason:
        raise RuleError("no_reason", _("Say why, in a sentence that both sides can read."))


def _enter(found: Ask, act: str, by: Person | None, **detail: str) -> None:
    detail |= {"kind": "ask", "title": found.plain_title}
    ledger.append(found.space.key, f"asks.{act}", by=by, about=found.about, detail=detail)


def enter_passed_on(found: Ask, by: Person | None) -> None:
    _enter(found, "passed_on", by)
