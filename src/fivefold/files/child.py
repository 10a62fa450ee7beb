"""The process in which a file is read: `python -m fivefold.files.child`, options on standard input.

Readers of binary formats can crash, hang or swallow memory on a damaged file; here they take nothing with
them. Standard library only until the kind of file is known, so that it starts fast.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from fivefold.files import limits, recognition, transport
from fivefold.files.errors import FileError
from fivefold.files.raw import RawTable
from fivefold.files.sentences import say


def confine(cpu_seconds: int) -> None:
    """Bound memory and time, and leave no core file with answers in it."""
    try:
        import resource
    except ImportError:
        return  # Windows has no such limits; the parent's clock still holds.
    bounds = [("RLIMIT_CORE", 0), ("RLIMIT_CPU", cpu_seconds)]
    if sys.platform == "linux":
        bounds.append(("RLIMIT_AS", limits.MEMORY_BYTES))
    for name, bound in bounds:
        resource.setrlimit(getattr(resource, name), (bound, bound))


def read(path: Path, options: dict[str, Any]) -> RawTable:
    """Read a file of any known kind; imports a reader only when its kind is met."""
    kind = recognition.kind(path)
    wanted = options["format"]
    if wanted is not None:
        recognition.refuse_mismatch(kind, wanted)
    if options["sheet"] is not None and kind != "workbook":
        raise FileError(
            "no_sheets",
            say("A sheet “{sheet}” was named, but the file is not a workbook.", sheet=options["sheet"]),
            remedy=say("Leave the sheet out."),
        )
    if kind == "spss":
        from fivefold.files.spss import read_spss

        return read_spss(path, options["encoding"])
    if kind == "stata":
        from fivefold.files.stata import read_stata

        return read_stata(path, options["encoding"])
    if kind == "workbook":
        from fivefold.files.workbooks import WorkbookOptions, read_workbook

        return read_workbook(path, WorkbookOptions(wanted, options["sheet"], options["header_rows"]))
    from fivefold.files.csv_tables import CsvOptions, read_csv

    return read_csv(
        path, CsvOptions(wanted, options["header_rows"], options["encoding"], options["delimiter"])
    )


def main() -> None:
    # A reader that prints must not write into the answer.
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    request = json.load(sys.stdin)
    confine(request["cpu_seconds"])
    try:
        table = read(Path(request["path"]), request["options"])
    except FileError as error:
        transport.send_error(error, answer)
    else:
        transport.send(table, answer)
    answer.close()


if __name__ == "__main__":
    main()
