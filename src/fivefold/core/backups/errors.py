"""Why a copy could not be made or put back, in a sentence. Free of Django, as the command line reads it."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fivefold.assess.errors import UsageError

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class BackupError(UsageError):
    """Nothing was changed, and what had been begun is gone again."""


@contextmanager
def in_sentences(folder: Path) -> Iterator[None]:
    """What the operating system or SQLite says while `folder` is written to, as it concerns a person."""
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            raise _no_room(folder) from error
        raise BackupError(
            "cannot_write",
            f"{error.filename or folder}: {error.strerror or error}.",
            "Nothing was changed.",
        ) from error
    except sqlite3.Error as error:
        if "full" in str(error) or "disk I/O" in str(error):
            raise _no_room(folder) from error
        raise BackupError(
            "database", f"SQLite says: {error}.", "Nothing was changed; look at it with fivefold check."
        ) from error


def _no_room(folder: Path) -> BackupError:
    return BackupError(
        "no_room",
        f"There is no room left in {folder}, or a file may not grow as large.",
        "Nothing was changed and nothing half-made was kept. Make room, or name another folder.",
    )
