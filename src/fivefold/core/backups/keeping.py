"""How many copies are kept in a folder: the oldest of this installation's own go, and nothing else."""

import re
import zipfile
from pathlib import Path

from fivefold.core.backups.archive import UNREADABLE, manifest_of
from fivefold.core.backups.errors import BackupError
from fivefold.core.backups.making import key_mark

# As `fivefold backup` names them, so that the names are in the order of time.
NAMED_BY_TIME = re.compile(r"fivefold-\d{8}-\d{6}\.zip")


def remove_all_but(newest: int, folder: Path) -> list[Path]:
    """Remove and return the older ones. A copy under another name, of another installation, or one that
    cannot be read stays: none of them is known to be replaced by the newer ones."""
    own = sorted(path for path in folder.iterdir() if NAMED_BY_TIME.fullmatch(path.name) and _is_own(path))
    older = own[: max(0, len(own) - newest)]
    for path in older:
        path.unlink()
    return older


def _is_own(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as opened:
            return manifest_of(path, opened).key_mark == key_mark()
    except (BackupError, OSError, *UNREADABLE):
        return False
