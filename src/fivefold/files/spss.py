"""SPSS files (.sav, .zsav, .por) into a raw table, with the labels and missing codes that SPSS keeps."""

from pathlib import Path

import pyreadstat

from fivefold.files import statistics_programs
from fivefold.files.labelled import Variable, table_of
from fivefold.files.portable import read_portable
from fivefold.files.raw import RawTable
from fivefold.files.recognition import is_portable


def read_spss(path: Path, encoding: str | None) -> RawTable:
    with path.open("rb") as stream:
        portable = is_portable(stream.read(1024))
    return read_portable(path, encoding) if portable else _read_sav(path, encoding)


def _read_sav(path: Path, encoding: str | None) -> RawTable:
    data, meta = statistics_programs.read(pyreadstat.read_sav, path, "SPSS", encoding)
    variables = (
        Variable(
            name,
            label or "",
            data[name],
            meta.variable_value_labels.get(name, {}),
            [(span["lo"], span["hi"]) for span in meta.missing_ranges.get(name, [])],
        )
        for name, label in zip(meta.column_names, meta.column_labels, strict=True)
    )
    return table_of(variables, "spss", meta.file_encoding)
