"""Scores in the words of their scale."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.assess import instruments
from fivefold.assess.answer import Answer
from fivefold.assess.text import Text
from fivefold.assess.wording import in_words, interval_in_words, native
from tests.assess.tables import ONE_TO_FIVE

ANSWERS = instruments.load().answers


@pytest.mark.parametrize(
    ("number", "english", "spanish"),
    [
        (1.0, "Never, 1.0", "Nunca, 1.0"),
        (1.25, "Never, 1.2", "Nunca, 1.2"),
        (1.26, "Never to seldom, 1.3", "Entre nunca y rara vez, 1.3"),
        (3.5, "Sometimes to often, 3.5", "Entre a veces y a menudo, 3.5"),
        (3.74, "Sometimes to often, 3.7", "Entre a veces y a menudo, 3.7"),
        (3.75, "Often, 3.8", "A menudo, 3.8"),
        (4.0, "Often, 4.0", "A menudo, 4.0"),
        (5.0, "Always, 5.0", "Siempre, 5.0"),
    ],
)
def test_the_answer_it_is_near_or_the_two_it_lies_between(number: float, english: str, spanish: str) -> None:
    score = (number - 1) * 25
    assert in_words(score, ANSWERS, "en") == english
    assert in_words(score, ANSWERS, "es") == spanish


def test_an_interval_is_in_the_numbers_of_the_scale() -> None:
    assert interval_in_words(57.5, 67.5, ANSWERS) == "3.3–3.7"


def test_a_scale_without_words_gives_its_number_alone() -> None:
    assert in_words(62.5, ONE_TO_FIVE, "en") == "3.5"


def test_uneven_numbers_keep_their_steps() -> None:
    answers = (Answer(-2, Text("Worse")), Answer(0, Text("Same")), Answer(6, Text("Better")))
    assert in_words(0, answers, "en") == "Worse, −2.0"
    assert in_words(25, answers, "en") == "Same, 0.0"
    assert in_words(60, answers, "en") == "Same to better, 2.8"


@given(st.floats(0, 100))
def test_every_score_has_words_and_its_own_number(score: float) -> None:
    words, _, number = in_words(score, ANSWERS, "en").rpartition(", ")
    assert words[0].isupper()
    assert float(number) == pytest.approx(native(score, ANSWERS), abs=0.0501)
