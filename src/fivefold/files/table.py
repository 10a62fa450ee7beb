"""The plain table that every reader gives: encoded columns, and where each row stood in its file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

EMPTY = -1


@dataclass(frozen=True, eq=False)
class Column:
    """One column. A cell is `values[codes[i]]`, the text as in the file; `EMPTY` marks a blank cell."""

    name: str
    text: str
    labels: Mapping[str, str]
    user_missing: frozenset[str]
    values: tuple[str, ...]
    codes: NDArray[np.int32]

    def cell(self, row: int) -> str:
        code = self.codes[row]
        return "" if code == EMPTY else self.values[code]


@dataclass(frozen=True)
class Skipped:
    """A record that the tool itself marks as a preview or a test."""

    row: int
    reason: str


@dataclass(frozen=True)
class Notice:
    """Something the reader had to assume or could not use; reading went on."""

    code: str
    message: str
    row: int | None = None
    column: str | None = None


@dataclass(frozen=True, eq=False)
class Table:
    """A file as a table. `record[i]` is the number of row `i` among the file's records, headers included.

    A workbook's records are numbered as its rows are on screen; a .sav file has no header, so its first
    case is record 1.
    """

    file: str
    format: str
    encoding: str | None
    sheet: str | None
    header_rows: int
    columns: tuple[Column, ...]
    rows: int
    record: NDArray[np.int32]
    skipped: tuple[Skipped, ...]
    warnings: tuple[Notice, ...]

    @classmethod
    def of_columns(cls, columns: Sequence[Column], rows: int, *, file: str) -> "Table":
        """Columns kept without the file they came from, as a table of that name with one header row."""
        return cls(
            file=file,
            format="csv",
            encoding=None,
            sheet=None,
            header_rows=1,
            columns=tuple(columns),
            rows=rows,
            record=np.arange(2, rows + 2, dtype=np.int32),
            skipped=(),
            warnings=(),
        )

    def column(self, name: str) -> Column:
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def first_record(self) -> int:
        return int(self.record[0]) if self.rows else self.header_rows + 1
