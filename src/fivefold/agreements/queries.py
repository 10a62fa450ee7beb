"""Which terms hold on a day, and what pages show of them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from fivefold.accounts.models import Person
from fivefold.agreements.models import AGREED, Terms
from fivefold.agreements.states import TermsState
from fivefold.agreements.terms import Content, TermsInForce
from fivefold.partnerships.models import Membership, Partnership
from fivefold.partnerships.queries import spaces_open_to

OF_TERMS = ("partnership", "space", "made_by", "answered_by", "pause_practice", "pause_research")


def terms_in_force(partnership: Partnership, on: date | None = None) -> TermsInForce:
    """The one set of terms of a day, today unless told. What it answers for a past day never changes."""
    day = on or timezone.localdate()
    found = (
        _with_content(Terms.objects.filter(partnership=partnership, state__in=AGREED))
        .filter(Q(until=None) | Q(until__gt=day), from_day__lte=day)
        .first()
    )
    return in_force(found) if found else TermsInForce(Content())


def threshold_for(partnership: Partnership, ended_on: date) -> int:
    """Fewest people behind a figure of answers given until a day: as the terms of that day have it, or those
    of today where they protect more. Whoever answered was told the first, and nobody agreed to less since.
    """
    days = {ended_on, timezone.localdate()}
    return max(terms_in_force(partnership, day).content.threshold for day in days)


def in_force(terms: Terms) -> TermsInForce:
    return TermsInForce(terms.content, terms.from_day, terms.until, terms.public_id)


@dataclass(frozen=True)
class Agreement:
    """What the page of the agreement shows."""

    now: TermsInForce
    coming: Terms | None
    proposal: Terms | None
    earlier: list[Terms]


def agreement(membership: Membership) -> Agreement:
    today = timezone.localdate()
    every = list(_of(membership).order_by("-made_at", "-pk"))
    now = next((one for one in every if _holds(one, today)), None)
    coming = next((one for one in every if one.state == TermsState.CONFIRMED and one.from_day > today), None)
    proposal = next((one for one in every if one.is_open), None)
    shown = (now, coming, proposal)
    return Agreement(
        in_force(now) if now else TermsInForce(Content()),
        coming,
        proposal,
        [one for one in every if one not in shown],
    )


def _holds(terms: Terms, day: date) -> bool:
    begun = terms.state in AGREED and terms.from_day <= day
    return begun and (terms.until is None or terms.until > day)


def get_terms(membership: Membership, public_id: str) -> Terms:
    terms = _of(membership).filter(public_id=public_id).first()
    if terms is None:
        raise Http404
    return terms


def newest_agreed(partnership: Partnership) -> TermsInForce:
    """What a proposal would take the place of: the newest that both confirmed, also if its day is to come."""
    found = _with_content(Terms.objects.filter(partnership=partnership, state=TermsState.CONFIRMED)).first()
    return in_force(found) if found else TermsInForce(Content())


def open_proposal(partnership: Partnership) -> Terms | None:
    return Terms.objects.filter(partnership=partnership, state=TermsState.PROPOSED).first()


def sides_today(partnership: Partnership) -> dict[int, str]:
    """On which side everybody is who is in the partnership today."""
    return dict(partnership.memberships.current().values_list("person_id", "side"))


def people_of(partnership: Partnership, side: str) -> QuerySet[Person]:
    """Whom terms can name for a side."""
    members = partnership.memberships.current().filter(side=side).order_by()
    return Person.objects.filter(pk__in=members.values("person")).order_by("name", "pk")


def _of(membership: Membership) -> QuerySet[Terms]:
    return _with_content(
        Terms.objects.filter(partnership=membership.partnership_id, space__in=spaces_open_to(membership))
    )


def _with_content(found: QuerySet[Terms]) -> QuerySet[Terms]:
    return found.select_related(*OF_TERMS).prefetch_related("budget", "areas__leader", "areas__alternate")
