"""Pure rules on sharing and on membership: the same check refuses an act and explains why it is not open."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from fivefold.accounts import invitations
from fivefold.accounts.models import Person
from fivefold.core.rules import RuleError
from fivefold.partnerships.models import Invitation, Membership, SpacedRecord
from fivefold.partnerships.permissions import Permission
from fivefold.partnerships.roles import ROLES
from fivefold.partnerships.states import Side


def why_not_shared(record: SpacedRecord, membership: Membership) -> RuleError | None:
    """Only what lies in one's own side's private space can be moved to the shared one, and only once."""
    if record.space.is_shared:
        return RuleError("already_shared", _("Both sides can see this already."))
    if not membership.has_private_space or record.space.side != membership.side:
        return RuleError("not_your_space", _("This lies in a space that is closed to you."))
    return record.why_not_shared()


def own_rights() -> RuleError:
    return RuleError("own_rights", _("Nobody can change their own rights. Ask whoever leads your side."))


def why_not_admitted(
    person: Person, side: Side, role: str, by: Person | None, membership_of_by: Membership | None
) -> RuleError | None:
    """Rights come from someone else: who leads the same side, or who looks after the installation."""
    return own_rights() if by == person else why_not_granted(side, role, by, membership_of_by)


def why_not_granted(
    side: Side, role: str, by: Person | None, membership_of_by: Membership | None
) -> RuleError | None:
    """Whether somebody may give this role to anyone: nobody grants more than their own side has."""
    if role not in ROLES or side not in ROLES[role].sides:
        return RuleError("role_of_another_side", _("That role does not exist on this side."))
    if by is None or (by.is_administrator and by.is_active):
        return None
    leads_this_side = (
        membership_of_by is not None
        and membership_of_by.side == side
        and Permission.PEOPLE_MANAGE in membership_of_by.permissions
    )
    if not leads_this_side:
        return RuleError(
            "not_your_side", _("Only whoever leads a side can decide who is on it and what they may do.")
        )
    return None


def why_not_ended(membership: Membership, day: date, by: Person | None) -> RuleError | None:
    """Anyone may leave, and leave earlier; to stay longer than was decided is a right like any other."""
    stays_longer = membership.ended_on is not None and day > membership.ended_on
    return own_rights() if by == membership.person and stays_longer else None


def why_lead_stays(membership: Membership, day: date, others: Sequence[Membership]) -> RuleError | None:
    """A side keeps somebody who leads it on every day on which it has one now.

    others: who else leads the side on that day.
    """
    if Permission.PEOPLE_MANAGE not in membership.permissions:
        return None
    ends = membership.ended_on or date.max
    if ends <= day or any((other.ended_on or date.max) >= ends for other in others):
        return None
    return RuleError(
        "last_lead",
        _("Nobody else leads this side then. Let somebody else become {role} first.").format(
            role=membership.role_class.name
        ),
    )


def why_not_open(invitation: Invitation, membership_of_sender: Membership | None) -> RuleError | None:
    """Whether an invitation can be accepted: sent, not ended, and still the sender's to give."""
    if not invitations.is_open(invitation):
        return invitations.lapsed()
    granted = why_not_granted(
        Side(invitation.side), invitation.role, invitation.sent_by, membership_of_sender
    )
    return invitations.lapsed() if granted else None
