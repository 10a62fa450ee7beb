"""Where a goal or a strategy stands. What has ended stays readable and does not begin again."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    PURSUED = "pursued", _("Pursued")
    REACHED = "reached", _("Reached")
    DROPPED = "dropped", _("Dropped")
    REPLACED = "replaced", _("Replaced by another")


TRANSITIONS: dict[Standing, frozenset[Standing]] = {
    Standing.PURSUED: frozenset({Standing.REACHED, Standing.DROPPED, Standing.REPLACED}),
    Standing.REACHED: frozenset(),
    Standing.DROPPED: frozenset(),
    Standing.REPLACED: frozenset(),
}
