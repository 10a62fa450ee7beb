from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from fivefold.commitments.states import HANDS_OVER, WITH_A_REASON, Act, State
from fivefold.partnerships.models import SpacedRecord
from fivefold.partnerships.states import Side

LONGEST_IN_PASSING = 90


class Commitment(SpacedRecord):
    """What somebody said they would do, by a day. It lies in the shared space: it was said to both sides."""

    # From the form that was sent: pressed twice, it is one.
    pressed = models.CharField(max_length=14, unique=True)
    what = models.CharField(max_length=300)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # Whose side keeps it, also when its owner goes: who leads that side answers for it.
    side = models.CharField(max_length=8, choices=Side.choices)
    due = models.DateField()
    # The record that it came from, of a kind that rooms above tell of (`sources`); empty of none.
    source_kind = models.CharField(max_length=40, blank=True)
    source_id = models.CharField(max_length=14, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    done_on = models.DateField(null=True)
    dropped_because = models.CharField(max_length=500, blank=True)
    closed_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("commitment")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="commitments_by_source", fields=["source_kind", "source_id"]),
            models.Index(name="commitments_by_state", fields=["partnership", "state", "due"]),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="a_commitment_says_what", condition=~Q(what="")),
            models.CheckConstraint(name="a_commitment_has_a_known_side", condition=Q(side__in=Side.values)),
            models.CheckConstraint(
                name="a_source_has_its_kind",
                condition=Q(source_kind="", source_id="") | ~Q(source_kind="") & ~Q(source_id=""),
            ),
            models.CheckConstraint(
                name="a_commitment_is_as_its_state",
                condition=Q(state=State.OPEN, done_on=None, dropped_because="", closed_at=None)
                | Q(state=State.DONE, done_on__isnull=False, dropped_because="", closed_at__isnull=False)
                | Q(state=State.DROPPED, done_on=None, closed_at__isnull=False) & ~Q(dropped_because=""),
            ),
        ]

    def __str__(self) -> str:
        return Truncator(self.what).chars(LONGEST_IN_PASSING)

    def get_absolute_url(self) -> str:
        return reverse("commitment", args=[self.partnership.public_id, self.public_id])

    @property
    def about(self) -> str:
        """Its name in the ledger."""
        return f"commitment:{self.public_id}"

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    @property
    def days_late(self) -> int:
        """How many days ago it was due; below 0, in how many it is."""
        return (timezone.localdate() - self.due).days

    @property
    def history(self) -> "list[Step]":
        """Oldest first; of many rows they are fetched at once."""
        return list(self.steps.all())

    @property
    def moves(self) -> "list[Step]":
        return [one for one in self.history if one.act == Act.MOVED]

    @property
    def first_due(self) -> date:
        """The day that was agreed first."""
        return next((one.due_before for one in self.moves if one.due_before), self.due)


class Step(models.Model):
    """One thing that happened to a commitment. None is ever changed or deleted."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(max_length=10, choices=Act.choices)
    at = models.DateTimeField(default=timezone.now)
    # Nobody, where the installation passed it on.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    # Of what was moved, the days before and after; of what was done, the day on which it was.
    due_before = models.DateField(null=True)
    day = models.DateField(null=True)
    # Of what has another owner, those before and after.
    owner_before = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    owner_after = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("at", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="a_step_is_a_known_act", condition=Q(act__in=Act.values)),
            models.CheckConstraint(
                name="a_step_that_disappoints_says_why",
                condition=~Q(act__in=WITH_A_REASON) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="a_moved_day_has_both",
                condition=Q(act=Act.MOVED, due_before__isnull=False, day__isnull=False)
                | ~Q(act=Act.MOVED) & Q(due_before=None),
            ),
            models.CheckConstraint(
                name="what_is_handed_over_has_both_owners",
                condition=Q(act__in=HANDS_OVER, owner_before__isnull=False, owner_after__isnull=False)
                | ~Q(act__in=HANDS_OVER) & Q(owner_before=None, owner_after=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} at {self.at:%Y-%m-%d}"
