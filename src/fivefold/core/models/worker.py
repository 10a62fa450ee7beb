from django.db import models


class WorkerBeat(models.Model):
    """A worker that runs, and when it was last heard of. An orderly end takes its row away."""

    worker = models.CharField(max_length=32, unique=True)
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.worker
