"""Qualtrics survey definitions: what the columns of each type of question are called, and in which shapes
Qualtrics writes one and the same thing."""

import csv
from pathlib import Path
from typing import Any

import pytest

from fivefold.files.codebooks import json_documents
from fivefold.files.codebooks.codebook import Codebook, Kind, Question
from fivefold.files.codebooks.import_ids import import_ids
from fivefold.files.codebooks.qsf import parse
from fivefold.files.errors import FileError

AGREE = {"1": {"Display": "Disagree"}, "2": {"Display": "Agree"}}
ROWS = {"1": {"Display": "We met"}, "4": {"Display": "I was asked"}}


def book(*payloads: dict[str, Any], language: str = "EN", blocks: Any = None) -> Codebook:
    elements = [
        {
            "Element": "SQ",
            "Payload": {"QuestionID": f"QID{place}", "QuestionText": f"Text {place}", **payload},
        }
        for place, payload in enumerate(payloads, start=1)
    ]
    return parse(
        {
            "SurveyEntry": {"SurveyLanguage": language},
            "SurveyElements": [*elements, {"Element": "BL", "Payload": blocks}, {"Element": "FL"}, None],
        }
    )


def told(question: Question) -> tuple[Kind, str, dict[str, str]]:
    return question.kind, question.text, dict(question.answers)


def choice(selector: str, **more: Any) -> dict[str, Any]:
    return {"DataExportTag": "Q1", "QuestionType": "MC", "Selector": selector, "Choices": AGREE, **more}


def matrix(selector: str = "Likert", **more: Any) -> dict[str, Any]:
    return {
        "DataExportTag": "Q1",
        "QuestionType": "Matrix",
        "Selector": selector,
        "SubSelector": "SingleAnswer",
        "Choices": ROWS,
        "Answers": AGREE,
        **more,
    }


@pytest.mark.parametrize("selector", ["SAVR", "SAHR", "DL", "SB", "NPS"])
def test_one_choice(selector: str) -> None:
    found = book(choice(selector, RecodeValues={"1": "0", "2": 10})).questions
    assert told(found["Q1"]) == (Kind.ONE, "Text 1", {"0": "Disagree", "10": "Agree"})
    assert found["QID1"] is found["Q1"]


@pytest.mark.parametrize("selector", ["MAVR", "MAHR", "MACOL", "MSB"])
def test_several_choices_have_a_column_each_by_their_code(selector: str) -> None:
    found = book(choice(selector, RecodeValues={"1": "7", "2": "-1"})).questions
    assert told(found["Q1"])[0] is Kind.SEVERAL
    assert told(found["Q1_7"]) == (Kind.BOX, "Text 1 - Disagree", {"1": "Disagree", "7": "Disagree"})
    assert found["Q1_-1"] is found["QID1_2"]


def test_codes_that_are_other_choices_ids() -> None:
    found = book(choice("MAVR", RecodeValues={"1": "2", "2": "1"})).questions
    assert (found["Q1_2"].text, found["Q1_1"].text) == ("Text 1 - Disagree", "Text 1 - Agree")
    assert (found["QID1_2"].text, found["QID1_1"].text) == ("Text 1 - Agree", "Text 1 - Disagree")


def test_one_code_for_two_choices_says_nothing() -> None:
    assert told(book(choice("SAVR", RecodeValues={"1": "1", "2": "1"})).questions["Q1"])[2] == {}


def test_a_text_beside_a_choice() -> None:
    choices = {**AGREE, "3": {"Display": "Other", "TextEntry": "true"}}
    found = book(choice("SAVR", Choices=choices)).questions
    assert {told(found[name])[0] for name in ("Q1_3_TEXT", "Q1_TEXT", "QID1_3_TEXT")} == {Kind.TEXT}
    assert "Q1_2_TEXT" not in found


def test_a_matrix_has_a_column_for_each_row() -> None:
    found = book(matrix(RecodeValues={"1": "-2", "2": "2"})).questions
    assert told(found["Q1_4"]) == (Kind.ONE, "Text 1 - I was asked", {"-2": "Disagree", "2": "Agree"})
    assert found["QID1_4"] is found["Q1_4"]
    assert told(found["Q1_4_TEXT"])[0] is Kind.TEXT


def test_rows_with_names_of_their_own() -> None:
    found = book(matrix(ChoiceDataExportTags={"1": "met", "4": "asked"})).questions
    assert found["Q1_met"] is found["met"] is found["QID1_1"]


def test_a_name_of_rows_in_two_questions_means_neither() -> None:
    tags = {"1": "met", "4": "asked"}
    other = matrix(DataExportTag="Q2", ChoiceDataExportTags=tags)
    found = book(matrix(ChoiceDataExportTags=tags), other).questions
    assert "met" not in found
    assert (found["Q1_met"].text, found["Q2_met"].text) == ("Text 1 - We met", "Text 2 - We met")


def test_a_matrix_of_boxes_has_a_column_for_each_cell() -> None:
    found = book(matrix(SubSelector="MultipleAnswer", RecodeValues={"1": "5", "2": "6"})).questions
    kind, text, answers = told(found["Q1_4_6"])
    assert (kind, text) == (Kind.BOX, "Text 1 - I was asked - Agree")
    assert answers == dict.fromkeys(("1", "6"), "I was asked - Agree")
    assert found["QID1_4_2"] is found["Q1_4_6"]


def test_a_matrix_of_texts_and_one_of_numbers() -> None:
    found = book(matrix("TE"), matrix("CS", DataExportTag="Q2")).questions
    assert told(found["Q1_4_2_TEXT"])[0] is told(found["Q1_4_2"])[0] is Kind.TEXT
    assert told(found["Q2_4"])[0] is Kind.NUMBER


def test_matrices_side_by_side() -> None:
    parts = {
        "1": {"QuestionType": "Matrix", "SubSelector": "SingleAnswer", "QuestionText": "How often?"}
        | {"Answers": AGREE, "RecodeValues": {"1": "3", "2": "4"}},
        "2": {
            "QuestionType": "Matrix",
            "SubSelector": "MultipleAnswer",
            "QuestionText": "Why?",
            "Answers": AGREE,
        },
    }
    whole = {"DataExportTag": "Q1", "QuestionType": "SBS", "Choices": ROWS, "AdditionalQuestions": parts}
    found = book(whole).questions
    answers = {"3": "Disagree", "4": "Agree"}
    assert told(found["Q1#1_4"]) == (Kind.ONE, "Text 1 - How often? - I was asked", answers)
    assert found["QID1#1_4"] is found["Q1#1_4"]
    assert told(found["Q1#2_4_1"])[:2] == (Kind.BOX, "Text 1 - Why? - I was asked - Disagree")


def test_questions_without_answers() -> None:
    found = book(
        {"DataExportTag": "why", "QuestionType": "TE", "Selector": "ML"},
        {"DataExportTag": "form", "QuestionType": "TE", "Selector": "FORM", "Choices": ROWS},
        {"DataExportTag": "much", "QuestionType": "Slider", "Selector": "HSLIDER", "Choices": ROWS},
        {"DataExportTag": "time", "QuestionType": "Timing", "Selector": "PageTimer"},
        {"QuestionType": "DB", "Choices": []},
    ).questions
    kinds = {
        name: found[name].kind
        for name in ("why", "QID1_TEXT", "form_4", "much_1", "time_Page Submit", "QID5")
    }
    assert kinds == {
        "why": Kind.TEXT,
        "QID1_TEXT": Kind.TEXT,
        "form_4": Kind.TEXT,
        "much_1": Kind.NUMBER,
        "time_Page Submit": Kind.OTHER,
        "QID5": Kind.OTHER,
    }


def test_ids_written_as_lists_and_answers_in_the_order_they_are_shown() -> None:
    listed = choice(
        "SAVR", Choices=[{"Display": "Low"}, {"Display": "High"}], RecodeValues=[], ChoiceOrder=[1, "0"]
    )
    assert list(book(listed).questions["Q1"].answers.items()) == [("1", "High"), ("0", "Low")]


def test_html_is_read_as_text() -> None:
    written = choice(
        "SAVR", QuestionText="<div>How&nbsp;<b>often</b>?</div>", Choices={"1": {"Display": "A &amp; B"}}
    )
    assert told(book(written).questions["Q1"])[1:] == ("How often?", {"1": "A & B"})


def test_translations_and_names_for_exports() -> None:
    spanish = {"QuestionText": "¿De acuerdo?", "Choices": {"1": {"Display": "No"}, "2": {"Display": ""}}}
    payload = choice("SAVR", Language={"ES": spanish, "EN": {}}, VariableNaming={"1": "dis", "2": "agr"})
    question = book(payload).questions["Q1"]
    assert {language: (one.text, dict(one.answers)) for language, one in question.wordings.items()} == {
        "EN": ("Text 1", {"1": "Disagree", "2": "Agree"}),
        "ES": ("¿De acuerdo?", {"1": "No", "2": "Agree"}),
        "variable names": ("Text 1", {"1": "dis", "2": "agr"}),
    }


def test_a_question_in_the_trash_gives_up_its_name() -> None:
    blocks = [{"Type": "Trash", "BlockElements": [{"Type": "Question", "QuestionID": "QID1"}]}]
    found = book(choice("SAVR"), choice("SAVR"), blocks=blocks).questions
    assert (found["Q1"].text, found["QID1"].text) == ("Text 2", "Text 1")


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ([], "damaged_file"),
        ({"SurveyElements": {}}, "damaged_file"),
        ({"SurveyElements": []}, "no_questions"),
        (
            {"SurveyElements": [{"Element": "SQ", "Payload": {"QuestionID": 7}}, {"Element": "SQ"}]},
            "no_questions",
        ),
    ],
)
def test_documents_that_are_no_survey(document: Any, code: str) -> None:
    with pytest.raises(FileError) as caught:
        parse(document)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "payload",
    [
        {"Choices": "none", "Answers": 5, "RecodeValues": "x", "Language": "EN"},
        {"QuestionType": None, "Selector": ["a"], "SubSelector": {}},
        {"QuestionType": "SBS", "AdditionalQuestions": ["a", None, {"Answers": {"1": None}}]},
        {
            "QuestionType": "MC",
            "Choices": {"1": None, "2": 5, "3": {"Display": ["x"]}},
            "ChoiceOrder": {"a": []},
        },
        {"QuestionType": "Matrix", "Choices": ROWS, "ChoiceDataExportTags": {"1": 5}, "QuestionText": 7},
    ],
)
def test_anything_else_in_a_question_is_left_out(payload: dict[str, Any]) -> None:
    assert (
        "QID1" in book(payload, choice("SAVR")).questions or "QID2" in book(payload, choice("SAVR")).questions
    )


SURVEYS = [
    ("better_sample_survey", "better_sample_survey", 42),
    ("long_exhaustive_sample_survey", "long_exhaustive_sample_survey", 353),
    ("single_answer_matrix", "single_answer_matrix_insights_three_rows", 16),
]


@pytest.mark.parametrize(("definition", "export", "asked"), SURVEYS)
def test_names_and_import_ids_of_real_exports_agree(
    samples: Path, definition: str, export: str, asked: int
) -> None:
    folder = samples / "surveys/qualtrics"
    questions = parse(json_documents.load(folder / f"{definition}.qsf")).questions
    path = folder / f"{export}.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        names = next(csv.reader(file))
    ids = import_ids(path, None, None)
    known = [(name, one) for name, one in zip(names, ids, strict=True) if one in questions]
    assert len(known) == asked
    # Where Qualtrics gave several columns one name, only their ids tell them apart.
    for name, one in known:
        assert names.count(name) > 1 or name not in questions or questions[name] == questions[one], name
