"""What pages read of asks: a fixed number of queries, and nobody's own minutes but one's own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from fivefold.agreements.queries import terms_in_force
from fivefold.agreements.terms import BudgetLine, TermsInForce
from fivefold.asks import budget
from fivefold.asks.models import Ask, Asked, in_span
from fivefold.asks.states import DRAWN, WAITING, AskState
from fivefold.cycles.models import Activity, Cycle
from fivefold.cycles.queries import years_of
from fivefold.cycles.states import State
from fivefold.partnerships.models import Membership, Partnership
from fivefold.partnerships.permissions import Permission
from fivefold.partnerships.queries import spaces_open_to
from fivefold.partnerships.roles import ROLES
from fivefold.partnerships.states import Side

OF_AN_ASK = ("partnership", "space", "asker", "made_by", "activity", "decided_by", "outcome_by")
# Where no year is planned, it is the usual one.
FIRST_MONTH = 8


@dataclass(frozen=True)
class SchoolYear:
    """The span over which a budget counts: a year that is planned, or the usual one."""

    first: date
    last: date
    cycle: Cycle | None = None

    def day_of_terms(self, first: date, today: date) -> date:
        """Which day's terms hold for an ask that begins on `first`, decided today."""
        return min(max(first, today), self.last)


def of_cycle(cycle: Cycle) -> SchoolYear:
    return SchoolYear(cycle.first_day, cycle.last_day, cycle)


def school_year(partnership: Partnership, day: date) -> SchoolYear:
    """The longest of the years that hold a day: ninety days within a year are counted in the year."""
    holding = years_of(partnership).filter(first_day__lte=day, last_day__gte=day)
    found = max(holding, key=lambda one: (one.last_day - one.first_day, -one.pk), default=None)
    if found is not None:
        return of_cycle(found)
    start = day.year if day.month >= FIRST_MONTH else day.year - 1
    return SchoolYear(date(start, FIRST_MONTH, 1), date(start + 1, FIRST_MONTH - 1, 31))


def _asks(partnership: Partnership) -> QuerySet[Ask]:
    return Ask.objects.filter(partnership=partnership).select_related(*OF_AN_ASK).prefetch_related("offers")


def get_ask(membership: Membership, public_id: str) -> Ask:
    found = _asks(membership.partnership).filter(public_id=public_id, space__in=spaces_open_to(membership))
    ask = found.prefetch_related("exceptions__made_by", "offers__made_by").first()
    if ask is None:
        raise Http404
    return ask


def drawn(partnership: Partnership, year: SchoolYear, *, but: Ask | None = None) -> list[Ask]:
    """What is booked and used in a year."""
    found = Ask.objects.filter(in_span(year.first, year.last), partnership=partnership, state__in=DRAWN)
    return list(found.exclude(pk=but.pk) if but else found)


@dataclass(frozen=True)
class Budget:
    """What an ask would draw from, with what is left of it before and after; none, where none is agreed."""

    year: SchoolYear
    terms: TermsInForce
    left: Sequence[budget.Left]

    @property
    def tightest(self) -> budget.Left | None:
        return self.left[0] if self.left else None

    @property
    def needs_exception(self) -> bool:
        return budget.needs_exception(self.left)


def budget_for(
    claim: budget.Claim, partnership: Partnership, first: date, *, but: Ask | None = None, today: date
) -> Budget:
    year = school_year(partnership, first)
    terms = terms_in_force(partnership, year.day_of_terms(first, today))
    claims = [one.claim for one in drawn(partnership, year, but=but)]
    return Budget(year, terms, budget.left_for(claim, terms.content.budget, claims))


@dataclass(frozen=True)
class Row:
    """One role's time in a year, in minutes."""

    label: str
    people: int
    minutes_each: int
    agreed: int
    used: int
    booked: int
    asked: int
    is_part: bool = False
    line: BudgetLine | None = None

    @property
    def left(self) -> int:
        return self.agreed - self.used - self.booked

    def covers(self, ask: Ask) -> bool:
        return self.line is not None and self.line.covers(ask.role, ask.role_name, ask.school)


@dataclass(frozen=True)
class StaffTime:
    year: SchoolYear
    terms: TermsInForce
    rows: Sequence[Row]

    @property
    def agreed(self) -> int:
        return self.terms.content.minutes

    @property
    def left(self) -> int:
        """Of all roles together; what one has left is not there for another, so none counts below zero."""
        return sum(max(0, row.left) for row in self.rows if row.agreed and not row.is_part)

    @property
    def asked(self) -> int:
        return sum(row.asked for row in self.rows if not row.is_part)


def waiting_minutes(ask: Ask) -> int:
    offers = list(ask.offers.all())
    return offers[-1].minutes if ask.state == AskState.CHANGED and offers else ask.minutes


def staff_time(partnership: Partnership, year: SchoolYear, today: date | None = None) -> StaffTime:
    """The hours agreed for a year against those used, booked and asked for."""
    day = today or timezone.localdate()
    terms = terms_in_force(partnership, year.day_of_terms(year.first, day))
    states = [*DRAWN, *WAITING]
    asks = list(_asks(partnership).filter(in_span(year.first, year.last), state__in=states))
    rows = [_row(line, asks, terms.content.budget) for line in terms.content.budget]
    without = [
        one
        for one in asks
        if not any(line.covers(one.role, one.role_name, one.school) for line in terms.content.budget)
    ]
    return StaffTime(year, terms, [*rows, *_without_budget(without)])


def _row(line: BudgetLine, asks: Iterable[Ask], lines: Iterable[BudgetLine]) -> Row:
    of = [one for one in asks if line.covers(one.role, one.role_name, one.school)]
    is_part = bool(line.school) and any(
        other.covers(line.role, line.name, line.school) for other in lines if not other.school
    )
    return Row(line.label, line.people, line.minutes_each, line.minutes, *_sums(of), is_part, line)


def _without_budget(asks: Iterable[Ask]) -> list[Row]:
    """By role, in the order in which they were asked."""
    by_role: dict[str, list[Ask]] = {}
    for one in asks:
        by_role.setdefault(one.who, []).append(one)
    return [Row(label, 0, 0, 0, *_sums(of)) for label, of in by_role.items()]


def _sums(asks: Sequence[Ask]) -> tuple[int, int, int]:
    return (
        sum(one.minutes for one in asks if one.state == AskState.DONE),
        sum(one.minutes for one in asks if one.state == AskState.APPROVED),
        sum(waiting_minutes(one) for one in asks if one.state in WAITING),
    )


@dataclass(frozen=True)
class Listed:
    """The asks as their page lists them."""

    waiting: Sequence[Ask]
    coming: Sequence[Ask]
    over: Sequence[Ask]


def listed(partnership: Partnership, year: SchoolYear, *, is_chosen: bool) -> Listed:
    """A year's asks; where none was chosen, with what waits, whenever it is for."""
    asks = list(_asks(partnership).filter(in_span(year.first, year.last)))
    if is_chosen:
        waiting = [one for one in asks if one.state in WAITING]
    else:
        waiting = list(_asks(partnership).filter(state__in=WAITING))
    over = [one for one in asks if one.state not in {*WAITING, AskState.APPROVED}]
    return Listed(waiting, [one for one in asks if one.state == AskState.APPROVED], over[::-1])


def waiting_in(partnership: Partnership, year: SchoolYear) -> list[Ask]:
    return list(_asks(partnership).filter(in_span(year.first, year.last), state__in=WAITING))


def counted_in(partnership: Partnership, year: SchoolYear) -> list[Ask]:
    """What stands in the picture of a year: done, booked and asked."""
    return list(_asks(partnership).filter(in_span(year.first, year.last), state__in=[*DRAWN, *WAITING]))


def between(partnership: Partnership, first: date, last: date, states: Iterable[AskState]) -> list[Ask]:
    """What touches a span."""
    return list(_asks(partnership).filter(first_day__lte=last, last_day__gte=first, state__in=list(states)))


def in_states(partnership: Partnership, *states: AskState) -> QuerySet[Ask]:
    return _asks(partnership).filter(state__in=states)


def who_may(partnership: Partnership, permission: Permission) -> list[Membership]:
    """The members of today whose role has a permission."""
    roles = [key for key, role in ROLES.items() if permission in role.permissions]
    return list(
        partnership.memberships.current().filter(role__in=roles).select_related("person", "partnership")
    )


def who_can_be_asked(partnership: Partnership) -> QuerySet[Membership]:
    members = partnership.memberships.current().filter(side=Side.PRACTICE)
    return members.select_related("person").order_by("person__name")


def activities_to_ask_for(partnership: Partnership, today: date) -> QuerySet[Activity]:
    """Of years that are not over: what is planned or under way."""
    return Activity.objects.filter(
        partnership=partnership,
        cycle__last_day__gte=today,
        cycle__state__in=[State.PLANNED, State.UNDER_WAY],
        state__in=[State.PLANNED, State.UNDER_WAY],
    ).select_related("cycle")


def schools_named(partnership: Partnership, terms: TermsInForce) -> list[str]:
    """Of the asks so far and of the terms, to choose from."""
    asked = Ask.objects.filter(partnership=partnership).exclude(school="").order_by()
    found = {*asked.values_list("school", flat=True).distinct()}
    return sorted(found | {line.school for line in terms.content.budget if line.school})


def names_of_asked(ask: Ask) -> list[str]:
    """Who is asked by name: names, and no minutes."""
    return sorted(ask.asked.values_list("membership__person__name", flat=True))


def own_part(ask: Ask, membership: Membership) -> Asked | None:
    """One's own, and of nobody else."""
    if membership.emergency:
        return None
    return ask.asked.filter(membership__person=membership.person_id).first()


def own_parts(membership: Membership, year: SchoolYear) -> list[Asked]:
    """What a year's asks cost this member, by ask, as they noted it themselves."""
    if membership.emergency:
        return []
    found = Asked.objects.filter(
        membership__person=membership.person_id,
        ask__partnership=membership.partnership_id,
        ask__first_day__range=(year.first, year.last),
        ask__state__in=DRAWN,
    )
    return list(found.select_related("ask__activity", "ask__partnership").order_by("ask__first_day", "pk"))
