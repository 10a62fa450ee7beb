from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from fivefold.goals.states import Standing
from fivefold.partnerships.models import SpacedRecord

LONGEST_IN_PASSING = 90


class Revised(SpacedRecord):
    """What is written once and then revised: its words stand in versions, of which the newest holds."""

    # From the form that was sent: pressed twice, it is one.
    pressed = models.CharField(max_length=14, unique=True)
    standing = models.CharField(max_length=8, choices=Standing.choices, default=Standing.PURSUED)
    ended_because = models.CharField(max_length=500, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="a_%(class)s_ends_with_a_reason",
                condition=Q(standing=Standing.PURSUED, ended_because="", ended_at=None, ended_by=None)
                | ~Q(standing=Standing.PURSUED)
                & ~Q(ended_because="")
                & Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
            models.CheckConstraint(
                name="a_%(class)s_has_a_known_standing", condition=Q(standing__in=Standing.values)
            ),
        ]

    # The rows of its own kind of version.
    versions: Any

    @property
    def newest(self) -> Any:
        """The version that holds. Versions come newest first, and lists fetch them at once."""
        return self.versions.all()[0]

    @property
    def is_pursued(self) -> bool:
        return self.standing == Standing.PURSUED

    @property
    def about(self) -> str:
        """Its name in the ledger."""
        return f"{self._meta.model_name}:{self.public_id}"

    def get_absolute_url(self) -> str:
        raise NotImplementedError


class Goal(Revised):
    """What should become better for students. A partnership may have several."""

    class Meta(Revised.Meta):
        verbose_name = _("goal for students")

    def __str__(self) -> str:
        return Truncator(self.newest.sentence).chars(LONGEST_IN_PASSING)

    def get_absolute_url(self) -> str:
        return reverse("goal", args=[self.partnership.public_id, self.public_id])


class Strategy(Revised):
    """How the goal is to be reached, and why that should work."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="strategies")

    class Meta(Revised.Meta):
        verbose_name = _("strategy")

    def __str__(self) -> str:
        return Truncator(self.newest.name).chars(LONGEST_IN_PASSING)

    def get_absolute_url(self) -> str:
        return self.goal.get_absolute_url()


class Version(models.Model):
    """The words from one revision to the next. None is ever changed or deleted."""

    # The fields in which two versions can differ, in the order in which people read them.
    WORDS: ClassVar[tuple[str, ...]]
    labels: ClassVar[dict[str, str | Promise]]

    number = models.PositiveSmallIntegerField()
    # Why it was revised; the first version replaces nothing.
    because = models.CharField(max_length=500, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True
        ordering = ("-number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="a_%(class)s_says_why_but_the_first",
                condition=Q(number=1, because="") | Q(number__gt=1) & ~Q(because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"

    @property
    def words(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.WORDS}


class GoalVersion(Version):
    WORDS = ("sentence", "measure", "population", "baseline", "baseline_source", "target", "due_on")
    labels: ClassVar[dict[str, str | Promise]] = {
        "sentence": _("The goal, in plain words"),
        "measure": _("Measure"),
        "population": _("Which students"),
        "baseline": _("Where they are now"),
        "baseline_source": _("Source of that number"),
        "target": _("Target"),
        "due_on": _("By when"),
    }

    of = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="versions")
    sentence = models.CharField(max_length=300)
    measure = models.CharField(max_length=300)
    population = models.CharField(max_length=300)
    baseline = models.CharField(max_length=300)
    baseline_source = models.CharField(max_length=300)
    target = models.CharField(max_length=300)
    due_on = models.DateField()

    class Meta(Version.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Version.Meta.constraints,
            models.UniqueConstraint(name="one_version_of_a_goal_by_number", fields=["of", "number"]),
        ]


class StrategyVersion(Version):
    WORDS = ("name", "practice", "supports", "why")
    labels: ClassVar[dict[str, str | Promise]] = {
        "name": _("The strategy, in a few words"),
        "practice": _("Envisioned practice"),
        "supports": _("Supports"),
        "why": _("Why it should work"),
    }

    of = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="versions")
    name = models.CharField(max_length=160)
    practice = models.CharField(max_length=1000)
    supports = models.CharField(max_length=1000)
    why = models.CharField(max_length=1000)

    class Meta(Version.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Version.Meta.constraints,
            models.UniqueConstraint(name="one_version_of_a_strategy_by_number", fields=["of", "number"]),
        ]
