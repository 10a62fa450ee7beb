"""The only writers of commitments and of what happens to them."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fivefold.accounts.models import Person
from fivefold.commitments import policies, queries, telling
from fivefold.commitments.models import Commitment, Step
from fivefold.commitments.states import Act, State
from fivefold.core import ledger
from fivefold.core.rules import RuleError
from fivefold.partnerships.actions import one_at_a_time
from fivefold.partnerships.models import Membership, Partnership, SpacedRecord
from fivefold.partnerships.permissions import Permission, require
from fivefold.partnerships.queries import get_membership, shared_space
from fivefold.partnerships.sharing import kind_of


@transaction.atomic
def commit(
    partnership: Partnership,
    *,
    what: str,
    owner: Person,
    due: date,
    source: SpacedRecord | None = None,
    pressed: str,
    by: Person,
) -> Commitment:
    """Write down who does what by when. Whose name stands on it is told, and may give it back."""
    writer = get_membership(by, partnership.public_id)
    require(Permission.COMMITMENTS_WRITE, writer)
    one_at_a_time(partnership)
    if before := Commitment.objects.filter(pressed=pressed).select_related(*queries.READ_ALONG).first():
        return _same_press(before, partnership, by)
    if refusal := _why_not_made(partnership, what.strip(), due, source):
        raise refusal
    taker = _taker(writer, owner)
    commitment = Commitment.objects.create(
        partnership=partnership,
        space=shared_space(partnership),
        made_by=by,
        pressed=pressed,
        what=what.strip(),
        owner=owner,
        side=taker.side,
        due=due,
        source_kind=kind_of(source) if source else "",
        source_id=source.public_id if source else "",
    )
    _enter(commitment, "made", by, owner=owner.name, until=due.isoformat())
    telling.tell_owner(commitment, writer, "made")
    return commitment


@transaction.atomic
def done(commitment: Commitment, *, on: date, by: Person) -> Commitment:
    commitment, membership = _in_hand(commitment, by)
    if (commitment.state, commitment.done_on) == (State.DONE, on):
        return commitment  # pressed twice
    if refusal := policies.why_not_step(commitment, State.DONE) or policies.why_not_done_on(
        on, timezone.localdate()
    ):
        raise refusal
    commitment.state, commitment.done_on = State.DONE, on
    return _stepped(commitment, Act.DONE, membership, day=on)


@transaction.atomic
def move(commitment: Commitment, *, due: date, reason: str, by: Person) -> Commitment:
    """Another day, with the reason; every earlier one stays in the history."""
    commitment, membership = _in_hand(commitment, by)
    reason, newest = reason.strip(), next(iter(reversed(commitment.history)), None)
    if newest and (newest.act, newest.day, newest.reason, newest.by_id) == (Act.MOVED, due, reason, by.pk):
        return commitment  # pressed twice
    if refusal := policies.why_not_moved(commitment, due, timezone.localdate()) or policies.why_no_reason(
        reason
    ):
        raise refusal
    before, commitment.due = commitment.due, due
    return _stepped(commitment, Act.MOVED, membership, reason=reason, due_before=before, day=due)


@transaction.atomic
def drop(commitment: Commitment, *, reason: str, by: Person) -> Commitment:
    """It will not be done; it stays readable, with the reason."""
    commitment, membership = _in_hand(commitment, by)
    reason = reason.strip()
    if (commitment.state, commitment.dropped_because) == (State.DROPPED, reason):
        return commitment  # pressed twice
    if refusal := policies.why_not_step(commitment, State.DROPPED) or policies.why_no_reason(reason):
        raise refusal
    commitment.state, commitment.dropped_because = State.DROPPED, reason
    return _stepped(commitment, Act.DROPPED, membership, reason=reason)


@transaction.atomic
def take_back(commitment: Commitment, *, by: Person) -> Commitment:
    """Done or dropped by mistake: it is open again, by the day that it had."""
    commitment, membership = _in_hand(commitment, by)
    newest = next(iter(reversed(commitment.history)), None)
    if newest and (newest.act, newest.by_id) == (Act.TAKEN_BACK, by.pk):
        return commitment  # pressed twice
    if refusal := policies.why_not_step(commitment, State.OPEN):
        raise refusal
    commitment.state, commitment.done_on, commitment.dropped_because = State.OPEN, None, ""
    return _stepped(commitment, Act.TAKEN_BACK, membership)


@transaction.atomic
def hand_on(commitment: Commitment, *, to: Person, by: Person) -> Commitment:
    """To somebody else of the partnership, who is told; its day stays."""
    commitment, membership = _in_hand(commitment, by)
    if commitment.owner_id == to.pk:
        return commitment
    if refusal := policies.why_not_open(commitment):
        raise refusal
    return _handed(commitment, Act.HANDED_ON, membership, _taker(membership, to), by)


@transaction.atomic
def not_mine(commitment: Commitment, *, by: Person) -> Commitment:
    """Whose name stands on it never took it on: it goes back to whoever leads their side, on the record."""
    newest = commitment.steps.last()
    if newest and (newest.act, newest.by_id) == (Act.NOT_MINE, by.pk):
        return queries.all_of(commitment.partnership).get(pk=commitment.pk)  # pressed twice
    commitment, membership = _in_hand(commitment, by)
    heir = queries.successor(commitment)
    refusal = policies.why_not_given_back(commitment, membership, heir)
    if refusal or heir is None:
        raise refusal or policies.nobody_to_return_to()
    return _handed(commitment, Act.NOT_MINE, membership, heir, by)


@transaction.atomic
def pass_on(membership: Membership, by: Person | None) -> None:
    """What is open and theirs goes to whoever leads their side; where nobody does, it waits for one."""
    if membership.partnership.memberships.current().filter(person=membership.person_id).exists():
        return  # they came back, and what they take on now is theirs
    for commitment in queries.open_of(membership.partnership):
        heir = queries.successor(commitment) if commitment.owner_id == membership.person_id else None
        if heir is not None:
            _handed(commitment, Act.PASSED_ON, membership, heir, by)


def _taker(writer: Membership, owner: Person) -> Membership:
    """The membership of whom this member names, where they may."""
    members = writer.partnership.memberships.current().select_related("person")
    taker = members.filter(person=owner).first()
    if taker is None:
        raise policies.not_here()
    if refusal := policies.why_not_named(writer, taker):
        raise refusal
    return taker


def _why_not_made(
    partnership: Partnership, what: str, due: date, source: SpacedRecord | None
) -> RuleError | None:
    if not what:
        return RuleError("no_words", _("Say what will be done, in one sentence."))
    if source is not None and source.partnership_id != partnership.pk:
        raise ValueError(f"{source} is not of {partnership}")
    if source is not None and not source.space.is_shared:
        return RuleError(
            "private_source",
            _("Both sides read commitments, so share first what this one comes from, or leave it out."),
        )
    open_already = Commitment.objects.filter(partnership=partnership, state=State.OPEN).count()
    return policies.why_not_another(open_already) or policies.why_not_due(due, timezone.localdate())


def _same_press(before: Commitment, partnership: Partnership, by: Person) -> Commitment:
    if (before.made_by_id, before.partnership_id) == (by.pk, partnership.pk):
        return before
    raise RuleError("sent_already", _("This form was sent already. Open it anew."))


def _in_hand(commitment: Commitment, by: Person) -> tuple[Commitment, Membership]:
    """As it is now, under the partnership's lock, for someone who may act on it."""
    membership = get_membership(by, commitment.partnership.public_id)
    one_at_a_time(commitment.partnership)
    commitment = queries.all_of(commitment.partnership).get(pk=commitment.pk)
    policies.require_hand_in(commitment, membership)
    return commitment, membership


def _stepped(commitment: Commitment, act: Act, membership: Membership, **step: Any) -> Commitment:
    _keep(commitment, act, membership.person, **step)
    names = {"day": "until"}  # a detail's day, which the ledger's page says in the reader's language
    detail = {
        names.get(name, name): one.isoformat() if isinstance(one, date) else one for name, one in step.items()
    }
    _enter(commitment, act, membership.person, **detail)
    telling.tell_who_waits(commitment, membership, act)
    return commitment


def _handed(
    commitment: Commitment, act: Act, giver: Membership, to: Membership, by: Person | None
) -> Commitment:
    before = commitment.owner
    commitment.owner, commitment.side = to.person, to.side
    _keep(commitment, act, by, owner_before=before, owner_after=to.person)
    _enter(commitment, act, by, giver=before.name, owner=to.person.name)
    telling.tell_owner(commitment, giver, act)
    return commitment


def _keep(commitment: Commitment, act: Act, by: Person | None, **step: Any) -> None:
    """The row and its history. Steps were read before, so that they are read anew."""
    now = timezone.now()
    Step.objects.create(commitment=commitment, act=act, at=now, by=by, **step)
    commitment.changed_at = now
    commitment.closed_at = None if commitment.is_open else now
    commitment.save()
    commitment._prefetched_objects_cache = {}  # type: ignore[attr-defined]


def _enter(commitment: Commitment, act: str, by: Person | None, **detail: str) -> None:
    ledger.append(
        commitment.space.key,
        f"commitments.{act}",
        by=by,
        about=commitment.about,
        detail={"words": str(commitment), **detail},
    )
