"""A list of members as people keep one: who counts, who is counted once, who is refused."""

from pathlib import Path

import pytest
import xlsxwriter

from fivefold.files.rolls.opening import open_people
from tests.files.rolls.made import listed, refusal, tally, told

HEADER = ("Name", "E-mail", "Organization")


def test_a_list_is_counted_by_each_column_that_names_nobody(tmp_path: Path) -> None:
    path = listed(
        tmp_path / "members.csv",
        (*HEADER, "Job title", "Phone"),
        ("Ana Ruiz", "ana@d.org", "District", "Teacher", "555-1"),
        ("Bo Li", "bo@d.org", "district ", "Coach", "555-2"),
        ("Cy Oh", "cy@u.edu", "University", "", "555-3"),
    )
    people = open_people(path)
    assert (people.count, told(people)) == (3, [])
    assert [trait.name for trait in people.traits] == ["Organization", "Job title"]
    assert tally(people, "Organization") == {("District",): 2, ("University",): 1}
    assert tally(people, "Job title") == {("Teacher",): 1, ("Coach",): 1, (): 1}


def test_a_list_in_spanish_with_semicolons_in_another_encoding(tmp_path: Path) -> None:
    path = listed(
        tmp_path / "padrón.csv",
        ("Nombre", "Correo electrónico", "Institución"),
        ("Ana Núñez", "ana@d.org", "Distrito"),
        ("Bo Peña", "bo@u.edu", "Universidad"),
        delimiter=";",
        encoding="utf-16",
    )
    people = open_people(path)
    assert people.count == 2
    assert tally(people, "Institución") == {("Distrito",): 1, ("Universidad",): 1}


def test_a_workbook_and_a_sheet_of_it(tmp_path: Path) -> None:
    path = tmp_path / "members.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, count in (("District", 3), ("University", 2)):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["name", "side"])
            for row in range(1, count + 1):
                sheet.write_row(row, 0, [f"Person {row}", name])
    assert open_people(path).count == 3
    assert open_people(path, sheet="University").count == 2


def test_an_address_written_twice_is_one_person_and_said(tmp_path: Path) -> None:
    path = listed(
        tmp_path / "members.csv",
        HEADER,
        ("Ana", "ana@d.org", "District"),
        ("Ana R.", " ANA@d.org", "district"),
        ("Bo", "Bo Li <bo@d.org>", "District"),
        ("Bo", "mailto:bo@d.org", "University"),
    )
    people = open_people(path)
    assert people.count == 2
    assert tally(people, "Organization") == {("District",): 1, ("District", "University"): 1}
    (notice,) = people.notices
    assert (notice.code, notice.row, notice.column) == ("repeated_people", 3, "E-mail")
    assert "in row 3, 5." in notice.message


def test_a_name_alone_tells_nobody_apart(tmp_path: Path) -> None:
    path = listed(
        tmp_path / "members.csv",
        ("First name", "Last name"),
        ("Ana", "Ruiz"),
        ("Ana", "Li"),
        ("ana", "Ruiz "),
    )
    people = open_people(path)
    assert (people.count, told(people)) == (3, ["same_names"])
    assert "row 4" in people.notices[0].message


def test_a_number_tells_people_apart_who_share_an_address(tmp_path: Path) -> None:
    path = listed(
        tmp_path / "members.csv",
        ("Employee ID", "Email"),
        ("7", "office@d.org"),
        ("8", "office@d.org"),
        ("7", "seven@d.org"),
        ("n/a", "nine@d.org"),
    )
    people = open_people(path)
    assert (people.count, told(people)) == (3, ["repeated_people"])


def test_a_supervisors_address_is_not_the_persons(tmp_path: Path) -> None:
    path = listed(
        tmp_path / "members.csv",
        ("Name", "Supervisor email", "Work e-mail"),
        ("Ana", "boss@d.org", "ana@d.org"),
        ("Bo", "boss@d.org", ""),
        ("Cy", "boss@d.org", "n/a"),
    )
    people = open_people(path)
    assert (people.count, told(people)) == (3, ["people_without_address"])
    assert "3, 4." in people.notices[0].message


def test_a_value_is_shown_as_most_rows_spell_it(tmp_path: Path) -> None:
    spelled = ("DISTRICT", "district", " district ", "District")
    people = open_people(
        listed(tmp_path / "members.csv", ("name", "side"), *[("Ana", one) for one in spelled])
    )
    assert tally(people, "side") == {("district",): 4}


def test_blank_lines_are_nobody(tmp_path: Path) -> None:
    path = listed(tmp_path / "members.csv", ("name", "side"), ("Ana", "practice"), ("", " "), ("Bo", ""))
    assert open_people(path).count == 2


@pytest.mark.parametrize(
    "last", [("Total", "2"), ("TOTAL:",), ("Total: 2",), ("Subtotal 2", "x"), ("Suma", "2")]
)
def test_a_sum_under_the_list_is_nobody_and_said(tmp_path: Path, last: tuple[str, ...]) -> None:
    path = listed(tmp_path / "members.csv", ("Name", "Side"), ("Ana", "a"), ("Tota Lopez", "b"), last)
    people = open_people(path)
    assert people.count == 2
    assert told(people)[-1] == "sum_left_out"
    assert people.notices[-1].row == 4


def test_passwords_numbers_and_blank_columns_tell_no_sides(tmp_path: Path) -> None:
    names = ("Name", "Password", "Employee number", "Blank", "Contact", "Side")
    path = listed(tmp_path / "members.csv", names, ("Ana", "secret", "7", "", "ana@d.org", "practice"))
    assert [trait.name for trait in open_people(path).traits] == ["Side"]


@pytest.mark.parametrize(
    "first",
    [
        ("Orion Wyke",),
        ("Ana Ruiz", "Teacher", "Lincoln School"),
        ("Ana Ruiz", "Docente", "Institución Educativa San José"),
        ("Staff of Cedar, 2026", ""),
    ],
)
def test_a_first_row_that_may_be_a_person_is_not_taken_for_names(
    tmp_path: Path, first: tuple[str, ...]
) -> None:
    error = refusal(listed(tmp_path / "teachers.csv", first, *[(f"P{row}",) for row in range(5)]))
    assert (error.code, error.row) == ("no_header", 1)
    assert "Orion" not in str(error)


@pytest.mark.parametrize(
    "header",
    [
        ("Name",),
        ("First name", "Last name"),
        ("Your e-mail address",),
        ("NOMBRE COMPLETO",),
        ("Which organization do you work for?",),
        ("Member", "Home institution"),
        ("Miembro", "Entidad"),
        ("Docente", "Cargo actual"),
    ],
)
def test_a_row_that_names_the_columns_is_no_person(tmp_path: Path, header: tuple[str, ...]) -> None:
    people = open_people(listed(tmp_path / "members.csv", header, *[("x",) * len(header)] * 3))
    assert people.count == 3


def test_a_list_of_addresses_alone_counts_its_first_row(tmp_path: Path) -> None:
    path = listed(tmp_path / "members.csv", ("ana@d.org", "Ana"), ("bo@d.org", "Bo"), ("ANA@d.org", "Ana"))
    people = open_people(path)
    assert (people.count, told(people)) == (2, ["first_row_counted", "repeated_people"])
    assert people.traits == ()
    assert people.notices[1].row == 3
    assert open_people(listed(tmp_path / "one.csv", ("ana@d.org",))).count == 1


def test_a_header_in_the_middle_is_no_person(tmp_path: Path) -> None:
    path = listed(tmp_path / "members.csv", HEADER, ("Ana", "a@d.org", "x"), HEADER, ("Bo", "b@d.org", "x"))
    error = refusal(path)
    assert (error.code, error.row, error.column) == ("repeated_header", 3, "Name")


@pytest.mark.parametrize(
    "role",
    [
        *(
            "Student",
            "STUDENT",
            "students",
            "Pupil",
            "Alumno",
            "alumnas",
            "Estudiante",
            "estudiante de secundaria",
        ),
        *(
            "High school student",
            "9th grade student",
            "Current student",
            "Student (grade 9)",
            "Teacher; Student",
        ),
    ],
)
def test_a_student_among_them_refuses_the_roll(tmp_path: Path, role: str) -> None:
    path = listed(
        tmp_path / "members.csv",
        ("Name", "Role"),
        ("Ana", "Teacher"),
        ("Bo", role),
        ("Cy", role.upper()),
    )
    error = refusal(path)
    assert (error.code, error.row, error.column) == ("pupil_records", 3, "Role")
    assert error.message.startswith("2 rows are students', the first of them row 3")
    assert "staff only" in error.remedy


@pytest.mark.parametrize(
    "role",
    [
        *("Graduate student", "Doctoral student", "Estudiante de doctorado", "Student teacher"),
        *("Dean of students", "Student services", "Director, Student Supports", "Family representative"),
    ],
)
def test_adults_whose_work_has_students_in_its_name_are_members(tmp_path: Path, role: str) -> None:
    assert open_people(listed(tmp_path / "members.csv", ("Name", "Role"), ("Ana", role))).count == 1


def test_a_family_called_student_is_none(tmp_path: Path) -> None:
    path = listed(tmp_path / "members.csv", ("First name", "Last name"), ("William", "Student"))
    assert open_people(path).count == 1


def test_a_student_in_the_first_row_of_a_list_without_header(tmp_path: Path) -> None:
    path = listed(tmp_path / "members.csv", ("a@d.org", "Student"), ("b@d.org", "Teacher"))
    assert refusal(path).code == "pupil_records"


@pytest.mark.parametrize(
    ("header", "column"),
    [
        (("Student ID", "Role"), "Student ID"),
        (("Name", "Date of birth"), "Date of birth"),
        (("Name", "Grade"), "Grade"),
        (("Name", "Homeroom", "E-mail"), "Homeroom"),
        (("Nombre", "Grado"), "Grado"),
        (("sourcedId", "studentSourcedId", "score"), "studentSourcedId"),
    ],
)
def test_columns_of_a_class_list_refuse_it(tmp_path: Path, header: tuple[str, ...], column: str) -> None:
    error = refusal(listed(tmp_path / "members.csv", header, ("x",) * len(header)))
    assert (error.code, error.column) == ("pupil_records", column)
    assert "delete what is named here" in error.remedy


@pytest.mark.parametrize("name", ["students.csv", "Alumnos 2026.csv", "student_roster.csv"])
def test_a_file_that_is_called_a_list_of_students_is_believed(tmp_path: Path, name: str) -> None:
    assert refusal(listed(tmp_path / name, ("name",), ("Ana",))).code == "pupil_records"


def test_parents_are_left_out_and_said(tmp_path: Path) -> None:
    path = listed(
        tmp_path / "members.csv",
        ("Name", "Role"),
        ("Ana", "Teacher"),
        ("Bo", "Parent"),
        ("Cy", "Parent/Guardian"),
        ("Di", "Padre de familia"),
        ("Ed", "Parent liaison"),
    )
    people = open_people(path)
    assert (people.count, told(people)) == (2, ["parents_left_out"])
    assert "3, the first of them row 3" in people.notices[0].message
    only = refusal(listed(tmp_path / "parents.csv", ("Name", "Role"), ("Bo", "Parent")))
    assert only.code == "nobody_counted"


def test_an_export_of_answers_is_not_a_roll(tmp_path: Path) -> None:
    names = ("StartDate", "Status", "Finished", "RecipientEmail", "Q1")
    assert refusal(
        listed(tmp_path / "answers.csv", names, ("2026-01-01", "0", "1", "a@d.org", "4"))
    ).code == ("not_a_roll")


def test_a_list_of_nobody(tmp_path: Path) -> None:
    error = refusal(listed(tmp_path / "members.csv", HEADER))
    assert (error.code, error.row) == ("no_rows", 1)


def test_more_people_than_any_district_employs(tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    path.write_text("name\n" + "x\n" * 200_001)
    error = refusal(path)
    assert error.code == "too_large"
    assert "200,001" in error.message


def test_more_columns_than_a_roll_has(tmp_path: Path) -> None:
    names = ["name", *(f"q{place}" for place in range(200))]
    assert refusal(listed(tmp_path / "members.csv", names, names[1:])).code == "too_many_columns"
