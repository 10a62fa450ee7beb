"""The sides of a partnership and the places a record can be in."""

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
