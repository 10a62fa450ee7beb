"""What stands at a place that a person named, before anything is read from it."""

import os
import stat
from pathlib import Path

from fivefold.files import limits
from fivefold.files.confinement import SMALLER
from fivefold.files.errors import FileError
from fivefold.files.sentences import say


def size_of(path: Path, most: int = limits.FILE_BYTES) -> int:
    """The size of a file that may be read; anything else that stands there is refused by name."""
    try:
        found = path.stat()
    except FileNotFoundError:
        raise FileError(
            "no_such_file", say("There is no such file."), remedy=say("Check its name and folder.")
        ) from None
    except OSError:
        raise _unreadable() from None
    if stat.S_ISDIR(found.st_mode):
        raise FileError(
            "not_a_file", say("This is a folder, not a file."), remedy=say("Name a file inside it.")
        )
    if not stat.S_ISREG(found.st_mode):
        raise FileError(
            "not_a_file",
            say("This is a device, not a file."),
            remedy=say("Save the answers to a file first."),
        )
    if not os.access(path, os.R_OK):
        raise _unreadable()
    if found.st_size > most:
        raise FileError(
            "too_large",
            say(
                "The file has {size:,.0f} MB; at most {most} MB can be read.",
                size=found.st_size / limits.MEGABYTE,
                most=most // limits.MEGABYTE,
            ),
            remedy=SMALLER,
        )
    return found.st_size


def _unreadable() -> FileError:
    return FileError(
        "not_readable", say("The file may not be opened by you."), remedy=say("Check its permissions.")
    )
