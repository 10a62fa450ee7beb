"""What pages read of the year: a fixed number of queries, however much is planned and however many years."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from fivefold.cycles.models import (
    AccountText,
    Activity,
    BlackOut,
    Cycle,
    KnownSince,
    Phase,
    Scheduled,
    TwoPageAccount,
)
from fivefold.cycles.school_days import DaysOff, SchoolCalendar
from fivefold.cycles.states import IN_SCHOOLS, State
from fivefold.partnerships.models import Membership, Partnership
from fivefold.partnerships.queries import spaces_open_to

A_YEAR = timedelta(days=366)


def years_of(partnership: Partnership) -> QuerySet[Cycle]:
    """Newest first, without those that were called off."""
    years = Cycle.objects.filter(partnership=partnership).exclude(state=State.CALLED_OFF)
    return years.select_related("partnership")


def year_today(partnership: Partnership, today: date | None = None) -> Cycle | None:
    """The year that a visitor means: the newest that holds today, else the last that began, else the next."""
    day = today or timezone.localdate()
    years = list(years_of(partnership).select_related("space"))
    holding = [one for one in years if one.first_day <= day <= one.last_day]
    # Ninety days within a year are looked for by name; the page opens on the year.
    holding.sort(key=lambda one: one.last_day - one.first_day, reverse=True)
    begun = [one for one in years if one.first_day <= day]
    return next(iter([*holding, *begun, *reversed(years)]), None)


def year_holding(partnership: Partnership, day: date) -> Cycle | None:
    """The longest of those that hold a day: ninety days within a year are part of it."""
    holding = years_of(partnership).filter(first_day__lte=day, last_day__gte=day)
    return max(holding, key=lambda one: one.last_day - one.first_day, default=None)


def find_year(membership: Membership, cycle_id: str) -> Cycle:
    found = Cycle.objects.filter(partnership=membership.partnership_id, public_id=cycle_id)
    year = found.select_related("space", "partnership").first()
    if year is None:
        raise Http404
    return year


def find_item(membership: Membership, item_id: str) -> Phase | Activity:
    for model in (Phase, Activity):
        found = (
            model._default_manager.filter(partnership=membership.partnership_id, public_id=item_id)
            .select_related("cycle", "cycle__partnership", "space", "partnership")
            .prefetch_related("moves__made_by")
            .first()
        )
        if found is not None:
            return found
    raise Http404


def find_black_out(membership: Membership, black_out_id: str) -> BlackOut:
    found = BlackOut.objects.filter(partnership=membership.partnership_id, public_id=black_out_id)
    black_out = found.select_related("space").first()
    if black_out is None:
        raise Http404
    return black_out


def phases_of(year: Cycle) -> QuerySet[Phase]:
    return year.phases.select_related("partnership", "cycle").prefetch_related("moves__made_by")


def activities_of(year: Cycle) -> QuerySet[Activity]:
    return year.activities.select_related("partnership", "cycle").prefetch_related("moves__made_by")


def black_outs_of(
    partnership: Partnership, first: date | None = None, last: date | None = None
) -> QuerySet[BlackOut]:
    """All, or those that touch a span."""
    touching = Q()
    if first is not None:
        touching &= Q(last_day__gte=first)
    if last is not None:
        touching &= Q(first_day__lte=last)
    return BlackOut.objects.filter(touching, partnership=partnership)


def days_off(black_out: BlackOut) -> DaysOff:
    return DaysOff(black_out.first_day, black_out.last_day, black_out.kind, black_out.name)


def calendar_of(partnership: Partnership, year: Cycle | None = None) -> SchoolCalendar:
    """The district's school days: by the weekdays of a year, else of the one that is now."""
    of = year or year_today(partnership)
    black_outs = [days_off(one) for one in black_outs_of(partnership)]
    return SchoolCalendar(of.school_weekdays, black_outs) if of else SchoolCalendar(black_outs=black_outs)


def days_worth_reading(partnership: Partnership) -> tuple[date, date]:
    """Of a calendar: from the year of today to the end of what is planned, a year at least."""
    today = timezone.localdate()
    of = year_today(partnership, today)
    first = min(of.first_day, today) if of else today.replace(month=1, day=1)
    years = years_of(partnership).aggregate(last=Max("last_day"))
    return first, max(years["last"] or today, today + A_YEAR)


def planned_in_schools(partnership: Partnership) -> QuerySet[Activity]:
    """What is still planned to take time in schools."""
    return Activity.objects.filter(
        partnership=partnership,
        lane__in=IN_SCHOOLS,
        state=State.PLANNED,
        cycle__state__in=[State.PLANNED, State.UNDER_WAY],
    )


def passed_without_a_word(partnership: Partnership) -> list[Scheduled]:
    """What was to be over by now, of open years, and is neither done nor called off; the earliest first."""
    behind = {
        "partnership": partnership,
        "planned_last__lt": timezone.localdate(),
        "state__in": [State.PLANNED, State.UNDER_WAY],
        "cycle__state__in": [State.PLANNED, State.UNDER_WAY],
    }
    reads = ("cycle__partnership", "partnership")
    found: list[Scheduled] = [
        *Phase.objects.filter(**behind).select_related(*reads),
        *Activity.objects.filter(**behind, waits_for="").select_related(*reads),
    ]
    return sorted(found, key=lambda one: (one.planned_last, one.pk))


@dataclass(frozen=True)
class Acquaintance:
    """Whether both sides have recorded that they know each other, and how."""

    account: TwoPageAccount | None
    known_since: KnownSince | None

    @property
    def is_confirmed(self) -> bool:
        return self.known_since is not None or bool(self.account and self.account.confirmed_at)


def acquaintance(partnership: Partnership, membership: Membership | None = None) -> Acquaintance:
    """As a member may see it; without one, as the rules see it. An unshown account confirms nothing."""
    accounts = TwoPageAccount.objects.filter(partnership=partnership)
    if membership is not None:
        accounts = accounts.filter(space__in=spaces_open_to(membership))
    account = accounts.select_related("space", "partnership", "confirmed_by").first()
    known = KnownSince.objects.filter(partnership=partnership).select_related("made_by").first()
    return Acquaintance(account, known)


def versions_of(account: TwoPageAccount, membership: Membership) -> QuerySet[AccountText]:
    """Newest first. Those from before it was shown stay with the side that wrote them."""
    return account.texts.filter(space__in=spaces_open_to(membership)).select_related("made_by")


def first_year(partnership: Partnership) -> Cycle | None:
    return years_of(partnership).order_by("first_day", "pk").first()
