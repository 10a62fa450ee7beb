"""A list of members as people keep one: a row a person, in columns of any name."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from fivefold.files.errors import FileError
from fivefold.files.headers import is_qualtrics
from fivefold.files.personal import is_personal
from fivefold.files.pupil_words import CLASS, GRADE, STAFF, STATUS
from fivefold.files.pupils import refuse_pupils
from fivefold.files.rolls.header import address, with_header
from fivefold.files.rolls.people import LIST, People, Trait, folded, listed, repeated, told_apart
from fivefold.files.rolls.roles import (
    MOST_ROLES,
    is_parent,
    parents_left_out,
    refuse_students,
    refuse_too_many,
)
from fivefold.files.sentences import say
from fivefold.files.table import EMPTY, Column, Notice, Table
from fivefold.files.words import vocabulary, words

# Who signs up in a form is on a list; other tools' exports are answers.
LISTS = ("csv", "xlsx", "google-forms-csv")
NUMBERS = vocabulary(
    "sourcedid usersourcedid employeeid employeenumber employeeno staffid staffnumber staffno personid "
    "personnumber memberid teacherid idempleado numeroempleado noempleado numempleado idpersona idmiembro "
    "iddocente numeronomina"
)
# Addresses of other people than the one in the row.
OF_OTHERS = vocabulary(
    "supervisor manager boss evaluator mentor parent guardian assistant emergency jefe jefa supervisora"
)
NO_NUMBER = frozenset({"", "-", "0", "n/a", "na", "none", "null", "ninguno", "pending", "pendiente", "tbd"})
NO_STUDENTS = say("Students are no members. If these are staff, delete that column and give the file again.")


def people_of(table: Table) -> People:
    """Everybody on the list, told apart by a number or an e-mail address; a name alone tells nobody apart."""
    refuse_pupils_on_a_list(table)
    refuse_too_many(table)
    _refuse_answers(table)
    table, unnamed = with_header(table)
    if unnamed:
        _refuse_student_rows(table)
    parents = _are_parents(table)
    rows = np.flatnonzero(_are_somebody(table) & ~parents)
    keys, shown_by = _keys(table)
    persons, again = told_apart(keys[row] for row in rows)
    notices = [unnamed] if unnamed else []
    if parents.any():
        notices.append(parents_left_out(table, parents))
    if again:
        notices.append(repeated([int(table.record[rows[place]]) for place in again], shown_by))
    unkeyed = [int(row) for row in rows if not keys[row]]
    notices += _without_key(table, unkeyed, shown_by)
    notices += _same_names(table, unkeyed)
    people = int(persons.max()) + 1 if len(persons) else 0
    traits = () if unnamed else tuple(_traits(table, rows, persons))
    return People(table.file, LIST, people, traits, (*table.warnings, *notices))


def refuse_pupils_on_a_list(table: Table) -> None:
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


def _are_somebody(table: Table) -> NDArray[np.bool_]:
    """Rows with anything in them: a blank line between two groups is nobody."""
    filled = np.zeros(table.rows, dtype=bool)
    for column in table.columns:
        filled |= column.codes != EMPTY
    return filled


def _are_parents(table: Table) -> NDArray[np.bool_]:
    found = np.zeros(table.rows, dtype=bool)
    for column in _impersonal(table):
        if len(column.values) <= MOST_ROLES:
            found |= np.array([is_parent(value) for value in column.values] + [False])[column.codes]
    return found


def _keys(table: Table) -> tuple[list[str], str]:
    """For each row the number of its person, else the address, else nothing; and the column that shows it."""
    numbers = next((column for column in table.columns if "".join(words(column.name)) in NUMBERS), None)
    addresses = _addresses(table)
    keys = [""] * table.rows
    if addresses is not None:
        keys = _cells([address(value) for value in addresses.values], addresses)
    if numbers is not None:
        told = _cells([folded(value) for value in numbers.values], numbers)
        keys = [key if number in NO_NUMBER else f"#{number}" for number, key in zip(told, keys, strict=True)]
    by = numbers or addresses
    return keys, by.name if by else ""


def _cells(texts: list[str], column: Column) -> list[str]:
    texts = [*texts, ""]
    return [texts[code] for code in column.codes.tolist()]


def _addresses(table: Table) -> Column | None:
    """The column of people's own addresses: it holds most different ones."""
    counts = [
        (len(set(map(address, column.values)) - {""}), column)
        for column in table.columns
        if OF_OTHERS.isdisjoint(words(column.name))
    ]
    most = max((count for count, _ in counts), default=0)
    return next(column for count, column in counts if count == most) if most else None


def _without_key(table: Table, unkeyed: list[int], by: str) -> Iterator[Notice]:
    if unkeyed and by:
        records = [int(table.record[row]) for row in unkeyed]
        said = say(
            "Nothing in column “{column}” tells who these rows are, so each counts as a person: {rows}.",
            column=by,
            rows=listed(records),
        )
        yield Notice("people_without_address", said, records[0], by)


def _same_names(table: Table, unkeyed: list[int]) -> Iterator[Notice]:
    """Two people may share a name, so nobody is dropped for it; whoever knows them can."""
    columns = [column for column in table.columns if is_personal(column) == "name"]
    names = (folded(" ".join(column.cell(row) for column in columns)) for row in unkeyed)
    _, again = told_apart(names)
    if again:
        records = [int(table.record[unkeyed[place]]) for place in again]
        said = say(
            "A name that stands on the list already stands again in row {rows}, and each counts as a person. "
            "If it is the same person, delete the row.",
            rows=listed(records),
        )
        yield Notice("same_names", said, records[0], columns[0].name)


def _traits(table: Table, rows: NDArray[np.intp], persons: NDArray[np.intp]) -> Iterator[Trait]:
    for column in _impersonal(table):
        if (
            any("@" in value and address(value) for value in column.values)
            or "".join(words(column.name)) in NUMBERS
        ):
            continue
        code = column.codes[rows]
        filled = code != EMPTY
        yield Trait(column.name, column.values, persons[filled], code[filled].astype(np.intp))
