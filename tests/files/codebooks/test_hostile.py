"""Codebooks that are damaged or meant ill: a sentence each, from a process that may fall."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fivefold.files import limits
from fivefold.files.codebooks.opening import open_codebook
from fivefold.files.codebooks.reading import read_codebook
from fivefold.files.errors import FileError
from fivefold.files.reading import open_table
from tests.examples import up_to
from tests.files.codebooks.questionnaires import (
    FREQUENCY,
    Grid,
    Questionnaire,
    dictionary,
    lss,
    qsf,
    qualtrics_csv,
    xlsform,
    xlsform_csv,
)
from tests.files.written import write

SURVEY = [
    Grid("Q1", "How often?", {"met": "We met", "asked": "I was asked"}, FREQUENCY, [["1", "2"], ["5", "4"]])
]
BEGIN = '{"SurveyEntry": {}, "SurveyElements": '
BOMB = "".join(f'<!ENTITY x{place} "{f"&x{place - 1};" * 10}">' for place in range(1, 12))

Write = Callable[[Path, Questionnaire], Path]


def code_of(path: Path) -> str:
    with pytest.raises(FileError) as caught:
        open_codebook(path)
    assert caught.value.file == path.name
    assert caught.value.message.endswith(".")
    assert caught.value.remedy.endswith(".")
    return caught.value.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "not_a_codebook"),
        ("a,b\n1,2\n", "not_a_codebook"),
        (b"\0\1\2", "not_a_codebook"),
        (b"%PDF-1.7", "not_a_codebook"),
        ('{"a": 1}', "not_a_codebook"),
        (f"{BEGIN}[", "damaged_file"),
        (f'{BEGIN}[], "SurveyElements": []}}', "damaged_file"),
        (f"{BEGIN}{'[' * 100_000}{']' * 100_000}}}", "damaged_file"),
        (f"{BEGIN}{'9' * 5000}}}", "damaged_file"),
        (BEGIN.encode() + b'["\xff"]}', "damaged_file"),
        (f"{BEGIN}[]}}", "no_questions"),
        (b"PK\x03\x04 and nothing more", "damaged_file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "damaged_file"),
    ],
)
def test_what_is_no_codebook(tmp_path: Path, content: str | bytes, code: str) -> None:
    assert code_of(write(tmp_path / "survey.qsf", content)) == code


def test_places_that_are_no_files(tmp_path: Path) -> None:
    assert code_of(tmp_path / "none.qsf") == "no_such_file"
    assert code_of(tmp_path) == "not_a_file"
    with (tmp_path / "large.qsf").open("wb") as stream:
        stream.truncate(limits.CODEBOOK_BYTES + 1)
    assert code_of(tmp_path / "large.qsf") == "too_large"


def test_not_a_number_is_nothing(tmp_path: Path) -> None:
    path = qsf(tmp_path / "a.qsf", SURVEY)
    path.write_text(path.read_text().replace('"1": "1"', '"1": NaN').replace('"2": "2"', '"2": -Infinity'))
    assert list(open_codebook(path).questions["Q1_1"].answers) == list("12345")


def test_half_a_letter_and_a_nul_are_question_marks(tmp_path: Path) -> None:
    path = qsf(tmp_path / "a.qsf", SURVEY)
    path.write_text(path.read_text().replace("We met", "We \\ud83d\\u0000 met \\ud83d\\ude00"))
    [wording] = open_codebook(path).questions["Q1_1"].wordings.values()
    assert wording.text == "How often? - We ?? met \N{GRINNING FACE}"


def test_a_key_that_stands_twice_is_refused(tmp_path: Path) -> None:
    path = qsf(tmp_path / "a.qsf", SURVEY)
    path.write_text(path.read_text().replace('"5": "5"', '"4": "1"'))
    with pytest.raises(FileError) as caught:
        open_codebook(path)
    assert "“4” twice" in caught.value.message


@pytest.mark.parametrize(
    "doctype",
    [
        f'<!DOCTYPE document [<!ENTITY x0 "ha">{BOMB}]>',
        '<!DOCTYPE document [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE document [<!ENTITY % x SYSTEM "http://192.0.2.1/x"> %x;]>',
    ],
)
def test_a_document_type_is_refused(tmp_path: Path, doctype: str) -> None:
    assert code_of(lss(tmp_path / "a.lss", SURVEY, doctype=doctype)) == "document_type_declared"


def test_a_form_that_unpacks_to_more_than_a_form(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(xlsform(tmp_path / "a.xlsx", SURVEY)) as form, zipfile.ZipFile(out, "w") as made:
        for entry in form.infolist():
            made.writestr(entry, form.read(entry))
        made.writestr("xl/more.bin", b"\0" * 60_000_000, zipfile.ZIP_DEFLATED)
    assert code_of(write(tmp_path / "b.xlsx", out.getvalue())) == "too_large"


def test_a_reader_that_takes_too_long_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WALL_SECONDS", 0.01)
    assert code_of(qsf(tmp_path / "a.qsf", SURVEY)) == "too_slow"


def test_the_codebook_is_named_and_not_the_answers(tmp_path: Path) -> None:
    data = qualtrics_csv(tmp_path / "answers.csv", SURVEY)
    with pytest.raises(FileError) as caught:
        open_table(data, codebook=write(tmp_path / "survey.qsf", BEGIN))
    assert (caught.value.code, caught.value.file) == ("damaged_file", "survey.qsf")
    other = [Grid("Q7", "Where?", {"home": "At home"}, FREQUENCY)]
    with pytest.raises(FileError) as caught:
        open_table(data, codebook=qsf(tmp_path / "survey.qsf", other))
    assert (caught.value.code, caught.value.file) == ("codebook_of_another_survey", "answers.csv")


@pytest.mark.parametrize("write_it", [qsf, xlsform, xlsform_csv, dictionary, lss])
def test_every_cut_of_a_codebook_is_read_or_refused(tmp_path: Path, write_it: Write) -> None:
    whole = write_it(tmp_path / "whole", SURVEY).read_bytes()
    for length in range(0, len(whole), max(1, len(whole) // 40)):
        outcome_of(write(tmp_path / "cut", whole[:length]))


@given(st.sampled_from([qsf, xlsform_csv, dictionary, lss]), st.integers(0, 10_000), st.integers(0, 255))
@settings(max_examples=up_to(300), deadline=None)
def test_a_damaged_byte_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, write_it: Write, place: int, byte: int
) -> None:
    folder = tmp_path_factory.getbasetemp()
    damaged = bytearray(write_it(folder / "whole", SURVEY).read_bytes())
    damaged[place % len(damaged)] = byte
    outcome_of(write(folder / "bad", bytes(damaged)))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "Choices",
                    "Answers",
                    "1",
                    "2",
                    "Display",
                    "RecodeValues",
                    "AdditionalQuestions",
                    "Language",
                    "ChoiceOrder",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(
    st.dictionaries(
        st.sampled_from(
            [
                *("QuestionType", "Selector", "SubSelector", "DataExportTag", "QuestionText", "Choices"),
                *("Answers", "RecodeValues", "VariableNaming", "Language", "AdditionalQuestions"),
                "ChoiceDataExportTags",
            ]
        ),
        JSON,
    ),
    st.sampled_from(["MC", "Matrix", "SBS", "TE", "PGR"]),
)
@settings(max_examples=up_to(300), deadline=None)
def test_any_question_is_read_or_left_out(
    tmp_path_factory: pytest.TempPathFactory, payload: dict[str, object], kind: str
) -> None:
    question = {"QuestionType": kind, **payload, "QuestionID": "QID1"}
    document = {"SurveyEntry": {}, "SurveyElements": [{"Element": "SQ", "Payload": question}]}
    outcome_of(write(tmp_path_factory.getbasetemp() / "a.qsf", json.dumps(document)))


def outcome_of(path: Path) -> str:
    """In this process, so that what is neither read nor refused fails the test."""
    try:
        read_codebook(path)
    except FileError as error:
        return error.code
    return "read"
