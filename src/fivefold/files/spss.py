"""SPSS files (.sav, .zsav) into a raw table, with the labels and missing codes that SPSS keeps."""

import datetime
import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyreadstat

from fivefold.files import headers
from fivefold.files.errors import FileError
from fivefold.files.raw import RawColumn, RawTable
from fivefold.files.sentences import say
from fivefold.files.workbooks import cell_text


def read_spss(path: Path, encoding: str | None) -> RawTable:
    data, meta = _read(path, encoding)
    headers.refuse_too_wide(len(meta.column_names), None)
    columns = []
    for name, label in zip(meta.column_names, meta.column_labels, strict=True):
        column = RawColumn(name, (label or "").strip())
        labels = meta.variable_value_labels.get(name, {})
        column.labels = {_code(code): str(text).strip() for code, text in labels.items()}
        column.encoder.extend(map(Codes().__getitem__, data[name]))
        declared = meta.missing_ranges.get(name, [])
        column.user_missing = _missing([*column.encoder.texts(), *column.labels], declared)
        columns.append(column)
    if not columns:
        raise FileError("empty_file", say("The file has no variables."), remedy=say("Export it again."))
    table = RawTable("spss", 0, columns, encoding=meta.file_encoding)
    table.record.extend(range(1, len(columns[0].encoder.codes) + 1))
    return table


def _read(path: Path, encoding: str | None) -> tuple[dict[str, list[Any]], Any]:
    try:
        try:
            return pyreadstat.read_sav(path, output_format="dict", user_missing=True, encoding=encoding)
        except OverflowError:
            # A date that Python cannot hold; as numbers of seconds the rest of the file is still readable.
            return pyreadstat.read_sav(
                path,
                output_format="dict",
                user_missing=True,
                encoding=encoding,
                disable_datetime_conversion=True,
            )
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, UnicodeDecodeError, ValueError):
        raise FileError(
            "damaged_file",
            say("The SPSS file is damaged or was cut off."),
            remedy=say("Open it in SPSS and save it again, or export the answers as CSV."),
        ) from None


def _code(value: Any) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float | datetime.date | datetime.time | datetime.timedelta):
        return cell_text(value)
    return str(value)


class Codes(dict[Any, str]):
    """Each distinct value of a column is written as text once."""

    def __missing__(self, value: Any) -> str:
        self[value] = code = _code(value)
        return code


def _missing(codes: Iterable[str], declared: Iterable[dict[str, Any]]) -> list[str]:
    """Every single code declared missing, and of a range those codes that stand in the column."""
    codes = list(codes)
    found: list[str] = []
    for span in declared:
        low, high = span["lo"], span["hi"]
        if low == high:
            found.append(_code(low))
        else:
            found.extend(
                code for code in codes if (number := _number(code)) is not None and low <= number <= high
            )
    return list(dict.fromkeys(found))


def _number(code: str) -> float | None:
    try:
        return float(code)
    except ValueError:
        return None
