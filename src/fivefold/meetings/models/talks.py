from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fivefold.goals.models import Strategy, StrategyVersion
from fivefold.meetings.models.meetings import Meeting
from fivefold.partnerships.models import SpacedRecord

LONGEST_COLUMN = 1_500
COLUMNS = ("found", "why", "revise", "questions")


class TalkVersion(SpacedRecord):
    """What stands beside a strategy in a dialogue, as somebody last wrote it. None is ever changed."""

    labels: ClassVar[dict[str, str | Promise]] = {
        "found": _("What we found"),
        "why": _("Why, as far as we can tell"),
        "revise": _("What to revise"),
        "questions": _("Questions to talk about"),
    }

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="talks")
    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="+")
    # What the strategy said when this was written: the talk was about that, whatever it says later.
    envisioned = models.ForeignKey(StrategyVersion, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    found = models.CharField(max_length=LONGEST_COLUMN, blank=True)
    why = models.CharField(max_length=LONGEST_COLUMN, blank=True)
    revise = models.CharField(max_length=LONGEST_COLUMN, blank=True)
    questions = models.CharField(max_length=LONGEST_COLUMN, blank=True)

    class Meta:
        verbose_name = _("talk about a strategy")
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                name="one_version_of_a_talk_by_number", fields=["meeting", "strategy", "number"]
            ),
            models.CheckConstraint(name="versions_of_a_talk_begin_with_one", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.strategy}, {self.number}"

    @property
    def words(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in COLUMNS}
