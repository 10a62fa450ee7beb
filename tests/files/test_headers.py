"""Names of columns, for any header."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.files.headers import lay_out, unique_names

PART = st.sampled_from(
    ["", " ", "a", "a ", "a (2)", "a (3)", "a (2) (2)", "A", "column 1", "column 2", "column 2 (2)"]
)


@given(st.lists(PART, min_size=1, max_size=8))
def test_names_are_unique_and_a_first_name_is_kept(header: list[str]) -> None:
    names = unique_names(header)
    assert len(set(names)) == len(names) == len(header)
    for position, given_name in enumerate(header):
        first = given_name.strip() and given_name.strip() not in [
            other.strip() for other in header[:position]
        ]
        if first:
            assert names[position] == given_name.strip()


@pytest.mark.parametrize(
    ("header", "names"),
    [
        (["id", "score", "score", "", "score "], ["id", "score", "score (2)", "column 4", "score (3)"]),
        (["a", "a (2)", "a"], ["a", "a (2)", "a (3)"]),
        (["a", "a", "a (2)"], ["a", "a (3)", "a (2)"]),
        (["", "column 1"], ["column 1 (2)", "column 1"]),
    ],
)
def test_blank_and_repeated_names(header: list[str], names: list[str]) -> None:
    assert unique_names(header) == names


NEW = ["StartDate", "EndDate", "Status", "Progress", "Finished", "ResponseId", "Q1"]
QUESTIONS = ["Start Date", "End Date", "Response Type", "Progress", "Finished", "Response ID", "How often?"]
GERMAN = ["Anfangsdatum", "Enddatum", "Antworttyp", "Aktueller Stand", "Beendet", "Antwort-ID", "Wie oft?"]
ANSWER = [
    "2026-01-02 10:00:00",
    "2026-01-02 10:05:00",
    "IP Address",
    "100",
    "True",
    "R_2YPOQ602ER1jkf1",
    "Often",
]
IDS = [f'{{"ImportId":"{name}"}}' for name in NEW]
OLD = ["V1", "V2", "V3", "V4", "V5", "V6", "Q1"]
OLD_QUESTIONS = ["ResponseID", "ResponseSet", "StartDate", "EndDate", "Finished", "Status", "How often?"]
OLD_ANSWER = ["R_2YPOQ602ER1jkf1", "Default", "2026-01-02", "2026-01-02", "1", "0", "3"]


@pytest.mark.parametrize(
    ("records", "header_rows", "text_row"),
    [
        ([NEW, QUESTIONS, IDS], 3, 1),
        ([NEW, GERMAN, IDS], 3, 1),
        ([NEW, GERMAN, [cell.replace('"', "'") for cell in IDS]], 3, 1),
        ([NEW, IDS, ANSWER], 2, None),
        ([NEW, QUESTIONS, ANSWER], 2, 1),
        ([NEW, GERMAN, ANSWER], 2, 1),
        ([NEW, NEW, ANSWER], 2, 1),
        ([NEW, ANSWER, ANSWER], 1, None),
        ([NEW, ["", "", "", "", "", "", "3"], ANSWER], 1, None),
        ([OLD, OLD_QUESTIONS, OLD_ANSWER], 2, 1),
    ],
)
def test_a_qualtrics_header_never_swallows_an_answer(
    records: list[list[str]], header_rows: int, text_row: int | None
) -> None:
    layout = lay_out(records, None, look_for_qualtrics=True)
    assert (layout.qualtrics, layout.header_rows, layout.text_row) == (True, header_rows, text_row)


def test_surveymonkey_is_not_taken_for_qualtrics() -> None:
    header = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address", "Q"]
    layout = lay_out([header, ["", "", "", "", "", "", "Response"]], None, look_for_qualtrics=True)
    assert (layout.qualtrics, layout.header_rows) == (False, 1)


def test_a_number_of_header_rows_given_by_a_person_stands() -> None:
    assert lay_out([NEW, QUESTIONS, IDS], 1, look_for_qualtrics=True).header_rows == 1
    assert lay_out([NEW, QUESTIONS, IDS], None, look_for_qualtrics=False).header_rows == 1
