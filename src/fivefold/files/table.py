"""The plain table that every reader gives: encoded columns, and where each row stood in its file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from fivefold.files.sentences import Sentence

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
    part: str = ""
    """The part of the survey it was asked in: a group of questions, or one of several times."""
    metadata: bool = False
    """Whether the tool itself wrote it about the response: no answer is in it."""
    record: NDArray[np.int32] | None = None
    """The numbers of its own rows, where a row of the table was put together from several of the file."""

    @property
    def field(self) -> str:
        """The name without the part: `mood [dose 1]` is the field `mood`, `trust/met` the field `met`."""
        if self.part and self.name.startswith(self.part):
            return self.name[len(self.part) + 1 :] or self.name
        return self.name.removesuffix(f" [{self.part}]") if self.part else self.name

    @property
    def time(self) -> str:
        """Which of several times it was answered, `dose 1`; blank for what was asked once."""
        return self.part if self.part and self.name.endswith(f"[{self.part}]") else ""

    def reworded(self, words: Mapping[str, str]) -> "Column":
        """The column with some of its cells in other words; blank words make blank cells."""
        wanted = [words.get(text, text) for text in self.values]
        values = tuple(dict.fromkeys(text for text in wanted if text))
        place = {text: code for code, text in enumerate(values)}
        renumbered = np.array([place.get(text, EMPTY) for text in wanted] + [EMPTY], dtype=np.int32)
        codes = renumbered[self.codes]
        codes.flags.writeable = False
        return replace(self, values=values, codes=codes)

    def cell(self, row: int) -> str:
        code = self.codes[row]
        return "" if code == EMPTY else self.values[code]


@dataclass(frozen=True)
class Skipped:
    """A record that the tool itself marks as a preview or a test."""

    row: int
    reason: Sentence


@dataclass(frozen=True)
class Notice:
    """Something the reader had to assume or could not use; reading went on."""

    code: str
    message: Sentence
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

    def record_of(self, row: int, column: Column | None = None) -> int:
        """The number of the file's record that holds a row's cell."""
        own = column.record if column is not None else None
        return int((self.record if own is None else own)[row])

    @property
    def first_record(self) -> int:
        return int(self.record[0]) if self.rows else self.header_rows + 1
