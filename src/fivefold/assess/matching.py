"""Which answer a cell is."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from fivefold.assess.answer import Answer
from fivefold.files.table import Column

NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)")
# Beyond it neighboring whole numbers are one; no scale of answers goes as far.
LARGEST_NUMBER = 2.0**53


class Kind(IntEnum):
    MISSING = 0
    ANSWER = 1
    CANNOT_TELL = 2
    NOT_APPLICABLE = 3
    OUTSIDE = 4


def fold(text: str) -> str:
    """Cells and labels are compared trimmed and without regard to capitals."""
    return unicodedata.normalize("NFC", text).strip().casefold()


def number_of(text: str) -> float | None:
    """The number a cell holds, with a decimal point or comma; None for anything else."""
    trimmed = text.strip().replace("\u2212", "-")
    if not NUMBER.fullmatch(trimmed):
        return None
    number = float(trimmed.replace(",", "."))
    return number if abs(number) <= LARGEST_NUMBER else None


@dataclass(frozen=True)
class CellSet:
    """Cells named in a mapping: by label or code, else by number."""

    names: frozenset[str]
    numbers: frozenset[float]

    @classmethod
    def of(cls, cells: Iterable[str]) -> "CellSet":
        cells = tuple(cells)
        numbers = (number_of(cell) for cell in cells)
        return cls(frozenset(map(fold, cells)), frozenset(one for one in numbers if one is not None))

    def holds(self, cell: "Cell") -> bool:
        return not self.names.isdisjoint(cell.names) or (
            cell.number is not None and cell.number in self.numbers
        )


@dataclass(frozen=True)
class Cell:
    """One distinct cell of a column, under every name it goes by."""

    text: str
    names: tuple[str, ...]
    number: float | None
    user_missing: bool


def distinct_cells(column: Column) -> tuple[Cell, ...]:
    """The column's distinct cells; a code also goes by its label, a label by its code."""
    labels = {fold(code): fold(label) for code, label in column.labels.items()}
    codes = {label: code for code, label in labels.items()}
    absent = CellSet.of(column.user_missing)
    cells = []
    for text in column.values:
        name = fold(text)
        names = tuple(dict.fromkeys(one for one in (name, labels.get(name), codes.get(name)) if one))
        cell = Cell(text, names, number_of(text), False)
        cells.append(Cell(text, names, cell.number, bool(column.user_missing) and absent.holds(cell)))
    return tuple(cells)


class AnswerKey:
    """Reads the cells of one scale.

    Precedence: blank, cannot tell, does not apply, missing as the mapping or the tool declares, then
    an answer by its label or code, then an answer by its number.
    """

    def __init__(
        self,
        answers: tuple[Answer, ...],
        cannot_tell: Iterable[str] = (),
        not_applicable: Iterable[str] = (),
        missing: Iterable[str] = (),
    ) -> None:
        self.answers = answers
        self.lowest = min(answer.number for answer in answers)
        self.highest = max(answer.number for answer in answers)
        self._by_name = {fold(label): answer.number for answer in answers for label in answer.label.values()}
        self._by_number = {
            number: value
            for label, value in self._by_name.items()
            if (number := number_of(label)) is not None
        }
        for answer in answers:
            self._by_number.setdefault(answer.number, answer.number)
        self._cannot_tell = CellSet.of(cannot_tell)
        self._not_applicable = CellSet.of(not_applicable)
        self._missing = CellSet.of(missing)

    def read(self, cell: Cell) -> tuple[Kind, float]:
        """What a distinct cell is, and its number when it is an answer (NaN when not)."""
        if self._cannot_tell.holds(cell):
            return Kind.CANNOT_TELL, np.nan
        if self._not_applicable.holds(cell):
            return Kind.NOT_APPLICABLE, np.nan
        if cell.user_missing or self._missing.holds(cell):
            return Kind.MISSING, np.nan
        for name in cell.names:
            if name in self._by_name:
                return Kind.ANSWER, self._by_name[name]
        if cell.number is not None and cell.number in self._by_number:
            return Kind.ANSWER, self._by_number[cell.number]
        return Kind.OUTSIDE, np.nan

    def read_column(self, column: Column) -> tuple[NDArray[np.int8], NDArray[np.float64]]:
        """Kind and number of every cell of a column. Each distinct cell is matched once."""
        read = [self.read(cell) for cell in distinct_cells(column)]
        # The blank cell's code is −1, which picks the last entry.
        kinds = np.array([kind for kind, _ in read] + [Kind.MISSING], dtype=np.int8)
        numbers = np.array([number for _, number in read] + [np.nan])
        return kinds[column.codes], numbers[column.codes]
