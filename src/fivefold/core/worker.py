"""The worker: does the jobs one after the other and, beside them, sends mail and sweeps."""

import logging
import threading
import time
from collections.abc import Callable

from django.db import close_old_connections, connection
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from fivefold.core.heartbeat import heard_of
from fivefold.core.jobs.actions import sweep
from fivefold.core.mail.delivery import deliver_due, give_up_claims
from fivefold.core.upkeep import duties, duties_of_each_minute

log = logging.getLogger(__name__)
SECONDS_BETWEEN_SWEEPS = 60.0
SECONDS_BETWEEN_DUTIES = 3_600.0
SECONDS_AFTER_A_FAULT = 10.0


def run_worker(*, interval: float = 1.0, until_empty: bool = False) -> None:
    """Work until told to stop. One SIGTERM lets the running job finish; a second ends at once."""
    sweep()
    give_up_claims()
    name = get_random_string(32)
    worker = Worker(
        queue_names=["default"],
        excluded_queue_names=[],
        interval=interval,
        batch=until_empty,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
    )
    if threading.current_thread() is threading.main_thread():
        worker.configure_signals()
    ended = threading.Event()
    # Beside the jobs, not between them: a sign-in code must not wait for an hour of arithmetic.
    upkeep = threading.Thread(target=_keep_up, args=(ended, interval), name="upkeep")
    upkeep.start()
    try:
        with heard_of(name):
            worker.run()
    finally:
        ended.set()
        upkeep.join()
    if until_empty:
        deliver_due()


def _keep_up(ended: threading.Event, interval: float) -> None:
    swept = time.monotonic()
    looked_after = -SECONDS_BETWEEN_DUTIES
    try:
        while not ended.wait(interval):
            close_old_connections()
            if not _try(deliver_due):
                ended.wait(SECONDS_AFTER_A_FAULT)
            if time.monotonic() - swept >= SECONDS_BETWEEN_SWEEPS:
                swept = time.monotonic()
                for each in (sweep, give_up_claims, *duties_of_each_minute()):
                    _try(each)
            if time.monotonic() - looked_after >= SECONDS_BETWEEN_DUTIES:
                looked_after = time.monotonic()
                for duty in duties():
                    _try(duty)
    finally:
        connection.close()


def _try(duty: Callable[[], int]) -> bool:
    """One duty that fails must end neither the others nor the worker."""
    try:
        duty()
    except Exception:
        # Of a database that is away the log keeps one line; of any other fault all of it.
        log.exception("%s failed; the next round tries again", duty.__name__)
        return False
    return True
