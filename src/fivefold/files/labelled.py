"""Columns of a statistics program's file: codes with their labels, and the codes declared missing."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from fivefold.files import headers
from fivefold.files.errors import FileError
from fivefold.files.raw import Notice, RawColumn, RawTable
from fivefold.files.sentences import say
from fivefold.files.workbooks import cell_text

ASSUMED: Notice = (
    "encoding_assumed",
    say(
        "The file is not in UTF-8 and was read as {encoding}; check letters such as é and ñ.",
        encoding="Windows-1252",
    ),
    None,
    None,
)


@dataclass(frozen=True)
class Variable:
    """One variable as its program keeps it; `values` are numbers, texts, dates, or None where there is none.

    `missing` holds the ranges declared missing, both ends included: a single value is its own range.
    """

    name: str
    text: str
    values: Iterable[Any]
    labels: Mapping[Any, str] = field(default_factory=dict)
    missing: Iterable[tuple[Any, Any]] = ()


def table_of(variables: Iterable[Variable], format_name: str, encoding: str) -> RawTable:
    """The table, whose records are its cases: such a file has no header."""
    columns = [_column(variable) for variable in variables]
    if not columns:
        raise FileError("empty_file", say("The file has no variables."), remedy=say("Export it again."))
    headers.refuse_too_wide(len(columns), None)
    table = RawTable(format_name, 0, columns, encoding=encoding)
    table.record.extend(range(1, len(columns[0].encoder.codes) + 1))
    return table


def damaged(program: str) -> FileError:
    return FileError(
        "damaged_file",
        say("The {program} file is damaged or was cut off.", program=program),
        remedy=say("Open it in {program} and save it again, or export the answers as CSV.", program=program),
    )


def not_written_in(encoding: str) -> FileError:
    return FileError(
        "undecodable",
        say("The file cannot be read as {encoding}.", encoding=encoding),
        remedy=say("Leave the encoding out, or name the one in which the file was written."),
    )


def _column(variable: Variable) -> RawColumn:
    column = RawColumn(variable.name, variable.text.strip())
    column.labels = {_code(value): str(label).strip() for value, label in variable.labels.items()}
    column.encoder.extend(map(_Codes().__getitem__, variable.values))
    column.user_missing = _missing([*column.encoder.texts(), *column.labels], variable.missing)
    return column


def _code(value: Any) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    return value.strip() if isinstance(value, str) else cell_text(value)


class _Codes(dict[Any, str]):
    """Each distinct value of a column is written as text once."""

    def __missing__(self, value: Any) -> str:
        self[value] = code = _code(value)
        return code


def _missing(codes: list[str], declared: Iterable[tuple[Any, Any]]) -> list[str]:
    """Every single code declared missing, and of a range those codes that stand in the column."""
    found: list[str] = []
    for low, high in declared:
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
