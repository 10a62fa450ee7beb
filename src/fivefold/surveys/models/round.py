from collections.abc import Mapping
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fivefold.assess.assessing import THRESHOLD
from fivefold.partnerships.models import SpacedRecord


class Round(SpacedRecord):
    """One time the members were asked. Its facts may be shared; its answers never move."""

    title = models.CharField(_("title"), max_length=120)
    began_on = models.DateField()
    ended_on = models.DateField()
    # Empty for a survey that came in from elsewhere: its wording is then that of its own file.
    instrument_key = models.CharField(max_length=64, blank=True)
    instrument_version = models.PositiveIntegerField(null=True)
    # The framework whose dimensions its scales were mapped to.
    framework_key = models.CharField(max_length=64)
    # The roster of members invited: null where nobody wrote it down, never a guess.
    members = models.PositiveIntegerField(null=True)
    members_by_side = models.JSONField(default=dict)
    # Those that its answers were told apart by; one, where one side alone was asked.
    sides = models.JSONField(default=list)
    responses = models.PositiveIntegerField()
    # Fewest people behind any figure of it, as the terms had it when it was recorded.
    threshold = models.PositiveSmallIntegerField(default=THRESHOLD)
    # The language of its statements and answers; empty where they are in several, or nobody said.
    language = models.CharField(max_length=8, blank=True)
    # The round in whose place this one stands wherever both can be seen.
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("survey round")
        ordering: ClassVar[list[str]] = ["-ended_on", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["partnership", "-ended_on"], name="rounds_of_a_partnership")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="a_round_ends_after_it_began", condition=Q(ended_on__gte=F("began_on"))
            ),
            models.CheckConstraint(
                name="a_round_has_no_more_answers_than_members",
                condition=Q(members__isnull=True) | Q(responses__lte=F("members")),
            ),
            models.CheckConstraint(
                name="a_round_protects_five_people", condition=Q(threshold__gte=THRESHOLD)
            ),
            models.CheckConstraint(
                name="an_instrument_has_a_version",
                condition=Q(instrument_key="", instrument_version__isnull=True)
                | Q(instrument_version__isnull=False) & ~Q(instrument_key=""),
            ),
            models.CheckConstraint(
                name="a_withdrawn_round_says_why",
                condition=Q(withdrawn_at__isnull=True, withdrawn_because="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because=""),
            ),
            models.CheckConstraint(name="no_round_corrects_itself", condition=~Q(corrects=F("pk"))),
        ]

    def __str__(self) -> str:
        return self.titled(self.title)

    @property
    def plain_title(self) -> str:
        return self.title

    @classmethod
    def titled(cls, plain_title: str) -> str:
        return gettext("Survey round, %(title)s") % {"title": plain_title}

    @property
    def roster(self) -> int | Mapping[str, int] | None:
        """The members as an assessment takes them: by side, else in all, else unknown."""
        return self.members_by_side or self.members

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def correction(self) -> "Round | None":
        """The round that stands in the place of this one, for whoever can see it."""
        found = self._corrected_by
        return found if found is not None and not found.is_withdrawn else None

    @property
    def former_correction(self) -> "Round | None":
        """The round that stood in the place of this one until it was withdrawn."""
        found = self._corrected_by
        return found if found is not None and found.is_withdrawn else None

    @property
    def _corrected_by(self) -> "Round | None":
        found: Round | None = getattr(self, "corrected_by", None)
        return found

    @property
    def rate(self) -> float | None:
        return self.responses / self.members if self.members else None


class AnswerSheet(SpacedRecord):
    """The answers of a round, in an order drawn by lot and without dates (see `sheets`).

    It lies in the space of whoever brought it and stays there when the round's figures are shared.
    """

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="sheet")
    content = models.BinaryField()

    class Meta:
        verbose_name = _("answers of a survey round")

    def __str__(self) -> str:
        return f"answers of {self.round}"
