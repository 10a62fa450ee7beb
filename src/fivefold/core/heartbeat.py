"""That a worker lives: written by the worker itself, read by `/readyz` and `fivefold check`."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import DatabaseError, connection
from django.utils import timezone

from fivefold.core.models.worker import WorkerBeat

log = logging.getLogger(__name__)
SECONDS_BETWEEN_BEATS = 10.0
SILENT = timedelta(seconds=60)
FORGOTTEN = timedelta(days=1)


@contextmanager
def heard_of(worker: str) -> Iterator[None]:
    """Beat in a thread of its own: a slow mail server or a long job must not pass for a dead worker."""
    ended = threading.Event()
    thread = threading.Thread(target=_beat, args=(worker, ended), name="alive", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def a_worker_is_alive() -> bool:
    """One query. Raises `DatabaseError` where the database does not answer."""
    return WorkerBeat.objects.filter(beat_at__gt=timezone.now() - SILENT).exists()


def _beat(worker: str, ended: threading.Event) -> None:
    try:
        while True:
            _try(worker)
            if ended.wait(SECONDS_BETWEEN_BEATS):
                break
        WorkerBeat.objects.filter(worker=worker).delete()
    except DatabaseError:
        # A minute of silence says the same.
        log.warning("the worker's last heartbeat could not be taken back")
    finally:
        connection.close()


def _try(worker: str) -> None:
    try:
        WorkerBeat.objects.update_or_create(worker=worker, defaults={"beat_at": timezone.now()})
        # Left by workers that were killed.
        WorkerBeat.objects.filter(beat_at__lt=timezone.now() - FORGOTTEN).delete()
    except DatabaseError:
        log.warning("a heartbeat of the worker could not be written; the next one tries again")
        connection.close()
