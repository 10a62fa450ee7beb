"""The only writers of invitations: sent, sent again, withdrawn, accepted, declined.

An invitation stands on the right of whoever sent it last, at the moment at which it is accepted: where they
no longer lead the side, it opens nothing. What waits is known to its own side alone, so its acts are in the
chain of that side's private space; a membership is in the shared one, as every membership.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fivefold.accounts import invitations, naming
from fivefold.accounts.invitations import KEPT, LASTS
from fivefold.accounts.models import Person
from fivefold.accounts.states import InvitationState
from fivefold.core import ledger
from fivefold.core.rules import RuleError
from fivefold.partnerships import actions, policies, queries, telling
from fivefold.partnerships.models import Invitation, Membership, Partnership, Space
from fivefold.partnerships.states import Side, SpaceSide


@transaction.atomic
def invite(
    partnership: Partnership,
    *,
    side: str,
    role: str,
    address: str,
    name: str,
    by: Person,
    title: str = "",
    language: str = "",
) -> Invitation:
    """Ask somebody in by e-mail. What is answered does not depend on whether the address has an account."""
    actions.one_at_a_time(partnership)
    address, name = address.lower(), naming.tidied(name)
    if address == by.email:
        raise policies.own_rights()
    _refuse(partnership, side, role, by)
    if refusal := naming.why_not_named(name) or _why_not_asked(partnership, side, address):
        raise refusal
    now = timezone.now()
    invitation = Invitation.objects.create(
        partnership=partnership,
        side=side,
        role=role,
        title=title,
        name=name,
        address=address,
        language=language,
        sent_by=by,
        sent_at=now,
        ends_at=now + LASTS,
    )
    _enter(invitation, "partnerships.invited", by)
    telling.send_invitation(invitation)
    return invitation


@transaction.atomic
def send_again(invitation: Invitation, *, by: Person) -> Invitation:
    """The same link once more, with a new end; from now on it stands on the right of whoever sends it."""
    invitation = _locked(invitation)
    _refuse(invitation.partnership, invitation.side, invitation.role, by)
    invitations.renew(invitation, by=by)
    _enter(invitation, "partnerships.invited_again", by)
    telling.send_invitation(invitation)
    return invitation


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Person) -> Invitation:
    """From now on the link opens nothing; a message that has not gone out yet does not."""
    invitation = _locked(invitation)
    _refuse(invitation.partnership, invitation.side, invitation.role, by)
    _refuse_answered(invitation)
    _enter(invitation, "partnerships.invitation_withdrawn", by)
    return _end(invitation, InvitationState.WITHDRAWN)


@transaction.atomic
def account_for(invitation: Invitation) -> None:
    """Give the invited address an account, which opens nothing, so that a code can be sent there."""
    invitation = _locked(invitation)
    _refuse_closed(invitation)
    invitations.account_for(invitation)


def account_at(address: str) -> None:
    """Give whoever is waited for at this address an account; they are known to hold it."""
    waiting = Invitation.objects.filter(address=address, state=InvitationState.SENT).order_by("pk")
    invitation = next((one for one in waiting if why_not_open(one) is None), None)
    if invitation is not None:
        account_for(invitation)


@transaction.atomic
def accept(invitation: Invitation, *, by: Person) -> Membership:
    """Come in. The right is the sender's, the act is the person's own."""
    invitation = _locked(invitation)
    if refusal := invitations.why_not_answered_by(invitation, by):
        raise refusal
    _refuse_closed(invitation)
    membership = actions.enroll(
        by,
        invitation.partnership,
        side=invitation.side,
        role=invitation.role,
        title=invitation.title,
        started_on=timezone.localdate(),
    )
    actions.log_membership(membership, "partnerships.joined", by, invitation=invitation.public_id)
    telling.tell_of_answer(invitation, by=by, accepted=True)
    telling.tell_of_guest(invitation, by=by)
    _end(invitation, InvitationState.ACCEPTED, membership=membership)
    return membership


@transaction.atomic
def decline(invitation: Invitation, *, by: Person) -> Invitation:
    invitation = _locked(invitation)
    if refusal := invitations.why_not_answered_by(invitation, by):
        raise refusal
    _refuse_answered(invitation)
    _enter(invitation, "partnerships.invitation_declined", by)
    telling.tell_of_answer(invitation, by=by, accepted=False)
    return _end(invitation, InvitationState.DECLINED)


@transaction.atomic
def let_go(invitation: Invitation) -> None:
    """Whoever sent it is erased, and their right with them."""
    invitation = _locked(invitation)
    if invitation.state == InvitationState.SENT:
        _end(invitation, InvitationState.LAPSED)


def forget_lapsed() -> int:
    """Take name and address out of what was not answered; the worker does, now and then."""
    long_ago = timezone.now() - KEPT
    lapsed = Invitation.objects.filter(state=InvitationState.SENT, ends_at__lte=long_ago)
    return sum(_lapse(invitation) for invitation in lapsed)


@transaction.atomic
def _lapse(invitation: Invitation) -> bool:
    invitation = _locked(invitation)
    if invitation.state != InvitationState.SENT or invitation.ends_at > timezone.now() - KEPT:
        return False
    _end(invitation, InvitationState.LAPSED)
    return True


def why_not_open(invitation: Invitation) -> RuleError | None:
    """Whether the link opens anything at this moment."""
    sender = invitation.partnership.memberships.current().filter(person=invitation.sent_by).first()
    return policies.why_not_open(invitation, sender)


def _locked(invitation: Invitation) -> Invitation:
    actions.one_at_a_time(invitation.partnership)
    return Invitation.objects.select_for_update().get(pk=invitation.pk)


def _refuse(partnership: Partnership, side: str, role: str, by: Person) -> None:
    own = partnership.memberships.current().filter(person=by).first()
    if refusal := policies.why_not_granted(Side(side), role, by, own):
        raise refusal


def _refuse_closed(invitation: Invitation) -> None:
    if refusal := why_not_open(invitation):
        raise refusal


def _refuse_answered(invitation: Invitation) -> None:
    if invitation.state != InvitationState.SENT:
        raise invitations.answered_already()


def _why_not_asked(partnership: Partnership, side: str, address: str) -> RuleError | None:
    if partnership.memberships.current().filter(person__email=address).exists():
        return RuleError("member_already", _("This person is a member of the partnership already."))
    waiting = Invitation.objects.filter(partnership=partnership, side=side, address=address)
    if waiting.filter(state=InvitationState.SENT).exists():
        return RuleError(
            "invited_already",
            _("This address has an invitation that waits for an answer. Send it again, or withdraw it."),
        )
    # Of this side alone: the number must not tell what waits on the other.
    return invitations.why_not_waiting(queries.unanswered(partnership).filter(side=side).count())


def _end(invitation: Invitation, state: InvitationState, membership: Membership | None = None) -> Invitation:
    invitation.membership, invitation.title = membership, ""
    invitations.end(invitation, state)
    return invitation


def _enter(invitation: Invitation, act: str, by: Person) -> None:
    # Without the name: whoever was asked and did not come has no account from which it could be erased.
    # Between the sides there is no private space.
    side = SpaceSide.SHARED.value if invitation.side == Side.BROKER else invitation.side
    space = Space.objects.get(partnership=invitation.partnership, side=side)
    detail: dict[str, Any] = {"side": invitation.side, "role": invitation.role}
    ledger.append(space.key, act, by=by, about=invitations.about(invitation), detail=detail)
