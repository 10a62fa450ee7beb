"""What recognition cannot see, a person can say: the sheet, and how many records name the columns."""

import tomllib
from pathlib import Path

import pytest
import xlsxwriter

from fivefold.config.cli import main

ANSWERS = ("Never", "Seldom", "Sometimes", "Often", "Always")


def workbook(folder: Path) -> Path:
    path = folder / "survey.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("Read me").write(0, 0, "Answers are on the next sheet")
    answers = book.add_worksheet("Answers")
    for column, name in enumerate(("Q1", "Q2", "Q3")):
        answers.write(0, column, name)
        for row in range(1, 13):
            answers.write(row, column, ANSWERS[(row + column) % 5])
    book.close()
    return path


def test_a_sheet_can_be_named_and_the_mapping_remembers_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workbook(tmp_path)
    assert main(["map", str(path)]) == 1
    assert "Name the sheet that holds the answers" in " ".join(capsys.readouterr().err.split())
    assert main(["map", str(path), "--sheet", "Answers"]) == 0
    proposed = tmp_path / "map.toml"
    proposed.write_text(capsys.readouterr().out)
    assert tomllib.loads(proposed.read_text())["file"]["sheet"] == "Answers"
    assert main(["assess", str(path), "--map", str(proposed)]) == 0


def test_header_rows_can_be_told_and_the_mapping_remembers_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "survey.csv"
    rows = [",".join(ANSWERS[(row + column) % 5] for column in range(3)) for row in range(12)]
    path.write_text("\n".join(["Q1,Q2,Q3", "Response,Response,Response", *rows]))
    assert main(["map", str(path), "--header-rows", "2"]) == 0
    proposed = tmp_path / "map.toml"
    proposed.write_text(capsys.readouterr().out)
    assert tomllib.loads(proposed.read_text())["file"]["header_rows"] == 2
    assert main(["assess", str(path), "--map", str(proposed), "--json"]) == 0


def test_an_unknown_command_points_to_the_list_of_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report"]) == 2
    assert "See fivefold --help." in " ".join(capsys.readouterr().err.split())
