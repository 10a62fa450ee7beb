"""What `fivefold check` says of the disk and of a worker."""

import shutil
from datetime import timedelta

import pytest
from django.utils import timezone

from fivefold.core.check_results import Level
from fivefold.core.installation_checks import MEGABYTE, _disk, _heartbeat
from fivefold.core.models import WorkerBeat


@pytest.mark.parametrize(("free", "level"), [(1023, Level.NOTE), (1024, Level.OK)])
def test_little_room_is_noted(free: int, level: Level, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage("/")._replace(free=free * MEGABYTE)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    (found,) = _disk()
    assert (found.level, f"{free:,} MB" in found.message) == (level, True)


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "level"), [(59, Level.OK), (61, Level.NOTE)])
def test_a_worker_is_alive_for_a_minute_after_its_last_word(seconds: int, level: Level) -> None:
    WorkerBeat.objects.create(worker="one", beat_at=timezone.now() - timedelta(seconds=seconds))
    assert [one.level for one in _heartbeat()] == [level]
