"""Words that run from right to left, or that turn the line around, turn nothing beside them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fivefold.core.directions import FIRST_STRONG_ISOLATE, POP_ISOLATE, isolated, without_turning
from tests.surveys.imports.bringing import FACTS, survey

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"


def test_plain_words_stand_as_they_are():
    for words in ("We plan together", "¿Planeamos juntos?", "我们一起计划", ""):
        assert isolated(words) == words


@example("\u2068\u2069")
@given(st.text(st.sampled_from(TURNING + "abc نحن שלום 12()")))
def test_whatever_may_turn_a_line_is_set_apart(words):
    """Unicode Annex 9: what stands between an isolate and its end has no effect outside."""
    bare = without_turning(words)
    set_apart = isolated(words)
    assert not set(bare) & set(TURNING)
    assert set_apart in {bare, f"{FIRST_STRONG_ISOLATE}{bare}{POP_ISOLATE}"}
    if set_apart == bare:
        assert set(words) <= set("abc 12()")


@pytest.mark.django_db
def test_a_sentence_about_a_cell_is_not_turned_by_it(marcus):
    marcus.bring(survey(24, cells={3: "Som\u202eemit"}))
    page = marcus.page()
    sentence = page[page.index("error-summary") : page.index("</ul>", page.index("error-summary"))]
    assert "is not an answer yet" in sentence
    assert f"{FIRST_STRONG_ISOLATE}Somemit{POP_ISOLATE}" in sentence
    assert "\u202e" not in sentence


@pytest.mark.django_db
def test_a_column_in_arabic_is_set_apart_in_a_sentence(marcus):
    marcus.bring(survey(24, cells={3: "ربما"}))
    assert f"{FIRST_STRONG_ISOLATE}ربما{POP_ISOLATE}" in marcus.page()


@pytest.mark.django_db
def test_no_title_and_no_file_name_can_turn_the_pages_that_others_read(marcus):
    kept = marcus.whole(survey(24), name="spring\u202evsc.csv", title="Spring\u202e 2026")
    assert (kept.round.title, kept.file_name) == ("Spring 2026", "springvsc.csv")
    assert FACTS["title"] == "Spring 2026"
