"""The process in which a file is read: `python -m fivefold.files.child`, options on standard input.

Readers of binary formats can crash, hang or swallow memory on a damaged file; here they take nothing with
them. Standard library only until the kind of file is known, so that it starts fast.
"""

import json
import os
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, BinaryIO

from fivefold.files import limits, recognition, transport
from fivefold.files.archives import ZIP
from fivefold.files.codebooks import recognition as codebooks
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
    """Read a file of any known kind, and lay its codebook beside it."""
    if options.get("inside") is not None:
        from fivefold.files.rolls.archive import read_inside

        inside = read_inside(path, options["inside"])
        if inside is not None:
            return inside
    with _opened(path) as place:
        codebooks.refuse_as_answers(place)
        table = _read(place, options)
        codebooks.refuse_names(column.name for column in table.columns)
        if options.get("codebook") is not None:
            _apply(options, place, table)
    return table


def _opened(path: Path) -> AbstractContextManager[Path]:
    """The file, or the table in it where it is a zip."""
    with path.open("rb") as stream:
        if not stream.read(4).startswith(ZIP):
            return nullcontext(path)
    from fivefold.files.zipped import the_only_table

    return the_only_table(path)


def _apply(options: dict[str, Any], path: Path, table: RawTable) -> None:
    from fivefold.files.codebooks.applying import apply
    from fivefold.files.codebooks.codebook import Codebook
    from fivefold.files.codebooks.import_ids import import_ids

    codebook = Codebook.of_record(options["codebook"])
    counted = table.sheet is None and codebook.format == codebooks.QSF
    ids = import_ids(path, options["encoding"], options["delimiter"]) if counted else ()
    apply(codebook, table, ids)


def _read(path: Path, options: dict[str, Any]) -> RawTable:
    """The table; a reader is imported only when a file of its kind is met."""
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
        _answer(request, answer)
    except FileError as error:
        transport.send_error(error, answer)
    answer.close()


def _answer(request: dict[str, Any], answer: BinaryIO) -> None:
    path = Path(request["path"])
    if request["wanted"] == "codebook":
        from fivefold.files.codebooks.reading import read_codebook

        transport.send_codebook(read_codebook(path).to_record(), answer)
    elif request["wanted"] == "calendars":
        _answer_calendars(path, request["options"], answer)
    else:
        transport.send(read(path, request["options"]), answer)


def _answer_calendars(path: Path, options: dict[str, str], answer: BinaryIO) -> None:
    from datetime import date

    from fivefold.files.calendars.reading import read as read_calendars

    first, last = (date.fromisoformat(options[name]) for name in ("first", "last"))
    transport.send_calendars(read_calendars(path, first, last, options["zone"]), answer)


if __name__ == "__main__":
    main()
