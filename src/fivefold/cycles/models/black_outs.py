from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fivefold.cycles.models.years import LONGEST_TITLE
from fivefold.cycles.states import BlackOutKind
from fivefold.partnerships.models import SpacedRecord


class BlackOut(SpacedRecord):
    """Days without research in schools. They are the partnership's: a break does not end with a year."""

    kind = models.CharField(max_length=12, choices=BlackOutKind.choices)
    name = models.CharField(_("name"), max_length=LONGEST_TITLE)
    first_day = models.DateField()
    last_day = models.DateField()
    # The calendar file that it came from; empty where somebody entered it.
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("days without research")
        ordering = ["first_day", "last_day", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="a_black_out_is_in_order", condition=Q(last_day__gte=F("first_day"))),
            models.CheckConstraint(
                name="a_black_out_has_a_known_kind", condition=Q(kind__in=BlackOutKind.values)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> str:
        return f"blackout:{self.public_id}"
