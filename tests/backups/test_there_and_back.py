"""A copy put back on a fresh machine is the installation that it was made of."""

import hashlib
import json
import os
import zipfile
from pathlib import Path

import pytest

from tests.backups.place import KEY, Place, new_place

pytestmark = pytest.mark.django_db


def words(text: str) -> str:
    return " ".join(text.split())


def test_figures_pages_files_and_the_ledger_are_those_of_the_original(
    original: Place, copy: Path, fresh: Place
) -> None:
    restored = fresh.fivefold("restore", copy)
    assert (restored.returncode, restored.stderr) == (0, "")
    then, now = original.shown(), fresh.shown()
    assert then["figures"]
    assert json.dumps(now["figures"]).encode() == json.dumps(then["figures"]).encode()
    for what in ("rows", "pages", "files"):
        assert now[what] == then[what]
    assert now["unbroken"]
    assert all(now["unbroken"])
    assert "Not the key of then" not in restored.stdout


def test_what_waited_to_be_sent_is_not_sent_a_second_time(original: Place, copy: Path, fresh: Place) -> None:
    assert ["Shared", "queued"] in original.shown()["mail"]
    fresh.fivefold("restore", copy)
    assert ["Shared", "unknown"] in fresh.shown()["mail"]
    assert fresh.fivefold("worker", "--once").returncode == 0
    assert ["Shared", "unknown"] in fresh.shown()["mail"]


def test_a_copy_holds_nobody_s_session_no_token_and_no_key(original: Place, copy: Path, fresh: Place) -> None:
    sessions = "from fivefold.config.installation import start_django; start_django()\n"
    sessions += "from fivefold.accounts.models import OpenSession\n"
    sessions += "from fivefold.api.models import Taking, Token\n"
    sessions += "print(*(one.objects.count() for one in (OpenSession, Token, Taking)))"
    assert "0" not in original.run(sessions).split()
    with zipfile.ZipFile(copy) as opened:
        held = b"".join(opened.read(name) for name in opened.namelist())
    assert KEY.encode() not in held
    assert b"THESECRETOFTHEIRAPP2" not in held
    fresh.fivefold("restore", copy)
    assert fresh.run(sessions).split() == ["0", "0", "0"]


def test_who_is_asked_for_a_second_step_is_asked_after_restoring(copy: Path, fresh: Place) -> None:
    fresh.fivefold("restore", copy)
    secret = "from fivefold.config.installation import start_django; start_django()\n"
    secret += "from allauth.mfa.models import Authenticator; from allauth.mfa.utils import decrypt\n"
    secret += "print(decrypt(Authenticator.objects.get().data['secret']))"
    assert fresh.run(secret).strip() == "THESECRETOFTHEIRAPP2"


def test_the_restored_installation_is_fit_and_can_be_copied_again(
    copy: Path, fresh: Place, tmp_path: Path
) -> None:
    fresh.fivefold("restore", copy)
    assert fresh.fivefold("check").returncode == 0
    again = fresh.fivefold("backup", tmp_path / "again.zip")
    assert again.returncode == 0, again.stderr
    with zipfile.ZipFile(copy) as first, zipfile.ZipFile(tmp_path / "again.zip") as second:
        assert first.namelist() == second.namelist()


def test_new_rows_get_numbers_of_their_own(copy: Path, fresh: Place) -> None:
    fresh.fivefold("restore", copy)
    fresh.run(
        "from fivefold.config.installation import start_django; start_django()\n"
        "from fivefold.accounts.actions import add_person\n"
        "add_person(name='Nora Quinn', email='nora@example.org', by=None)"
    )
    assert all(fresh.shown()["unbroken"])


def test_it_says_where_it_is_what_it_is_and_what_is_not_in_it(original: Place, tmp_path: Path) -> None:
    made = original.fivefold("backup", tmp_path)
    (path,) = tmp_path.iterdir()
    assert path.name.startswith("fivefold-20")
    assert path.stat().st_mode & 0o077 == 0
    assert str(path) in made.stdout
    assert hashlib.sha256(path.read_bytes()).hexdigest() in made.stdout
    assert "1 file beside the database" in made.stdout
    assert "Not in it: FIVEFOLD_SECRET_KEY. Keep that elsewhere" in words(made.stdout)


def test_without_a_name_it_lies_in_the_data_folder_and_says_that_this_is_not_enough(
    copy: Path, fresh: Place
) -> None:
    fresh.fivefold("restore", copy)
    made = fresh.fivefold("backup")
    assert len(list((fresh.data / "backups").glob("fivefold-*.zip"))) == 1
    assert "take it to another machine" in made.stdout


def test_another_key_is_told(copy: Path, fresh: Place) -> None:
    restored = fresh.fivefold("restore", copy, FIVEFOLD_SECRET_KEY="another key, as long as the one of then")
    assert restored.returncode == 0
    assert "Not the key of then" in restored.stdout


def test_a_file_that_the_database_names_and_that_is_gone_is_told(
    copy: Path, fresh: Place, tmp_path: Path
) -> None:
    fresh.fivefold("restore", copy)
    (lost,) = (fresh.data / "uploads").iterdir()
    lost.unlink()
    made = fresh.fivefold("backup", tmp_path / "again.zip")
    assert made.returncode == 0, made.stderr
    assert f"uploads/{lost.name}" in made.stdout
    assert "0 files beside" in made.stdout


def test_people_write_while_a_copy_is_made(original: Place, copy: Path, fresh: Place, tmp_path: Path) -> None:
    """A writer that never rests: the copy is of one moment, and its ledger holds together."""
    import subprocess
    import sys

    fresh.fivefold("restore", copy)
    program = (
        "from fivefold.config.installation import start_django; start_django()\n"
        "from django.db import transaction\n"
        "from fivefold.core import ledger\n"
        "print('begun', flush=True)\n"
        "while True:\n"
        "    with transaction.atomic():\n"
        "        ledger.append('space:test', 'tests.act', by=None, about='x', detail={'a': 1})\n"
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", program], env={**os.environ, **fresh.environment}, stdout=subprocess.PIPE
    )
    try:
        assert writer.stdout
        writer.stdout.readline()
        made = fresh.fivefold("backup", tmp_path / "amid.zip")
        assert writer.poll() is None
        refused = fresh.fivefold("restore", tmp_path / "amid.zip", "--replace")
        assert refused.returncode == 1
        assert "a server or a worker is running" in words(refused.stderr)
    finally:
        writer.kill()
        writer.communicate()
    assert made.returncode == 0, made.stderr
    assert fresh.fivefold("restore", tmp_path / "amid.zip", "--replace").returncode == 0
    assert all(fresh.shown()["unbroken"])


def test_of_older_copies_as_many_are_kept_as_one_says_and_nothing_else_is_touched(
    original: Place, copy: Path, fresh: Place, tmp_path: Path
) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    other = new_place(tmp_path / "other")
    own = [folder / f"fivefold-202601{day:02}-031500.zip" for day in range(1, 5)]
    for path in own:
        path.write_bytes(copy.read_bytes())
    foreign = folder / "fivefold-20250101-031500.zip"
    assert other.fivefold("restore", copy, FIVEFOLD_SECRET_KEY=KEY[::-1]).returncode == 0
    assert other.fivefold("backup", foreign, FIVEFOLD_SECRET_KEY=KEY[::-1]).returncode == 0
    broken = folder / "fivefold-20250102-031500.zip"
    broken.write_bytes(copy.read_bytes()[:2000])
    named = folder / "before-the-move.zip"
    named.write_bytes(copy.read_bytes())
    done = original.fivefold("backup", "--keep", "2", folder)
    assert done.returncode == 0, done.stderr
    assert {path.name for path in own if path.exists()} == {own[-1].name}
    assert all(path.exists() for path in (foreign, broken, named))
    assert len(list(folder.iterdir())) == 5
    assert f"Removed, since 2 are kept: {own[0]}" in words(done.stdout)


@pytest.mark.parametrize("count", ["0", "-1", "many"])
def test_a_number_of_copies_that_is_none_is_refused_before_anything_is_made(
    original: Place, tmp_path: Path, count: str
) -> None:
    done = original.fivefold("backup", "--keep", count, tmp_path)
    assert done.returncode == 2
    assert "number of copies" in words(done.stderr)
    assert not list(tmp_path.iterdir())


def test_to_keep_copies_a_folder_is_needed(original: Place, tmp_path: Path) -> None:
    done = original.fivefold("backup", "--keep", "3", tmp_path / "one.zip")
    assert done.returncode == 2
    assert "needs a folder" in words(done.stderr)
    assert not list(tmp_path.iterdir())
