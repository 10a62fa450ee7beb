from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.urls import reverse
from django.utils import timezone

from fivefold.core.identifiers import PublicIdField
from fivefold.core.jobs.states import FINISHED, JobState


class Job(models.Model):
    """Work done outside a request, and how far it is. Written by `fivefold.core.jobs` alone."""

    public_id = PublicIdField()
    kind = models.CharField(max_length=64)
    arguments = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    space_key = models.CharField(max_length=80, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    # Where the work belongs: the name of a partnership and a page of it.
    back_name = models.CharField(max_length=160, blank=True)
    back_url = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    progress = models.PositiveSmallIntegerField(default=0)
    message = models.TextField(blank=True)
    result = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    pieces_done = models.JSONField(default=list)
    # Counts the times a worker took the job. Every later write names the attempt it belongs to.
    attempt = models.PositiveSmallIntegerField(default=0)
    cancel_requested = models.BooleanField(default=False)
    heartbeat_at = models.DateTimeField(null=True)
    task_id = models.UUIDField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state"], name="job_state")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(progress__gte=0, progress__lte=100), name="job_progress_is_a_percentage"
            ),
            models.CheckConstraint(condition=models.Q(state__in=JobState.values), name="job_state_is_known"),
            models.CheckConstraint(
                condition=models.Q(state__in=[JobState.QUEUED, JobState.RUNNING], finished_at=None)
                | models.Q(
                    state__in=[JobState.DONE, JobState.FAILED, JobState.CANCELLED], finished_at__isnull=False
                ),
                name="job_ends_when_finished",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    def get_absolute_url(self) -> str:
        return reverse("job", args=[self.public_id])

    @property
    def is_finished(self) -> bool:
        return self.state in FINISHED

    def end(self, state: JobState, message: str) -> None:
        self.state, self.message, self.finished_at = state, message, timezone.now()
