from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fivefold.commitments.models import Commitment
from fivefold.goals.models import Strategy
from fivefold.meetings.models.meetings import Meeting, by_the_clock
from fivefold.meetings.states import EntryKind
from fivefold.partnerships.models import SpacedRecord

LONGEST_ENTRY = 2_000
# As long as a commitment can be.
LONGEST_COMMITMENT = 300


class Entry(SpacedRecord):
    """A note, a decision or a commitment, as one person wrote it down in a meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=10, choices=EntryKind.choices)
    text = models.CharField(max_length=LONGEST_ENTRY)
    # In a dialogue, the strategy that was being talked about.
    strategy = models.ForeignKey(Strategy, null=True, on_delete=models.PROTECT, related_name="+")
    # Of a commitment: who takes it on, and by when.
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    due = models.DateField(null=True)
    # What it became. Nothing yet, where whoever wrote it down may not name whoever takes it on.
    commitment = models.OneToOneField(
        Commitment, null=True, on_delete=models.PROTECT, related_name="written_as"
    )
    # Made where it was typed, so that however often it is sent it is one.
    pressed = models.CharField(max_length=14, unique=True)
    number = models.PositiveSmallIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    # Written after the meeting was closed: both sides had been told without it.
    is_later = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("entry in the minutes")
        ordering: ClassVar[list[str]] = ["made_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="an_entry_says_something", condition=~Q(text="")),
            models.CheckConstraint(name="an_entry_has_a_known_kind", condition=Q(kind__in=EntryKind.values)),
            models.CheckConstraint(
                name="a_commitment_has_owner_and_day",
                condition=Q(kind=EntryKind.COMMITMENT, owner__isnull=False, due__isnull=False)
                | ~Q(kind=EntryKind.COMMITMENT) & Q(owner=None, due=None, commitment=None),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def made_time(self) -> str:
        return by_the_clock(self.made_at)

    @property
    def waits(self) -> bool:
        """Whether somebody has still to take it up among the commitments."""
        return self.is_commitment and self.commitment_id is None

    @property
    def is_commitment(self) -> bool:
        return self.kind == EntryKind.COMMITMENT
