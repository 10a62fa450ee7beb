import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection
from django.utils import timezone

from fivefold.core.jobs.context import JobContext

BEAT = 1.0
log = logging.getLogger(__name__)


@contextmanager
def beating(context: JobContext) -> Iterator[None]:
    """Show each second that this attempt is alive, however busy the work itself is.

    A thread of its own: one that beats between steps would fall silent in the longest of them.
    """
    ended = threading.Event()
    thread = threading.Thread(target=_beat, args=(context, ended), name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _beat(context: JobContext, ended: threading.Event) -> None:
    try:
        while not ended.wait(BEAT):
            try:
                if not context.own_row().update(heartbeat_at=timezone.now()):
                    return
            except DatabaseError:
                # The next beat tries again; a minute of silence is what counts.
                log.warning("job %s: a heartbeat could not be written", context.job.public_id)
    finally:
        connection.close()
