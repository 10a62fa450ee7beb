"""LimeSurvey structures: types of questions, what their columns are called, and sections of all versions."""

from collections import defaultdict
from pathlib import Path

import pytest

from fivefold.files.codebooks.codebook import Codebook, Kind
from fivefold.files.codebooks.lss import parse
from fivefold.files.codebooks.lss_rows import Row, tables
from fivefold.files.codebooks.reading import read_codebook
from fivefold.files.errors import FileError
from tests.files.codebooks.questionnaires import FREQUENCY, Grid, lss
from tests.files.written import write

ROWS = {"SQ1": "We met", "SQ2": "I was asked"}
ANSWERS = {"A1": "Never", "A2": "Always"}


def survey(
    kind: str,
    *,
    rows: dict[str, str] | None = None,
    across: dict[str, str] | None = None,
    answers: dict[str, str] | None = None,
    other: str = "N",
) -> Codebook:
    """One question as versions before 4 write it, with its texts in the same rows."""
    found: dict[str, list[Row]] = defaultdict(list)
    found["surveys"].append({"sid": "77", "language": "en"})
    question = {"qid": "9", "parent_qid": "0", "gid": "5", "type": kind, "title": "Q", "other": other}
    found["questions"].append({**question, "question": "<b>How</b> often?", "language": "en"})
    for scale, listed in (("0", rows or {}), ("1", across or {})):
        for order, (code, text) in enumerate(listed.items()):
            row = {"qid": f"9{scale}{order}", "parent_qid": "9", "title": code, "question": text}
            found["subquestions"].append(
                {**row, "question_order": str(order), "scale_id": scale, "language": "en"}
            )
    for order, (code, label) in enumerate((answers or {}).items()):
        row = {"qid": "9", "code": code, "answer": label, "sortorder": str(order), "language": "en"}
        found["answers"] += [{**row, "scale_id": "0"}, {**row, "scale_id": "1", "answer": f"{label}!"}]
    return parse(found)


@pytest.mark.parametrize("kind", ["L", "!", "O"])
def test_one_choice(kind: str) -> None:
    found = survey(kind, answers=ANSWERS, other="Y").questions
    assert (found["Q"].kind, found["Q"].text) == (Kind.ONE, "How often?")
    assert dict(found["Q"].answers) == {**ANSWERS, "-oth-": "Other"}
    assert found["Q[other]"].text == "How often? [Other]"
    assert ("Q[comment]" in found) == (kind == "O")


@pytest.mark.parametrize(
    ("kind", "answers"),
    [
        ("F", ANSWERS),
        ("H", ANSWERS),
        ("A", {}),
        ("B", {}),
        ("C", {"Y": "Yes", "U": "Uncertain", "N": "No"}),
        ("E", {"D": "Decrease", "S": "Same", "I": "Increase"}),
    ],
)
def test_rows_that_share_their_answers(kind: str, answers: dict[str, str]) -> None:
    found = survey(kind, rows=ROWS, answers=ANSWERS).questions
    question = found["Q[SQ2]"]
    assert (question.kind, question.text, dict(question.answers)) == (
        Kind.ONE,
        "How often? [I was asked]",
        answers,
    )
    assert found["77X5X9SQ2"] is found["How often? [I was asked]"] is question


def test_two_scales_are_counted_from_1_and_elsewhere_from_0() -> None:
    found = survey("1", rows=ROWS, answers=ANSWERS).questions
    first, second = found["Q[SQ1][1]"], found["Q[SQ1][2]"]
    assert (first.text, second.text) == ("How often? (1) [We met]", "How often? (2) [We met]")
    assert (first.answers["A1"], second.answers["A1"]) == ("Never", "Never!")
    assert found["77X5X9SQ1#0"] is found["Q_SQ1_0"] is first
    assert found["Q_SQ1_1"] is second


def test_boxes_with_and_without_comments() -> None:
    found = survey("P", rows=ROWS, other="Y").questions
    assert (found["Q[SQ1]"].kind, dict(found["Q[SQ1]"].answers)) == (Kind.BOX, {"Y": "Yes"})
    assert found["Q[SQ1comment]"].kind is found["Q[other]"].kind is Kind.TEXT
    assert "Q[SQ1comment]" not in survey("M", rows=ROWS).questions


@pytest.mark.parametrize(("kind", "found"), [(":", Kind.NUMBER), (";", Kind.TEXT)])
def test_tables_of_rows_and_columns(kind: str, found: Kind) -> None:
    question = survey(kind, rows=ROWS, across={"best": "Best"}).questions["Q[SQ1_best]"]
    assert (question.kind, question.text) == (found, "How often? [We met][Best]")


@pytest.mark.parametrize(
    ("kind", "name", "found"),
    [
        ("N", "Q", Kind.NUMBER),
        ("T", "Q", Kind.TEXT),
        ("D", "Q", Kind.OTHER),
        ("5", "Q", Kind.ONE),
        ("K", "Q[SQ1]", Kind.NUMBER),
        ("Q", "Q[SQ1]", Kind.TEXT),
        ("R", "Q[2]", Kind.OTHER),
        ("Y", "Q", Kind.ONE),
        ("G", "Q", Kind.ONE),
    ],
)
def test_other_types(kind: str, name: str, found: Kind) -> None:
    assert survey(kind, rows=ROWS, answers=ANSWERS).questions[name].kind is found


def test_a_text_that_is_only_shown_asks_nothing() -> None:
    with pytest.raises(FileError) as caught:
        survey("X")
    assert caught.value.code == "no_questions"


def test_sections_of_version_4_and_after(tmp_path: Path) -> None:
    grid = Grid("G01Q01", "How often?", ROWS, FREQUENCY)
    found = read_codebook(lss(tmp_path / "a.lss", [grid])).questions["G01Q01[SQ1]"]
    assert (found.kind, found.text, dict(found.answers)) == (Kind.ONE, "How often? [We met]", FREQUENCY)


def test_the_surveys_own_language_comes_first(samples: Path) -> None:
    book = read_codebook(samples / "surveys/limesurvey/sample_survey_english_v2.lss")
    assert list(book.questions["num"].wordings) == ["en", "fr", "de"]
    assert book.questions["qArrayISD[1]"].text == "How should the following change? [Funding for education]"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("<document><a/>", "damaged_file"),
        ("<document>&x;</document>", "damaged_file"),
        ("no xml", "damaged_file"),
        ('<?xml version="1.0" encoding="martian"?><document/>', "damaged_file"),
        ("<a>" * 40 + "</a>" * 40, "damaged_file"),
        ("<!DOCTYPE document><document/>", "document_type_declared"),
        ('<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><d>&x;</d>', "document_type_declared"),
        ('<!DOCTYPE d SYSTEM "http://192.0.2.1/x.dtd"><d/>', "document_type_declared"),
    ],
)
def test_structures_that_are_refused(tmp_path: Path, content: str, code: str) -> None:
    with pytest.raises(FileError) as caught:
        tables(write(tmp_path / "a.lss", content))
    assert caught.value.code == code


def test_rows_without_what_they_should_have() -> None:
    found: dict[str, list[Row]] = defaultdict(list)
    found["questions"] = [{}, {"qid": "1", "title": "Q"}, {"qid": "2", "parent_qid": "7", "title": "R"}]
    found["answers"] = [{"qid": "1"}, {"code": "A1"}, {"qid": "1", "code": "A1", "sortorder": "many"}]
    found["answer_l10ns"] = [{}]
    found["question_l10ns"] = [{"qid": "8"}, {}]
    assert set(parse(found).questions) >= {"Q"}
