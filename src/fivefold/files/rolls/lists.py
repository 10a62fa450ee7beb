"""A list of members as people keep one: a row a person, in columns of any name."""

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from fivefold.files.errors import FileError
from fivefold.files.personal import is_personal
from fivefold.files.pupil_words import CLASS, GRADE, STAFF, STATUS
from fivefold.files.pupils import refuse_pupils
from fivefold.files.rolls.header import with_header
from fivefold.files.rolls.identity import NUMBERS, address, doubts, keys_of
from fivefold.files.rolls.people import LIST, People, Trait, folded, told_apart
from fivefold.files.rolls.roles import (
    MOST_ROLES,
    is_parent,
    parents_left_out,
    refuse_students,
    refuse_too_many,
)
from fivefold.files.sentences import say
from fivefold.files.table import EMPTY, Column, Notice, Table
from fivefold.files.tools.qualtrics import is_qualtrics
from fivefold.files.words import vocabulary, words

# Who signs up in a form is on a list; other tools' exports are answers.
LISTS = ("csv", "xlsx", "google-forms-csv")
SECRET = vocabulary("password passwords contrasena pin")
NO_STUDENTS = say(
    "Students are no members. If these are staff, delete what is named here and give the file again."
)
SUM = re.compile(r"((grand |sub)?totals?|totales|total general|sum|suma):?\s*\d*")


def people_of(table: Table) -> People:
    """Everybody on the list, each once."""
    refuse_too_many(table)
    _refuse_answers(table)
    _refuse_pupils(table)
    table, unnamed = with_header(table)
    if unnamed:
        _refuse_student_rows(table)
    rows, left_out = _members(table)
    keys, shown_by = keys_of(table)
    persons, again = told_apart(keys[row] for row in rows)
    notices = [
        *table.warnings,
        *([unnamed] if unnamed else []),
        *left_out,
        *doubts(table, rows, keys, shown_by, again),
    ]
    people = int(persons.max()) + 1 if len(persons) else 0
    traits = () if unnamed else tuple(_traits(table, rows, persons))
    return People(table.file, LIST, people, traits, tuple(notices))


def _refuse_pupils(table: Table) -> None:
    """By rows, then by names as for a survey, and by a grade or a class that no staff column explains."""
    _refuse_student_rows(table)
    try:
        refuse_pupils(table)
    except FileError as error:
        error.remedy = NO_STUDENTS
        raise
    present = {"".join(words(column.name)): column.name for column in table.columns}
    telling = [name for form, name in present.items() if form in GRADE | CLASS | STATUS]
    if telling and STAFF.isdisjoint(present):
        raise FileError(
            "pupil_records",
            say(
                "The column “{column}” looks like one of a list of students, so nothing of the file is kept.",
                column=telling[0],
            ),
            remedy=NO_STUDENTS,
            row=table.header_rows or None,
            column=telling[0],
        )


def _refuse_student_rows(table: Table) -> None:
    for column in _impersonal(table):
        refuse_students(table, column)


def _impersonal(table: Table) -> Iterator[Column]:
    return (column for column in table.columns if is_personal(column) is None)


def _refuse_answers(table: Table) -> None:
    """A survey's export lists who answered; counted as the roll it would say that everybody did."""
    if table.format in LISTS and not is_qualtrics([column.name for column in table.columns]):
        return
    raise FileError(
        "not_a_roll",
        say("The file is an export of answers: it lists who answered, not who was asked."),
        remedy=say("Give a list of everybody who was asked, as CSV or .xlsx, one row a person."),
    )


def _members(table: Table) -> tuple[NDArray[np.intp], list[Notice]]:
    """The rows that are people and no parents, and what is to be said of those left out."""
    parents, sums = _are_parents(table), _are_sums(table)
    filled = np.zeros(table.rows, dtype=bool)
    for column in table.columns:
        filled |= column.codes != EMPTY
    notices = []
    if sums.any():
        row = int(table.record[sums][0])
        said = say("Row {row} is a sum, not a person, and is not counted.", row=row)
        notices.append(Notice("sum_left_out", said, row))
    if parents.any():
        notices.append(parents_left_out(table, parents))
    return np.flatnonzero(filled & ~parents & ~sums), notices


def _are_sums(table: Table) -> NDArray[np.bool_]:
    """Lists in spreadsheets often end with how many there are."""
    first = table.columns[0]
    said = [SUM.fullmatch(folded(value)) is not None for value in first.values]
    return np.array([*said, False])[first.codes]


def _are_parents(table: Table) -> NDArray[np.bool_]:
    found = np.zeros(table.rows, dtype=bool)
    for column in _impersonal(table):
        if len(column.values) <= MOST_ROLES:
            found |= np.array([is_parent(value) for value in column.values] + [False])[column.codes]
    return found


def _traits(table: Table, rows: NDArray[np.intp], persons: NDArray[np.intp]) -> Iterator[Trait]:
    for column in _impersonal(table):
        form = words(column.name)
        secret = not SECRET.isdisjoint(form) or "".join(form) in NUMBERS
        code = column.codes[rows]
        filled = code != EMPTY
        if secret or not filled.any() or any("@" in value and address(value) for value in column.values):
            continue
        yield Trait(column.name, column.values, persons[filled], code[filled].astype(np.intp))
