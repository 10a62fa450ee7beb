"""A codebook beside a file of codes: its words on the page, and no more of it afterwards."""

from html import unescape
from pathlib import Path

import pytest

from fivefold.files import confinement, limits
from fivefold.surveys.models import Import, Round
from tests.surveys.imports.bringing import FACTS, files_kept, survey

pytestmark = pytest.mark.django_db
ANSWERS = "1, Never | 2, Seldom | 3, Sometimes | 4, Often | 5, Always"
DICTIONARY = "\n".join(
    [
        '"Variable / Field Name","Form Name","Section Header","Field Type","Field Label",'
        '"Choices, Calculations, OR Slider Labels"',
        "record_id,us,,text,Record ID,",
        *(
            f'us_{number},us,,radio,"Our plans {words}","{ANSWERS}"'
            for number, words in enumerate(("hold", "fit our schools", "are made early"), start=1)
        ),
    ]
).encode()
DATA = "\n".join(
    ["record_id,us_1,us_2,us_3,us_complete"]
    + [f"{number},{number % 5 + 1},{(number + 1) % 5 + 1},{number * 2 % 5 + 1},2" for number in range(1, 25)]
).encode()


def test_statements_and_answers_stand_in_their_own_words(marcus, django_capture_on_commit_callbacks):
    marcus.bring(DATA, "data.csv", ("dictionary.csv", DICTIONARY))
    page = unescape(marcus.page())
    for words in ("Our plans hold", "Our plans are made early", "Never", "Always"):
        assert words in page
    with django_capture_on_commit_callbacks(execute=True):
        marcus.match(**FACTS, **marcus.dimensions())
        marcus.confirm()
    assert Round.objects.get().responses == 24
    assert files_kept() == []


def test_a_codebook_of_another_survey_is_refused_at_its_own_field(marcus):
    page = unescape(marcus.bring(survey(24), "survey.csv", ("dictionary.csv", DICTIONARY)).content.decode())
    assert "No column of the file is in the codebook" in page
    assert 'id="id_codebook_error"' in page
    assert not Import.objects.exists()
    assert files_kept() == []


@pytest.mark.parametrize(
    "content", [b"junk \x00\x01", b"%PDF-1.7", b'<?xml version="1.0"?><!DOCTYPE x []><x/>']
)
def test_what_is_no_codebook_is_refused_by_its_own_name(marcus, content):
    page = marcus.bring(DATA, "data.csv", ("questions.lss", content)).content.decode()
    assert 'id="id_codebook_error"' in page
    assert files_kept() == []


def test_a_codebook_that_takes_too_long_is_waited_for_once(marcus, monkeypatch):
    asked = []
    real = confinement._ask
    monkeypatch.setattr(confinement, "_ask", lambda *given: asked.append(given) or real(*given))
    monkeypatch.setattr(limits, "WALL_SECONDS", 0.01)
    page = marcus.bring(DATA, "data.csv", ("dictionary.csv", DICTIONARY)).content.decode()
    assert "took too long" in page
    assert 'id="id_codebook_error"' in page
    assert len(asked) == 1


def test_a_codebook_given_as_the_answers_says_what_it_is(marcus):
    page = unescape(marcus.bring(DICTIONARY, "dictionary.csv").content.decode())
    assert "codebook" in page
    assert 'id="id_file_error"' in page


def test_the_limesurvey_structures_are_refused_as_answers(marcus, samples: Path):
    path = samples / "surveys/limesurvey/validation_tests_v2.lss"
    page = unescape(marcus.bring(path.read_bytes(), path.name).content.decode())
    assert "LimeSurvey" in page
