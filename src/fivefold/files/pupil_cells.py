"""Cells that tell of single students: names below a bare "Student", and a header among the rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from fivefold.files.pupil_words import SAYS_NO_NAME, SCHOOL, STAFF
from fivefold.files.table import EMPTY, Column
from fivefold.files.words import words

# A title, a subtitle, a blank row or two: the header may come as late as this.
ROWS_LOOKED_AT = 5
CELLS_LOOKED_AT = 2_000
# No scale has more answers, so more different cells are not answers.
MOST_ANSWERS = 11
LONGEST_NAME = 60
WORDS_OF_A_NAME = 5
SMALLEST_LONG_NUMBER = 1_000
PERCENT = 100
NUMBER = re.compile(r"[-+]?\d+([.,]\d+)*\s?%?")
WHOLE = re.compile(r"\d{1,18}(\.0)?")
NAME = re.compile(r"[^\W\d_][^\W\d_]*(['’.-][^\W\d_]+)*\.?")


def tell_apart(column: Column, others: Sequence[Column]) -> bool:
    """Whether the cells below a bare word for a student name or number one each."""
    values = [value.strip() for value in column.values[:CELLS_LOOKED_AT]]
    if not values or (column.labels and all(value in column.labels for value in values)):
        return False
    filled = int((column.codes != EMPTY).sum()) or len(values)
    different = len(column.values)
    mostly_different = 2 * different > filled
    if all(NUMBER.fullmatch(value) for value in values):
        return _are_numbers_of_people(values, others, mostly_different)
    if any(len(value) > LONGEST_NAME or len(value.split()) > WORDS_OF_A_NAME for value in values):
        return False
    if any(_says_no_name(value) for value in values):
        return False
    return mostly_different or (different > MOST_ANSWERS and all(map(_is_full_name, values)))


def _are_numbers_of_people(values: list[str], others: Sequence[Column], mostly_different: bool) -> bool:
    """Numbers of people are whole and hardly repeat; shares, counts and answers are told from them."""
    if not all(map(WHOLE.fullmatch, values)):
        return False
    numbers = [int(value.split(".")[0]) for value in values]
    if not mostly_different:
        return len(numbers) > MOST_ANSWERS and min(numbers) >= SMALLEST_LONG_NUMBER
    if _a_row_a_school(others):
        return False
    if numbers == list(range(1, len(numbers) + 1)) and len(numbers) > 1:
        return True
    return max(numbers) > (PERCENT if _beside_adults_in_numbers(others) else MOST_ANSWERS)


def _a_row_a_school(others: Sequence[Column]) -> bool:
    return any(
        "".join(words(column.name)) in SCHOOL and 2 * len(column.values) > int((column.codes != EMPTY).sum())
        for column in others
    )


def _beside_adults_in_numbers(others: Sequence[Column]) -> bool:
    return any(
        "".join(words(column.name)) in STAFF and all(map(NUMBER.fullmatch, column.values[:CELLS_LOOKED_AT]))
        for column in others
    )


def _says_no_name(value: str) -> bool:
    return all(word in SAYS_NO_NAME for word in words(value))


def _is_full_name(value: str) -> bool:
    parts = value.replace(",", " ").split()
    return len(parts) >= 2 and all(NAME.fullmatch(part) and part[0].isupper() for part in parts)


def below_headers(columns: Sequence[Column]) -> Iterator[tuple[int, list[Column]]]:
    """The first rows that may be the real header, each with the columns as it would name them."""
    rows = len(columns[0].codes) if columns else 0
    for row in range(min(rows, ROWS_LOOKED_AT)):
        named = [column for column in columns if column.cell(row).strip()]
        if len(named) > 1 and all(_is_alone(column, row) for column in named):
            below = [_named_by(column, row) for column in named]
            if _says_little(columns) or any(_all_numbers(column) for column in below):
                yield row, below


def _is_alone(column: Column, row: int) -> bool:
    """Whether the cell is text that stands nowhere else in its column."""
    code = column.codes[row]
    return not NUMBER.fullmatch(column.values[code].strip()) and int((column.codes == code).sum()) == 1


def _named_by(column: Column, row: int) -> Column:
    codes = column.codes[row + 1 :]
    used = np.unique(codes[codes != EMPTY])
    places = np.full(len(column.values) + 1, EMPTY, dtype=np.int32)
    places[used] = np.arange(len(used), dtype=np.int32)
    values = tuple(column.values[code] for code in used)
    return replace(column, name=column.cell(row), text="", labels={}, values=values, codes=places[codes])


def _says_little(columns: Sequence[Column]) -> bool:
    """Whether the header is hardly one: a title beside blanks, or letters in place of names."""
    little = sum(
        len(column.name) <= 2
        or re.fullmatch(r"(column|col|field|unnamed:?|v|x)[ _]?\d+", column.name, re.I) is not None
        for column in columns
    )
    return little >= len(columns) - 1


def _all_numbers(column: Column) -> bool:
    return bool(column.values) and all(map(NUMBER.fullmatch, column.values[:CELLS_LOOKED_AT]))
