"""Staff time is asked for: nothing is drawn before it is approved."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fivefold.accounts.models import Person
from fivefold.agreements.states import BudgetRole
from fivefold.asks import policies, queries, telling
from fivefold.asks.actions.writing import enter, member, moment
from fivefold.asks.budget import Claim
from fivefold.asks.models import Ask, Asked
from fivefold.asks.policies import Numbers
from fivefold.core.rules import RuleError
from fivefold.cycles.models import Activity
from fivefold.cycles.policies import Conflict, refusal_of
from fivefold.cycles.queries import calendar_of
from fivefold.partnerships.models import Membership, Partnership
from fivefold.partnerships.permissions import Permission
from fivefold.partnerships.queries import shared_space


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
    membership = member(partnership, by, Permission.ASKS_WRITE)
    if before := Ask.objects.filter(pressed=wanted.pressed).first():
        if (before.made_by_id, before.partnership_id) == (by.pk, partnership.pk):
            return before
        raise RuleError("sent_already", _("This form was sent already. Open it anew."))
    day = today or timezone.localdate()
    if refusal := why_not_asked(partnership, wanted, day):
        raise refusal
    if refusal := refusal_of(conflicts_of(partnership, wanted, day), accepted):
        raise refusal
    made = _written(membership, wanted, moment(day))
    enter(made, "asked", by, people=str(made.people), minutes=str(made.minutes_each))
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
    for one in wanted.members:
        Asked.objects.create(ask=made, membership=one)
    return made
