"""The sides of a partnership, the places a record can be in, and where an invitation stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Side(models.TextChoices):
    PRACTICE = "practice", _("Practice side")
    RESEARCH = "research", _("Research side")
    BROKER = "broker", _("Between the sides")

    @property
    def other(self) -> "Side":
        """The side across the table. A broker stands between both and has none."""
        return {Side.PRACTICE: Side.RESEARCH, Side.RESEARCH: Side.PRACTICE}.get(self, self)


class SpaceSide(models.TextChoices):
    """Whose a space is: one side's, or, with the empty value, both sides'."""

    PRACTICE = "practice", _("Private to the practice side")
    SHARED = "", _("Shared by both sides")
    RESEARCH = "research", _("Private to the research side")


class OrganizationKind(models.TextChoices):
    DISTRICT = "district", _("School district")
    UNIVERSITY = "university", _("University")
    BROKER = "broker", _("Broker")
    OTHER = "other", _("Other")


class InvitationState(models.TextChoices):
    SENT = "sent", _("Not yet answered")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    LAPSED = "lapsed", _("Not answered in time")


# Sent → sent: once more, with a new end. An invitation opens nothing after its end, also while it is still
# sent; it has lapsed when the worker has taken name and address out of it.
TRANSITIONS: dict[InvitationState, frozenset[InvitationState]] = {
    InvitationState.SENT: frozenset(InvitationState),
    InvitationState.ACCEPTED: frozenset(),
    InvitationState.DECLINED: frozenset(),
    InvitationState.WITHDRAWN: frozenset(),
    InvitationState.LAPSED: frozenset(),
}


class SideConverter:
    """`<side:…>` in an address."""

    regex = "practice|research|broker"

    def to_python(self, value: str) -> Side:
        return Side(value)

    def to_url(self, value: str) -> str:
        return str(value)
