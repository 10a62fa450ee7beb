"""Rule 8: a file that looks like pupils' records is refused; what adults are asked, and aggregates, pass."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.files.errors import FileError
from fivefold.files.pupils import pupil_columns, refuse_pupils_in
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


def rows_of(header: str, *rows: str) -> str:
    return "\n".join([header, *rows]) + "\n"


REFUSED = {
    "a bare student with names": rows_of(
        "Student,Grade,Reading score,Math score", "Ana Cruz,4,88,91", "Lee Wong,4,75,80"
    ),
    "a bare student with given names": rows_of("Student,Quiz 1", "Maria,8", "Lee,7"),
    "a bare student with numbers": rows_of("Pupil,Quiz 1,Quiz 2", "40012,8,9", "40013,7,7", "40017,8,8"),
    "a bare student counted through": rows_of("Student,Quiz 1", "1,8", "2,7", "3,8"),
    "a bare student with codes": rows_of("Alumno,Prueba", "A-01,8", "A-02,7", "A-03,8"),
    "a teacher who rates each": rows_of(
        "Student,Teacher,Q1 [a],Q1 [b]", *(f"Pat{n:x} Lee,Ms. Ray,Agree,Disagree" for n in range(5))
    ),
    "a student rated again and again": rows_of(
        "Student,Q1", *(f"{name}a Lee,Agree" for name in "ABCDEFGHIJKLM" * 3)
    ),
    "a student numbered again and again": rows_of("Student,Q1", *(f"{4000 + n % 15},3" for n in range(60))),
    "plural": rows_of("Students name,Period,Quiz 1,Quiz 2", "A,1,8,9"),
    "two statuses": rows_of("Pupil,EL status,SPED,FRL", "x,y,n,y", "x,n,n,y", "x,n,n,y"),
    "abbreviations": rows_of("Stu Nbr,Stu Last,Q1", "1,A,3"),
    "a scholar": rows_of("Scholar Number,Homeroom,Q1", "1,A,3"),
    "a question": rows_of('"Please write the name of the student you are rating",Q1', "A,3"),
    "a Cyrillic letter": rows_of("ѕtudent_id,Q1", "1,3"),
    "a header below letters": rows_of("a,b,c", "student_id,grade,score", "1,4,88", "2,4,75"),
    "a header below a title": rows_of("Room 12,,", ",,", "Student,Grade,Score", "Ana Cruz,4,8", "Lee,4,9"),
    "marks below a title": rows_of("Spring,My class,", "Pupil,Teacher,GPA", "A,T,3.1", "B,T,3.4"),
}  # fmt: skip

READ = {
    "roles": rows_of("Student,Q1", "Teacher,3", "Parent,2"),
    "few that repeat": rows_of("Student,Q1", *("Grade five,3", "Grade six,2") * 4),
    "counts": rows_of("School,Students,Q1", "Oak,410,3", "Elm,388,2", "Ash,512,2"),
    "shares by group": rows_of("Item,Parent,Teacher,Student", "a,81,77,64", "b,90,70,58", "c,88,61,55"),
    "answers to a statement": rows_of("Student,Q1", "Agree,3", "Strongly disagree,2", "Neutral,2"),
    "numbered answers": rows_of("Student,Q1", "4,3", "5,2", "2,2"),
    "what adults say of them": rows_of(
        "Student,Q1", "They listen more closely when we talk first,3", "Nothing else comes to my mind today,2"
    ),
    "groups taught": rows_of("Which students do you teach?,Q1", "Ninth grade,3", "Newcomers,2"),
    "an adult's free text": rows_of("Which number do you look up?,Q1", "student ID,Agree", "none,Agree"),
}


@pytest.mark.parametrize("content", REFUSED.values(), ids=list(REFUSED))
def test_cells_and_hidden_headers_tell_too(tmp_path: Path, content: str) -> None:
    with pytest.raises(FileError) as caught:
        open_table(write(tmp_path / "roster.csv", content))
    assert caught.value.code == "pupil_records"


@pytest.mark.parametrize("content", READ.values(), ids=list(READ))
def test_a_word_for_students_alone_refuses_nothing(tmp_path: Path, content: str) -> None:
    assert open_table(write(tmp_path / "survey.csv", content)).rows


def test_a_hidden_header_is_named_by_its_row(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        open_table(write(tmp_path / "roster.csv", REFUSED["a header below letters"]))
    assert (caught.value.row, caught.value.column) == (2, "student_id")


@pytest.mark.parametrize(
    "asked",
    [
        "What is the name of the student you are rating?",
        "Name of the student who is being observed today",
        "Please enter your student's first name and last initial",
        "Student name (last, first, as in the report card of the spring)",
        "Escriba el nombre del estudiante que evalúa",
        "Please list the names of the students you rate",
    ],
)
def test_a_question_for_a_students_name(asked: str) -> None:
    assert pupil_columns(columns("Q1", "Q2", texts=("", asked))) == ["Q2"]


@pytest.mark.parametrize(
    "asked",
    [
        "Write the name of the student teacher whom you supervise",
        "Give the number of students in your class",
        "What is the name of the student information system in your district?",
        "I know the name of each student in my class",
        "Please write your name",
        "Google Scholar ID",
        "Student",
    ],
)
def test_other_questions_pass(asked: str) -> None:
    assert pupil_columns(columns("Q1", "Q2", texts=("", asked))) == []


LOOK_ALIKE = {"a": "аα", "e": "еε", "o": "оο", "p": "рρ", "c": "с", "s": "ѕ", "i": "іι", "d": "ԁ"}


@given(data=st.data(), name=st.sampled_from(["student id", "pupil name", "alumno id", "scholar number"]))
def test_no_spelling_hides_a_name(data: st.DataObject, name: str) -> None:
    """Whatever capitals, separators, accents, invisible signs and look-alike letters."""
    joint = data.draw(st.sampled_from([" ", "_", "-", ".", "__", " / "]))
    marks = st.sampled_from(["", "", "", "\u0301", "\u0308", "\u200b", "\u00ad"])

    def spelled(letter: str) -> str:
        capital = data.draw(st.sampled_from([str.lower, str.upper]))
        return capital(data.draw(st.sampled_from(letter + LOOK_ALIKE.get(letter, "")))) + data.draw(marks)

    hidden = joint.join("".join(map(spelled, word)) for word in name.split())
    assert pupil_columns(columns("school", hidden)) == [hidden]


@given(name=st.text("абвгдежзийклмнопрстуфхцчшщ ", min_size=1))
def test_a_name_in_another_script_is_not_taken_for_latin(name: str) -> None:
    assert pupil_columns(columns("school", name)) == []


def test_a_list_of_names_is_judged_by_the_same_rule() -> None:
    refuse_pupils_in(["school", "Which grade do you teach?"])
    with pytest.raises(FileError) as caught:
        refuse_pupils_in(["school", "Student ID"], file="codebook.csv")
    assert (caught.value.code, caught.value.file) == ("pupil_records", "codebook.csv")
