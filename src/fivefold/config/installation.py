"""Brings an installation to the state in which it can serve: tables, cache, static files.

Safe to repeat: what is already there is left alone.
"""

import os
from collections.abc import Callable
from typing import Any


def start_django() -> None:
    """Read the settings; raise `UsageError` with a remedy where one of them cannot be used."""
    from fivefold.config.environment_checks import require_readable_settings

    require_readable_settings()
    _require_owner()
    import django

    # What this process creates (database, key, files) is for the account it runs under, and no other.
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fivefold.config.settings")
    django.setup()


def _require_owner() -> None:
    """Raise where root would leave files that the account of the data folder cannot change."""
    import pwd

    from fivefold.assess.errors import UsageError
    from fivefold.config import environment

    folder = environment.data_folder()
    if os.geteuid() != 0 or not folder.exists() or folder.stat().st_uid == 0:
        return
    owner = folder.stat().st_uid
    try:
        account = pwd.getpwuid(owner).pw_name
    except KeyError:
        account = f"number {owner}"
    raise UsageError(
        "as_root",
        f"{folder} belongs to the account {account}, which could not change what root leaves in it.",
        f"Run it as that account: runuser -u {account} -- fivefold …",
    )


def prepare(tell: Callable[[str], None], then: Callable[[], None] = lambda: None) -> None:
    """Make the tables and collect the files, and do what belongs to it: one process at a time."""
    from django.conf import settings

    from fivefold.config.one_at_a_time import one_at_a_time

    with one_at_a_time(settings.DATA, tell):
        bring_up_to_date(tell)
        then()


def bring_up_to_date(tell: Callable[[str], None]) -> None:
    """As `prepare`, for whoever is already the one that prepares this folder."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if pending:
        tell(f"Preparing the database: {len(pending)} steps, a few seconds.")
        call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    if not _static_files_are_current():
        tell("Collecting style sheets and fonts.")
        # Never cleared: a server that runs from this folder would lose its files. Names carry a hash.
        call_command("collectstatic", verbosity=0, interactive=False)
        _static_stamp().write_text(_static_state())


def require_database() -> None:
    """Raise where there is no database yet; asking SQLite for one would make it."""
    from django.conf import settings
    from django.db import connection

    from fivefold.core.backups.errors import BackupError

    if connection.vendor == "sqlite" and not connection.settings_dict["NAME"].exists():
        raise BackupError(
            "no_database", f"There is no database in {settings.DATA} yet.", "Is FIVEFOLD_DATA set?"
        )


def _static_stamp() -> Any:
    from django.conf import settings

    return settings.STATIC_ROOT / ".collected"


def _static_state() -> str:
    """Names, sizes and times of every static file: enough to know that nothing changed since last time."""
    from pathlib import Path

    from django.contrib.staticfiles.finders import get_finders

    lines = []
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = Path(storage.path(path)).stat()
            lines.append(f"{path} {found.st_size} {found.st_mtime_ns}")
    return "\n".join(sorted(lines))


def _static_files_are_current() -> bool:
    stamp = _static_stamp()
    return bool(stamp.exists() and stamp.read_text() == _static_state())
