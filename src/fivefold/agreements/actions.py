"""The only writers of terms. One side proposes, the other answers; nothing is in force by one side alone."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fivefold.accounts.models import Person
from fivefold.agreements import policies, queries, telling
from fivefold.agreements.models import AGREED, Terms, TermsArea, TermsBudget
from fivefold.agreements.states import TermsState
from fivefold.agreements.terms import NUMBERS, Content
from fivefold.core import ledger
from fivefold.core.rules import RuleError
from fivefold.partnerships.actions import one_at_a_time
from fivefold.partnerships.models import Membership, Partnership
from fivefold.partnerships.permissions import Permission, require
from fivefold.partnerships.queries import get_membership, shared_space


@dataclass(frozen=True)
class Proposal:
    """What is decided on the page that proposes. `pressed` is the same for one form, pressed twice."""

    content: Content
    from_day: date
    pressed: str
    because: str = ""


@transaction.atomic
def propose(partnership: Partnership, proposal: Proposal, *, by: Person, today: date | None = None) -> Terms:
    """Terms lie in the shared space at once: they are an offer to the other side.

    today: another day in its place, for made-up partnerships whose past is told.
    """
    membership = _who_agrees(partnership, by)
    if before := Terms.objects.filter(pressed=proposal.pressed).first():
        if (before.made_by_id, before.partnership_id) == (by.pk, partnership.pk):
            return before
        raise RuleError("sent_already", _("This form was sent already. Open it anew."))
    if refusal := _why_not_proposed(partnership, proposal, today or timezone.localdate()):
        raise refusal
    terms = _written(membership, proposal)
    _done(terms, membership, "proposed", since=terms.from_day.isoformat())
    return terms


def _why_not_proposed(partnership: Partnership, proposal: Proposal, today: date) -> RuleError | None:
    content = proposal.content
    newest = queries.newest_agreed(partnership)
    if not newest.is_default and newest.content == content:
        return RuleError("unchanged", _("Nothing is different from the terms that both sides confirmed."))
    return (
        policies.why_not_proposed(queries.open_proposal(partnership) is not None)
        or policies.why_not_from(proposal.from_day, today)
        or policies.why_not_content(content)
        or policies.why_not_people(content, queries.sides_today(partnership))
    )


def _written(membership: Membership, proposal: Proposal) -> Terms:
    content = proposal.content
    terms = Terms.objects.create(
        partnership=membership.partnership,
        space=shared_space(membership.partnership),
        made_by=membership.person,
        side=membership.side,
        pressed=proposal.pressed,
        because=proposal.because,
        from_day=proposal.from_day,
        order=content.order,
        outside_checker=content.outside_checker,
        # Neither is missing: a proposal names both.
        pause_practice=cast(Person, content.pause_practice),
        pause_research=cast(Person, content.pause_research),
        **{name: getattr(content, name) for name in NUMBERS},
    )
    for line in content.budget:
        TermsBudget.objects.create(
            terms=terms,
            role=line.role,
            name=line.name,
            school=line.school,
            people=line.people,
            minutes_each=line.minutes_each,
        )
    for area in content.areas:
        TermsArea.objects.create(terms=terms, name=area.name, leader=area.leader, alternate=area.alternate)
    return terms


@transaction.atomic
def withdraw(terms: Terms, *, by: Person) -> Terms:
    """By whoever leads the side that proposed it, also where that is no longer who wrote it."""
    terms, membership = _answering(terms, by, TermsState.WITHDRAWN)
    terms.state = TermsState.WITHDRAWN
    terms.save(update_fields=["state"])
    _done(terms, membership, "withdrawn", since=terms.from_day.isoformat())
    return terms


@transaction.atomic
def give_back(terms: Terms, comment: str, *, by: Person) -> Terms:
    """Return a proposal to the side that made it, with what should be different."""
    terms, membership = _answering(terms, by, TermsState.RETURNED)
    if not comment.strip():
        raise RuleError("no_comment", _("Say what should be different."))
    terms.comment = comment
    _answer(terms, membership, TermsState.RETURNED)
    _done(terms, membership, "returned", because=comment)
    return terms


@transaction.atomic
def confirm(terms: Terms, *, by: Person, today: date | None = None) -> Terms:
    """From its day on it is in force; if that day has passed meanwhile, from today."""
    terms, membership = _answering(terms, by, TermsState.CONFIRMED)
    if refusal := policies.why_not_people(terms.content, queries.sides_today(terms.partnership)):
        raise refusal
    terms.from_day = max(terms.from_day, today or timezone.localdate())
    _end_others(terms)
    _answer(terms, membership, TermsState.CONFIRMED)
    _done(terms, membership, "confirmed", since=terms.from_day.isoformat())
    return terms


def _end_others(terms: Terms) -> None:
    """Whatever else would hold from that day on ends there; terms whose own day comes later never begin."""
    others = Terms.objects.filter(partnership=terms.partnership, state__in=AGREED)
    for other in others.filter(Q(until=None) | Q(until__gt=terms.from_day)):
        other.state = TermsState.SUPERSEDED
        other.until = max(other.from_day, terms.from_day)
        other.save(update_fields=["state", "until"])


def _answer(terms: Terms, membership: Membership, state: TermsState) -> None:
    terms.state = state
    terms.answered_by, terms.answered_side = membership.person, membership.side
    terms.answered_at = timezone.now()
    terms.save()


def _answering(terms: Terms, by: Person, answer: TermsState) -> tuple[Terms, Membership]:
    """Taken anew under the partnership's lock, so that of two answers the first counts."""
    membership = _who_agrees(terms.partnership, by)
    terms = queries.get_terms(membership, terms.public_id)
    if refusal := policies.why_not_answered(terms, membership, answer):
        raise refusal
    return terms, membership


def _who_agrees(partnership: Partnership, by: Person) -> Membership:
    membership = get_membership(by, partnership.public_id)
    require(Permission.TERMS_AGREE, membership)
    one_at_a_time(partnership)
    return membership


def _done(terms: Terms, membership: Membership, act: str, **detail: str) -> None:
    """Into the chain that both sides read, and to whoever else leads a side. Names stay out of both."""
    ledger.append(
        terms.space.key, f"agreements.terms_{act}", by=membership.person, about=terms.about, detail=detail
    )
    telling.tell_leads(terms, membership, act)
