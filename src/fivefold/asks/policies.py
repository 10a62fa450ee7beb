"""Pure rules on asks: the check that refuses is the one that explains."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fivefold.agreements.states import BudgetRole
from fivefold.asks import budget
from fivefold.asks.models import MOST_MINUTES, MOST_PEOPLE, Ask, BudgetException
from fivefold.asks.states import TRANSITIONS, AskState
from fivefold.core.rules import RuleError
from fivefold.cycles import policies as of_the_year
from fivefold.cycles.planning import Planned
from fivefold.cycles.policies import Bounds, Conflict
from fivefold.cycles.school_days import SchoolCalendar
from fivefold.cycles.states import Lane
from fivefold.partnerships.models import Membership
from fivefold.partnerships.permissions import Permission

FURTHEST = timedelta(days=2 * 366)
DECIDED_BY_THE_DISTRICT = frozenset({AskState.CHANGED, AskState.DECLINED})


@dataclass(frozen=True)
class Numbers:
    """How much of whose time, and when."""

    people: int
    minutes_each: int
    first: date
    last: date

    @property
    def minutes(self) -> int:
        return self.people * self.minutes_each


def numbers_of(ask: Ask) -> Numbers:
    return Numbers(ask.people, ask.minutes_each, ask.first_day, ask.last_day)


def why_not_numbers(numbers: Numbers, today: date) -> RuleError | None:
    if refusal := why_not_taken(numbers.people, numbers.minutes_each):
        return refusal
    if numbers.last < numbers.first:
        return RuleError("ends_before_it_begins", _("The last day lies before the first."))
    if numbers.first < today:
        return RuleError("past_days", _("Nobody can be asked for time on days that have passed."))
    if numbers.last > today + FURTHEST:
        return RuleError("far_days", _("Choose days within the next two years."))
    return None


def why_not_taken(people: int, minutes_each: int) -> RuleError | None:
    if 1 <= people <= MOST_PEOPLE and 1 <= minutes_each <= MOST_MINUTES:
        return None
    return RuleError(
        "out_of_range",
        gettext(
            "Say how many people, from 1 to {people}, and how many minutes of each, from 1 to {minutes}."
        ).format(people=MOST_PEOPLE, minutes=MOST_MINUTES),
    )


def why_not_role(role: str, role_name: str) -> RuleError | None:
    if (role == BudgetRole.OTHER) == bool(role_name):
        return None
    return RuleError("role_without_name", _("Say which role it is."))


def why_not_members(members: Iterable[Membership], here: frozenset[int]) -> RuleError | None:
    """here: the keys of the memberships of the practice side that hold today."""
    if all(one.pk in here for one in members):
        return None
    return RuleError(
        "not_a_member",
        _("Somebody whom you named is no longer a member on the district’s side. Take them out."),
    )


def is_in_schools(role: str) -> bool:
    """Leaders of the district are not."""
    return role != BudgetRole.LEADERS


def conflicts_of(name: str, role: str, numbers: Numbers, calendar: SchoolCalendar) -> list[Conflict]:
    """With days without research, by the rule of the year."""
    lane = Lane.STUDIES if is_in_schools(role) else Lane.MEETINGS
    planned = Planned(lane, numbers.first, numbers.last, title=name)
    return of_the_year.conflicts_of(planned, Bounds(numbers.first, numbers.last), calendar)


def is_asker(ask: Ask, membership: Membership) -> bool:
    return ask.asker_id == membership.person_id and membership.emergency is None


def decides(membership: Membership) -> bool:
    return Permission.ASKS_DECIDE in membership.permissions


def why_not(ask: Ask, to: AskState, membership: Membership, today: date) -> RuleError | None:
    """Whether a step is open to this member: by the table, by whose turn it is, by the days."""
    if to not in TRANSITIONS[AskState(ask.state)]:
        return not_from_here()
    return _why_not_theirs(ask, to, membership) or _why_not_today(ask, to, today)


def not_from_here() -> RuleError:
    return RuleError("not_from_here", _("That is no longer open. Look at where it stands now."))


def _why_not_theirs(ask: Ask, to: AskState, membership: Membership) -> RuleError | None:
    accepts = to == AskState.APPROVED and ask.state == AskState.CHANGED
    if to == AskState.WITHDRAWN or accepts:
        if is_asker(ask, membership):
            return None
        return RuleError("not_the_asker", _("Whoever asks accepts what was offered, or withdraws."))
    if decides(membership):
        return None
    if to in {AskState.DONE, AskState.CANCELLED}:
        if is_asker(ask, membership):
            return None
        return RuleError("not_yours", _("The point person or whoever asked says so."))
    return RuleError("point_person_decides", _("The district’s point person decides on it."))


def _why_not_today(ask: Ask, to: AskState, today: date) -> RuleError | None:
    if to == AskState.APPROVED:
        _first, last = days_that_would_hold(ask)
        if last < today:
            return RuleError(
                "days_passed", _("Its days have passed. Decline it, or offer other days in their place.")
            )
    if to == AskState.DONE and today < ask.last_day:
        return RuleError("not_yet", _("It is not over yet: say what it took on its last day, or after."))
    return None


def days_that_would_hold(ask: Ask) -> tuple[date, date]:
    """Of an ask that was changed, those that are offered."""
    offer = list(ask.offers.all())[-1:] if ask.state == AskState.CHANGED else []
    return (offer[0].first_day, offer[0].last_day) if offer else (ask.first_day, ask.last_day)


def why_not_told(ask: Ask, membership: Membership) -> RuleError | None:
    if ask.state != AskState.DONE:
        return RuleError("not_done", _("First it is said what it took; then what came of it."))
    if is_asker(ask, membership):
        return None
    return RuleError("not_the_asker", _("Whoever asked says what came of it."))


def why_not_noted(ask: Ask, is_asked: bool, today: date) -> RuleError | None:
    if not is_asked:
        return RuleError("not_asked", _("Only whoever was asked by name notes their own time."))
    if ask.state not in {AskState.APPROVED, AskState.DONE} or today < ask.first_day:
        return RuleError("not_yet", _("There is nothing to note yet."))
    return None


def why_not_drawn(
    found: Sequence[budget.Left], exceptions: Iterable[BudgetException], because: str = ""
) -> RuleError | None:
    """Beyond the budget, or without one, nothing is drawn but by an exception with its reason."""
    if not budget.needs_exception(found) or because:
        return None
    if not found:
        if any(one.minutes_over is None for one in exceptions):
            return None
        return RuleError(
            "no_budget",
            _("The terms agree no hours for this role. It needs an exception, with the reason."),
        )
    over = found[0].over
    if any(one.minutes_over is not None and one.minutes_over >= over for one in exceptions):
        return None
    return RuleError(
        "over_budget",
        _("It would go beyond the hours agreed for this role. It needs an exception, with the reason."),
    )
