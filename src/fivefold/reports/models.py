from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from fivefold.core.identifiers import PublicIdField
from fivefold.health.models import Assessment
from fivefold.reports.states import Format, Order, Part

KEPT_FOR = timedelta(hours=24)


def until() -> datetime:
    return timezone.now() + KEPT_FOR


class ReportFile(models.Model):
    """A file that the worker made, kept for a day for whoever asked for it and for nobody else."""

    public_id = PublicIdField()
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    part = models.CharField(max_length=8, choices=Part.choices)
    format = models.CharField(max_length=4, choices=Format.choices)
    language = models.CharField(max_length=8)
    name = models.CharField(max_length=240)
    content = models.BinaryField()
    made_at = models.DateTimeField(default=timezone.now)
    kept_until = models.DateTimeField(default=until, db_index=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            # The newer takes the place of the older.
            models.UniqueConstraint(
                name="one_file_of_a_kind_per_person",
                fields=["assessment", "person", "part", "format", "language"],
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        of = self.assessment
        return reverse("report_file", args=[of.partnership.public_id, of.public_id, self.public_id])

    @property
    def order(self) -> Order:
        return Order(Part(self.part), Format(self.format), self.language)
