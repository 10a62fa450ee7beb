"""A copy of a PostgreSQL database: each table as COPY writes it, all seen at one moment.

The tables are made anew by the migrations that the copy names. So no program of PostgreSQL's own has to be
there in the right version, and a copy can be put into a newer PostgreSQL.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import IntegrityError, connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.migrations.executor import MigrationExecutor

from fivefold.core.backups.archive import CHUNK, Archive, Writer
from fivefold.core.backups.errors import BackupError
from fivefold.core.backups.manifest import DATABASE, Manifest, Table
from fivefold.core.backups.schema import Schema
from fivefold.core.backups.waiting import MAY_HAVE_GONE_OUT

OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
COLUMNS = """
SELECT column_name FROM information_schema.columns
WHERE table_schema = current_schema() AND table_name = %s ORDER BY ordinal_position
"""
IDENTITIES = """
SELECT table_name, column_name FROM information_schema.columns
WHERE table_schema = current_schema() AND is_identity = 'YES'
"""


class PostgresqlSnapshot:
    """The database as one transaction sees it from its beginning to its end."""

    def __init__(self, folder: Path, schema: Schema) -> None:
        self._folder = folder
        self._schema = schema

    def file_names(self) -> set[Path]:
        found: set[Path] = set()
        with connection.cursor() as cursor:
            for table, column, folder in self._schema.file_columns():
                cursor.execute(f"SELECT {_quoted(column)} FROM {_quoted(table)}")  # noqa: S608
                found |= {folder / name for (name,) in cursor.fetchall() if name}
        return found

    def write(self, writer: Writer) -> dict[str, Table]:
        with connection.cursor() as cursor:
            return {name: self._write(cursor, name, writer) for name in self._schema.tables()}

    def _write(self, cursor: CursorWrapper, name: str, writer: Writer) -> Table:
        cursor.execute(COLUMNS, [name])
        columns = tuple(column for (column,) in cursor.fetchall())
        rows = self._folder / "rows"
        with rows.open("wb") as file, cursor.copy(f"{_copy(name, columns)} TO STDOUT") as blocks:
            for block in blocks:
                file.write(block)
        cursor.execute(f"SELECT count(*) FROM {_quoted(name)}")  # noqa: S608
        count = int(cursor.fetchone()[0])
        with rows.open("rb") as file:
            writer.add(part_name(name), file)
        rows.unlink()
        return Table(count, columns)


@contextmanager
def snapshot(folder: Path, schema: Schema) -> Iterator[PostgresqlSnapshot]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield PostgresqlSnapshot(folder, schema)


def require_alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute(OTHERS)
        others = cursor.fetchone()[0]
    if others:
        raise BackupError(
            "in_use",
            "The database is open elsewhere: a server or a worker is running.",
            "Nothing was changed. Stop them, then try again.",
        )


def put_in(archive: Archive) -> None:
    """Make the tables and fill them, inside the transaction of the caller."""
    manifest = archive.manifest
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE {_quoted(table)} CASCADE")
        _make_tables(manifest)
        _fill(cursor, archive)
        cursor.execute(IDENTITIES)
        for table, column in cursor.fetchall():
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence(%s, %s), coalesce(max({_quoted(column)}), 1), "  # noqa: S608
                f"max({_quoted(column)}) IS NOT NULL) FROM {_quoted(table)}",
                [_quoted(table), column],
            )
        if "core_outgoingmail" in manifest.tables:
            cursor.execute(MAY_HAVE_GONE_OUT)


def _make_tables(manifest: Manifest) -> None:
    executor = MigrationExecutor(connection)
    named = {node for node in executor.loader.graph.nodes if ".".join(node) in manifest.migrations}
    followed = {
        (app, parent.key[1])
        for app, name in named
        for parent in executor.loader.graph.node_map[app, name].parents
        if parent.key[0] == app
    }
    targets = sorted(named - followed)
    executor.migrate(targets, plan=executor.migration_plan(targets))


def _fill(cursor: CursorWrapper, archive: Archive) -> None:
    parts = {part.name: part for part in archive.manifest.parts}
    there = set(connection.introspection.table_names(cursor))
    # A migration may have had them looked at there and then, for the rest of the transaction.
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    for name in archive.manifest.tables:
        if name not in there or part_name(name) not in parts:
            raise BackupError("damaged_copy", f"{archive.path}: {name} has no place.", "Use another copy.")
        # What the migrations themselves put there is in the copy too.
        cursor.execute(f"DELETE FROM {_quoted(name)}")  # noqa: S608
    for name, table in archive.manifest.tables.items():
        with (
            archive.open(parts[part_name(name)]) as source,
            cursor.copy(f"{_copy(name, table.columns)} FROM STDIN") as rows,
        ):
            while chunk := source.read(CHUNK):
                rows.write(chunk)
        cursor.execute(f"SELECT count(*) FROM {_quoted(name)}")  # noqa: S608
        if cursor.fetchone()[0] != table.rows:
            raise BackupError(
                "damaged_copy",
                f"{archive.path}: {name} does not hold {table.rows} rows.",
                "Nothing was changed. Use another copy.",
            )
    try:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except IntegrityError as error:
        raise BackupError(
            "damaged_copy", f"{archive.path} does not hold together: {error}", "Use another copy."
        ) from error


def part_name(table: str) -> str:
    return f"{DATABASE}{table}.copy"


def _copy(table: str, columns: tuple[str, ...]) -> str:
    return f"COPY {_quoted(table)} ({', '.join(map(_quoted, columns))})"


def _quoted(name: str) -> str:
    # A manifest is somebody's file: a name from it is never more than a name.
    return '"' + name.replace('"', '""') + '"'
