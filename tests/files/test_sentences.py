import json

from hypothesis import given
from hypothesis import strategies as st

from fivefold.files.sentences import Sentence, say

SPANISH = {
    "Row {row} is blank.": "La fila {row} está en blanco.",
    "{first} {then}": "{first} {then}",
    "Fix it.": "Corríjalo.",
}


def spanish(pattern: str) -> str:
    return SPANISH[pattern]


def test_a_sentence_is_its_english_words() -> None:
    assert say("Row {row} is blank.", row=3) == "Row 3 is blank."
    assert str(say("Fix it.")) == "Fix it."


def test_a_sentence_can_be_said_again_in_another_language() -> None:
    both = say("{first} {then}", first=say("Row {row} is blank.", row=3), then=say("Fix it."))
    assert both.said(spanish) == "La fila 3 está en blanco. Corríjalo."


@given(st.text(), st.integers())
def test_a_text_of_a_file_is_never_read_as_a_pattern(text: str, number: int) -> None:
    sentence = say("“{text}” stands in row {row}.", text=text, row=number)
    assert sentence == f"“{text}” stands in row {number}."
    again = Sentence.of_record(json.loads(json.dumps(sentence.to_record())))
    assert (again, again.pattern, again.fields) == (sentence, sentence.pattern, sentence.fields)
