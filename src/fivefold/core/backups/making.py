"""Making a copy: a snapshot of the database and the files it names, then read back before it has a name."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.crypto import salted_hmac

from fivefold import __version__
from fivefold.core.backups import postgresql, sqlite
from fivefold.core.backups.archive import Writer, verified, writing
from fivefold.core.backups.errors import BackupError, in_sentences
from fivefold.core.backups.manifest import FILES, Manifest
from fivefold.core.backups.schema import Schema

NAME = "fivefold-%Y%m%d-%H%M%S.zip"
TRIES = 3
"""Times that a copy is begun anew, since a file it names was imported and deleted meanwhile."""


@dataclass(frozen=True)
class Made:
    path: Path
    bytes: int
    # Of the whole file, to be noted elsewhere: it tells later whether this is the same file.
    sha256: str
    files: int
    lost: tuple[str, ...]


def make_backup(to: Path) -> Made:
    """Write a copy to the file `to`, or under a name with the time into the folder `to`.

    Raises `BackupError`; the file then is not there, and nor is anything half-made.
    """
    made_at = datetime.now(UTC)
    path = to / made_at.strftime(NAME) if to.is_dir() else to
    if os.path.lexists(path):
        raise BackupError("there_already", f"{path} is there already.", "Name another file.")
    schema = Schema()
    if not schema.migrations:
        raise BackupError(
            "nothing_there",
            "There is no installation in this database yet.",
            "Start `fivefold serve` once: it sets the database up.",
        )
    schema.require_known()
    with in_sentences(path.parent), _unfinished(path.parent) as folder:
        draft = folder / "copy.zip"
        lost = _write(draft, folder, schema, made_at)
        with verified(draft) as archive:
            files = sum(part.name.startswith(FILES) for part in archive.manifest.parts)
        with draft.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        draft.rename(path)
        _on_disk(path.parent)
    return Made(path, path.stat().st_size, digest, files, lost)


def key_mark() -> str:
    return salted_hmac("fivefold.backup", "", algorithm="sha256").hexdigest()[:16]


def _write(draft: Path, folder: Path, schema: Schema, made_at: datetime) -> tuple[str, ...]:
    taking = sqlite.snapshot if connection.vendor == "sqlite" else postgresql.snapshot
    before: set[str] = set()
    for _ in range(TRIES):
        with taking(folder, schema) as snapshot, writing(draft) as writer:
            tables = snapshot.write(writer)
            lost = _write_files(writer, snapshot.file_names())
            writer.close(
                Manifest(
                    fivefold=__version__,
                    made_at=made_at.isoformat(timespec="seconds"),
                    database=connection.vendor,
                    migrations=tuple(schema.migrations),
                    tables=tables,
                    parts=tuple(writer.parts),
                    key_mark=key_mark(),
                    lost=tuple(sorted(lost)),
                )
            )
        # A file that was missing twice is not on its way out of the database: it is lost.
        if lost <= before:
            break
        before = lost
        draft.unlink()
    else:
        raise BackupError("too_busy", "Files come and go too fast for a copy.", "Try again in a minute.")
    return tuple(sorted(lost))


def _write_files(writer: Writer, names: set[Path]) -> set[str]:
    lost = set()
    for name in sorted(names):
        try:
            with (Path(settings.DATA) / name).open("rb") as file:
                writer.add(f"{FILES}{name.as_posix()}", file)
        except FileNotFoundError:
            lost.add(name.as_posix())
    return lost


@contextmanager
def _unfinished(folder: Path) -> Iterator[Path]:
    """A folder beside the copy, of this installation alone: what a crash leaves, the next copy removes."""
    of = hashlib.sha256(str(Path(settings.DATA).resolve()).encode()).hexdigest()[:8]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    own = folder / f".fivefold-unfinished-{of}"
    shutil.rmtree(own, ignore_errors=True)
    own.mkdir(mode=0o700)
    try:
        yield own
    finally:
        shutil.rmtree(own, ignore_errors=True)


def _on_disk(folder: Path) -> None:
    """A new name is safe from a power cut once its folder is written."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
