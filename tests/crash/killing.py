"""Killing an installation's processes at random moments, most of them in the middle of something."""

import random
import time
from collections.abc import Callable
from datetime import timedelta
from threading import Event, Thread

from django.db import connection, transaction
from django.utils import timezone

from fivefold.core.jobs.states import JobState
from fivefold.core.models import Job
from tests.closing import Tally
from tests.installation import Installation

BEATS = 1.6
"""Seconds after which a job that is still alive has shown it."""
LONGEST_AIM = 1.2
"""Seconds into a job or a request at which it is killed, at most."""
LONGEST_WAIT = 6.0
"""Seconds after which somebody at rest is killed."""


class Killer(Thread):
    """Kills one kind of process and starts it again until told to stop, at moments drawn from the seed."""

    def __init__(self, name: str, installation: Installation, seed: int, tally: Tally) -> None:
        super().__init__(name=name, daemon=True)
        self.installation, self.tally = installation, tally
        self.random = random.Random(f"{seed} {name}")
        self.stopped = Event()
        self.error: BaseException | None = None

    def stop(self) -> None:
        self.stopped.set()
        self.join(timeout=90)
        if self.error is not None:
            raise self.error

    def run(self) -> None:
        try:
            while not self.stopped.is_set():
                self.kill_something()
        except BaseException as error:
            self.error = error
        finally:
            connection.close()

    def kill_something(self) -> None:
        raise NotImplementedError

    def aim(self, at_work: Callable[[], bool]) -> None:
        """Wait for work to begin, for a while, then for any moment of it."""
        limit = time.monotonic() + LONGEST_WAIT
        while not at_work() and time.monotonic() < limit and not self.stopped.is_set():
            time.sleep(0.02)
        time.sleep(self.random.uniform(0, LONGEST_AIM))


class WorkerKiller(Killer):
    def __init__(self, installation: Installation, seed: int, tally: Tally) -> None:
        super().__init__("worker killer", installation, seed, tally)

    def kill_something(self) -> None:
        self.aim(Job.objects.filter(state=JobState.RUNNING).exists)
        place = self.random.randrange(len(self.installation.workers))
        self.installation.kill_a_worker(place)
        lost = _a_minute_passes_for_the_silent()
        self.tally.count("kills")
        self.tally.count("of them amid a job", min(lost, 1))
        self.installation.start_a_worker(place)


class ServerKiller(Killer):
    def __init__(self, installation: Installation, busy: Event, seed: int, tally: Tally) -> None:
        super().__init__("server killer", installation, seed, tally)
        self.busy = busy

    def kill_something(self) -> None:
        self.aim(self.busy.is_set)
        amid = self.busy.is_set()
        self.installation.kill_the_server()
        self.tally.count("kills")
        self.tally.count("amid a request", int(amid))
        self.installation.start_the_server()


def _a_minute_passes_for_the_silent() -> int:
    """A job whose heart has stopped is as old to the next worker as it would be in a minute."""
    with transaction.atomic():
        last = dict(Job.objects.filter(state=JobState.RUNNING).values_list("pk", "heartbeat_at"))
    time.sleep(BEATS)
    return sum(
        Job.objects.filter(pk=pk, state=JobState.RUNNING, heartbeat_at=at).update(
            heartbeat_at=timezone.now() - timedelta(seconds=61)
        )
        for pk, at in last.items()
    )
