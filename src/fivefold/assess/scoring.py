"""From a table and a mapping to answers, and from answers to figures."""

from collections import abc
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fivefold.assess.answer import Answer
from fivefold.assess.errors import AssessError, MappingError
from fivefold.assess.mapping import MappedScale, Mapping
from fivefold.assess.matching import AnswerKey, CellSet, Kind, distinct_cells, number_of
from fivefold.assess.text import Text
from fivefold.assess.toml_tables import did_you_mean
from fivefold.files.sentences import Sentence, say
from fivefold.files.table import Column, Table
from fivefold.stats.estimates import percent_of_maximum, person_scores

Floats = NDArray[np.float64]
LONGEST_QUOTE = 60


def quote(text: str) -> str:
    """A cell as it may stand in a sentence."""
    words = " ".join(text.split())
    return f'"{words}"' if len(words) <= LONGEST_QUOTE else f'"{words[: LONGEST_QUOTE - 1]}…"'


@dataclass(frozen=True, eq=False)
class ScaleAnswers:
    """The answers to one scale: rows are persons, columns its items."""

    scale: MappedScale
    answers: tuple[Answer, ...]
    columns: tuple[Column, ...]
    kinds: NDArray[np.int8]
    values: Floats
    """0–100, reversed items turned; NaN where there is no answer."""
    scores: Floats
    """One a person, 0–100; NaN for a person without a score."""

    @property
    def given(self) -> NDArray[np.bool_]:
        """Whether a person gave any answer here, *cannot tell* and *does not apply* included."""
        found: NDArray[np.bool_] = (self.kinds != Kind.MISSING).any(axis=1)
        return found

    def share(self, kind: Kind, item: int | None = None) -> float | None:
        """Of all answers given, the share that is of this kind; None where the mapping names none such."""
        named = self.scale.cannot_tell if kind == Kind.CANNOT_TELL else self.scale.not_applicable
        kinds = self.kinds if item is None else self.kinds[:, item]
        given = int((kinds != Kind.MISSING).sum())
        return float((kinds == kind).sum() / given) if named and given else None


def find_column(table: Table, name: str, mapping: Mapping, path: str) -> Column:
    for column in table.columns:
        if column.name == name:
            return column
    names = [column.name for column in table.columns]
    raise MappingError(
        code="missing_column",
        message=say(
            "{file} has no column {column}, which the mapping names in {place}.",
            file=table.file,
            column=quote(name),
            place=path,
        ),
        file=mapping.file or table.file,
        column=path,
        remedy=did_you_mean(name, names, say("Name a column as it stands in the first header row.")),
    )


def read_scales(table: Table, mapping: Mapping) -> list[ScaleAnswers]:
    """Every cell of every item, matched; a cell that is no answer stops it with the place of the first."""
    read: list[ScaleAnswers] = []
    outside: list[tuple[int, Column, MappedScale]] = []
    for scale in mapping.scales:
        path = f"scales.{scale.key}.items"
        columns = tuple(find_column(table, item, mapping, path) for item in scale.items)
        key = AnswerKey(
            scale.answers or labelled_answers(scale, columns, table, mapping),
            scale.cannot_tell,
            scale.not_applicable,
            (*mapping.options.missing, *scale.missing),
        )
        kinds, numbers = _read_columns(key, columns, table.rows)
        for row, place in np.argwhere(kinds == Kind.OUTSIDE):
            outside.append((int(row), columns[int(place)], scale))
        if not outside:
            read.append(_scored(scale, key, columns, kinds, numbers))
    if outside:
        raise _outside(table, outside)
    return read


def _read_columns(key: AnswerKey, columns: tuple[Column, ...], rows: int) -> tuple[NDArray[np.int8], Floats]:
    kinds = np.empty((rows, len(columns)), dtype=np.int8)
    numbers = np.empty((rows, len(columns)))
    for place, column in enumerate(columns):
        kinds[:, place], numbers[:, place] = key.read_column(column)
    return kinds, numbers


def _scored(
    scale: MappedScale, key: AnswerKey, columns: tuple[Column, ...], kinds: NDArray[np.int8], numbers: Floats
) -> ScaleAnswers:
    turned = np.array([item in scale.reverse for item in scale.items])
    numbers[:, turned] = key.lowest + key.highest - numbers[:, turned]
    values = percent_of_maximum(numbers, key.lowest, key.highest)
    return ScaleAnswers(scale, key.answers, columns, kinds, values, person_scores(values))


def labelled_answers(
    scale: MappedScale, columns: abc.Iterable[Column], table: Table, mapping: Mapping
) -> tuple[Answer, ...]:
    """The value labels of the items, less what the tool or the mapping declares to be no answer."""
    special = CellSet.of(
        [*scale.cannot_tell, *scale.not_applicable, *scale.missing, *mapping.options.missing]
    )
    found: dict[float, str] = {}
    for column in columns:
        for code, label in column.labels.items():
            number = number_of(code)
            stands_for = CellSet.of([code, label])
            named = not special.names.isdisjoint(stands_for.names) or number in special.numbers
            if code not in column.user_missing and number is not None and not named:
                found.setdefault(number, label)
    if len(found) < 2:
        raise MappingError(
            code="answers_missing",
            message=say(
                'The scale "{scale}" names no answers, and {file} has no value labels for it.',
                scale=scale.key,
                file=table.file,
            ),
            file=mapping.file or table.file,
            column=f"scales.{scale.key}.answers",
            remedy=say('Add answers = {{ "label" = number, … }}, every answer with its number.'),
        )
    return tuple(Answer(number, Text(found[number])) for number in sorted(found))


def _outside(table: Table, found: list[tuple[int, Column, MappedScale]]) -> AssessError:
    row, column, scale = min(found, key=lambda one: one[0])
    record = table.record_of(row, column)
    others = len(found) - 1
    message = say(
        "Row {row}, column {column}: {cell} is not an answer of the scale {scale}.",
        row=record,
        column=quote(column.name),
        cell=quote(column.cell(row)),
        scale=quote(scale.key),
    )
    if others:
        message = say("{first} {then}", first=message, then=_outside_too(others))
    remedy = say(
        "Correct the cell, or name it in the mapping: under answers, cannot_tell or not_applicable of "
        "[scales.{scale}], or under missing of [file].",
        scale=scale.key,
    )
    if row == 0 and others and all(other == 0 for other, _, _ in found):
        remedy = say("{first} {then}", first=_perhaps_a_header(record, table.header_rows + 1), then=remedy)
    return AssessError(
        code="answer_outside_scale",
        message=message,
        file=table.file,
        row=record,
        column=column.name,
        remedy=remedy,
    )


def _outside_too(others: int) -> Sentence:
    if others == 1:
        return say("1 more cell is outside too.")
    return say("{count} more cells are outside too.", count=others)


def _perhaps_a_header(row: int, header_rows: int) -> Sentence:
    return say(
        "If row {row} is still a part of the headers, set header_rows = {header_rows} under [file] in the "
        "mapping.",
        row=row,
        header_rows=header_rows,
    )


@dataclass(frozen=True, eq=False)
class SideAnswers:
    """Who sits on which side: one place in `keys` a person, −1 for nobody's side."""

    keys: tuple[str, ...]
    places: NDArray[np.int8]
    unlisted: abc.Mapping[str, int]
    """Cells that the mapping does not list, with their number of rows."""

    def on(self, key: str) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = self.places == self.keys.index(key)
        return found


def read_sides(table: Table, mapping: Mapping) -> SideAnswers:
    side = mapping.side
    if mapping.everyone:
        return SideAnswers((mapping.everyone,), np.zeros(table.rows, dtype=np.int8), {})
    if side is None:
        return SideAnswers((), np.full(table.rows, -1, dtype=np.int8), {})
    column = find_column(table, side.column, mapping, "groups.side.column")
    listed = [CellSet.of(cells) for cells in side.values.values()]
    missing = CellSet.of(mapping.options.missing)
    cells = distinct_cells(column)
    places = np.full(len(cells) + 1, -1, dtype=np.int8)
    unlisted: dict[str, int] = {}
    counts = np.bincount(column.codes[column.codes >= 0], minlength=len(cells))
    for code, cell in enumerate(cells):
        place = next((place for place, one in enumerate(listed) if one.holds(cell)), -1)
        places[code] = place
        if place < 0 and not missing.holds(cell) and not cell.user_missing and counts[code]:
            unlisted[column.labels.get(cell.text, cell.text)] = int(counts[code])
    return SideAnswers(tuple(side.values), places[column.codes], unlisted)
