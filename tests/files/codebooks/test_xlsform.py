"""XLSForms: types as they are spelled in all ages, groups, languages, and the form as one text."""

from pathlib import Path

import pytest

from fivefold.files.codebooks.codebook import Codebook, Kind
from fivefold.files.codebooks.reading import read_codebook
from fivefold.files.codebooks.xlsform import is_known_type, is_survey_header, parse, sheets_of_text
from fivefold.files.errors import FileError

CHOICES = [["list_name", "name", "label"], ["agree", "1", "No"], ["agree", "2", "Yes, often"]]
ANSWERS = {"1": "No", "2": "Yes, often"}


def form(
    *asked: list[str], header: str = "type name label", choices: list[list[str]] | None = None
) -> Codebook:
    return parse({"survey": [header.split(), *asked], "choices": CHOICES if choices is None else choices})


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("select_one agree", Kind.ONE),
        ("select one agree", Kind.ONE),
        ("Select One  from agree", Kind.ONE),
        ("select1 agree", Kind.ONE),
        ("select_multiple agree", Kind.SEVERAL),
        ("select all that apply from agree", Kind.SEVERAL),
        ("rank agree", Kind.OTHER),
        ("integer", Kind.NUMBER),
        ("text", Kind.TEXT),
        ("geopoint", Kind.OTHER),
    ],
)
def test_types(written: str, kind: Kind) -> None:
    question = form([written, "met", "We met"]).questions["met"]
    assert (question.kind, question.text) == (kind, "We met")
    assert dict(question.answers) == (ANSWERS if "agree" in written else {})


def test_several_choices_have_a_column_each() -> None:
    found = form(
        ["begin group", "g", ""], ["select_multiple agree", "why", "Why?"], ["end_group", "", ""]
    ).questions
    assert found["g/why/2"].kind is Kind.BOX
    assert found["g/why/2"].text == "Why? [Yes, often]"
    assert found["why/2"] is found["g/why/2"]


def test_groups_are_a_path_and_the_last_name_finds_it_too() -> None:
    found = form(
        ["begin_group", "a", "A"],
        ["begin repeat", "b", "B"],
        ["text", "why", "Why?"],
        ["end repeat", "", ""],
        ["text", "how", "How?"],
        ["end group", "", ""],
        ["end group", "", ""],
        ["text", "who", "Who?"],
    ).questions
    assert found["a/b/why"] is found["why"]
    assert (found["a/how"].text, found["who"].text) == ("How?", "Who?")


def test_a_name_in_two_groups_is_found_by_its_path_alone() -> None:
    groups = [
        row
        for group in ("a", "b")
        for row in (["begin group", group, ""], ["text", "why", f"Why {group}?"], ["end group", "", ""])
    ]
    found = form(*groups).questions
    assert "why" not in found
    assert (found["a/why"].text, found["b/why"].text) == ("Why a?", "Why b?")


def test_another_answer_has_a_column_of_its_own() -> None:
    found = form(["select_one agree or_other", "why", "Why?"]).questions
    assert dict(found["why"].answers) == {**ANSWERS, "other": "Other"}
    assert (found["why_other"].kind, found["why_other"].text) == (Kind.TEXT, "Why? [Other]")


def test_rows_that_share_a_list_carry_the_question_above_them() -> None:
    found = form(
        ["begin_score agree", "often", "How often?"],
        ["score__row", "met", "We met"],
        ["end_score", "", ""],
    ).questions
    question = found["often/met"]
    assert (question.kind, question.text, dict(question.answers)) == (
        Kind.ONE,
        "How often? [We met]",
        ANSWERS,
    )


def test_a_table_of_questions_carries_the_label_of_its_group() -> None:
    found = parse(
        {
            "survey": [
                ["type", "name", "label", "appearance"],
                ["begin group", "often", "How often?", "table-list"],
                ["select_one agree", "met", "We met", ""],
                ["end group", "", "", ""],
            ],
            "choices": CHOICES,
        }
    ).questions
    assert found["met"].text == "How often? [We met]"


@pytest.mark.parametrize(
    "header",
    ["type name label::English_(en) label::Español_(es)", "type name label:English_(en) label:Español_(es)"],
)
@pytest.mark.parametrize(("default", "first"), [("", "english"), ("Español (es)", "español")])
def test_languages(header: str, default: str, first: str) -> None:
    columns = [name.replace("_", " ") for name in header.split()]
    found = parse(
        {
            "survey": [columns, ["select_one agree", "met", "We met", "Nos reunimos"]],
            "choices": [
                ["list name", "name", *columns[2:]],
                ["agree", "1", "No", "Nunca"],
                ["agree", "2", "Yes", ""],
            ],
            "settings": [["default_language"], [default]],
        }
    ).questions
    wordings = found["met"].wordings
    assert next(iter(wordings)) == first
    assert (wordings["español"].text, dict(wordings["español"].answers)) == (
        "Nos reunimos",
        {"1": "Nunca", "2": "Yes"},
    )
    assert found["Nos reunimos"] is found["We met"] is found["met"]


def test_a_label_without_a_language_goes_before_another_language() -> None:
    choices = [["list_name", "name", "label", "label::chinese"], ["agree", "1", "No", "没有"]]
    found = form(["select_one agree", "met", "We met"], header="type name label::english", choices=choices)
    assert dict(found.questions["met"].answers) == {"1": "No"}


def test_a_list_that_is_not_there_and_a_question_without_a_label() -> None:
    question = form(["select_one towns", "met", ""]).questions["met"]
    assert (question.kind, question.text, dict(question.answers)) == (Kind.ONE, "met", {})


def test_notes_and_rows_without_a_name_ask_nothing() -> None:
    with pytest.raises(FileError) as caught:
        form(["note", "hello", "Hello"], ["text", "", "Nameless"], ["", "x", "X"], ["end group"])
    assert caught.value.code == "no_questions"


def test_old_names_of_columns() -> None:
    found = parse(
        {
            "survey": [["Command", "Name", "Caption"], ["select one from agree", "met", "We met"]],
            "choices": [["List Name", "Value", "Label"], ["agree", "1", "No"]],
        }
    ).questions["met"]
    assert (found.text, dict(found.answers)) == ("We met", {"1": "No"})


def test_a_form_as_one_text() -> None:
    records = [
        ["survey", "", ""],
        ["", "type", "name"],
        ["choices"],
        ["", "list name", "name"],
    ]
    assert sheets_of_text(records) == {"survey": [["type", "name"]], "choices": [["list name", "name"]]}
    alone = [["type", "name", "label"], ["text", "why", "Why?"]]
    assert sheets_of_text(alone) == {"survey": alone}


def test_what_a_header_and_a_type_are() -> None:
    assert is_survey_header(["", "type", "name", "label::English"])
    assert not is_survey_header(["type", "name"])
    assert not is_survey_header(["kind", "name", "label"])
    assert is_known_type(" Begin  Group ")
    assert not is_known_type("High school")


@pytest.mark.parametrize(
    ("name", "question", "text", "answers"),
    [
        (
            "xlsform_tutorial.xls",
            "member/sex",
            "Is (NAME) male or female?",
            {"male": "Male", "female": "Female"},
        ),
        ("xlsform_or_other.xlsx", "fav_color", "What is your favorite color?", 6),
        ("xlsform_field_list.xlsx", "table_list_question", "table list question", {"yes": "Yes", "no": "No"}),
        ("xlsform_spec_test.xlsx", "skip_to_end", "Skip to end", {"yes": "Yes", "no": "No"}),
        ("xlsform_widgets.csv", "my_select1", "select one widget", 8),
    ],
)
def test_real_forms(
    samples: Path, name: str, question: str, text: str, answers: dict[str, str] | int
) -> None:
    found = read_codebook(samples / "surveys/kobo_odk" / name).questions[question]
    assert found.text == text
    assert answers in (len(found.answers), dict(found.answers))
