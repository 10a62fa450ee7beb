"""What the cells of one scale count as: the rows of its table of answers, and the scale they make."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from fivefold.assess.answer import Answer
from fivefold.assess.mapping import MappedScale
from fivefold.assess.matching import AnswerKey, Cell, CellSet, Kind, distinct_cells, fold, number_of
from fivefold.assess.text import Text
from fivefold.files.packed import Outline
from fivefold.surveys.importers.marks import mark_of_cell

CANNOT_TELL = "cannot_tell"
NOT_APPLICABLE = "not_applicable"
MISSING = "missing"
APART = (CANNOT_TELL, NOT_APPLICABLE, MISSING)
UNSAID = ""
# Columns of more different cells are taken for writing; so is a scale that was put together of many.
MOST_ANSWERS = 60


@dataclass(frozen=True)
class Where:
    """The first cell of its kind in a column."""

    row: int
    column: str


@dataclass
class AnswerRow:
    """One answer of a scale as a person sees it. `counts_as`: a number as text, one of `APART`, or unsaid."""

    label: Text
    counts_as: str
    count: int = 0
    where: Where | None = None

    @property
    def words(self) -> str:
        return next(iter(self.label.values()))

    @property
    def mark(self) -> str:
        return mark_of_cell(self.words)[:16]

    @property
    def is_unsaid(self) -> bool:
        return self.counts_as == UNSAID


def written(number: float) -> str:
    return str(int(number)) if number.is_integer() else repr(number)


def answer_rows(
    scale: MappedScale, outlines: Iterable[Outline], missing: tuple[str, ...] = ()
) -> list[AnswerRow]:
    """Lowest answer first, then what is no answer, then what nobody has said yet, each with its count.

    `missing`: what means no answer in the whole file.
    """
    rows = [AnswerRow(one.label, written(one.number)) for one in scale.answers or ()]
    rows += [AnswerRow(Text(label), kind) for kind in APART for label in getattr(scale, kind)]
    reader = _Reader(scale, rows, missing)
    for outline in outlines:
        for cell, count, first in zip(
            distinct_cells(outline.column), outline.counts, outline.first, strict=True
        ):
            if count:
                reader.take(cell, count, Where(first, outline.column.name), outline.column.labels)
    return rows


class _Reader:
    """Finds the row of each cell, and begins one where there is none yet."""

    def __init__(self, scale: MappedScale, rows: list[AnswerRow], missing: tuple[str, ...]) -> None:
        self._rows = rows
        self._key = (
            AnswerKey(scale.answers, scale.cannot_tell, scale.not_applicable, (*missing, *scale.missing))
            if scale.answers
            else None
        )
        self._apart = [(CellSet.of(row.label.values()), row) for row in rows if row.counts_as in APART]
        self._numbered = {row.counts_as: row for row in reversed(rows)}
        self._labelled = {
            fold(label): row for row in rows if row.counts_as not in APART for label in row.label.values()
        }
        self._missing = CellSet.of(missing)

    def take(self, cell: Cell, count: int, where: Where, labels: Mapping[str, str]) -> None:
        kind, number = self._key.read(cell) if self._key else (Kind.OUTSIDE, 0.0)
        row = self._row(cell, kind, number)
        if row is None and (kind == Kind.MISSING or cell.user_missing or self._missing.holds(cell)):
            return
        if row is None:
            row = AnswerRow(Text(labels.get(cell.text, cell.text).strip()), UNSAID)
            self._rows.append(row)
            self._labelled[fold(row.words)] = row
        row.count += count
        if row.where is None or where.row < row.where.row:
            row.where = where

    def _row(self, cell: Cell, kind: Kind, number: float) -> AnswerRow | None:
        apart = next((row for cells, row in self._apart if cells.holds(cell)), None)
        labelled = next((self._labelled[name] for name in cell.names if name in self._labelled), None)
        if kind == Kind.ANSWER:
            return labelled or self._numbered.get(written(number))
        return apart or labelled


def numbers_to_choose(rows: list[AnswerRow]) -> list[str]:
    """What an answer can count as: the numbers in use, one for each answer, and those that answers are."""
    ordinary = [row for row in rows if row.counts_as not in APART]
    numbers = {float(row.counts_as) for row in ordinary if not row.is_unsaid}
    numbers |= {float(place) for place in range(1, len(ordinary) + 1)}
    numbers |= {number for row in ordinary if (number := number_of(row.words)) is not None}
    return [written(number) for number in sorted(numbers)]


def with_answers(scale: MappedScale, rows: Iterable[AnswerRow], said: Mapping[str, str]) -> MappedScale:
    """The scale with its answers as a person said them: `said` tells by a row's mark what it counts as."""
    answers: list[Answer] = []
    apart: dict[str, list[str]] = {kind: [] for kind in APART}
    for row in rows:
        counts_as = said.get(row.mark, row.counts_as)
        if counts_as in APART:
            apart[counts_as] += row.label.values()
        elif counts_as and (number := number_of(counts_as)) is not None:
            answers.append(Answer(number, row.label))
    return replace(
        scale,
        answers=tuple(sorted(answers, key=lambda answer: answer.number)),
        cannot_tell=tuple(dict.fromkeys(apart[CANNOT_TELL])),
        not_applicable=tuple(dict.fromkeys(apart[NOT_APPLICABLE])),
        missing=tuple(dict.fromkeys(apart[MISSING])),
    )
