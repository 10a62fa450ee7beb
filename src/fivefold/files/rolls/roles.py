"""What a role says of a person: a student, a parent, or somebody who works in schools.

A student among the people refuses the whole roll. A parent is left out: school systems list parents because
of their children, and a partnership's members are its two sides. Who names a parent otherwise ("family
representative") has a member there, and is believed.
"""

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from fivefold.files import limits
from fivefold.files.errors import FileError
from fivefold.files.pupil_words import IS_STUDENT
from fivefold.files.sentences import say
from fivefold.files.table import Column, Notice, Table
from fivefold.files.words import vocabulary, words

STUDENT = IS_STUDENT | vocabulary(
    "students pupils learners schoolchild schoolchildren alumnos alumnas alumnado alumnx estudiantes "
    "educando educanda educandos schulerin schueler schuelerin eleve eleves"
)
# Beside a word for a student these leave a student. "Graduate student" and "student services" are adults.
OF_A_STUDENT = vocabulary(
    "high middle elementary secondary primary school schools public district grade grades th year k current "
    "former active enrolled list roster ext lista primaria secundaria preparatoria bachillerato media grado "
    "curso actual activo activa inscrito inscrita"
)
PARENT = vocabulary(
    "parent guardian parentguardian parentorguardian legalguardian relative padre madre padrefamilia "
    "madrefamilia apoderado apoderada acudiente"
)
# What OneRoster calls the adults of a school, and what systems write in its place.
STAFF = vocabulary(
    "teacher administrator admin aide proctor principal counselor counsellor coach staff employee faculty "
    "superintendent librarian nurse specialist director coordinator support assistant paraprofessional "
    "paraeducator substitute secretary psychologist therapist educator instructor interventionist registrar "
    "docente maestro maestra profesor profesora directivo directiva directora orientador orientadora "
    "coordinador coordinadora empleado personal"
)
SIGNS = re.compile("|".join(sorted(STUDENT | PARENT)))
SEVERAL = re.compile(r"[;|/\n]")
COUNTED = re.compile(r"\d+(st|nd|rd|th)?")
# A column with more different cells tells people apart; no roles are in it.
MOST_ROLES = 5_000
EXPORT_STAFF = say(
    "Export the staff only, without students. A column that does not say who they are: delete it."
)


def is_student(value: str) -> bool:
    return _may_tell(value) and any(_is_student(frozenset(words(part))) for part in SEVERAL.split(value))


def _is_student(form: frozenset[str]) -> bool:
    rest = form - STUDENT
    return rest != form and all(word in OF_A_STUDENT or COUNTED.fullmatch(word) for word in rest)


@lru_cache(MOST_ROLES)
def is_parent(value: str) -> bool:
    return _may_tell(value) and "".join(words(value)) in PARENT


def _may_tell(value: str) -> bool:
    """Most cells of a list hold none of the words, and are found out fast."""
    return not value.isascii() or SIGNS.search(value.casefold()) is not None


@lru_cache(MOST_ROLES)
def is_staff(value: str) -> bool:
    form = frozenset(words(value))
    return bool(form & STAFF) and not form & STUDENT


def refuse_students(table: Table, column: Column, *, file: str = "") -> None:
    """Refuse the whole table when a cell of the column says that its row is a student's."""
    if len(column.values) > MOST_ROLES:
        return
    said = np.array([is_student(value) for value in column.values] + [False])
    rows = table.record[said[column.codes]]
    if not len(rows):
        return
    first = int(rows[0])
    value = next(value for value, student in zip(column.values, said, strict=False) if student)
    cell = say("its column “{column}” says “{value}”", column=column.name, value=value)
    raise FileError(
        "pupil_records",
        say("Row {row} is a student's: {said}. Nothing of the file is kept.", row=first, said=cell)
        if len(rows) == 1
        else say(
            "{count:,} rows are students', the first of them row {row}: {said}. Nothing of the file is kept.",
            count=len(rows),
            row=first,
            said=cell,
        ),
        remedy=EXPORT_STAFF,
        file=file,
        row=first,
        column=column.name,
    )


def parents_left_out(table: Table, rows: NDArray[np.bool_]) -> Notice:
    first = int(table.record[rows][0])
    said = say(
        "Rows of parents or guardians are not counted: {count}, the first of them row {row}. A parent who is "
        "a member needs another word for their role.",
        count=int(rows.sum()),
        row=first,
    )
    return Notice("parents_left_out", said, first)


def refuse_too_many(table: Table, most: int = limits.ROLL_ROWS, *, file: str = "") -> None:
    if table.rows > most:
        raise FileError(
            "too_large",
            say(
                "The file has {rows} rows; a roll of members has at most {most}.",
                rows=f"{table.rows:,}",
                most=f"{most:,}",
            ),
            remedy=say("List only those who were asked."),
            file=file,
        )
    if len(table.columns) > limits.ROLL_COLUMNS:
        raise FileError(
            "too_many_columns",
            say(
                "The file has {columns} columns; a roll of members has at most {most}.",
                columns=f"{len(table.columns):,}",
                most=limits.ROLL_COLUMNS,
            ),
            remedy=say("Keep the columns that tell who somebody is and which side they are on."),
            file=file,
        )
