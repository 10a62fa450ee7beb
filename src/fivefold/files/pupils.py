"""A table that looks like pupils' records is refused: students are not surveyed and enter as aggregates only.

The rule looks at names, and at questions short enough to be names (`NAME_WORDS`); a long question is
something that an adult is asked ("Students in my class explain their thinking", "Which grade do you teach?").
A table is refused when

1. a name identifies one student: a word for a student, in the singular, next to a word for an identifier or a
   name (`student_id`, "Nombre del alumno"), or a name that school systems use for that alone (`SASID`,
   "Matrícula"). Plurals are counts and pass, and so do items ("Every child first", "No student left behind");
2. a name is a person's date of birth (`dob`, "Fecha de nacimiento");
3. a name is one person's mark (`gpa`, "Final grade", "Calificación final");
4. several names together are a record of a student, though none is alone: see `COMBINATIONS`;
5. a role column holds exactly "student", beside what a roster has: an account, a class, a given name.

Rules 3 and 4 are silent in a table that counts people (`n`, "Number tested"): that is an aggregate.
"""

from collections.abc import Iterable

from fivefold.files.errors import FileError
from fivefold.files.pupil_words import (
    ACCOUNT,
    BEFORE,
    BIRTH_DATE,
    CLASS,
    COMBINATIONS,
    COUNTED,
    COUNTED_NAMES,
    DISGUISE,
    GIVEN_NAME,
    GRADE,
    IDENTIFIER,
    IDENTIFIES,
    IS_STUDENT,
    MARK,
    MODIFIER,
    ROLE,
    STUDENT,
    Combination,
)
from fivefold.files.sentences import Sentence, say
from fivefold.files.table import Column, Table
from fivefold.files.words import words

NAME_WORDS = 5
NAMED = 3
REMEDY = say(
    "Leave students' records where they are: no student is surveyed here, and outcomes come in as school or "
    "district aggregates, each with its n."
)


def refuse_pupils(table: Table) -> None:
    found = pupil_columns(table.columns)
    if not found:
        return
    raise FileError(
        "pupil_records",
        _suspicion(found),
        remedy=REMEDY,
        row=1 if table.header_rows else None,
        column=found[0],
    )


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
    forms = [
        (column, [form for form in map(words, (column.name, column.text)) if _short(form)])
        for column in columns
    ]
    certain = [column.name for column, told in forms if any(map(_identifies, told))]
    if certain:
        return certain
    compact = {"".join(form): column.name for column, told in reversed(forms) for form in told}
    present = frozenset(compact)
    if not any(COUNTED & set(form) for _, told in forms for form in told):
        marks = [compact[name] for name in sorted(MARK & present)]
        if marks:
            return marks
        for combination in COMBINATIONS:
            if _present(combination, present):
                return [compact[min(names & present)] for names in combination.together]
    return _student_roles(columns, present)


def _short(form: tuple[str, ...]) -> bool:
    return 0 < len(form) <= NAME_WORDS


def _identifies(form: tuple[str, ...]) -> bool:
    compact = "".join(form)
    if compact in IDENTIFIES or compact in BIRTH_DATE:
        return True
    bare = [word for word in form if word not in DISGUISE and not word.isdigit()]
    if len(bare) < 2:
        return False
    if bare[-1] in STUDENT:
        return bare[-2] in BEFORE or (bare[-2] == "of" and bare[0] in BEFORE - COUNTED_NAMES)
    told = [word for word in bare if word not in MODIFIER]
    return len(told) > 1 and told[-1] in IDENTIFIER and told[-2] in STUDENT


def _present(combination: Combination, present: frozenset[str]) -> bool:
    return all(names & present for names in combination.together) and not combination.unless & present


def _student_roles(columns: list[Column], present: frozenset[str]) -> list[str]:
    roster = ACCOUNT | CLASS | GIVEN_NAME | GRADE
    if not roster & present:
        return []
    return [
        column.name
        for column in columns
        if "".join(words(column.name)) in ROLE
        and any(value.strip().casefold() in IS_STUDENT for value in (*column.values, *column.labels.values()))
    ]
