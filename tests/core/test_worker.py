"""The worker as a process of its own: killed, interrupted, and beside another one."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from fivefold.core import ledger
from fivefold.core.jobs import actions
from fivefold.core.jobs.states import JobState
from fivefold.core.mail import queue_mail
from fivefold.core.mail.delivery import CLAIM_LASTS
from fivefold.core.models import Job, OutgoingMail
from fivefold.core.models.mail import MailState
from fivefold.core.worker import run_worker
from tests.cast import Cast
from tests.core import errands
from tests.core.mail_server import running_mail_server

pytestmark = pytest.mark.django_db(transaction=True)

# The same database as this test, reached by another process.
PROGRAM = """
import sys
from django.conf import settings
import tests.settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
import django
django.setup()
import tests.core.errands
from fivefold.core.worker import run_worker
run_worker(interval=0.05, until_empty=sys.argv[2] == "until_empty")
"""
Worker = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def worker() -> Iterator[Worker]:
    started: list[subprocess.Popen[bytes]] = []

    def start(how: str = "for_ever") -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(connection.settings_dict["NAME"]), how],
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def start(kind: str, **arguments: Any) -> Job:
    return actions.start(kind, arguments, by=None, space_key=errands.CHAIN)


def until(holds: Callable[[], bool], seconds: float = 20) -> None:
    limit = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < limit, "it did not happen in time"
        time.sleep(0.05)


def forget_the_worker() -> None:
    """A minute passes."""
    long_ago = timezone.now() - timedelta(seconds=61)
    Job.objects.filter(state=JobState.RUNNING).update(heartbeat_at=long_ago)


def test_a_killed_worker_s_job_is_picked_up_and_each_piece_written_once(worker: Worker) -> None:
    job = start("tests.die_midway", pieces=["a", "b", "c"], deaths=1)
    assert worker("until_empty").wait(timeout=30) == -signal.SIGKILL
    job.refresh_from_db()
    assert (job.state, job.attempt, job.pieces_done) == (JobState.RUNNING, 1, ["a"])

    forget_the_worker()
    assert worker("until_empty").wait(timeout=30) == 0
    job.refresh_from_db()
    assert (job.state, job.attempt, job.pieces_done) == (JobState.DONE, 2, ["a", "b", "c"])
    written = [entry.about for entry in reversed(ledger.entries(errands.CHAIN))]
    assert written == ["piece:a", "piece:b", "piece:c"]
    assert ledger.verify(errands.CHAIN).unbroken


def test_a_job_that_kills_its_worker_three_times_is_given_up_with_a_sentence(worker: Worker) -> None:
    job = start("tests.die_midway", pieces=["a", "b", "c"], deaths=3)
    for attempt in (1, 2, 3):
        assert worker("until_empty").wait(timeout=30) == -signal.SIGKILL
        job.refresh_from_db()
        assert (job.state, job.attempt) == (JobState.RUNNING, attempt)
        forget_the_worker()
    assert worker("until_empty").wait(timeout=30) == 0
    job.refresh_from_db()
    assert (job.state, job.attempt) == (JobState.FAILED, 3)
    assert "three times" in job.message
    assert [entry.about for entry in ledger.entries(errands.CHAIN)] == ["piece:a"]


def test_a_running_job_stops_when_its_person_asks(worker: Worker, cast: Cast, tmp_path: Path) -> None:
    started = tmp_path / "started"
    arguments = {"started": str(started), "pieces": 1000, "seconds": 0.05}
    job = actions.start("tests.slow", arguments, by=cast.marcus, space_key=errands.CHAIN)
    process = worker("until_empty")
    until(started.exists)
    actions.cancel(job, by=cast.marcus)
    assert process.wait(timeout=20) == 0
    job.refresh_from_db()
    assert (job.state, job.result) == (JobState.CANCELLED, None)
    assert job.progress < 100


def test_a_message_on_its_way_when_the_worker_is_killed_is_never_sent_again(
    worker: Worker, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running_mail_server() as server:
        server.silent_after_data = True
        settings.MAIL_URL = f"smtp://127.0.0.1:{server.port}"
        monkeypatch.setenv("FIVEFOLD_MAIL_URL", settings.MAIL_URL)
        mail = queue_mail(to="marcus@example.org", subject="Shared", body="Look.", key="once")
        first = worker()
        until(lambda: len(server.received) == 1)
        first.kill()
        first.wait()
        mail.refresh_from_db()
        assert mail.state == MailState.CLAIMED

        OutgoingMail.objects.update(claimed_at=timezone.now() - CLAIM_LASTS)
        server.silent_after_data = False
        assert worker("until_empty").wait(timeout=30) == 0
        mail.refresh_from_db()
        assert mail.state == MailState.UNKNOWN
        assert len(server.received) == 1


def test_two_workers_do_each_job_once(worker: Worker) -> None:
    jobs = [start("tests.write", pieces=[f"{n}-{part}" for part in "abc"]) for n in range(8)]
    first, second = worker("until_empty"), worker("until_empty")
    assert (first.wait(timeout=60), second.wait(timeout=60)) == (0, 0)
    assert set(Job.objects.values_list("state", "attempt")) == {(JobState.DONE, 1)}
    written = [entry.about for entry in ledger.entries(errands.CHAIN)]
    assert len(written) == len(set(written)) == 3 * len(jobs)


def test_one_sigterm_lets_the_running_job_finish(worker: Worker, tmp_path: Path) -> None:
    started = tmp_path / "started"
    job = start("tests.slow", started=str(started), pieces=4, seconds=0.3)
    waiting = start("tests.write", pieces=["a"])
    process = worker()
    until(started.exists)
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=20) == 0
    job.refresh_from_db()
    waiting.refresh_from_db()
    assert (job.state, job.result) == (JobState.DONE, {"finished": True})
    assert waiting.state == JobState.QUEUED


def test_an_idle_worker_ends_at_once_on_sigterm(worker: Worker) -> None:
    process = worker()
    job = start("tests.write", pieces=["a"])
    until(lambda: Job.objects.get(pk=job.pk).state == JobState.DONE)
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=10) == 0


def test_a_running_job_is_heard_of_each_second(worker: Worker, tmp_path: Path) -> None:
    job = start("tests.slow", started=str(tmp_path / "started"), pieces=1, seconds=3)
    worker("until_empty")

    def beats() -> bool:
        job.refresh_from_db()
        return bool(
            job.heartbeat_at and job.started_at and (job.heartbeat_at - job.started_at).total_seconds() > 1.5
        )

    until(beats)
    assert job.state == JobState.RUNNING


def test_the_worker_runs_here_too_when_there_is_only_one_process() -> None:
    job = start("tests.write", pieces=["a", "b"])
    kept = {name: signal.getsignal(name) for name in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)}
    try:
        run_worker(interval=0.01, until_empty=True)
    finally:
        for name, handler in kept.items():
            signal.signal(name, handler)
    job.refresh_from_db()
    assert job.state == JobState.DONE
