"""What a probe may ask: that the process answers, and that people can work."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from fivefold.core import heartbeat
from fivefold.core.models import WorkerBeat
from fivefold.core.worker import run_worker

pytestmark = pytest.mark.django_db


def beat(seconds_ago: int) -> None:
    WorkerBeat.objects.create(
        worker=f"worker {seconds_ago}", beat_at=timezone.now() - timedelta(seconds=seconds_ago)
    )


def test_ready_is_a_worker_heard_of_and_a_database_that_answers(
    client: Client, django_assert_num_queries: Callable[[int], Any]
) -> None:
    assert client.get("/readyz").status_code == 503
    beat(seconds_ago=61)
    assert b"No worker" in client.get("/readyz").content
    beat(seconds_ago=50)
    with django_assert_num_queries(1):
        ready = client.get("/readyz")
    assert (ready.status_code, ready.content) == (200, b"ready")
    assert not ready.cookies


def test_a_database_that_does_not_answer_is_said_without_its_words(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> bool:
        raise OperationalError("connection to server at db.example.org, user fivefold, failed")

    monkeypatch.setattr("fivefold.core.views.health.a_worker_is_alive", fail)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"The database does not answer.")
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_probe_needs_no_name_no_https_and_gets_no_session(client: Client, path: str, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["fivefold.example.org"]
    beat(seconds_ago=1)
    answer = client.get(path, HTTP_HOST="10.1.2.3:8000")
    assert (answer.status_code, answer.cookies) == (200, {})
    assert client.post(path).status_code == 405


@pytest.mark.django_db(transaction=True)
def test_a_worker_is_heard_of_while_it_runs_and_takes_its_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    beat(seconds_ago=2 * 24 * 3600)
    heard: list[bool] = []
    monkeypatch.setattr(heartbeat, "SECONDS_BETWEEN_BEATS", 0.01)
    with heartbeat.heard_of("this one"):
        limit = timezone.now() + timedelta(seconds=20)
        while timezone.now() < limit and not heartbeat.a_worker_is_alive():
            pass
        heard.append(heartbeat.a_worker_is_alive())
    assert heard == [True]
    assert not WorkerBeat.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_worker_itself_beats(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(heartbeat, "_try", seen.append)
    run_worker(interval=0.01, until_empty=True)
    assert len(seen) == 1
