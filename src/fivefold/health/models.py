from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fivefold.core.rules import RuleError
from fivefold.partnerships.models import SpacedRecord
from fivefold.surveys.models import Round
from fivefold.surveys.overlap import too_near

# A round that asked about fewer does not open as the card of the whole partnership.
ENOUGH_DIMENSIONS = 3


class CurrentAssessments(models.Manager["Assessment"]):
    """Those that pages show, with what their titles and addresses are made of."""

    def get_queryset(self) -> models.QuerySet["Assessment"]:
        return (
            super().get_queryset().filter(superseded_at__isnull=True).select_related("round", "partnership")
        )


class Assessment(SpacedRecord):
    """A round read against a framework. Pages are drawn from `record`; a request works out no statistics."""

    title_reads = ("round",)
    mending_reads = ("round__corrects__space",)

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="assessments")
    framework_key = models.CharField(max_length=64)
    framework_version = models.PositiveIntegerField()
    # `fivefold.assess.assessment.Assessment.to_record()`
    record = models.JSONField()
    # About how many of the framework's dimensions the survey asked, shown or withheld.
    dimensions_asked = models.PositiveSmallIntegerField()
    # Set when the figures were worked out again: the newer row is the one that pages show.
    superseded_at = models.DateTimeField(null=True)

    objects = CurrentAssessments()
    with_superseded: ClassVar[models.Manager["Assessment"]] = models.Manager()

    class Meta:
        verbose_name = _("report card")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["partnership", "superseded_at"], name="current_of_a_partnership")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                name="one_current_assessment_per_round_and_framework",
                fields=["round", "framework_key", "framework_version"],
                condition=Q(superseded_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.titled(self.round.title)

    @property
    def plain_title(self) -> str:
        return self.round.title

    @classmethod
    def titled(cls, plain_title: str) -> str:
        return gettext("Report card, %(round)s") % {"round": plain_title}

    def get_absolute_url(self) -> str:
        return reverse("report_card_round", args=[self.partnership.public_id, self.public_id])

    @property
    def is_withdrawn(self) -> bool:
        return self.round.is_withdrawn

    def what_sharing_mends(self) -> str:
        corrected = self.round.corrects
        if corrected is None or not corrected.space.is_shared:
            return ""
        if corrected.is_withdrawn or self.is_withdrawn:
            return ""
        return gettext(
            "Both sides still read the older figures of “%(title)s”: share this correction to put them right."
        ) % {"title": corrected.title}

    def why_not_shared(self) -> RuleError | None:
        if self.is_withdrawn:
            return RuleError("withdrawn", _("This round was withdrawn: its figures no longer hold."))
        near = too_near(self.round)
        if not near:
            return None
        return RuleError(
            "too_near",
            format_lazy(
                _(
                    "Too few people tell these answers from those of “{title}”, which both sides "
                    "have seen. What they answered would follow from the figures."
                ),
                title="”, “".join(one.title for one in near),
            ),
        )

    def moves_along(self) -> list[SpacedRecord]:
        """Whoever reads the card is told whom it is about; the answers themselves stay where they are."""
        return [self.round]

    def figures_shown(self) -> dict[str, Any]:
        """Every number the report card prints, for the publication log; nothing that is withheld."""
        from fivefold.health.queries import card_as_shared

        return card_as_shared(self).card.figures()

    @property
    def asked_one_side(self) -> bool:
        """A round of one side stands beside the partnership's own rounds, never in their place."""
        return len(self.round.sides) == 1

    @property
    def asked_about_few(self) -> bool:
        """Nor does one about a part in the place of one about the whole."""
        return self.dimensions_asked < ENOUGH_DIMENSIONS

    @property
    def comparable_by(self) -> tuple[Any, ...]:
        """Two rounds may be compared when these are alike: wording, framework, and who was asked."""
        of = self.round
        wording = (of.instrument_key, of.instrument_version) if of.instrument_key else ("", of.pk)
        return (*wording, self.framework_key, self.framework_version, tuple(sorted(of.sides)))
