"""A table that looks like pupils' records is refused: students are not surveyed and enter as aggregates only.

The rule looks at names, and at questions short enough to be names (`NAME_WORDS`); a long question is
something that an adult is asked ("Students in my class explain their thinking", "Which grade do you teach?").
A table is refused when

1. a name identifies one student: a word for a student, in the singular, next to a word for an identifier or a
   name (`student_id`, "Nombre del alumno"), or a name that school systems use for that alone (`SASID`,
   "Matrícula"). Plurals are counts and pass ("students", "Number of students") unless an identifier follows
   that nobody counts ("Students name"), and so do items ("Every child first", "No student left behind"). A
   question of any length that is answered with a student's name tells too ("Write the name of the student
   you are rating");
2. a name is a person's date of birth (`dob`, "Fecha de nacimiento");
3. a name is one person's mark (`gpa`, "Final grade", "Calificación final");
4. several names together are a record of a student, though none is alone: see `COMBINATIONS`;
5. a role column holds exactly "student", beside what a roster has: an account, a class, a given name;
6. a column is called "Student" and no more, and its cells tell students apart (`pupil_cells`).

Rules 3 and 4 are silent in a table that counts people (`n`, "Number tested"): that is an aggregate.
All rules are asked again of the first rows that may be the real header, below a title or `a,b,c`.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np

from fivefold.files.errors import FileError
from fivefold.files.pupil_cells import below_headers, tell_apart
from fivefold.files.pupil_words import (
    ACCOUNT,
    ASKS,
    BEFORE,
    BIRTH_DATE,
    CLASS,
    COMBINATIONS,
    COUNTED,
    COUNTED_NAMES,
    DISGUISE,
    GIVEN_NAME,
    GOES_ON,
    GRADE,
    IDENTIFIER,
    IDENTIFIES,
    IS_STUDENT,
    MARK,
    MODIFIER,
    NO_STUDENT,
    ROLE,
    STATUS,
    STUDENT,
    STUDENTS,
    Combination,
)
from fivefold.files.sentences import Sentence, say
from fivefold.files.table import Column, Table
from fivefold.files.words import words

NAME_WORDS = 5
NAMED = 3
# "Please write here the name of …"
ASKED_WITHIN = 3
ADDED = re.compile(r"\s*[(:?]")
REMEDY = say(
    "Leave students' records where they are: no student is surveyed here, and outcomes come in as school or "
    "district aggregates, each with its n."
)


def refuse_pupils(table: Table) -> None:
    """Refuse by the names of columns, by cells below a bare "Student", and by a header among the rows."""
    found = pupil_columns(table.columns)
    if found:
        raise _refusal(found, row=1 if table.header_rows else None)
    for row, columns in below_headers(table.columns):
        found = pupil_columns(columns)
        if found:
            raise _refusal(found, row=table.record_of(row))


def refuse_pupils_in(names: Iterable[str], *, file: str = "") -> None:
    """The same by names alone, as a description of a file lists them."""
    nothing = np.zeros(0, dtype=np.int32)
    found = pupil_columns(Column(name, "", {}, frozenset(), (), nothing) for name in names)
    if found:
        raise _refusal(found, file=file)


def _refusal(found: list[str], *, row: int | None = None, file: str = "") -> FileError:
    return FileError("pupil_records", _suspicion(found), remedy=REMEDY, row=row, column=found[0], file=file)


def _suspicion(found: list[str]) -> Sentence:
    if len(found) == 1:
        return say(
            "The column “{name}” looks like records of single students (their numbers, names, birth dates or "
            "marks), so nothing of the file is kept.",
            name=found[0],
        )
    names = ", ".join(f"“{name}”" for name in found[:NAMED])
    if len(found) > NAMED:
        names = say("{listed} and {count} more", listed=names, count=len(found) - NAMED)
    return say(
        "The columns {names} look like records of single students (their numbers, names, birth dates or "
        "marks), so nothing of the file is kept.",
        names=names,
    )


def pupil_columns(columns: Iterable[Column]) -> list[str]:
    """The names of the columns that tell of single students, empty when the table may be read."""
    columns = list(columns)
    forms = [(column, [words(said) for said in _said(column)]) for column in columns]
    certain = [
        column.name
        for column, told in forms
        if any(map(_identifies, filter(_short, told))) or any(map(_asks_for_a_name, told))
    ]
    if certain:
        return certain
    return _one_a_row(columns) or _together(forms) or _student_roles(columns)


def _said(column: Column) -> Iterator[str]:
    """The name and the question, each also without what a bracket adds, and whatever its capitals."""
    for said in (column.name, column.text):
        for part in dict.fromkeys((said, ADDED.split(said)[0])):
            yield from dict.fromkeys((part, part.lower()))


def _one_a_row(columns: list[Column]) -> list[str]:
    """A column that is called no more than "Student", where its cells tell students apart."""
    return [
        column.name
        for column in columns
        if _is_bare(column) and tell_apart(column, [other for other in columns if other is not column])
    ]


def _is_bare(column: Column) -> bool:
    name, text = words(column.name.lower()), words(column.text.lower())
    said = [text] if text else [name]
    if _short(text):
        said.append(name)
    return any(_bare(form) in STUDENT | STUDENTS for form in said)


def _bare(form: tuple[str, ...]) -> str:
    return "".join(word for word in form if word not in DISGUISE and not word.isdigit())


def _together(forms: list[tuple[Column, list[tuple[str, ...]]]]) -> list[str]:
    """Marks, and names that make a record when they stand together. Not where people are counted."""
    compact = {
        "".join(form): column.name for column, told in reversed(forms) for form in told if _short(form)
    }
    present = frozenset(compact)
    if any(COUNTED & set(form) for _, told in forms for form in filter(_short, told)):
        return []
    marks = [compact[name] for name in sorted(MARK & present)]
    if marks:
        return marks
    statuses = dict.fromkeys(compact[name] for name in sorted(STATUS & present))
    if len(statuses) > 1 and STUDENT & present:
        return [compact[min(STUDENT & present)], *statuses]
    for combination in COMBINATIONS:
        if _present(combination, present):
            return [compact[min(names & present)] for names in combination.together]
    return []


def _short(form: tuple[str, ...]) -> bool:
    return 0 < len(form) <= NAME_WORDS


def _identifies(form: tuple[str, ...]) -> bool:
    if not NO_STUDENT.isdisjoint(form):
        return False
    compact = "".join(form)
    if compact in IDENTIFIES or compact in BIRTH_DATE:
        return True
    bare = [word for word in form if word not in DISGUISE and not word.isdigit()]
    if len(bare) < 2:
        return False
    if bare[-1] in STUDENT:
        return bare[-2] in BEFORE or (bare[-2] == "of" and bare[0] in BEFORE - COUNTED_NAMES)
    if len(bare) == 2 and bare[0] in STUDENT and (bare[1] == "last" or bare == ["stu", "first"]):
        return True
    told = [word for word in bare if word not in MODIFIER]
    return len(told) > 1 and _names_one(told[-2], told[-1])


def _names_one(student: str, identifier: str) -> bool:
    return (student in STUDENT and identifier in IDENTIFIER) or (
        student in STUDENTS and identifier in IDENTIFIER - COUNTED_NAMES
    )


def _asks_for_a_name(form: tuple[str, ...]) -> bool:
    """Whether an adult is asked to name a student: "Please write the name of the student you are rating"."""
    told = [word for word in form if word not in MODIFIER]
    if ASKS.isdisjoint(told[:ASKED_WITHIN]) or not NO_STUDENT.isdisjoint(told):
        return False
    naming = IDENTIFIER - COUNTED_NAMES
    for place, (before, word) in enumerate(pairwise(told), start=1):
        after = told[place + 1] if place + 1 < len(told) else ""
        if after and after not in GOES_ON:
            continue
        if word in naming and before in STUDENT:
            return True
        named = before if before != "of" or place < 2 else told[place - 2]
        if word in STUDENT | STUDENTS and named in naming:
            return True
    return False


def _present(combination: Combination, present: frozenset[str]) -> bool:
    return all(names & present for names in combination.together) and not combination.unless & present


def _student_roles(columns: list[Column]) -> list[str]:
    present = {"".join(words(said)) for column in columns for said in (column.name, column.text)}
    if present.isdisjoint(ACCOUNT | CLASS | GIVEN_NAME | GRADE):
        return []
    return [
        column.name
        for column in columns
        if "".join(words(column.name)) in ROLE
        and any(value.strip().casefold() in IS_STUDENT for value in (*column.values, *column.labels.values()))
    ]
