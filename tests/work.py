"""The worker's part, done at once and in the process of a test."""

from contextlib import nullcontext
from unittest.mock import patch

from fivefold.core.models import Job


def do_what_waits(kind: str) -> None:
    """In the transaction of the test, which a heartbeat on a connection of its own would wait for."""
    from fivefold.core.jobs.running import run_job

    with patch("fivefold.core.jobs.running.beating", lambda context: nullcontext()):
        for job in Job.objects.filter(state="queued", kind=kind):
            run_job.func(job.public_id)
