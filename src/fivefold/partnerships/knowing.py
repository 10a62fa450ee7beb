"""What this room knows about a person, and how it lets go of them."""

from collections.abc import Iterator

from django.apps import apps
from django.utils import timezone

from fivefold.accounts.invitations import about
from fivefold.accounts.knowledge import Known
from fivefold.accounts.models import Person
from fivefold.accounts.states import InvitationState
from fivefold.partnerships import actions, emergency, inviting, queries
from fivefold.partnerships.models import EmergencyAccess, Invitation, Membership, SpacedRecord
from fivefold.partnerships.roles import ROLES
from fivefold.partnerships.states import Side


def told(person: Person) -> Known:
    memberships = Membership.objects.filter(person=person).select_related("partnership").order_by("pk")
    waiting = Invitation.objects.filter(address=person.email).select_related("partnership", "sent_by")
    sent = Invitation.objects.filter(sent_by=person).select_related("partnership").order_by("pk")
    taken = EmergencyAccess.objects.filter(person=person).select_related("partnership").order_by("pk")
    return {
        "memberships": [
            {
                "partnership": str(one.partnership),
                "side": Side(one.side).label if one.side else "",
                "role": ROLES[one.role].name,
                "title": one.title,
                "from": one.started_on,
                "until": one.ended_on,
            }
            for one in memberships
        ],
        "invitations_to_you": [
            {
                "partnership": str(one.partnership),
                "role": ROLES[one.role].name,
                "name": one.name,
                "until": one.ends_at,
            }
            for one in waiting
        ],
        "invitations_you_sent": [
            {
                "partnership": str(one.partnership),
                "role": ROLES[one.role].name,
                "at": one.sent_at,
                "state": InvitationState(one.state).label,
            }
            for one in sent
        ],
        "emergency_access_you_took": [
            {
                "partnership": str(one.partnership),
                "because": one.because,
                "from": one.asked_at,
                "until": one.until,
            }
            for one in taken
        ],
        # Without titles: what somebody wrote belongs to a space that they may have left.
        "records_you_made": [
            {"kind": str(one._meta.verbose_name), "at": one.made_at, "identifier": one.public_id}
            for one in _records(person)
        ],
    }


def forget(person: Person) -> Iterator[str]:
    """End memberships today, take invitations to and by them back; name what in the ledger is theirs."""
    if refusal := emergency.why_not_erased(person):
        raise refusal
    for membership in queries.memberships_of(person).order_by("partnership_id"):
        actions.end_membership(membership, by=person)
    yet_to_begin = Membership.objects.filter(person=person, started_on__gt=timezone.localdate())
    for membership in yet_to_begin:
        actions.end_membership(membership, by=person, ended_on=membership.started_on)
    Membership.objects.filter(person=person).update(title="")
    for invitation in Invitation.objects.filter(address=person.email, state=InvitationState.SENT):
        inviting.decline(invitation, by=person)
        yield about(invitation)
    for invitation in Invitation.objects.filter(sent_by=person, state=InvitationState.SENT):
        inviting.let_go(invitation)
    emergency.end_with_account(person, by=person)
    for access in EmergencyAccess.objects.filter(person=person):
        yield access.about
    # Words of their own, in which they may have named themselves.
    EmergencyAccess.objects.filter(person=person).update(because="")
    for membership in Membership.objects.filter(person=person).select_related("invitation"):
        yield f"membership:{membership.public_id}"
        if hasattr(membership, "invitation"):
            yield about(membership.invitation)


def _records(person: Person) -> Iterator[SpacedRecord]:
    for model in apps.get_models():
        if issubclass(model, SpacedRecord):
            yield from model._base_manager.filter(made_by=person).order_by("pk")
