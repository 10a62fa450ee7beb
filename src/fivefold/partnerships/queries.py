"""What a person may see. Every page of a partnership reads through these."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from django.db import models
from django.db.models import Count, QuerySet
from django.http import Http404
from django.utils import timezone

from fivefold.accounts.states import InvitationState
from fivefold.partnerships.models import (
    EmergencyAccess,
    Invitation,
    Membership,
    Organization,
    Partnership,
    Space,
)
from fivefold.partnerships.permissions import Permission
from fivefold.partnerships.roles import LEADS
from fivefold.partnerships.states import Side, SpaceSide

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from fivefold.accounts.models import Person

Record = TypeVar("Record", bound=models.Model)


OF_A_PARTNERSHIP = (
    "person",
    "partnership",
    "partnership__practice_organization",
    "partnership__research_organization",
    "partnership__broker_organization",
)

OF_AN_INVITATION = ("sent_by", "membership", *OF_A_PARTNERSHIP[1:])


def memberships_of(person: "Person") -> QuerySet[Membership]:
    """Current memberships with what a list of partnerships shows, by name."""
    return (
        Membership.objects.current()
        .filter(person=person)
        .select_related(*OF_A_PARTNERSHIP)
        .order_by("partnership__name", "pk")
    )


def partnerships_of(person: "Person") -> list[Partnership]:
    return [membership.partnership for membership in memberships_of(person)]


def standing(person: "Person | AnonymousUser", **partnership: "Partnership | str") -> Membership | None:
    """All that gives somebody rights in a partnership: a membership of today, else emergency access.

    partnership: which one, as a filter has it.
    """
    if not person.is_authenticated:
        return None
    membership = memberships_of(person).filter(**partnership).first()
    if membership is None and person.is_administrator:
        access = open_emergencies(person).filter(**partnership).first()
        membership = access.as_membership() if access else None
    return membership


def open_emergencies(person: "Person") -> QuerySet[EmergencyAccess]:
    """What this administrator has open at this moment, by the clock of the database."""
    return (
        EmergencyAccess.objects.open()
        .filter(person=person, person__is_active=True, person__is_administrator=True)
        .select_related(*OF_A_PARTNERSHIP)
        .order_by("pk")
    )


def emergencies_in(partnership: Partnership) -> QuerySet[EmergencyAccess]:
    """Every time that an administrator came in by emergency access, newest first."""
    found = EmergencyAccess.objects.as_of_now().filter(partnership=partnership)
    return found.select_related("person").order_by("-pk")


def get_membership(person: "Person | AnonymousUser", public_id: str) -> Membership:
    """What opens a page to somebody. For outsiders there is nothing there, as if it did not exist."""
    membership = standing(person, partnership__public_id=public_id)
    if membership is None:
        raise Http404
    return membership


def get_partnership(person: "Person | AnonymousUser", public_id: str) -> Partnership:
    return get_membership(person, public_id).partnership


def spaces_open_to(membership: Membership) -> QuerySet[Space]:
    """The shared space, and the private one of the own side where the role opens it."""
    sides = [SpaceSide.SHARED.value, *([membership.side] if membership.has_private_space else [])]
    return Space.objects.filter(partnership_id=membership.partnership_id, side__in=sides)


def visible_spaces(person: "Person | AnonymousUser", partnership: Partnership) -> QuerySet[Space]:
    membership = standing(person, partnership=partnership)
    return spaces_open_to(membership) if membership else Space.objects.none()


def visible(
    records: QuerySet[Record], person: "Person | AnonymousUser", partnership: Partnership
) -> QuerySet[Record]:
    """Those of the records that lie in a space this person may see."""
    return records.filter(partnership=partnership, space__in=visible_spaces(person, partnership))


@dataclass(frozen=True)
class Outline:
    """What an administrator sees of a partnership: that it is there, and how many are in it."""

    partnership: Partnership
    members: int
    emergency: EmergencyAccess | None


def partnerships_in_outline() -> list[Outline]:
    members = Membership.objects.current().order_by().values_list("partnership").annotate(Count("pk"))
    counts = dict(members)
    reading = {one.partnership_id: one for one in EmergencyAccess.objects.open().select_related("person")}
    partnerships = Partnership.objects.select_related(
        "practice_organization", "research_organization", "broker_organization"
    )
    return [
        Outline(one, counts.get(one.pk, 0), reading.get(one.pk))
        for one in partnerships.order_by("name", "pk")
    ]


def shared_space(partnership: Partnership) -> Space:
    return Space.objects.get(partnership=partnership, side=SpaceSide.SHARED)


def other_organization(membership: Membership) -> Organization | None:
    """The organization across the table; a broker stands at its head and has none."""
    if membership.side == Side.BROKER:
        return None
    return membership.partnership.organization_of(Side(membership.side).other)


def readers_of(partnership: Partnership, side: str) -> list[Membership]:
    """Who can see a side's private space today, by name."""
    members = partnership.memberships.current().filter(side=side).select_related("person")
    return sorted(
        (membership for membership in members if membership.has_private_space),
        key=lambda membership: membership.person.name,
    )


def names_of_leads(membership: Membership) -> str:
    """Whom to ask for a right: who leads this member's side; beside the sides, who leads either."""
    sides = [membership.side] if membership.side in LEADS else list(LEADS)
    leads = (
        membership.partnership.memberships.current()
        .filter(side__in=sides, role__in=[LEADS[Side(side)].key for side in sides])
        .select_related("person")
    )
    return ", ".join(f"{lead.person} ({lead.role_class.name})" for lead in leads)


def leads_of(partnership: Partnership, side: str, on: date | None = None) -> QuerySet[Membership]:
    """Who leads a side on a day; between the sides nobody does."""
    lead = LEADS.get(Side(side))
    return partnership.memberships.current(on).filter(side=side, role=lead.key if lead else "")


def newly_readers(sharer: Membership) -> list[Membership]:
    """For whom something becomes visible when this member shares it: everyone but the sharer's own side."""
    members = sharer.partnership.memberships.current().select_related("person")
    return [member for member in members if not (member.side == sharer.side and member.has_private_space)]


def other_members(of: Membership) -> list[Membership]:
    """Who else reads today what both sides share."""
    members = of.partnership.memberships.current().select_related("person")
    return [member for member in members if member.person_id != of.person_id]


def is_alone(membership: Membership) -> bool:
    """Whether nobody else is on this member's side today, and nobody is invited to it."""
    others = membership.partnership.memberships.current().filter(side=membership.side)
    waiting = unanswered(membership.partnership).filter(side=membership.side)
    return not others.exclude(pk=membership.pk).exists() and not waiting.exists()


@dataclass(frozen=True)
class PeopleOfSide:
    """One side of a partnership as the people page shows it."""

    side: Side
    organization: Organization | None
    members: list[Membership]


def people_by_side(partnership: Partnership) -> list[PeopleOfSide]:
    """Everyone who is in a partnership today, by side and then by name; sides without people left out."""
    members = sorted(
        partnership.memberships.current().select_related("person"), key=lambda member: member.person.name
    )
    sides = [
        PeopleOfSide(
            side, partnership.organization_of(side), [member for member in members if member.side == side]
        )
        for side in Side
    ]
    return [side for side in sides if side.members]


def invitations_by(membership: Membership) -> QuerySet[Invitation]:
    """What waits for an answer on the side that this member leads; of others nobody learns here."""
    if Permission.PEOPLE_MANAGE not in membership.permissions:
        return Invitation.objects.none()
    return unanswered(membership.partnership).filter(side=membership.side)


def unanswered(partnership: Partnership) -> QuerySet[Invitation]:
    waiting = Invitation.objects.filter(partnership=partnership, state=InvitationState.SENT)
    return waiting.select_related("sent_by").order_by("sent_at", "pk")


def invitations_to(person: "Person") -> QuerySet[Invitation]:
    """What waits for this person's answer, wherever the mail has gone."""
    waiting = Invitation.objects.filter(
        address=person.email, state=InvitationState.SENT, ends_at__gt=timezone.now()
    )
    return waiting.select_related("partnership", "sent_by").order_by("sent_at", "pk")
