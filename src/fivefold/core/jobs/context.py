"""What a running job sees of itself: its arguments, what is done already, whether it should stop."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from fivefold.core.jobs.states import JobState
from fivefold.core.models.job import Job

# A loop of thousands of pieces should not write a row for each.
SECONDS_BETWEEN_WRITES = 0.25


class Cancelled(Exception):  # noqa: N818 - not an error: somebody asked for it
    """The person who started the job has stopped it."""


class Superseded(Exception):  # noqa: N818 - not an error of this attempt's making
    """This attempt fell silent and the job was given to another; nothing it writes may count."""


class JobContext:
    """One attempt at one job. Every write is conditional on the attempt's number."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.arguments: dict[str, Any] = job.arguments
        self.attempt = job.attempt
        self._done: set[str] = set(job.pieces_done)
        self._written = 0.0

    def own_row(self) -> QuerySet[Job]:
        return Job.objects.filter(pk=self.job.pk, attempt=self.attempt, state=JobState.RUNNING)

    def pieces(self, keys: Sequence[str]) -> Iterator[str]:
        """The keys of the work that an earlier attempt has not finished, with progress on the way.

        A piece counts as done once its loop body has ended. A body that writes does so in `keeping`.
        """
        for position, key in enumerate(keys):
            if key in self._done:
                continue
            self.progress(position, len(keys))
            yield key
            if key not in self._done:
                with self.keeping(key):
                    pass
        self.progress(len(keys), len(keys))

    @contextmanager
    def keeping(self, key: str) -> Iterator[None]:
        """One transaction for what a piece writes and for the note that it is done: both or neither.

        Do the slow part before. Raises `Superseded` where the job was given to another worker.
        """
        with transaction.atomic():
            row = self.own_row().select_for_update().first()
            if row is None:
                raise Superseded
            yield
            row.pieces_done = [*row.pieces_done, key]
            row.save(update_fields=["pieces_done"])
        self._done.add(key)

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Say how far the work is; raises `Cancelled` where the person wants it stopped."""
        now = time.monotonic()
        if done < total and not message and now - self._written < SECONDS_BETWEEN_WRITES:
            return
        self._written = now
        changed: dict[str, Any] = {"progress": min(100, 100 * done // total) if total else 100}
        if message:
            changed["message"] = message
        if not self.own_row().update(**changed):
            raise Superseded
        if self.own_row().filter(cancel_requested=True).exists():
            raise Cancelled
