"""The sides of a partnership, the places a record can be in, and where emergency access stands."""

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


class EmergencyState(models.TextChoices):
    OPEN = "open", _("Open")
    ENDED = "ended", _("Ended by the administrator")
    EXPIRED = "expired", _("Ended after its hour")
    CLOSED = "closed", _("Ended with the account")


# Open opens nothing after its end; it has expired when the worker has entered that in the ledger.
TRANSITIONS: dict[EmergencyState, frozenset[EmergencyState]] = {
    EmergencyState.OPEN: frozenset({EmergencyState.ENDED, EmergencyState.EXPIRED, EmergencyState.CLOSED}),
    EmergencyState.ENDED: frozenset(),
    EmergencyState.EXPIRED: frozenset(),
    EmergencyState.CLOSED: frozenset(),
}


class SideConverter:
    """`<side:…>` in an address."""

    regex = "practice|research|broker"

    def to_python(self, value: str) -> Side:
        return Side(value)

    def to_url(self, value: str) -> str:
        return str(value)
