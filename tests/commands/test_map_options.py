"""What recognition cannot see, a person can say: the sheet, and how many records name the columns."""

import json
import tomllib
from pathlib import Path

import pytest
import xlsxwriter

from fivefold.config.cli import main
from tests.files.codebooks.questionnaires import Grid, dictionary, redcap_csv

ANSWERS = ("Never", "Seldom", "Sometimes", "Often", "Always")


def workbook(folder: Path) -> Path:
    path = folder / "survey.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("Read me").write_row(0, 0, ["Answers are", "on the next sheet"])
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


def test_how_a_file_is_written_can_be_told_and_the_mapping_remembers_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "survey.txt"
    rows = [":".join(ANSWERS[(row + column) % 5] for column in range(3)) for row in range(12)]
    path.write_bytes("\n".join(["señal 1:señal 2:señal 3", *rows]).encode("mac-roman"))
    told = ["--format", "csv", "--encoding", "mac-roman", "--delimiter", ":"]
    assert main(["map", str(path), *told]) == 0
    proposed = tmp_path / "map.toml"
    proposed.write_text(capsys.readouterr().out, encoding="utf-8")
    opened = tomllib.loads(proposed.read_text(encoding="utf-8"))["file"]
    assert opened == {"format": "csv", "encoding": "mac-roman", "delimiter": ":"}
    assert main(["assess", str(path), "--map", str(proposed), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["other_scales"][0]["items"] == 3


def test_a_tab_can_be_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "survey.txt"
    rows = ["\t".join(ANSWERS[(row + column) % 5] for column in range(3)) for row in range(12)]
    path.write_text("\n".join(["a,1\tb,2\tc,3", *rows]))
    assert main(["map", str(path), "--delimiter", "tab"]) == 0
    assert tomllib.loads(capsys.readouterr().out)["file"]["delimiter"] == "\t"


def test_an_option_that_fits_nothing_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "survey.csv"
    path.write_text("a,b\n1,2\n")
    for told in (["--format", "clay"], ["--encoding", "martian"], ["--delimiter", "::"]):
        assert main(["map", str(path), *told]) == 1
        assert "survey.csv" in capsys.readouterr().err


SURVEY = [
    Grid(
        "moments",
        "How often was this true?",
        {"met": "We met", "asked": "I was asked first", "counted": "My view counted"},
        dict(zip("12345", ANSWERS, strict=True)),
        [[str(1 + (row + column) % 5) for column in range(3)] for row in range(12)],
    )
]


@pytest.mark.parametrize(
    ("command", "told"), [("map", '"Sometimes" = 3'), ("assess", "How often was this true?: ")]
)
def test_a_codebook_names_questions_and_answers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, told: str
) -> None:
    answers = redcap_csv(tmp_path / "answers.csv", SURVEY)
    codebook = dictionary(tmp_path / "dictionary.csv", SURVEY)
    assert main([command, str(answers), "--codebook", str(codebook)]) == 0
    assert told in capsys.readouterr().out


def test_a_mapping_is_used_with_a_codebook_and_without(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = redcap_csv(tmp_path / "answers.csv", SURVEY)
    codebook = str(dictionary(tmp_path / "dictionary.csv", SURVEY))
    assert main(["map", str(answers), "--codebook", codebook]) == 0
    proposed = tmp_path / "map.toml"
    proposed.write_text(capsys.readouterr().out, encoding="utf-8")
    figures = []
    for more in ([], ["--codebook", codebook]):
        assert main(["assess", str(answers), "--map", str(proposed), "--json", *more]) == 0
        (scale,) = json.loads(capsys.readouterr().out)["other_scales"]
        figures.append({name: scale[name] for name in ("title", "n", "mean", "low", "high")})
    assert figures[0] == figures[1]


def test_a_codebook_in_place_of_answers_says_how_to_use_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["map", str(dictionary(tmp_path / "dictionary.csv", SURVEY))]) == 1
    said = " ".join(capsys.readouterr().err.split())
    assert "This is a REDCap data dictionary: it holds questions, no answers." in said
    assert "give this file as their codebook" in said


def test_an_unknown_command_points_to_the_list_of_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report"]) == 2
    assert "See fivefold --help." in " ".join(capsys.readouterr().err.split())
