"""What `fivefold check` says of the disk and of a worker."""

import shutil
from datetime import timedelta

import pytest
from django.utils import timezone

from fivefold.core.check_results import Level
from fivefold.core.installation_checks import MEGABYTE, _backlog, _disk, _heartbeat
from fivefold.core.mail import queue_mail
from fivefold.core.models import OutgoingMail, WorkerBeat
from fivefold.core.models.mail import MailState


@pytest.mark.parametrize(
    ("free", "level"), [(19, Level.FAULT), (20, Level.NOTE), (1023, Level.NOTE), (1024, Level.OK)]
)
def test_little_room_is_noted(free: int, level: Level, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage("/")._replace(free=free * MEGABYTE)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    (found,) = _disk()
    assert (found.level, f"{free:,} MB" in found.message) == (level, True)


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "level"), [(59, Level.OK), (61, Level.FAULT)])
def test_a_worker_is_alive_for_a_minute_after_its_last_word(seconds: int, level: Level) -> None:
    WorkerBeat.objects.create(worker="one", beat_at=timezone.now() - timedelta(seconds=seconds))
    assert [one.level for one in _heartbeat()] == [level]


@pytest.mark.django_db
def test_a_worker_that_was_never_heard_of_is_a_note() -> None:
    assert [one.level for one in _heartbeat()] == [Level.NOTE]


@pytest.mark.django_db
def test_mail_that_is_not_taken_is_a_fault_with_the_reason() -> None:
    assert not list(_backlog())
    queue_mail(to="ada@lakeshore.example", subject="Code", body="…", key="one")
    OutgoingMail.objects.update(state=MailState.QUEUED, attempts=1, note="[Errno 111] Connection refused")
    (found,) = _backlog()
    assert (found.code, found.level) == ("mail_refused", Level.FAULT)
    assert "Connection refused" in found.message
