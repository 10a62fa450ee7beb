"""Opening a file: the one way in."""

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from fivefold.files import recognition
from fivefold.files.codebooks.opening import open_codebook
from fivefold.files.confinement import ask_child
from fivefold.files.errors import FileError
from fivefold.files.missing import declare_missing
from fivefold.files.places import size_of
from fivefold.files.pupils import refuse_pupils
from fivefold.files.sentences import Sentence, say
from fivefold.files.table import Column, Notice, Skipped, Table
from fivefold.files.tools.qualtrics_trials import trial_rows, without

LATER = say("Export it again after the first answers have come in.")
OTHER_SHEET = say("Name the sheet that holds the answers, or export it again after the first have come in.")
ONLY_TRIALS = Notice(
    "only_trials", say("Every row is marked as a preview or a test; there are no answers yet.")
)


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
    codebook: str | os.PathLike[str] | None = None,
) -> Table:
    """Read a survey file into a table, in a process of its own; every fault is a `FileError`.

    `format` None recognizes the file by its content. `missing` are further texts that mean no answer, in
    every column. `keep_trials` keeps previews and tests among the rows: a survey's author maps it from those.
    `codebook` is a file beside the data that names its questions and answers.
    """
    place = Path(path)
    try:
        if format is not None:
            recognition.refuse_format(format)
        table = read_unjudged(
            place,
            format=format,
            sheet=sheet,
            header_rows=header_rows,
            encoding=encoding,
            delimiter=delimiter,
            codebook=codebook,
        )
        refuse_pupils(table)
        _refuse_without_rows(table)
        if not keep_trials:
            table = _without_trials(table)
        return declare_missing(table, missing)
    except FileError as error:
        error.file = error.file or place.name
        raise


def read_unjudged(
    path: Path,
    *,
    format: str | None = None,
    sheet: str | None = None,
    header_rows: int | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    inside: str | None = None,
    codebook: str | os.PathLike[str] | None = None,
) -> Table:
    """A table before anybody asked whose records it holds. Whoever calls this refuses pupils' records next.

    `open_table` refuses them by the names of columns, a roll of members by its rows: nobody else may call.
    `inside` is the name of a file in a zip; of a file that is no zip it says nothing.
    """
    options = {
        "format": format,
        "sheet": sheet,
        "header_rows": header_rows,
        "encoding": encoding,
        "delimiter": delimiter,
        "inside": inside,
        "codebook": None if codebook is None else open_codebook(codebook).to_record(),
    }
    return _table(path.name, *ask_child(path, size_of(path), options))


def _table(name: str, fields: dict[str, Any], integers: memoryview) -> Table:
    rows: int = fields["rows"]
    width = len(fields["columns"])
    numbers = np.frombuffer(integers, dtype=np.intc).reshape(1 + width + fields["records"], rows)
    own = numbers[1 + width :]
    columns = tuple(
        Column(
            described["name"],
            described["text"],
            described["labels"],
            frozenset(described["user_missing"]),
            tuple(described["values"]),
            codes,
            described["part"],
            described["metadata"],
            None if described["record"] is None else own[described["record"]],
        )
        for described, codes in zip(fields["columns"], numbers[1 : 1 + width], strict=True)
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
        warnings=tuple(
            Notice(code, Sentence.of_record(message), row, column)
            for code, message, row, column in fields["notices"]
        ),
    )


def _refuse_without_rows(table: Table) -> None:
    if table.rows == 0:
        raise FileError(
            "no_rows",
            say("The file names its columns but holds no answers below them."),
            remedy=OTHER_SHEET if table.sheet else LATER,
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
