"""Putting a copy back: all of it is unpacked and looked through before anything that is there moves."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from fivefold.core.backups import postgresql, sqlite
from fivefold.core.backups.archive import Archive, verified
from fivefold.core.backups.errors import BackupError, in_sentences
from fivefold.core.backups.making import key_mark, make_backup
from fivefold.core.backups.manifest import FILES, Manifest
from fivefold.core.backups.schema import holds_data, unknown_to_this_version
from fivefold.core.ledger import triggers

SPOKEN = {"sqlite": "an SQLite", "postgresql": "a PostgreSQL"}


@dataclass(frozen=True)
class Restored:
    manifest: Manifest
    files: int
    # Where what was there before lies now.
    aside: Path | None
    same_key: bool


def restore(path: Path, *, replace: bool = False) -> Restored:
    """Put a copy into this installation. One that holds data is left alone unless `replace`.

    Raises `BackupError`, and everything is then as it was. The caller sees to it that nothing else
    prepares this installation meanwhile.
    """
    data = Path(settings.DATA)
    with verified(path) as archive:
        _require_fit(archive)
        _require_free(replace)
        with in_sentences(data), _unpacked(archive, data) as unpacked:
            aside = (_into_sqlite if connection.vendor == "sqlite" else _into_postgresql)(archive, unpacked)
        files = sum(part.name.startswith(FILES) for part in archive.manifest.parts)
        return Restored(archive.manifest, files, aside, archive.manifest.key_mark == key_mark())


def _require_fit(archive: Archive) -> None:
    manifest = archive.manifest
    if manifest.database != connection.vendor:
        raise BackupError(
            "other_database",
            f"{archive.path} is a copy of {SPOKEN.get(manifest.database, 'another')} database, and this "
            f"installation uses {SPOKEN[connection.vendor]} one.",
            "Nothing was changed. Set DATABASE_URL as it was where the copy was made.",
        )
    if unknown := unknown_to_this_version(manifest.migrations):
        raise BackupError(
            "newer_copy",
            f"{archive.path} was made by Fivefold {manifest.fivefold}, which is newer ({unknown[-1]}).",
            "Nothing was changed. Install that version, then restore.",
        )


def _require_free(replace: bool) -> None:
    if replace:
        return
    if connection.vendor == "sqlite":
        place = str(sqlite.database_path())
        in_use = os.path.lexists(place) and _sqlite_holds_data()
    else:
        place, in_use = "the database", holds_data()
    if in_use:
        raise BackupError(
            "holds_data",
            f"There is an installation with data here already ({place}).",
            "Nothing was changed. With --replace it is kept aside and the copy takes its place.",
        )


def _sqlite_holds_data() -> bool:
    from django.db import DatabaseError

    try:
        return holds_data()
    except DatabaseError:
        # Whatever it is, it is somebody's.
        return True
    finally:
        connection.close()


@contextmanager
def _unpacked(archive: Archive, data: Path) -> Iterator[Path]:
    """The files of the copy, in a folder beside their place; a crash leaves it to the next attempt."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = data / ".restoring"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    try:
        for part in archive.manifest.parts:
            if part.name.startswith(FILES):
                archive.extract(part, folder / part.name)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class _Moves:
    """Renames on one disk, of which either all are done or none."""

    def __init__(self) -> None:
        self._done: list[tuple[Path, Path]] = []

    def move(self, source: Path, to: Path) -> None:
        to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        source.rename(to)
        self._done.append((source, to))

    def undo(self) -> None:
        for source, to in reversed(self._done):
            to.rename(source)


def _into_sqlite(archive: Archive, unpacked: Path) -> Path | None:
    place = sqlite.database_path()
    made = sqlite.prepare(archive, unpacked)
    if os.path.lexists(place):
        sqlite.let_go_of(place)
    with _all_or_nothing() as moves:
        aside = _put_aside(moves, [place, *(Path(f"{place}{end}") for end in ("-wal", "-shm"))])
        _put_files_in_place(moves, unpacked, aside)
        # Last: until the database is there, there is no installation that would miss anything.
        moves.move(made, place)
    triggers.install(connection)
    return aside if aside.is_dir() else None


def _into_postgresql(archive: Archive, unpacked: Path) -> Path | None:
    postgresql.require_alone()
    aside = _aside()
    if holds_data():
        aside.mkdir(mode=0o700)
        make_backup(aside)
    with _all_or_nothing() as moves, transaction.atomic():
        postgresql.put_in(archive)
        triggers.install(connection)
        _put_files_in_place(moves, unpacked, aside)
    return aside if aside.is_dir() else None


@contextmanager
def _all_or_nothing() -> Iterator[_Moves]:
    moves = _Moves()
    try:
        yield moves
    except BaseException:
        moves.undo()
        raise


def _aside() -> Path:
    return Path(settings.DATA) / datetime.now(UTC).strftime("replaced-%Y%m%d-%H%M%S")


def _put_aside(moves: _Moves, paths: list[Path]) -> Path:
    aside = _aside()
    for path in paths:
        if os.path.lexists(path):
            moves.move(path, aside / path.name)
    return aside


def _put_files_in_place(moves: _Moves, unpacked: Path, aside: Path) -> None:
    data, brought = Path(settings.DATA), unpacked / FILES
    folders = sorted(path.name for path in brought.iterdir()) if brought.is_dir() else []
    for name in sorted({Path(settings.UPLOADS).name, *folders}):
        if os.path.lexists(data / name) and any((data / name).iterdir()):
            moves.move(data / name, aside / name)
        elif (data / name).is_dir():
            (data / name).rmdir()
        if name in folders:
            moves.move(brought / name, data / name)
