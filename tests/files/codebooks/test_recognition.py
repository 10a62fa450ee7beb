"""A codebook given in place of answers says what it is; a table of answers is never taken for one."""

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from fivefold.files.codebooks.recognition import recognize
from fivefold.files.errors import FileError
from fivefold.files.reading import open_table
from fivefold.files.recognition import kind
from tests.files.codebooks.questionnaires import (
    FREQUENCY,
    Grid,
    Questionnaire,
    dictionary,
    dictionary_records,
    kobo_csv,
    lss,
    qsf,
    qualtrics_csv,
    redcap_csv,
    xlsform,
    xlsform_csv,
    xlsform_records,
)
from tests.files.written import write

SURVEY = [
    Grid("Q1", "How often?", {"met": "We met", "asked": "I was asked"}, FREQUENCY, [["1", "2"], ["5", "4"]])
]

Write = Callable[[Path, Questionnaire], Path]


@pytest.mark.parametrize(
    ("write_it", "what"),
    [
        (qsf, "a Qualtrics survey definition (.qsf)"),
        (xlsform, "an XLSForm"),
        (xlsform_csv, "an XLSForm"),
        (dictionary, "a REDCap data dictionary"),
        (lss, "a LimeSurvey structure (.lss)"),
    ],
)
@pytest.mark.parametrize("name", ["survey.csv", "survey.xlsx", "survey"])
def test_a_codebook_in_place_of_answers(tmp_path: Path, write_it: Write, what: str, name: str) -> None:
    with pytest.raises(FileError) as caught:
        open_table(write_it(tmp_path / name, SURVEY))
    error = caught.value
    assert (error.code, error.file) == ("codebook_not_answers", name)
    assert error.message == f"This is {what}: it holds questions, no answers."
    assert error.remedy == "Export the answers as CSV, and give this file as their codebook."


@pytest.mark.parametrize("write_it", [qsf, lss])
def test_what_looks_at_the_beginning_alone_says_so_too(tmp_path: Path, write_it: Write) -> None:
    with pytest.raises(FileError) as caught:
        kind(write_it(tmp_path / "survey", SURVEY))
    assert caught.value.code == "codebook_not_answers"


def test_a_form_with_submissions_is_called_by_its_name(tmp_path: Path) -> None:
    form = '{"id_string": "a", "content": {"survey": [{"type": "text"}]}, "submissions": []}'
    with pytest.raises(FileError) as caught:
        open_table(write(tmp_path / "form.json", form))
    assert caught.value.code == "not_a_table"
    assert "KoboToolbox form" in caught.value.message
    assert "XLSForm" in caught.value.remedy


def test_a_dictionary_saved_as_a_workbook(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet("Sheet1")
        for place, record in enumerate(dictionary_records(SURVEY)):
            sheet.write_row(place, 0, record)
    with pytest.raises(FileError) as caught:
        open_table(tmp_path / "a.xlsx")
    assert caught.value.code == "codebook_not_answers"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_form_in_other_letters(tmp_path: Path, encoding: str) -> None:
    for write_it, format_name in (
        (qsf, "qsf"),
        (dictionary, "redcap-dictionary"),
        (xlsform_csv, "xlsform"),
    ):
        text = write_it(tmp_path / "a", SURVEY).read_text(encoding="utf-8")
        assert recognize(write(tmp_path / "b", text, encoding)) == format_name


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_a_dictionary_saved_with_another_sign(tmp_path: Path, sign: str) -> None:
    rows = [sign.join(f'"{cell}"' for cell in record) for record in dictionary_records(SURVEY)]
    assert recognize(write(tmp_path / "a.csv", "\n".join(rows))) == "redcap-dictionary"


def test_the_sheet_of_questions_alone(tmp_path: Path) -> None:
    rows = [",".join(record) for record in xlsform_records(SURVEY)["survey"]]
    assert recognize(write(tmp_path / "a.csv", "\n".join(rows))) == "xlsform"


@pytest.mark.parametrize("write_it", [qualtrics_csv, redcap_csv, kobo_csv])
def test_answers_are_no_codebook(tmp_path: Path, write_it: Write) -> None:
    assert recognize(write_it(tmp_path / "a.csv", SURVEY)) is None


@pytest.mark.parametrize(
    "content",
    [
        "type,name,label\nteacher,Ann,x\nprincipal,Bo,y\n",
        "survey,choices\n1,2\n",
        "survey\n1\n",
        "field_name,field_type\na,b\n",
        "",
        ",,\n",
        '"\n',
        "x" * 70_000,
    ],
)
def test_tables_that_look_a_little_like_one(tmp_path: Path, content: str) -> None:
    assert recognize(write(tmp_path / "a.csv", content)) is None


def test_a_workbook_of_answers_whose_sheet_is_called_survey(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet("Survey")
        sheet.write_row(0, 0, ["type", "name", "label"])
        sheet.write_row(1, 0, ["teacher", "Ann", "x"])
    assert recognize(tmp_path / "a.xlsx") is None
    assert open_table(tmp_path / "a.xlsx").rows == 1
