"""Asking the child process to read a file, and understanding how it died when it did."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import fivefold
from fivefold.files import limits, transport
from fivefold.files.errors import FileError
from fivefold.files.sentences import say

DAMAGED = say("Download or export it again; if that does not help, save it as CSV.")
NEEDED_TO_START = (
    "PATH",
    "LANG",
    "LC_ALL",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "SYSTEMROOT",
    "TMPDIR",
    "TEMP",
    "VIRTUAL_ENV",
    "PYTHONHOME",
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONUTF8",
)
SMALLER = say("Export fewer columns or rows; a workbook needs less when saved as CSV.")


def ask_child(path: Path, size: int, options: dict[str, Any]) -> tuple[dict[str, Any], memoryview]:
    """What the child says of a file: its description and the integers of its columns."""
    fields, integers = _ask(path, size, {"wanted": "table", "options": options})
    return fields["table"], integers


def ask_for_codebook(path: Path, size: int) -> dict[str, Any]:
    """What the child says of a codebook, as `Codebook.to_record` describes it."""
    record: dict[str, Any] = _ask(path, size, {"wanted": "codebook"})[0]["codebook"]
    return record


def ask_for_calendars(path: Path, size: int, options: dict[str, str]) -> dict[str, Any]:
    """What the child says of a calendar file: its calendars, and what it left out."""
    record: dict[str, Any] = _ask(path, size, {"wanted": "calendars", "options": options})[0]["calendars"]
    return record


def _ask(path: Path, size: int, wanted: dict[str, Any]) -> tuple[dict[str, Any], memoryview]:
    request = {
        "path": str(path.resolve()),
        "cpu_seconds": limits.seconds_for(size, limits.CPU_SECONDS),
        **wanted,
    }
    # -P: a csv.py beside the survey must not be imported in place of Python's own.
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "fivefold.files.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
    )
    with child:
        try:
            answer, said = child.communicate(
                json.dumps(request).encode(), timeout=limits.seconds_for(size, limits.WALL_SECONDS)
            )
        except subprocess.TimeoutExpired:
            child.kill()
            raise _too_slow() from None
        except BaseException:
            child.kill()
            raise
    if child.returncode != 0:
        raise _death(child.returncode, said)
    fields, integers = transport.described(answer)
    if "error" in fields:
        raise FileError.of_record(fields["error"])
    return fields, integers


def _environment() -> dict[str, str]:
    """What the child must know to start, and nothing else: the server's own variables hold its secrets."""
    root = str(Path(fivefold.__file__).parents[1])
    inherited = os.environ.get("PYTHONPATH")
    return {
        **{name: os.environ[name] for name in NEEDED_TO_START if name in os.environ},
        "PYTHONPATH": os.pathsep.join([root, inherited] if inherited else [root]),
        # Each thread of a numerical library asks for address space, which is bounded here.
        "OPENBLAS_NUM_THREADS": "1",
        "RUST_BACKTRACE": "0",
    }


def _too_slow() -> FileError:
    return FileError(
        "too_slow",
        say("Reading the file took too long and was stopped; it may be damaged."),
        remedy=SMALLER,
    )


def _death(returncode: int, said: bytes) -> FileError:
    """Why the child died: out of time, out of memory, or felled by the file."""
    if returncode in (-getattr(signal, "SIGXCPU", 0), -getattr(signal, "SIGKILL", 0)):
        return _too_slow()
    if b"MemoryError" in said or b"memory allocation" in said or returncode == -signal.SIGABRT:
        return FileError(
            "too_large", say("The file asks for more memory than such a file needs."), remedy=SMALLER
        )
    error = FileError("damaged_file", say("The file is damaged: it brings its reader down."), remedy=DAMAGED)
    error.__cause__ = RuntimeError(said.decode(errors="replace")[-2_000:] or f"exit status {returncode}")
    return error
