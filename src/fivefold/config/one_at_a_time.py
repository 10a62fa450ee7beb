"""What prepares an installation's folder is done by one process at a time; others wait, and say so."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def one_at_a_time(folder: Path, tell: Callable[[str], None]) -> Iterator[None]:
    """The lock is the operating system's: a process that dies, however it does, leaves none behind."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / ".preparing").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            tell(f"Another fivefold is preparing {folder}. Waiting until it is done.")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
