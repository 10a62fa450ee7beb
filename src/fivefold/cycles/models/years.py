from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fivefold.cycles import year_templates
from fivefold.cycles.states import IN_SCHOOLS, Lane, PhaseKind, State
from fivefold.partnerships.models import SpacedRecord

LONGEST_TITLE = 80


class Cycle(SpacedRecord):
    """A working year, or a shorter span that is planned as one. It lies in the shared space at once."""

    name = models.CharField(_("name"), max_length=40)
    first_day = models.DateField()
    last_day = models.DateField()
    # On which weekdays school is held: "01234" is Monday to Friday.
    weekdays = models.CharField(max_length=7, default="01234")
    # The template that it was made from, with its version; empty where it came from last year's.
    template = models.CharField(max_length=40, blank=True)
    template_version = models.PositiveSmallIntegerField(default=0)
    made_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)

    class Meta:
        verbose_name = _("year")
        ordering = ["-first_day", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="a_year_ends_after_it_begins", condition=Q(last_day__gt=F("first_day"))
            ),
            models.CheckConstraint(name="a_year_has_a_known_state", condition=Q(state__in=State.values)),
            models.CheckConstraint(name="a_year_has_weekdays", condition=~Q(weekdays="")),
            models.UniqueConstraint(
                name="one_year_of_a_name",
                fields=["partnership", "name"],
                condition=~Q(state=State.CALLED_OFF),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("year_of", args=[self.partnership.public_id, self.public_id])

    @property
    def about(self) -> str:
        return f"cycle:{self.public_id}"

    @property
    def school_weekdays(self) -> frozenset[int]:
        return frozenset(int(one) for one in self.weekdays)

    @property
    def is_closed(self) -> bool:
        return self.state in {State.DONE, State.CALLED_OFF}


class Scheduled(SpacedRecord):
    """What stands in a year with dates: as planned, as it came to be, and where it stands."""

    # Empty where the name is that of its kind or of its template's item, in the reader's language.
    title = models.CharField(_("title"), max_length=LONGEST_TITLE, blank=True)
    # "mist-year/dialogue" where a template named it and nobody has given it another name.
    template_item = models.CharField(max_length=80, blank=True)
    planned_first = models.DateField()
    planned_last = models.DateField()
    actual_first = models.DateField(null=True)
    actual_last = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["planned_first", "planned_last", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="%(class)s_planned_in_order", condition=Q(planned_last__gte=F("planned_first"))
            ),
            models.CheckConstraint(
                name="%(class)s_actual_as_its_state",
                condition=Q(state=State.PLANNED, actual_first=None, actual_last=None)
                | Q(state=State.UNDER_WAY, actual_first__isnull=False, actual_last=None)
                | Q(state=State.DONE, actual_first__isnull=False, actual_last__gte=F("actual_first"))
                | Q(state=State.CALLED_OFF, actual_last=None),
            ),
        ]

    cycle: models.ForeignKey["Cycle", "Cycle"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.cycle.partnership_id != self.partnership.pk:
            raise ValueError(f"{self.cycle} is not a year of {self.partnership}")
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.titled(self.plain_title)

    @classmethod
    def titled(cls, plain_title: str) -> str:
        if plain_title in PhaseKind.values:
            return str(PhaseKind(plain_title).label)
        named = year_templates.name_of(plain_title)
        return named.in_language(get_language() or "en") if named else plain_title

    @property
    def about(self) -> str:
        return f"{self._meta.model_name}:{self.public_id}"

    def get_absolute_url(self) -> str:
        return reverse("year_item", args=[self.partnership.public_id, self.public_id])

    @property
    def is_one_day(self) -> bool:
        return self.planned_first == self.planned_last

    @property
    def first(self) -> date:
        """When it began, or is planned to."""
        return self.actual_first or self.planned_first

    @property
    def last(self) -> date:
        """When it ended, or is planned to: what began late does not end before it began."""
        return self.actual_last or max(self.planned_last, self.first)

    @property
    def sort(self) -> str:
        """The kind of a phase, the lane of an activity."""
        raise NotImplementedError

    @property
    def history(self) -> "list[Move]":
        """Its moves, oldest first; of many rows they are fetched at once."""
        raise NotImplementedError

    @property
    def is_waiting(self) -> bool:
        return False

    @property
    def original(self) -> "Move | None":
        """The first of its moves, which has the dates as they were first planned."""
        return next(iter(self.history), None)

    @property
    def days_moved(self) -> int:
        """From the last day as first planned to that planned now: below 0 where it is earlier."""
        return (self.planned_last - self.original.from_last).days if self.original else 0


class Phase(Scheduled):
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="phases")
    kind = models.CharField(max_length=16, choices=PhaseKind.choices)

    class Meta(Scheduled.Meta):
        verbose_name = _("phase")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Scheduled.Meta.constraints,
            models.CheckConstraint(name="a_phase_has_a_known_kind", condition=Q(kind__in=PhaseKind.values)),
        ]

    @property
    def plain_title(self) -> str:
        return self.title or self.template_item or self.kind

    @property
    def sort(self) -> str:
        return self.kind

    @property
    def history(self) -> "list[Move]":
        return list(self.moves.all())


class Activity(Scheduled):
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="activities")
    lane = models.CharField(max_length=12, choices=Lane.choices)
    # What it waits for, in a sentence that both sides read; empty where it waits for nothing.
    waits_for = models.CharField(max_length=240, blank=True)

    class Meta(Scheduled.Meta):
        verbose_name = _("activity")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Scheduled.Meta.constraints,
            models.CheckConstraint(name="an_activity_has_a_known_lane", condition=Q(lane__in=Lane.values)),
            models.CheckConstraint(
                name="an_activity_has_a_name", condition=~Q(title="") | ~Q(template_item="")
            ),
        ]

    @property
    def plain_title(self) -> str:
        return self.title or self.template_item

    @property
    def sort(self) -> str:
        return self.lane

    @property
    def history(self) -> "list[Move]":
        return list(self.moves.all())

    @property
    def is_in_schools(self) -> bool:
        return self.lane in IN_SCHOOLS

    @property
    def is_waiting(self) -> bool:
        return bool(self.waits_for) and self.state == State.PLANNED


class Move(SpacedRecord):
    """The dates from before, and why they are no longer so: what the picture draws as a ghost."""

    phase = models.ForeignKey(Phase, null=True, on_delete=models.CASCADE, related_name="moves")
    activity = models.ForeignKey(Activity, null=True, on_delete=models.CASCADE, related_name="moves")
    from_first = models.DateField()
    from_last = models.DateField()
    to_first = models.DateField()
    to_last = models.DateField()
    reason = models.CharField(max_length=240)

    class Meta:
        verbose_name = _("moved date")
        ordering = ["made_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="a_move_is_of_a_phase_or_an_activity",
                condition=Q(phase__isnull=False, activity=None) | Q(phase=None, activity__isnull=False),
            ),
            models.CheckConstraint(name="a_move_has_its_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="a_move_is_in_order",
                condition=Q(from_last__gte=F("from_first"), to_last__gte=F("to_first")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_last} → {self.to_last}"
