"""OneRoster's users, alone and in a zip: staff are counted, one student refuses the file."""

from pathlib import Path

import pytest

from fivefold.files.errors import FileError
from fivefold.files.reading import open_table
from fivefold.files.rolls.opening import open_people
from fivefold.files.rolls.people import ONE_ROSTER
from tests.files.rolls.made import (
    ENROLLMENTS,
    ORGS,
    ROLES_1_2,
    USERS_1_1,
    USERS_1_2,
    refusal,
    rows,
    tally,
    told,
    user,
    zipped,
)
from tests.files.written import write

STAFF_1_1 = (
    user(1, role="teacher", orgSourcedIds="o1"),
    user(2, role="administrator", orgSourcedIds="o1,o2"),
    user(3, role="teacher,aide", orgSourcedIds="o2"),
)


def role(
    person: int, said: str, *, kind: str = "primary", org: str = "o1", status: str = ""
) -> dict[str, str]:
    return {
        "userSourcedId": f"u{person}",
        "role": said,
        "roleType": kind,
        "orgSourcedId": org,
        "status": status,
    }


def set_1_2(path: Path, roles: list[dict[str, str]], *users: dict[str, str]) -> Path:
    return zipped(
        path,
        {
            "users.csv": rows(USERS_1_2, *(users or [user(1), user(2), user(3)])),
            "roles.csv": rows(ROLES_1_2, *roles),
            "orgs.csv": rows(
                ORGS, {"sourcedId": "o1", "name": "Lincoln School"}, {"sourcedId": "o2", "name": "Cedar"}
            ),
            "enrollments.csv": ENROLLMENTS,
            "demographics.csv": "sourcedId,birthDate\np1,2015-01-01\n",
        },
    )


def test_users_of_1_1_carry_their_roles(tmp_path: Path) -> None:
    people = open_people(write(tmp_path / "users.csv", rows(USERS_1_1, *STAFF_1_1)))
    assert (people.count, people.format, told(people)) == (3, ONE_ROSTER, [])
    assert tally(people, "role") == {("teacher",): 1, ("administrator",): 1, ("aide", "teacher"): 1}
    assert tally(people, "organization") == {("o1",): 1, ("o1", "o2"): 1, ("o2",): 1}


def test_staff_are_read_though_a_survey_of_such_columns_is_refused(tmp_path: Path) -> None:
    columns = f"{USERS_1_1},grade,classSourcedIds,birthDate"
    path = write(tmp_path / "users.csv", rows(columns, *STAFF_1_1))
    with pytest.raises(FileError) as caught:
        open_table(path)
    assert caught.value.code == "pupil_records"
    assert open_people(path).count == 3


def test_users_of_1_2_have_their_roles_beside_them(tmp_path: Path) -> None:
    roles = [
        role(1, "teacher"),
        role(2, "districtAdministrator", org="o2"),
        role(2, "teacher", kind="secondary"),
        role(3, "aide"),
        role(3, "counselor", org="o2"),
    ]
    people = open_people(set_1_2(tmp_path / "export.zip", roles))
    assert (people.count, told(people)) == (3, [])
    assert tally(people, "role") == {("teacher",): 1, ("districtAdministrator",): 1, ("aide", "counselor"): 1}
    assert tally(people, "organization") == {
        ("Lincoln School",): 1,
        ("Cedar",): 1,
        ("Cedar", "Lincoln School"): 1,
    }


def test_roles_in_the_manner_of_school_data_sync(tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "sds.zip",
        {
            "users.csv": "sourcedId,username,givenName,familyName\nu1,a,Ana,Ruiz\nu2,b,Bo,Li\n",
            "roles.csv": "userSourcedId,orgSourcedId,role,isPrimary\nu1,o1,teacher,true\nu2,o1,aide,\n",
        },
    )
    assert open_people(path).count == 2


@pytest.mark.parametrize("status", ["", "active", "tobedeleted"])
@pytest.mark.parametrize("said", ["student", "Student", "teacher,student"])
def test_a_student_in_users_refuses_it_whatever_their_status(tmp_path: Path, status: str, said: str) -> None:
    users = (*STAFF_1_1, user(4, role=said, status=status, enabledUser="false"))
    error = refusal(write(tmp_path / "users.csv", rows(USERS_1_1, *users)))
    assert error.code in {"pupil_records", "unknown_role"}
    assert (error.row, error.column) == (5, "role")


@pytest.mark.parametrize("kind", ["primary", "secondary"])
def test_a_student_in_roles_refuses_it(tmp_path: Path, kind: str) -> None:
    roles = [role(1, "teacher"), role(1, "student", kind=kind), role(9, "student", status="tobedeleted")]
    error = refusal(set_1_2(tmp_path / "export.zip", roles))
    assert (error.code, error.row, error.file) == ("pupil_records", 3, "export.zip/roles.csv")
    assert error.message.startswith("2 rows")


@pytest.mark.parametrize("said", ["", "ext:scholar", "S", "kid", "student aide"])
def test_whoever_is_not_known_to_be_an_adult_may_be_a_student(tmp_path: Path, said: str) -> None:
    users = rows(USERS_1_1, *STAFF_1_1, user(4, role=said))
    error = refusal(write(tmp_path / "users.csv", users))
    assert (error.code, error.row, error.column) == ("unknown_role", 5, "role")


def test_a_user_whom_no_role_names_may_be_a_student(tmp_path: Path) -> None:
    """Roles of the staff alone beside the users of a whole school must not let its students pass."""
    error = refusal(set_1_2(tmp_path / "export.zip", [role(1, "teacher"), role(3, "teacher")]))
    assert (error.code, error.row, error.file) == ("unknown_role", 3, "export.zip/users.csv")


def test_users_of_1_2_alone_cannot_be_told_from_students(tmp_path: Path) -> None:
    alone = refusal(write(tmp_path / "users.csv", rows(USERS_1_2, user(1))))
    assert alone.code == "roles_missing"
    assert "roles.csv" in alone.remedy
    zipped_alone = refusal(zipped(tmp_path / "export.zip", {"users.csv": rows(USERS_1_2, user(1))}))
    assert zipped_alone.code == "roles_missing"


def test_disabled_and_deleted_users_and_roles_are_not_counted_and_said(tmp_path: Path) -> None:
    people = open_people(
        set_1_2(
            tmp_path / "export.zip",
            [
                role(1, "teacher"),
                role(2, "teacher"),
                role(3, "teacher"),
                role(4, "teacher", status="tobedeleted"),
            ],
            user(1),
            user(2, enabledUser="FALSE"),
            user(3, status="toBeDeleted"),
            user(4),
        )
    )
    assert (people.count, told(people)) == (1, ["users_not_active", "perhaps_changes_only"])
    assert "3, the first in row 3" in people.notices[0].message


def test_a_file_of_changes_only_is_warned_of(tmp_path: Path) -> None:
    dated = [user(place, role="teacher", status="active", dateLastModified="2026-01-01") for place in (1, 2)]
    assert told(open_people(write(tmp_path / "users.csv", rows(USERS_1_1, *dated)))) == [
        "perhaps_changes_only"
    ]


def test_parents_are_left_out_unless_they_work_there_too(tmp_path: Path) -> None:
    roles = [role(1, "parent"), role(2, "guardian"), role(3, "parent"), role(3, "teacher")]
    people = open_people(set_1_2(tmp_path / "export.zip", roles))
    assert (people.count, told(people)) == (1, ["parents_left_out"])


def test_a_user_who_is_listed_twice_counts_once(tmp_path: Path) -> None:
    users = rows(USERS_1_1, *STAFF_1_1, user(1, role="coach"))
    people = open_people(write(tmp_path / "users.csv", users))
    assert (people.count, told(people)) == (3, ["repeated_people"])
    assert tally(people, "role")[("coach", "teacher")] == 1


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("enrollments.csv", ENROLLMENTS, "pupil_records"),
        ("teaching.csv", ENROLLMENTS.replace("student", "teacher"), "pupil_records"),
        ("demographics.csv", "sourcedId,status,birthDate,sex\np1,,2015-01-01,female\n", "pupil_records"),
        ("roles.csv", rows(ROLES_1_2, role(1, "teacher")), "not_users"),
        ("orgs.csv", rows(ORGS, {"sourcedId": "o1"}), "not_users"),
        ("classes.csv", "sourcedId,status,dateLastModified,title\nc1,,,Algebra\n", "not_users"),
        ("manifest.csv", "propertyName,value\nmanifest.version,1.0\n", "not_users"),
    ],
)
def test_another_file_of_an_export_is_refused_by_name(
    tmp_path: Path, name: str, content: str, code: str
) -> None:
    assert refusal(write(tmp_path / name, content)).code == code


def test_users_without_rows(tmp_path: Path) -> None:
    assert refusal(write(tmp_path / "users.csv", rows(USERS_1_1))).code == "no_rows"
