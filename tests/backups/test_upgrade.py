"""`fivefold upgrade`: the copy comes first, and without it nothing is changed."""

from pathlib import Path

import pytest

from tests.backups.place import Place
from tests.commands.test_settings_faults import sentence_of

pytestmark = pytest.mark.django_db

# The database as the version before left it: without the table of heartbeats.
STEP_BACK = (
    "from fivefold.config.installation import start_django; start_django()\n"
    "from django.core.management import call_command\n"
    "call_command('migrate', 'core', '0004', verbosity=0)"
)
BEAT = (
    "from fivefold.config.installation import start_django; start_django()\n"
    "from django.utils import timezone\n"
    "from fivefold.core.models import WorkerBeat\n"
    "WorkerBeat.objects.create(worker='one', beat_at=timezone.now())"
)


def test_it_copies_migrates_and_checks_and_the_copy_is_of_the_version_before(
    copy: Path, fresh: Place, tmp_path: Path
) -> None:
    assert fresh.fivefold("restore", copy).returncode == 0
    before = fresh.shown()["figures"]
    fresh.run(STEP_BACK)
    upgraded = fresh.fivefold("upgrade", "--to", tmp_path / "before.zip")
    assert upgraded.returncode == 0, upgraded.stderr
    assert "Preparing the database" in upgraded.stdout
    assert upgraded.stdout.endswith("Nothing stands in the way.\n")
    # An older copy is brought up to date when it is put back.
    restored = fresh.fivefold("restore", tmp_path / "before.zip", "--replace")
    assert restored.returncode == 0, restored.stderr
    assert "Preparing the database" in restored.stdout
    assert fresh.shown()["figures"] == before


def test_without_a_copy_or_beside_a_worker_nothing_is_changed(
    copy: Path, fresh: Place, tmp_path: Path
) -> None:
    fresh.fivefold("restore", copy)
    fresh.run(STEP_BACK)
    (tmp_path / "taken.zip").touch()
    refused = fresh.fivefold("upgrade", "--to", tmp_path / "taken.zip")
    assert refused.returncode == 1
    assert "is there already" in sentence_of(refused)
    assert "steps of the database's set-up are not done" in " ".join(fresh.fivefold("check").stdout.split())
    assert fresh.fivefold("upgrade").returncode == 0
    fresh.run(BEAT)
    refused = fresh.fivefold("upgrade")
    assert refused.returncode == 1
    assert "A worker is running" in sentence_of(refused)
