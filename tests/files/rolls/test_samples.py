"""Every file of the sample rosters, with what comes out."""

from pathlib import Path

import pytest

from fivefold.files.rolls.opening import open_people
from tests.files.rolls.made import refusal

REFUSED = {
    **{
        f"edfi_xml/{name}.xml": "not_a_table"
        for name in (
            *("AssessmentMetadata-StateAssessment", "EducationOrgCalendar", "EducationOrganization"),
            *(
                "MasterSchedule",
                "StaffAssociation",
                "StudentIntervention",
                "StudentProgramEvaluation",
                "Survey",
            ),
        )
    },
    "oneroster_v1p1_base/academicSessions.csv": "not_users",
    "oneroster_v1p1_base/classes.csv": "not_users",
    "oneroster_v1p1_base/courses.csv": "not_users",
    "oneroster_v1p1_base/demographics.csv": "pupil_records",
    "oneroster_v1p1_base/enrollments.csv": "pupil_records",
    "oneroster_v1p1_base/manifest.csv": "not_users",
    "oneroster_v1p1_base/orgs.csv": "not_users",
    "oneroster_v1p1_base/users.csv": "pupil_records",
    # Words without a header: people, planets and grades look alike.
    "planets_district_seed/courses.csv": "no_header",
    "planets_district_seed/firstnames.csv": "no_header",
    "planets_district_seed/grades.csv": "no_header",
    "planets_district_seed/lastnames.csv": "no_header",
    "planets_district_seed/orgs.csv": "no_header",
    "planets_district_seed/teachers.csv": "no_header",
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_sample_is_refused_with_a_sentence(samples: Path, name: str) -> None:
    error = refusal(samples / "rosters" / name)
    assert error.code == REFUSED[name]
    assert error.message.endswith(".")
    assert error.remedy.endswith(".")
    if name.startswith("edfi_xml"):
        assert "Ed-Fi" in error.message


def test_the_students_of_the_sample_are_named_by_row(samples: Path) -> None:
    error = refusal(samples / "rosters/oneroster_v1p1_base/users.csv")
    assert (error.row, error.column) == (2, "role")
    assert "2 rows" in error.message


def test_the_teachers_count_once_the_remedy_is_followed(samples: Path, tmp_path: Path) -> None:
    path = tmp_path / "teachers.csv"
    path.write_bytes(b"name\n" + (samples / "rosters/planets_district_seed/teachers.csv").read_bytes())
    assert open_people(path).count == 310


def test_the_sample_users_count_once_they_are_teachers(samples: Path, tmp_path: Path) -> None:
    path = tmp_path / "users.csv"
    text = (samples / "rosters/oneroster_v1p1_base/users.csv").read_text()
    path.write_text(text.replace(",student,", ",teacher,"))
    assert open_people(path).count == 2


def test_every_sample_is_listed(samples: Path) -> None:
    folder = samples / "rosters"
    assert {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} == set(REFUSED)
