"""Rule 8: a file that looks like pupils' records is refused; what adults are asked, and aggregates, pass."""

from pathlib import Path

import numpy as np
import pytest

from fivefold.files.errors import FileError
from fivefold.files.pupils import pupil_columns
from fivefold.files.reading import open_table
from fivefold.files.table import Column
from tests.files.written import write

NO_CODES = np.zeros(0, dtype=np.int32)


def columns(*names: str, texts: tuple[str, ...] = (), **values: tuple[str, ...]) -> list[Column]:
    asked = dict(zip(names, texts, strict=False))
    listed = (*names, *(name for name in values if name not in names))
    return [
        Column(name, asked.get(name, ""), {}, frozenset(), values.get(name, ()), NO_CODES) for name in listed
    ]


@pytest.mark.parametrize(
    "name",
    [
        "student_id", "StudentID", "STUDENT ID", "studentId", "Student Number", "student_number",
        "student_no", "Student Name", "student first name", "Student Last Name", "student_state_id",
        "student_id_hash", "STUID", "stu_id", "childid", "child_name", "Pupil ID", "UPN", "SASID",
        "learner_id", "Name of student", "SCRAMBLED STUDENT ID", "Student email", "alumno_id",
        "ID Alumno", "Nombre del alumno", "Matrícula", "Número de alumno", "Apellidos del alumno",
        "Nombre de la estudiante", "Clave del alumno", "CURP del alumno", "dob", "DOB", "birthdate",
        "BirthDate", "Birth Date", "Date of birth", "Fecha de nacimiento", "fecha_nac", "Geburtsdatum",
        "student_dob", "GPA", "Final Grade", "Calificación final",
    ],
)  # fmt: skip
def test_one_name_is_enough(name: str) -> None:
    assert pupil_columns(columns("school", name, "q1")) == [name]


@pytest.mark.parametrize(
    "names",
    [
        ("school", "grade", "iep", "score"),
        ("Grade Level", "LEP", "FRL", "math"),
        ("gender", "ethnicity", "birth", "lunchk"),
        ("First Name", "Last Name", "Grade"),
        ("Nombre", "Apellidos", "Grado"),
        ("sis_id", "grade_level", "q1"),
        ("username", "course_id", "q1"),
        ("userSourcedId", "classSourcedId", "status"),
    ],
)
def test_names_that_make_a_record_together(names: tuple[str, ...]) -> None:
    assert pupil_columns(columns(*names))


def test_roles_of_a_roster() -> None:
    assert pupil_columns(columns("username", "givenName", role=("teacher", "Student"))) == ["role"]
    assert not pupil_columns(columns("username", "givenName", role=("teacher", "aide")))
    assert not pupil_columns(columns("q1", role=("Graduate student", "Student")))


@pytest.mark.parametrize(
    "names",
    [
        ("Students in my class explain their thinking.",),
        ("Students' names are known to me",),
        ("What name do students call you?", "What grade(s) do you teach this year (check all that apply)?"),
        ("Which grade do you teach?", "gender", "race", "years"),
        ("grade", "gender", "q1", "q2"),
        ("Number of students", "Grade", "gender"),
        ("num_students", "n_students", "student_count", "total students", "students"),
        ("No student left behind",),
        ("Every child first",),
        ("Student number of absences",),
        ("Student voice", "Student engagement", "student_trust", "Student code of conduct"),
        ("DBN", "Grade", "Year", "Category", "Number Tested", "Mean Scale Score", "ELL"),
        ("district", "grade", "lunch", "enrollment", "ell_percent"),
        ("school", "final grade", "n"),
        ("First name", "Last name", "Grade", "Position"),
        ("teacher_id", "school_id", "respondent_id", "id", "year of birth", "birth year"),
        ("trust_1", "side", "comment", "education", "age"),
        ("Learner-centered teaching", "Childhood", "studentship", "postgrade"),
    ],
)
def test_surveys_of_adults_and_aggregates_pass(names: tuple[str, ...]) -> None:
    assert pupil_columns(columns(*names)) == []


def test_short_questions_count_as_names_long_ones_do_not() -> None:
    assert pupil_columns(columns("Q1", "Q2", texts=("Student ID",))) == ["Q1"]
    asked = "When a student ID is missing, whom do you ask about the student ID?"
    assert pupil_columns(columns("Q1", "Q2", texts=(asked,))) == []


def test_the_refusal_names_columns_and_remedy(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        open_table(
            write(
                tmp_path / "roster.csv", "student_id,student_name,dob,student_email,q1\n1,A,2015-01-01,x,3\n"
            )
        )
    error = caught.value
    assert (error.code, error.file, error.row, error.column) == (
        "pupil_records",
        "roster.csv",
        1,
        "student_id",
    )
    assert "“student_id”, “student_name”, “dob” and 1 more" in error.message
    assert "aggregates" in error.remedy


def test_a_roster_without_rows_is_refused_all_the_same(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        open_table(write(tmp_path / "roster.csv", "student_id,q1\n"))
    assert caught.value.code == "pupil_records"
