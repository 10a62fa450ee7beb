"""A copy of an SQLite database: one file that holds together, though people go on writing meanwhile."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

from fivefold.core.backups.archive import Archive, Writer
from fivefold.core.backups.errors import BackupError
from fivefold.core.backups.manifest import DATABASE, Table
from fivefold.core.backups.schema import LEFT_EMPTY, Schema
from fivefold.core.backups.waiting import MAY_HAVE_GONE_OUT

PART = f"{DATABASE}fivefold.sqlite3"
PATIENCE = 30.0


class SqliteSnapshot:
    """The database as it was at one moment, in a file beside it."""

    def __init__(self, path: Path, schema: Schema) -> None:
        self._path = path
        self._schema = schema

    def file_names(self) -> set[Path]:
        with closing(sqlite3.connect(self._path)) as copy:
            return {
                folder / name
                for table, column, folder in self._schema.file_columns()
                for (name,) in copy.execute(f'SELECT "{column}" FROM "{table}"')  # noqa: S608
                if name
            }

    def write(self, writer: Writer) -> dict[str, Table]:
        with self._path.open("rb") as file:
            writer.add(PART, file)
        with closing(sqlite3.connect(self._path)) as copy:
            return {name: Table(_count(copy, name)) for name in self._schema.tables()}


@contextmanager
def snapshot(folder: Path, schema: Schema) -> Iterator[SqliteSnapshot]:
    path = folder / "fivefold.sqlite3"
    source = f"{database_path().absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(source, uri=True, timeout=PATIENCE)) as database:
        database.execute("VACUUM INTO ?", [str(path)])
    with closing(sqlite3.connect(path)) as copy:
        # What is taken out of it is overwritten with zeros, not only passed over.
        copy.execute("PRAGMA secure_delete = ON")
        for table in LEFT_EMPTY:
            if _has(copy, table):
                copy.execute(f'DELETE FROM "{table}"')  # noqa: S608
        copy.commit()
        require_sound(copy)
    yield SqliteSnapshot(path, schema)
    path.unlink()


def require_sound(database: sqlite3.Connection) -> None:
    found = database.execute("PRAGMA integrity_check(1)").fetchone()[0]
    astray = database.execute("PRAGMA foreign_key_check").fetchone()
    if found != "ok" or astray:
        told = found if found != "ok" else f"a row of {astray[0]} refers to nothing"
        raise BackupError(
            "damaged_database",
            f"The database is damaged: {told}.",
            "Nothing was changed. Keep the last good copy, and restore from it.",
        )


def prepare(archive: Archive, folder: Path) -> Path:
    """Unpack the database beside its place and look through it; nothing that is there is touched."""
    path = folder / "fivefold.sqlite3"
    part = next((part for part in archive.manifest.parts if part.name == PART), None)
    if part is None:
        raise BackupError("damaged_copy", f"{archive.path} holds no database.", "Use another copy.")
    archive.extract(part, path)
    with closing(sqlite3.connect(path)) as copy:
        require_sound(copy)
        for name, table in archive.manifest.tables.items():
            if not _has(copy, name) or _count(copy, name) != table.rows:
                raise BackupError(
                    "damaged_copy",
                    f"{archive.path}: {name} does not hold {table.rows} rows.",
                    "Nothing was changed. Use another copy.",
                )
        if _has(copy, "core_outgoingmail"):
            copy.execute(MAY_HAVE_GONE_OUT)
            copy.commit()
    return path


def let_go_of(path: Path) -> None:
    """Fold the two files beside the database into it, which works only where nobody else has it open."""
    try:
        with closing(sqlite3.connect(path, timeout=1)) as database:
            database.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise BackupError(
                "in_use",
                f"{path} is open: a server or a worker is running.",
                "Nothing was changed. Stop both, then try again.",
            ) from error
        raise
    except sqlite3.DatabaseError:
        # No database at all, or a damaged one: it is kept aside as it is.
        return


def database_path() -> Path:
    return Path(connection.settings_dict["NAME"])


def _has(database: sqlite3.Connection, table: str) -> bool:
    found = database.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", [table])
    return found.fetchone() is not None


def _count(database: sqlite3.Connection, table: str) -> int:
    return int(database.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])  # noqa: S608
