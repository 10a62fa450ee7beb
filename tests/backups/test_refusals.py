"""What is wrong with a copy, or in its way, is a sentence, and whatever is there stays as it is."""

import json
import os
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fivefold import __version__
from fivefold.core.backups.archive import verified
from fivefold.core.backups.errors import BackupError
from tests.backups.place import ON_POSTGRES, Place
from tests.commands.test_settings_faults import sentence_of
from tests.examples import up_to

pytestmark = pytest.mark.django_db


def rewritten(copy: Path, to: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """The copy with other parts, in a zip that is itself in order."""
    with zipfile.ZipFile(copy) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    change(parts)
    with zipfile.ZipFile(to, "w") as into:
        for name, content in parts.items():
            into.writestr(name, content)
    return to


def manifest(**changes: object) -> Callable[[dict[str, bytes]], object]:
    def change(parts: dict[str, bytes]) -> None:
        parts["manifest.json"] = json.dumps({**json.loads(parts["manifest.json"]), **changes}).encode()

    return change


def first_part(name: str) -> Callable[[dict[str, bytes]], object]:
    """A part that would be unpacked elsewhere, in a copy that is otherwise consistent."""

    def change(parts: dict[str, bytes]) -> None:
        told = json.loads(parts["manifest.json"])
        old = told["parts"][0]["name"]
        told["parts"][0]["name"] = name
        parts[name] = parts.pop(old)
        parts["manifest.json"] = json.dumps(told).encode()

    return change


def one_byte_more(parts: dict[str, bytes]) -> None:
    name = next(name for name in parts if name.startswith("files/"))
    parts[name] += b"x"


def one_byte_other(parts: dict[str, bytes]) -> None:
    name = next(name for name in parts if name.startswith("database/") and parts[name])
    parts[name] = parts[name][:-1] + bytes([parts[name][-1] ^ 1])


def one_row_less(parts: dict[str, bytes]) -> None:
    told = json.loads(parts["manifest.json"])
    told["tables"]["core_entry"]["rows"] -= 1
    parts["manifest.json"] = json.dumps(told).encode()


WRONG: dict[str, tuple[Callable[[dict[str, bytes]], object], str]] = {
    "one byte more": (one_byte_more, "is not what it was"),
    "one byte other": (one_byte_other, "is not what it was"),
    "a part too many": (
        lambda parts: parts.update({"database/more": b""}),
        "exactly what its manifest",
    ),
    "a part too few": (lambda parts: parts.pop(next(iter(parts))), "exactly what its manifest"),
    "no manifest": (lambda parts: parts.pop("manifest.json"), "is no copy that this version"),
    "a manifest of something else": (manifest(format="invoices"), "is no copy that this version"),
    "a later form": (manifest(version=2), "is no copy that this version"),
    "half a manifest": (manifest(parts=None), "is no copy that this version"),
    "a newer version": (manifest(migrations=["core.9999_from_the_future"]), "which is newer"),
    "another database": (manifest(database="oracle"), "a copy of another database"),
    "fewer rows than said": (one_row_less, "does not hold"),
    "a way out": (first_part("files/../../elsewhere"), "is no copy that this version"),
    "a way from the root": (first_part("/etc/elsewhere"), "is no copy that this version"),
    "a place of its own": (first_part("secret-key"), "is no copy that this version"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_copy_that_is_not_in_order_is_refused_and_nothing_is_there_after(
    name: str, copy: Path, fresh: Place, tmp_path: Path
) -> None:
    change, expected = WRONG[name]
    wrong = rewritten(copy, tmp_path / "wrong.zip", change)
    refused = fresh.fivefold("restore", wrong)
    assert refused.returncode == 1
    assert expected in sentence_of(refused)
    assert fresh.files() == {}
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("content", [b"", b"a shopping list", b"PK\x03\x04", b"SQLite format 3\0" * 99])
def test_a_file_of_another_kind_is_refused(content: bytes, fresh: Place, tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(content)
    refused = fresh.fivefold("restore", tmp_path / "other")
    assert refused.returncode == 1
    assert "cannot be used" in sentence_of(refused)
    assert fresh.files() == {}


def test_a_file_that_is_not_there(fresh: Place, tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere", tmp_path):
        refused = fresh.fivefold("restore", path)
        assert refused.returncode == 1
        assert "there is no such file" in sentence_of(refused)


@settings(max_examples=up_to(150), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_wherever_it_is_cut_off_or_altered_it_is_refused(
    copy: Path, tmp_path: Path, data: st.DataObject
) -> None:
    """A changed byte that changes no content (a date of a part, its permissions) may pass."""
    whole = copy.read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    path = tmp_path / "hurt.zip"
    if data.draw(st.booleans()):
        path.write_bytes(whole[:place])
        with pytest.raises(BackupError), verified(path):
            pass
        return
    path.write_bytes(
        whole[:place] + bytes([whole[place] ^ data.draw(st.integers(1, 255))]) + whole[place + 1 :]
    )
    with verified(copy) as sound:
        parts = sound.manifest
    try:
        with verified(path) as archive:
            assert archive.manifest == parts
    except BackupError:
        pass


def test_an_installation_with_data_is_left_alone_unless_told(
    copy: Path, fresh: Place, tmp_path: Path
) -> None:
    assert fresh.fivefold("restore", copy).returncode == 0
    fresh.run(
        "from fivefold.config.installation import start_django; start_django()\n"
        "from fivefold.accounts.actions import add_person\n"
        "add_person(name='Nora Quinn', email='nora@example.org', by=None)"
    )
    before = fresh.shown()
    refused = fresh.fivefold("restore", copy)
    assert refused.returncode == 1
    assert "with data here already" in sentence_of(refused)
    assert fresh.shown()["rows"] == before["rows"]

    replaced = fresh.fivefold("restore", copy, "--replace")
    assert replaced.returncode == 0, replaced.stderr
    assert fresh.shown()["rows"] != before["rows"]
    (aside,) = fresh.data.glob("replaced-*")
    assert str(aside) in replaced.stdout
    assert len(list((aside / "uploads").iterdir())) == 1
    assert len(list((fresh.data / "uploads").iterdir())) == 1
    assert list(aside.glob("fivefold-*.zip" if ON_POSTGRES else "fivefold.sqlite3"))


def test_an_installation_that_was_started_and_never_used_is_free(copy: Path, fresh: Place) -> None:
    fresh.run("from fivefold.config.installation import *; start_django(); prepare(print)")
    assert fresh.fivefold("restore", copy).returncode == 0


@pytest.mark.skipif(ON_POSTGRES, reason="a file in the place of the database: SQLite alone has one")
def test_a_damaged_database_is_kept_aside(copy: Path, fresh: Place) -> None:
    fresh.data.mkdir()
    (fresh.data / "fivefold.sqlite3").write_bytes(b"a shopping list " * 999)
    refused = fresh.fivefold("restore", copy)
    assert "with data here already" in sentence_of(refused)
    refused = fresh.fivefold("backup")
    assert refused.returncode == 1
    sentence_of(refused)
    assert fresh.fivefold("restore", copy, "--replace").returncode == 0
    (kept,) = fresh.data.glob("replaced-*/fivefold.sqlite3")
    assert kept.read_bytes().startswith(b"a shopping list")


def with_little_room(place: Place, largest: int, *arguments: object) -> subprocess.CompletedProcess[str]:
    """No file may grow beyond `largest` bytes: what a full disk is to whoever writes."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    return subprocess.run(
        [sys.executable, "-m", "fivefold", *map(str, arguments)],
        env={**os.environ, **place.environment},
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("largest", [20_000, 40_000] if ON_POSTGRES else [40_000, 200_000])
def test_a_full_disk_leaves_no_half_copy(largest: int, original: Place, tmp_path: Path) -> None:
    to = tmp_path / "copies"
    to.mkdir()
    refused = with_little_room(original, largest, "backup", to)
    assert refused.returncode == 1
    assert "There is no room left" in sentence_of(refused)
    assert list(to.iterdir()) == []


def test_a_full_disk_leaves_no_half_installation(copy: Path, fresh: Place) -> None:
    """Started once, so that what it needs beside the copy is there."""
    fresh.run("from fivefold.config.installation import *; start_django(); prepare(print)")
    before = fresh.shown()["rows"]
    refused = with_little_room(fresh, 3_000 if ON_POSTGRES else 40_000, "restore", copy)
    assert refused.returncode == 1
    assert "There is no room left" in sentence_of(refused)
    assert fresh.shown()["rows"] == before
    assert {name for name in fresh.files() if "sqlite3" not in name} == set()
    assert fresh.fivefold("restore", copy).returncode == 0


def test_a_copy_is_never_written_over_another(original: Place, copy: Path) -> None:
    before = copy.read_bytes()
    refused = original.fivefold("backup", copy)
    assert refused.returncode == 1
    assert "is there already" in sentence_of(refused)
    assert copy.read_bytes() == before


def test_where_there_is_no_installation_none_is_made(fresh: Place, tmp_path: Path) -> None:
    if ON_POSTGRES:
        pytest.skip("an empty PostgreSQL database is there all the same")
    refused = fresh.fivefold("backup", tmp_path / "copy.zip")
    assert refused.returncode == 1
    assert "There is no database" in sentence_of(refused)
    assert fresh.files() == {}


def test_what_a_killed_copy_left_is_removed_by_the_next(original: Place, tmp_path: Path) -> None:
    to = tmp_path / "copies"
    to.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(to)], env={**os.environ, **original.environment}
    )
    assert process.wait() == -9
    assert [path.name.startswith(".fivefold-unfinished-") for path in to.iterdir()] == [True]
    assert original.fivefold("backup", to).returncode == 0
    (made,) = to.iterdir()
    assert made.suffix == ".zip"


KILLED = """
import os, signal, sys
from pathlib import Path
from fivefold.config.installation import start_django
start_django()
from fivefold.core.backups import making
making.verified = lambda path: os.kill(os.getpid(), signal.SIGKILL)
making.make_backup(Path(sys.argv[1]))
"""


def test_the_version_that_made_a_copy_is_in_it(copy: Path) -> None:
    with verified(copy) as archive:
        assert archive.manifest.fivefold == __version__
