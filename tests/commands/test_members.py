"""`fivefold members` as people and programs meet it."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import xlsxwriter

from fivefold.assess import schema
from fivefold.config.cli import main
from tests.files.rolls.made import ENROLLMENTS, USERS_1_1, listed, rows, user, zipped

Output = pytest.CaptureFixture[str]
SIDES = ("Cedar District", "Cedar District", "State University", "The Hub")


@pytest.fixture
def roll(tmp_path: Path) -> Path:
    people = [(f"P{place}", f"p{place}@d.org", side) for place, side in enumerate(SIDES)]
    return listed(tmp_path / "members.csv", ("Name", "E-mail", "Organization"), *people)


def printed(output: Output) -> dict[str, Any]:
    said = output.readouterr()
    assert said.err == ""
    found: dict[str, Any] = json.loads(said.out)
    return found


def test_the_last_line_is_what_assess_takes(roll: Path, capsys: Output) -> None:
    assert main(["members", str(roll), "--broker", "the hub"]) == 0
    line = capsys.readouterr().out.splitlines()[-1]
    assert line == "--members practice=2,research=1,broker=1"
    survey = listed(roll.parent / "survey.csv", ("side", "q1", "q2"), *[("x", "Never", "Often")] * 4)
    mapping = roll.parent / "map.toml"
    mapping.write_text(
        '[scales.trust]\nitems = ["q1", "q2"]\nanswers = { "Never" = 1, "Often" = 2 }\n[groups]\n'
        'side = { column = "side", practice = ["d"], research = ["u"], broker = ["h"] }\n'
    )
    assert main(["assess", str(survey), "--map", str(mapping), *line.split()]) == 0
    assert "4 of 4 members answered" in capsys.readouterr().out


def test_the_object_for_programs(roll: Path, capsys: Output) -> None:
    assert main(["members", str(roll), "--json"]) == 0
    assert printed(capsys) == {
        "file": "members.csv",
        "people": 4,
        "members": {"practice": 2, "research": 1},
        "on_no_side": 1,
        "on_two_sides": 0,
        "column": "Organization",
        "columns": ["Organization"],
        "groups": [
            {"values": ["Cedar District"], "people": 2, "sides": ["practice"]},
            {"values": ["State University"], "people": 1, "sides": ["research"]},
            {"values": ["The Hub"], "people": 1, "sides": []},
        ],
        "notices": [],
    }


def test_several_values_after_one_option_and_a_column_by_name(tmp_path: Path, capsys: Output) -> None:
    path = listed(tmp_path / "members.csv", ("name", "site"), ("A", "n"), ("B", "s"), ("C", "w"), ("D", "s"))
    asked = ["members", str(path), "--column", "SITE", "--practice", "n", "s", "--research", "w"]
    assert main(asked) == 0
    assert capsys.readouterr().out.endswith("--members practice=3,research=1\n")


def test_a_sheet_of_a_workbook(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "members.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Notes").write(0, 0, "The members are on the next sheet")
        book.add_worksheet("Members").write_column(0, 0, ["name", "Ana", "Bo"])
    assert main(["members", str(path), "--sheet", "Members"]) == 0
    assert capsys.readouterr().out.endswith("--members 2\n")


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--column", "Phone"], "unknown_column"),
        (["--column", "E-mail"], "unknown_column"),
        (["--practice", "Nobody"], "unknown_value"),
        (["--practice", "The Hub", "--broker", "The Hub"], "value_on_two_sides"),
    ],
)
def test_wrong_usage_ends_with_2(roll: Path, capsys: Output, options: list[str], code: str) -> None:
    assert main(["members", str(roll), "--json", *options]) == 2
    found = printed(capsys)
    jsonschema.validate(found, schema.load(schema.ERROR))
    assert found["error"]["code"] == code
    assert main(["members", str(roll), *options]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("fivefold members: ")


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path, capsys: Output) -> None:
    assert main(["members", str(tmp_path / "none.csv"), "--json"]) == 2
    assert printed(capsys)["error"]["code"] == "no_such_file"


def test_students_end_with_1_and_their_place(tmp_path: Path, capsys: Output) -> None:
    users = rows(USERS_1_1, user(1, role="teacher"), user(2, role="student"))
    path = zipped(tmp_path / "export.zip", {"users.csv": users, "enrollments.csv": ENROLLMENTS})
    assert main(["members", str(path), "--json"]) == 1
    found = printed(capsys)
    jsonschema.validate(found, schema.load(schema.ERROR))
    error = found["error"]
    assert (error["code"], error["file"], error["row"], error["column"]) == (
        "pupil_records",
        "export.zip/users.csv",
        3,
        "role",
    )
    assert main(["members", str(path)]) == 1
    assert "export.zip/users.csv: Row 3 is a student's" in capsys.readouterr().err
