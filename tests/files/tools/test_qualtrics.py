"""Qualtrics exports: questions from the second row, previews and tests left out by name."""

import csv
from pathlib import Path

import pytest

from fivefold.files.reading import open_table
from tests.files.written import cells, names

HEADER = [
    "StartDate",
    "EndDate",
    "Status",
    "Finished",
    "RecordedDate",
    "ResponseId",
    "DistributionChannel",
    "Q1",
]
QUESTIONS = [
    "Start Date",
    "End Date",
    "Response Type",
    "Finished",
    "Recorded",
    "Response ID",
    "Channel",
    "How often?",
]
IDS = [f'{{"ImportId":"{name}"}}' for name in HEADER]


def answer(number: int, status: str, channel: str, given: str) -> list[str]:
    return [
        "2026-01-02 10:00",
        "2026-01-02 10:05",
        status,
        "1",
        "2026-01-02",
        f"R_{number:08d}",
        channel,
        given,
    ]


def export(path: Path, rows: list[list[str]], head: tuple[list[str], ...] = (HEADER, QUESTIONS, IDS)) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([*head, *rows])
    return path


def test_three_header_rows_give_names_and_questions(tmp_path: Path) -> None:
    table = open_table(export(tmp_path / "q.csv", [answer(1, "IP Address", "anonymous", "Often")]))
    assert (table.format, table.header_rows, table.rows, table.first_record) == ("qualtrics-csv", 3, 1, 4)
    assert table.column("Q1").text == "How often?"
    assert names(table) == HEADER


@pytest.mark.parametrize(
    ("status", "channel", "kind"),
    [
        ("1", "anonymous", "preview"),
        ("2", "anonymous", "test"),
        ("9", "anonymous", "preview"),
        ("17", "", "preview"),
        ("Survey Preview", "", "preview"),
        ("Survey Test", "", "test"),
        ("Umfragenvorschau", "", "preview"),
        ("Umfrage-Test", "", "test"),
        ("Vista previa de la encuesta", "", "preview"),
        ("Prueba de la encuesta", "", "test"),
        ("Aperçu de l'enquête", "", "preview"),
        ("0", "preview", "preview"),
        ("0", "test", "test"),
    ],
)
def test_previews_and_tests_are_skipped_and_listed(
    tmp_path: Path, status: str, channel: str, kind: str
) -> None:
    rows = [
        answer(1, "0", "email", "Often"),
        answer(2, status, channel, "Trial"),
        answer(3, "0", "email", "Never"),
    ]
    table = open_table(export(tmp_path / "q.csv", rows))
    assert table.record.tolist() == [4, 6]
    (skipped,) = table.skipped
    assert skipped.row == 5
    assert skipped.reason.endswith(kind)
    assert table.column("Q1").values == ("Often", "Never")
    kept = open_table(tmp_path / "q.csv", keep_trials=True)
    assert (kept.rows, kept.skipped) == (3, ())


@pytest.mark.parametrize("status", ["0", "IP Address", "4", "Imported", "8", "Spam", "16", "Offline", ""])
def test_other_rows_stay_half_finished_ones_too(tmp_path: Path, status: str) -> None:
    row = answer(1, status, "gl", "Often")
    row[3] = "0"
    table = open_table(export(tmp_path / "q.csv", [row]))
    assert (table.rows, table.skipped) == (1, ())


def test_a_status_column_of_another_tool_means_nothing(tmp_path: Path) -> None:
    table = open_table(export(tmp_path / "s.csv", [["1", "2"], ["2", "3"]], (["Status", "Q1"],)))
    assert (table.rows, table.skipped) == (2, ())


def test_a_survey_with_trials_only_says_so(tmp_path: Path) -> None:
    table = open_table(export(tmp_path / "q.csv", [answer(1, "1", "preview", "Often")]))
    assert (table.rows, table.skipped[0].row) == (0, 4)
    assert [notice.code for notice in table.warnings] == ["only_trials"]
    assert table.column("Q1").values == ()


def test_header_rows_taken_out_by_hand(tmp_path: Path) -> None:
    rows = [answer(1, "0", "email", "Often"), answer(2, "1", "preview", "Never")]
    table = open_table(export(tmp_path / "q.csv", rows, (HEADER,)))
    assert (table.header_rows, table.rows, table.skipped[0].row) == (1, 1, 3)
    assert cells(table)[0][-1] == "Often"
