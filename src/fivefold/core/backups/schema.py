"""Which tables the database of this connection has, at the version at which it stands."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader

from fivefold.core.backups.errors import BackupError

# Whoever has a copy must not be able to come in with a session or token, so nobody's is in it. Nor is what is
# made again by a press, and promised to be deleted after a day.
LEFT_EMPTY = (
    "accounts_administratorlink",
    "accounts_opensession",
    "api_taking",
    "api_token",
    "django_session",
    "fivefold_cache",
    "core_workerbeat",
    "reminders_feed",
    "reports_reportfile",
    "shares_visit",
)
# What `migrate` itself writes: a database with nothing else is empty.
BOOKKEEPING = {*LEFT_EMPTY, "django_migrations", "django_content_type", "auth_permission"}


class Schema:
    """Read from the migrations that were applied: today's models may be of a newer version."""

    def __init__(self) -> None:
        loader = MigrationLoader(connection)
        applied = set(loader.applied_migrations)
        known = applied & set(loader.graph.nodes)
        self.migrations = sorted(".".join(node) for node in applied)
        self.unknown = sorted(".".join(node) for node in applied - known if not _was_replaced(loader, node))
        self._models = list(loader.project_state(list(known)).apps.get_models(include_auto_created=True))

    def require_known(self) -> None:
        if self.unknown:
            raise BackupError(
                "newer_database",
                f"A newer version of Fivefold set this database up ({self.unknown[-1]}).",
                "Use that version.",
            )

    def tables(self) -> list[str]:
        named = {model._meta.db_table for model in self._models if model._meta.managed}
        return sorted({*named, "django_migrations"} - set(LEFT_EMPTY))

    def file_columns(self) -> Iterator[tuple[str, str, Path]]:
        """Table and column that name a file, and the folder, seen from the data folder, that holds it."""
        for model in self._models:
            for field in model._meta.local_fields:
                if isinstance(field, models.FileField):
                    yield model._meta.db_table, str(field.column), _folder(field.storage)


def _folder(storage: Any) -> Path:
    if not isinstance(storage, FileSystemStorage):
        raise TypeError("a copy knows only files on this machine")
    return Path(storage.location).relative_to(Path(settings.DATA).resolve())


def _was_replaced(loader: MigrationLoader, node: tuple[str, str]) -> bool:
    return any(node in migration.replaces for migration in loader.replacements.values())


def unknown_to_this_version(migrations: tuple[str, ...]) -> list[str]:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    known = {".".join(node) for node in loader.disk_migrations}
    known |= {".".join(node) for one in loader.disk_migrations.values() for node in one.replaces}
    return [name for name in migrations if name not in known]


def holds_data() -> bool:
    """Whether anybody wrote anything into this database."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table in BOOKKEEPING:
                continue
            cursor.execute(f"SELECT 1 FROM {quote(table)} LIMIT 1")  # noqa: S608
            if cursor.fetchone():
                return True
    return False
