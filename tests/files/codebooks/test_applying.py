"""A codebook beside a table: what is filled in, what the file says itself, and codebooks of others."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.files.codebooks.applying import apply
from fivefold.files.codebooks.codebook import Codebook, Kind
from fivefold.files.codebooks.names import Questions
from fivefold.files.errors import FileError
from tests.files.codebooks.tables import asked, book, codes, in_languages, labels, raw, texts

AGREE = {"1": "Disagree", "2": "Agree"}


def test_what_the_file_lacks_is_filled_in() -> None:
    table = raw({"met": ["1", "2", ""], "why": ["a", "b", ""]})
    apply(book(met=asked("We met", AGREE), why=asked("Why so?", kind=Kind.TEXT)), table)
    assert texts(table) == {"met": "We met", "why": "Why so?"}
    assert labels(table) == {"met": AGREE, "why": {}}
    assert table.notices == []


def test_what_the_file_says_itself_stands() -> None:
    table = raw({"met": ["1", "2"]}, {"met": "We met as planned"})
    table.columns[0].labels = {"1": "No", "2": "Yes"}
    apply(book(met=asked("We met", AGREE)), table)
    assert (texts(table), labels(table)) == ({"met": "We met as planned"}, {"met": {"1": "No", "2": "Yes"}})


@pytest.mark.parametrize("text", ["G01Q01 [A1]", "g01q01a1", " "])
def test_a_text_that_only_repeats_the_name_is_none(text: str) -> None:
    table = raw({"G01Q01A1 (A1) G01Q01[A1]": ["1"]}, {"G01Q01A1 (A1) G01Q01[A1]": text})
    apply(book(**{"G01Q01A1 (A1) G01Q01[A1]": asked("We met", AGREE)}), table)
    assert list(texts(table).values()) == ["We met"]


def test_no_column_in_common_is_another_survey() -> None:
    with pytest.raises(FileError) as caught:
        apply(book(met=asked("We met", AGREE)), raw({"Q1": ["1"], "Q2": ["2"]}))
    assert caught.value.code == "codebook_of_another_survey"
    assert caught.value.remedy


def test_names_in_common_and_no_question_is_another_survey() -> None:
    table = raw({"Q1": ["1", "2"]}, {"Q1": "Where do you work?"})
    with pytest.raises(FileError) as caught:
        apply(book(Q1=asked("How do you like squash?", AGREE)), table)
    assert caught.value.code == "codebook_of_another_survey"


def test_a_question_that_was_changed_is_left_out_and_told() -> None:
    table = raw({"Q1": ["1"], "Q2": ["1"], "StartDate": ["x"]}, {"Q1": "We met", "Q2": "Where do you work?"})
    apply(book(Q1=asked("We met", AGREE), Q2=asked("I was asked first", AGREE)), table)
    assert labels(table) == {"Q1": AGREE, "Q2": {}, "StartDate": {}}
    ((code, message, _, column),) = table.notices
    assert (code, column) == ("codebook_partly", "Q2")
    assert message == "The codebook knows 1 of 2 columns; “Q2” is the first that it does not."


def test_texts_that_an_export_cut_off_are_the_same() -> None:
    table = raw(
        {"Q1": ["1"]}, {"Q1": "This question has variables given for its Recode...-Statement &amp; 1"}
    )
    text = "This question has variables given for its RecodeValues, aka, Scale Points - Statement & 1"
    apply(book(Q1=asked(text, AGREE)), table)
    assert labels(table) == {"Q1": AGREE}


def test_answers_that_are_not_the_questions_leave_it_without_labels() -> None:
    table = raw({"Q1": ["10", "11", "2"], "Q2": ["1", "-99"]})
    apply(book(Q1=asked("We met", AGREE), Q2=asked("I was asked", AGREE)), table)
    assert labels(table) == {"Q1": {}, "Q2": AGREE}
    assert codes(table) == ["codebook_answers_differ"]


@pytest.mark.parametrize("cells", [["Agree", "disagree "], ["1.0", "2.0"], ["1", "Agree"], ["", ""]])
def test_answers_by_label_or_by_number_are_the_questions(cells: list[str]) -> None:
    table = raw({"Q1": cells})
    apply(book(Q1=asked("We met", AGREE)), table)
    assert labels(table) == {"Q1": AGREE}


@pytest.mark.parametrize("kind", [Kind.SEVERAL, Kind.NUMBER, Kind.TEXT, Kind.OTHER])
def test_cells_that_are_no_single_answer_get_no_labels(kind: Kind) -> None:
    table = raw({"Q1": ["1", "2"]})
    apply(book(Q1=asked("We met", AGREE, kind)), table)
    assert (texts(table), labels(table)) == ({"Q1": "We met"}, {"Q1": {}})


@pytest.mark.parametrize(
    ("cells", "text", "language"),
    [
        (["1", "2"], "", "en"),
        (["No", "Sí"], "", "es"),
        (["No", "Yes"], "", "en"),
        (["1", "2"], "Nos reunimos", "es"),
    ],
)
def test_the_language_is_that_of_the_file(cells: list[str], text: str, language: str) -> None:
    english, spanish = {"1": "No", "2": "Yes"}, {"1": "No", "2": "Sí"}
    question = in_languages(en=("We met", english), es=("Nos reunimos", spanish))
    table = raw({"Q1": cells}, {"Q1": text})
    apply(book(Q1=question), table)
    assert labels(table) == {"Q1": {"en": english, "es": spanish}[language]}


def test_import_ids_tell_columns_of_one_name_apart() -> None:
    names = ["Q1_x", "Q1_x (2)", "Q9"]
    table = raw(
        {name: ["1"] for name in names},
        dict(zip(names, ["Frogs-Dots", "Frogs-Stripes", "Frogs-Swirls"], strict=True)),
    )
    codebook = book(
        QID1_1=asked("Frogs - Dots", AGREE),
        QID1_2=asked("Frogs - Stripes", AGREE),
        QID1_3=asked("Frogs - Swirls", AGREE),
    )
    apply(codebook, table, ["QID1_1", "QID1_2", "QID1_3"])
    assert labels(table) == dict.fromkeys(names, AGREE)


def test_an_import_id_alone_proves_nothing() -> None:
    """Every survey has a QID1."""
    with pytest.raises(FileError):
        apply(book(QID1=asked("We met", AGREE)), raw({"met": ["1"]}), ["QID1"])
    with pytest.raises(FileError):
        apply(book(QID1=asked("We met", AGREE)), raw({"met": ["1"]}, {"met": "Where do you work?"}), ["QID1"])


@pytest.mark.parametrize(
    ("column", "question"),
    [
        ("G01Q01[A1]", "G01Q01[A1]"),
        ("G01Q01_A1", "G01Q01[A1]"),
        ("G01Q01.A1.", "G01Q01[A1]"),
        ("G01Q01(A1)", "G01Q01[A1]"),
        ("G01Q01[A1]. How often? [We met]", "G01Q01[A1]"),
        ("g01q01[a1]", "G01Q01[A1]"),
        ("q", "a/q"),
        ("b/q", "a/q"),
        ("a.q", "a/q"),
        ("mood [dose 1]", "mood"),
        ("mood (2)", "mood"),
        ("How often? [12X34X56A1]", "12X34X56A1"),
        ("How often? [We met]", None),
        ("2_Q5", "Q5"),
        ("Q5x", None),
        ("", None),
        ("[]", None),
    ],
)
def test_spellings_of_names(column: str, question: str | None) -> None:
    called = {
        "G01Q01[A1]": asked("1"),
        "a/q": asked("2"),
        "q": asked("2"),
        "mood": asked("3"),
        "Q5": asked("4"),
        "12X34X56A1": asked("5"),
        "How often?": asked("6"),
    }
    found = Questions(called).find(column)
    assert (found and found.text) == (called[question].text if question else None)


def test_a_spelling_that_could_mean_two_means_none() -> None:
    questions = Questions({"a_b": asked("1"), "a.b": asked("2"), "AB": asked("3"), "ab": asked("4")})
    assert questions.find("a b") is questions.find("Ab") is None
    assert [questions.find(name).text for name in ("a_b", "a.b", "AB", "ab")] == ["1", "2", "3", "4"]  # type: ignore[union-attr]


WORDS = st.text(max_size=8)
QUESTIONS = st.one_of(
    st.builds(asked, WORDS, st.dictionaries(WORDS, WORDS, max_size=3), st.sampled_from(Kind)),
    st.builds(
        in_languages, en=st.tuples(WORDS, st.just({"1": "a"})), es=st.tuples(WORDS, st.just({"1": "b"}))
    ),
)


@given(st.dictionaries(WORDS, QUESTIONS, max_size=5))
def test_a_codebook_survives_the_journey(questions: dict[str, object]) -> None:
    codebook = Codebook("qsf", questions)  # type: ignore[arg-type]
    assert Codebook.of_record(json.loads(json.dumps(codebook.to_record()))) == codebook
