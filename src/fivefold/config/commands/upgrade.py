"""`fivefold upgrade`: what stands between a new version and its first start, in the order that is safe."""

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "After a new version was installed: make a copy, bring the database up to date, check. "
        "Stop the server and the worker before, and start them after."
    )
    parser.add_argument(
        "--to", metavar="TO", help="where the copy goes: a new file or a folder (default: in the data folder)"
    )


def run(args: argparse.Namespace) -> int:
    from fivefold.config import environment
    from fivefold.config.commands import check
    from fivefold.config.commands.backup import print_copy
    from fivefold.config.installation import prepare, require_database, start_django

    start_django()
    require_database()
    _require_rest()
    print(f"The installation in {environment.data_folder()}.")
    # Without a copy nothing is changed: what a migration does is undone by nothing else.
    print_copy(Path(args.to) if args.to else None)
    prepare(print)
    return check.run(argparse.Namespace(json=False, mail=None))


def _require_rest() -> None:
    from django.db import DatabaseError

    from fivefold.core.backups.errors import BackupError
    from fivefold.core.heartbeat import a_worker_is_alive

    try:
        alive = a_worker_is_alive()
    except DatabaseError:
        # A database from before workers were heard of.
        return
    if alive:
        raise BackupError(
            "in_use",
            "A worker is running, or was killed within the last minute.",
            "Nothing was changed. Stop the server and the worker, then try again.",
        )
