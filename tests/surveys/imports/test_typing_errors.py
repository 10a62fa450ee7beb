"""What somebody meant who typed an answer wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.surveys.importers.typing_errors import meant_by
from tests.surveys.imports.bringing import survey

AGREE = ("Strongly disagree", "Disagree", "Agree", "Strongly agree")
LIKELY = ("Very unlikely", "Unlikely", "Likely", "Very likely")
SATISFIED = ("Muy insatisfecho", "Insatisfecho", "Satisfecho", "Muy satisfecho")


@pytest.mark.parametrize(
    ("words", "answers", "meant"),
    [
        ("Agre", AGREE, "Agree"),
        ("Stongly  agree", AGREE, "Strongly agree"),
        ("disagreee", AGREE, "Disagree"),
        ("Very unlikly", LIKELY, "Very unlikely"),
        ("Mui satisfecho", SATISFIED, "Muy satisfecho"),
        ("Mui insatisfecho", SATISFIED, "Muy insatisfecho"),
        ("Not agree", AGREE, None),
        ("Somewhat agree", AGREE, None),
        ("6", AGREE, None),
        ("", AGREE, None),
        ("Maybe", (), None),
    ],
)
def test_a_near_answer_is_offered(words, answers, meant):
    assert meant_by(words, answers) == meant


@given(st.sampled_from([*AGREE, *LIKELY, *SATISFIED]), st.sampled_from([AGREE, LIKELY, SATISFIED]))
def test_an_answer_is_never_taken_for_another_one(words, answers):
    others = [answer for answer in answers if answer != words]
    assert meant_by(words, others) is None


@pytest.mark.django_db
def test_the_page_asks_whether_it_was_meant_and_takes_nothing(marcus):
    marcus.bring(survey(24, cells={3: "Somtimes"}))
    page = marcus.page()
    assert "Did somebody mean &quot;Sometimes&quot;?" in page
    unsaid = [name for name, value in marcus.form().items() if name.startswith("answer-") and not value]
    assert len(unsaid) == 1
