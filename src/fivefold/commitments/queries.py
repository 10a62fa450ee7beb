"""What pages, Home, the calendar and the record read of commitments: a fixed number of queries."""

from django.db.models import QuerySet
from django.http import Http404

from fivefold.commitments import policies
from fivefold.commitments.models import Commitment
from fivefold.commitments.states import State
from fivefold.partnerships.models import Membership, Partnership, SpacedRecord
from fivefold.partnerships.queries import leads_of, spaces_open_to
from fivefold.partnerships.roles import LEADS
from fivefold.partnerships.sharing import kind_of
from fivefold.partnerships.states import Side

READ_ALONG = ("partnership", "space", "owner", "made_by")


def all_of(partnership: Partnership) -> QuerySet[Commitment]:
    found = Commitment.objects.filter(partnership=partnership).select_related(*READ_ALONG)
    return found.prefetch_related("steps__by", "steps__owner_before", "steps__owner_after")


def of_source(record: SpacedRecord) -> list[Commitment]:
    """What was taken on in a meeting, from a finding or a decision, in the order in which it was."""
    found = Commitment.objects.filter(
        partnership=record.partnership_id, source_kind=kind_of(record), source_id=record.public_id
    )
    return list(found.select_related(*READ_ALONG).order_by("pk"))


def open_of(partnership: Partnership) -> list[Commitment]:
    """The earliest day first."""
    found = Commitment.objects.filter(partnership=partnership, state=State.OPEN)
    return list(found.select_related(*READ_ALONG).order_by("due", "pk"))


def find(membership: Membership, public_id: str) -> Commitment:
    found = all_of(membership.partnership).filter(space__in=spaces_open_to(membership))
    commitment = found.filter(public_id=public_id).first()
    if commitment is None:
        raise Http404
    return commitment


def owners_for(writer: Membership) -> list[Membership]:
    """Whom this member may name, themselves first and then by name."""
    members = writer.partnership.memberships.current().select_related("person")
    found = [one for one in members if policies.may_name(writer, one)]
    return sorted(found, key=lambda one: (one.person_id != writer.person_id, one.person.name))


def successor(commitment: Commitment) -> Membership | None:
    """Who has it when its owner gives it back or goes: whoever leads its side, the longest first.

    Between the sides nobody leads: then who wrote it down, else the point person.
    """
    members = commitment.partnership.memberships.current().exclude(person=commitment.owner_id)
    if Side(commitment.side) in LEADS:
        found = members.filter(pk__in=leads_of(commitment.partnership, commitment.side))
    else:
        found = members.filter(person=commitment.made_by) or members.filter(
            pk__in=leads_of(commitment.partnership, Side.PRACTICE)
        )
    heirs = found.select_related("person", "partnership").order_by("started_on", "pk")
    return next((one for one in heirs if policies.may_own(one)), None)
