"""Which records of a Qualtrics export are its header, in every style and as a workbook."""

from pathlib import Path

import pytest

from fivefold.files.reading import open_table
from fivefold.files.tools import Head, lay_out
from tests.files.tools.heads import write_book, write_csv

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
    ("records", "header_rows", "question"),
    [
        ([NEW, QUESTIONS, IDS], 3, "How often?"),
        ([NEW, GERMAN, IDS], 3, "Wie oft?"),
        ([NEW, GERMAN, [cell.replace('"', "'") for cell in IDS]], 3, "Wie oft?"),
        ([NEW, IDS, ANSWER], 2, ""),
        ([NEW, QUESTIONS, ANSWER], 2, "How often?"),
        ([NEW, GERMAN, ANSWER], 2, "Wie oft?"),
        ([NEW, NEW, ANSWER], 2, "Q1"),
        ([NEW, ANSWER, ANSWER], 1, ""),
        ([NEW, ["", "", "", "", "", "", "3"], ANSWER], 1, ""),
        ([OLD, OLD_QUESTIONS, OLD_ANSWER], 2, "How often?"),
    ],
)
def test_a_header_never_swallows_an_answer(records: list[list[str]], header_rows: int, question: str) -> None:
    format_name, layout = lay_out(Head(records, ","), None)
    assert (format_name, layout.header_rows) == ("qualtrics-csv", header_rows)
    assert layout.headings[-1].text == question


def test_what_the_tool_notes_is_no_answer() -> None:
    for records in ([NEW, QUESTIONS, IDS], [OLD, OLD_QUESTIONS, OLD_ANSWER]):
        headings = lay_out(Head(records, ","), None)[1].headings
        assert [heading.metadata for heading in headings] == [True] * 6 + [False]


def test_a_number_of_header_rows_given_by_a_person_stands() -> None:
    assert lay_out(Head([NEW, QUESTIONS, IDS], ",", 1), None)[1].header_rows == 1
    format_name, layout = lay_out(Head([NEW, QUESTIONS, IDS], ","), "csv")
    assert (format_name, layout.header_rows) == ("csv", 1)


@pytest.mark.parametrize("header", [[NEW, QUESTIONS, IDS], [NEW, QUESTIONS], [OLD, OLD_QUESTIONS]])
def test_a_workbook_is_read_like_its_csv(tmp_path: Path, header: list[list[str]]) -> None:
    answers = [ANSWER if header[0] is NEW else OLD_ANSWER]
    from_csv = open_table(write_csv(tmp_path / "q.csv", [*header, *answers]))
    from_book = open_table(write_book(tmp_path / "q.xlsx", Sheet1=[*header, *answers]))
    assert from_book.format == "xlsx"
    assert from_book.header_rows == from_csv.header_rows == len(header)
    assert [(one.name, one.text, one.cell(0)) for one in from_book.columns] == [
        (one.name, one.text, one.cell(0)) for one in from_csv.columns
    ]
