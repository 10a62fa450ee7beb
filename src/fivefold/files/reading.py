"""Opening a file: the one way in."""

import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

import fivefold
from fivefold.files import limits, recognition, transport
from fivefold.files.errors import FileError
from fivefold.files.missing import declare_missing
from fivefold.files.pupils import refuse_pupils
from fivefold.files.table import Column, Notice, Skipped, Table
from fivefold.files.trial_rows import trial_rows, without

DAMAGED = "Download or export it again; if that does not help, save it as CSV."
SMALLER = "Export fewer columns or rows, or save it as CSV."
ONLY_TRIALS = Notice("only_trials", "Every row is marked as a preview or a test; there are no answers yet.")


def open_table(
    path: str | os.PathLike[str],
    *,
    format: str | None = None,
    sheet: str | None = None,
    header_rows: int | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    missing: Iterable[str] = (),
    keep_trials: bool = False,
) -> Table:
    """Read a survey file into a table, in a process of its own; every fault is a `FileError`.

    `format` None recognizes the file by its content. `missing` are further texts that mean no answer, in
    every column. `keep_trials` keeps previews and tests among the rows: a survey's author maps it from those.
    """
    place = Path(path)
    try:
        if format is not None:
            recognition.refuse_format(format)
        size = _size_of(place)
        options = {
            "format": format,
            "sheet": sheet,
            "header_rows": header_rows,
            "encoding": encoding,
            "delimiter": delimiter,
        }
        table = _table(place.name, *_ask_child(place, size, options))
        refuse_pupils(table)
        _refuse_without_rows(table)
        if not keep_trials:
            table = _without_trials(table)
        return declare_missing(table, missing)
    except FileError as error:
        error.file = place.name
        raise


def _size_of(path: Path) -> int:
    try:
        found = path.stat()
    except FileNotFoundError:
        raise FileError(
            "no_such_file", "There is no such file.", remedy="Check its name and folder."
        ) from None
    except OSError:
        raise _unreadable() from None
    if stat.S_ISDIR(found.st_mode):
        raise FileError("not_a_file", "This is a folder, not a file.", remedy="Name a file inside it.")
    if not stat.S_ISREG(found.st_mode):
        raise FileError(
            "not_a_file", "This is a device, not a file.", remedy="Save the answers to a file first."
        )
    if not os.access(path, os.R_OK):
        raise _unreadable()
    if found.st_size > limits.FILE_BYTES:
        raise FileError(
            "too_large",
            f"The file has {found.st_size / limits.MEGABYTE:,.0f} MB; "
            f"at most {limits.FILE_BYTES // limits.MEGABYTE} MB can be read.",
            remedy=SMALLER,
        )
    return found.st_size


def _unreadable() -> FileError:
    return FileError("not_readable", "The file may not be opened by you.", remedy="Check its permissions.")


def _ask_child(path: Path, size: int, options: dict[str, Any]) -> tuple[dict[str, Any], memoryview]:
    request = {
        "path": str(path.resolve()),
        "cpu_seconds": limits.seconds_for(size, limits.CPU_SECONDS),
        "options": options,
    }
    root = str(Path(fivefold.__file__).parents[1])
    inherited = os.environ.get("PYTHONPATH")
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([root, inherited] if inherited else [root]),
        # Each thread of a numerical library asks for address space, which is bounded here.
        "OPENBLAS_NUM_THREADS": "1",
        "RUST_BACKTRACE": "0",
    }
    # -P: a csv.py beside the survey must not be imported in place of Python's own.
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "fivefold.files.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
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
        raise FileError.from_dict(fields["error"])
    return fields["table"], integers


def _too_slow() -> FileError:
    return FileError(
        "too_slow", "Reading the file took too long and was stopped; it may be damaged.", remedy=SMALLER
    )


def _death(returncode: int, said: bytes) -> FileError:
    """Why the child died: out of time, out of memory, or felled by the file."""
    if returncode in (-getattr(signal, "SIGXCPU", 0), -getattr(signal, "SIGKILL", 0)):
        return _too_slow()
    if b"MemoryError" in said or b"memory allocation" in said or returncode == -signal.SIGABRT:
        return FileError("too_large", "The file asks for more memory than a survey needs.", remedy=SMALLER)
    error = FileError("damaged_file", "The file is damaged: it brings its reader down.", remedy=DAMAGED)
    error.__cause__ = RuntimeError(said.decode(errors="replace")[-2_000:] or f"exit status {returncode}")
    return error


def _table(name: str, fields: dict[str, Any], integers: memoryview) -> Table:
    rows: int = fields["rows"]
    numbers = np.frombuffer(integers, dtype=np.intc).reshape(len(fields["columns"]) + 1, rows)
    columns = tuple(
        Column(
            described["name"],
            described["text"],
            described["labels"],
            frozenset(described["user_missing"]),
            tuple(described["values"]),
            codes,
        )
        for described, codes in zip(fields["columns"], numbers[1:], strict=True)
    )
    return Table(
        file=name,
        format=fields["format"],
        encoding=fields["encoding"],
        sheet=fields["sheet"],
        header_rows=fields["header_rows"],
        columns=columns,
        rows=rows,
        record=numbers[0],
        skipped=(),
        warnings=tuple(Notice(*notice) for notice in fields["notices"]),
    )


def _refuse_without_rows(table: Table) -> None:
    if table.rows == 0:
        raise FileError(
            "no_rows",
            "The file names its columns but holds no answers below them.",
            remedy="Export it again after the first answers have come in.",
            row=table.header_rows or None,
        )


def _without_trials(table: Table) -> Table:
    mask, reasons = trial_rows(table.columns, table.rows)
    if not mask.any():
        return table
    records = table.record[mask].tolist()
    kept = table.record[~mask]
    kept.flags.writeable = False
    return replace(
        table,
        columns=tuple(without(column, mask) for column in table.columns),
        rows=len(kept),
        record=kept,
        skipped=tuple(Skipped(row, reason) for row, reason in zip(records, reasons, strict=True)),
        warnings=table.warnings if len(kept) else (*table.warnings, ONLY_TRIALS),
    )
