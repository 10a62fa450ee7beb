"""Pure rules on commitments: the check that refuses is the one that explains."""

from datetime import date, timedelta

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fivefold.commitments.models import Commitment
from fivefold.commitments.states import TRANSITIONS, State
from fivefold.core.rules import PermissionNeeded, RuleError
from fivefold.partnerships.models import Membership
from fivefold.partnerships.permissions import Permission, reading_only
from fivefold.partnerships.roles import LEADS, Facilitator, Observer
from fivefold.partnerships.states import Side

MOST_OPEN = 200
# Notes of a meeting are written days later, and a year mistyped is refused.
FURTHEST_BACK, FURTHEST_AHEAD = timedelta(days=366), timedelta(days=5 * 366)


def may_own(membership: Membership) -> bool:
    """An observer reads along and changes nothing, so nothing can be theirs to do."""
    return membership.role_class is not Observer


def leads_side(membership: Membership, side: str) -> bool:
    """Who answers for what a side took on: whoever leads it; between the sides, the facilitator."""
    if membership.side != side:
        return False
    return membership.role_class is (LEADS.get(Side(side)) or Facilitator)


def may_name(writer: Membership, owner: Membership) -> bool:
    """Who leads a side and who leads the talks write down for anyone; a researcher for their own side."""
    if not may_own(owner):
        return False
    return writer.side == owner.side or leads_side(writer, writer.side)


def not_here() -> RuleError:
    return RuleError("not_here", _("Whoever takes this on has to be in this partnership. Choose another."))


def why_not_named(writer: Membership, owner: Membership) -> RuleError | None:
    if not may_own(owner):
        return RuleError(
            "observer", _("Observers read along and take nothing on. Choose somebody else of their side.")
        )
    if not may_name(writer, owner):
        return RuleError(
            "other_side",
            _("You write down what your own side takes on. For the other side, ask whoever leads yours."),
        )
    return None


def why_not_another(open_already: int) -> RuleError | None:
    if open_already >= MOST_OPEN:
        return RuleError(
            "many_open", _("So many commitments are open here that nobody can keep them. End some first.")
        )
    return None


def why_not_due(due: date, today: date) -> RuleError | None:
    if not today - FURTHEST_BACK <= due <= today + FURTHEST_AHEAD:
        return RuleError("far_day", _("That day is too far away. Look at the year."))
    return None


def may_act(membership: Membership, commitment: Commitment) -> bool:
    if membership.emergency:
        return False
    return membership.person_id == commitment.owner_id or leads_side(membership, commitment.side)


def require_hand_in(commitment: Commitment, membership: Membership) -> None:
    """Whoever owns it, and whoever leads the side that keeps it; for all others it is to be read."""
    if may_act(membership, commitment):
        return
    if membership.emergency:
        raise reading_only(Permission.COMMITMENTS_WRITE)
    because = gettext(
        "This is for {owner} to say, and for whoever leads their side. You can read it and its history."
    ).format(owner=commitment.owner)
    raise PermissionNeeded("not_yours", "", because=because)


def why_not_step(commitment: Commitment, to: State) -> RuleError | None:
    if to in TRANSITIONS[State(commitment.state)]:
        return None
    return RuleError("not_from_here", _("That is no longer open. Look at the page again."))


def why_not_open(commitment: Commitment) -> RuleError | None:
    if commitment.is_open:
        return None
    return RuleError("not_open", _("This has ended. Take the last step back first, if it was a mistake."))


def why_not_done_on(day: date, today: date) -> RuleError | None:
    if day > today:
        return RuleError("not_yet", _("That day has not come. Choose today, or a day before."))
    if day < today - FURTHEST_BACK:
        return RuleError("far_day", _("That day is too far away. Look at the year."))
    return None


def why_not_moved(commitment: Commitment, due: date, today: date) -> RuleError | None:
    if refusal := why_not_open(commitment):
        return refusal
    if due == commitment.due:
        return RuleError("not_moved", _("That is the day it has."))
    if due < today:
        return RuleError("past_day", _("Choose today, or a day that is still to come."))
    return why_not_due(due, today)


def nobody_to_return_to() -> RuleError:
    sentence = _("There is nobody it could go back to: hand it on, move it or drop it, and say why.")
    return RuleError("nobody_to_return_to", sentence)


def why_not_given_back(
    commitment: Commitment, membership: Membership, to: Membership | None
) -> RuleError | None:
    """`to` has it then. Who leads the side hands it on, moves it or drops it instead."""
    if refusal := why_not_open(commitment):
        return refusal
    if membership.person_id != commitment.owner_id:
        return RuleError("not_owner", _("Only whose name stands on it can say that it is not theirs."))
    if to is None or leads_side(membership, commitment.side):
        return nobody_to_return_to()
    return None


def why_no_reason(reason: str) -> RuleError | None:
    if reason:
        return None
    return RuleError("no_reason", _("Say why, in words that both sides can read."))
