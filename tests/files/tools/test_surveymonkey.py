"""SurveyMonkey: two header rows or one, in its export of yesterday and of today."""

from pathlib import Path

import pytest

from fivefold.assess import frameworks
from fivefold.assess.proposal import propose
from fivefold.files.personal import is_personal
from fivefold.files.reading import open_table
from fivefold.files.table import Table
from tests.files.tools.heads import write_book, write_csv
from tests.files.written import cells, names

OWN = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address"]
OWN += ["First Name", "Last Name", "Custom Data 1"]
NEWER = ["respondent_id", "collector_id", "date_created", "date_modified", "ip_address", "email_address"]
NEWER += ["first_name", "last_name", "custom_1"]
ASKED = ["How often?", "", "", "Why?", "Where do you work?", "", "Anything else?"]
OPTIONS = [
    "We meet",
    "We decide",
    "We learn",
    "Open-Ended Response",
    "Response",
    "Other (please specify)",
    "Response",
]
QUESTIONS = [
    "How often? [We meet]",
    "How often? [We decide]",
    "How often? [We learn]",
    "Why?",
    "Where do you work?",
    "Where do you work? [Other (please specify)]",
    "Anything else?",
]
OFTEN = ["Never", "Sometimes", "Often", "Always"]


def answers(rows: int = 5) -> list[list[str]]:
    own = ["4711", "02/01/2026", "02/01/2026", "10.0.0.1", "a@example.org", "Ana", "B", "x"]
    return [
        [
            str(11_800_000_000 + n),
            *own,
            *(OFTEN[(n + k) % 4] for k in range(3)),
            f"since {n}",
            "School",
            "",
            "",
        ]
        for n in range(rows)
    ]


def read(tmp_path: Path, rows: list[list[str]], **options: str) -> Table:
    return open_table(write_csv(tmp_path / "survey.csv", rows, **options))


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
@pytest.mark.parametrize("own", [OWN, NEWER, ["RespondentID", *OWN[1:]]])
def test_two_header_rows(tmp_path: Path, own: list[str], encoding: str) -> None:
    rows = [[*own, *ASKED], [""] * len(own) + OPTIONS, *answers()]
    rows[2][12] = "because né"
    table = read(tmp_path, rows, encoding=encoding)
    assert (table.format, table.header_rows, table.rows, table.first_record) == ("surveymonkey-csv", 2, 5, 3)
    assert names(table)[9:] == [
        "How often?",
        "column 11",
        "column 12",
        "Why?",
        "Where do you work?",
        "column 15",
        "Anything else?",
    ]
    assert [one.text for one in table.columns] == [""] * 9 + QUESTIONS
    assert [one.metadata for one in table.columns] == [True] * 9 + [False] * 7
    assert table.column("Why?").cell(0) == "because né"


@pytest.mark.parametrize("response", ["Response", "Respuesta", "Antwort", "Réponse", "Resposta"])
def test_without_its_own_columns_it_is_known_by_the_word(tmp_path: Path, response: str) -> None:
    rows = [
        ["Age", "How often?", "", "Where?"],
        [response, "We meet", "We decide", response],
        ["3", "a", "b", "c"],
    ]
    table = read(tmp_path, rows)
    assert (table.format, table.header_rows, cells(table)) == ("surveymonkey-csv", 2, [["3", "a", "b", "c"]])
    assert [one.text for one in table.columns] == [
        "Age",
        "How often? [We meet]",
        "How often? [We decide]",
        "Where?",
    ]


def test_one_header_row_does_not_swallow_the_first_answer(tmp_path: Path) -> None:
    asked = [
        "How often? - We meet",
        "How often? - We decide",
        "How often? - We learn",
        "Why?",
        "Where? - School",
    ]
    rows = [[*OWN, *asked, "b", "c"], *answers()]
    table = read(tmp_path, rows)
    assert (table.format, table.header_rows, cells(table)) == ("surveymonkey-csv", 1, answers())
    assert [one.text for one in table.columns[9:]] == [*QUESTIONS[:3], "", "", "", ""]


def test_a_number_alone_must_be_as_long_as_the_tool_gives(tmp_path: Path) -> None:
    assert read(tmp_path, [["RespondentID", "Age"], ["3292953864", "30"]]).format == "surveymonkey-csv"
    assert read(tmp_path, [["RespondentID", "Age"], ["1", "30"]]).format == "csv"


def test_a_second_row_that_is_blank_is_no_person(tmp_path: Path) -> None:
    rows = [[*OWN, *QUESTIONS], [""] * 16, *answers()]
    table = read(tmp_path, rows)
    assert (table.header_rows, cells(table)) == (2, answers())


def test_a_question_may_be_called_like_a_column_of_the_tool(tmp_path: Path) -> None:
    rows = [["Respondent ID", "Email Address", "First Name"], ["", "", "Open-Ended Response"]]
    table = read(tmp_path, [*rows, ["11800000000", "", "Ana"]])
    assert (table.header_rows, table.rows) == (2, 1)
    assert [(one.text, one.metadata) for one in table.columns[1:]] == [("", True), ("First Name", False)]


def test_an_answer_left_blank_is_an_answer(tmp_path: Path) -> None:
    rows = [[*OWN, *QUESTIONS], ["11800000000", *[""] * 15], *answers()]
    assert (read(tmp_path, rows).header_rows, read(tmp_path, rows).rows) == (1, 6)


def test_a_person_says_how_many_header_rows(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "s.csv", [[*OWN, *ASKED], [""] * 9 + OPTIONS, *answers()])
    assert open_table(path, header_rows=1).rows == 6
    assert open_table(path, header_rows=2, format="surveymonkey-csv").columns[9].text == QUESTIONS[0]
    assert open_table(path, format="csv").header_rows == 1


def test_a_grid_is_one_scale(tmp_path: Path) -> None:
    table = read(tmp_path, [[*OWN, *ASKED], [""] * 9 + OPTIONS, *answers(12)])
    (scale,) = propose(table, frameworks.load()).mapping.scales
    assert scale.title.in_language("en") == "How often?"
    assert scale.items == ("How often?", "column 11", "column 12")


def test_its_workbook(tmp_path: Path) -> None:
    rows = [[*OWN, *ASKED], [""] * 9 + OPTIONS, *answers()]
    table = open_table(write_book(tmp_path / "s.xlsx", Sheet=rows))
    assert (table.format, table.header_rows, cells(table)) == ("xlsx", 2, answers())
    assert [one.text for one in table.columns[9:]] == QUESTIONS


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Custom Data", "account or link to the invitation"),
        ("custom_1", "account or link to the invitation"),
        ("Datos personalizados 1", "account or link to the invitation"),
        ("Respondent ID", "account or link to the invitation"),
        ("IP Address", "IP address"),
        ("Email Address", "e-mail address"),
        ("Prénom", "name"),
    ],
)
def test_columns_that_tell_who_it_is(tmp_path: Path, name: str, reason: str) -> None:
    assert is_personal(read(tmp_path, [[name, "Q"], ["x", "1"]]).columns[0]) == reason


def test_the_contact_question_is_personal_and_a_rated_row_is_not(tmp_path: Path) -> None:
    asked = ["Your address", "", "How useful?", ""]
    options = ["Name", "Email Address", "Email", "Telephone"]
    rows = [["Respondent ID", *asked], ["", *options]]
    rows += [[str(11_800_000_000 + n), f"P {n}", f"p{n}@example.org", "Very", "Not"] for n in range(8)]
    told = [is_personal(one) for one in read(tmp_path, rows).columns[1:]]
    assert told == ["name", "e-mail address", None, None]
