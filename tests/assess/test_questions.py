"""The stem that statements share stands once; what it leaves of each is that statement's own words."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.assess.questions import row_text, shared_stem
from fivefold.files.table import Column

PLAIN = st.text("abcdefghij klmnop?", min_size=1, max_size=30).map(str.strip).filter(bool)
MATRIX = pytest.mark.parametrize("matrix", ["{stem} [{row}]", "{stem} - {row}"])


@MATRIX
@given(stem=PLAIN, rows=st.lists(PLAIN, min_size=2, max_size=6))
def test_the_parts_of_a_matrix_question_are_found_as_the_import_page_says_them(matrix, stem, rows):
    texts = [matrix.format(stem=stem, row=row) for row in rows]
    assert shared_stem(texts) == (stem, rows)
    columns = [Column("Q", text, {}, frozenset(), (), np.array([], dtype=np.int32)) for text in texts]
    assert [row_text(column) for column in columns] == [" ".join(row.split()) for row in rows]


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["We plan together", "We decide together"],
        # Not of one question, or not all of it.
        ["How often? [We plan]", "How well? [We decide]"],
        ["How often? [We plan]", "We decide"],
        # Nothing would be left of one, or nothing stands before it.
        ["How often? []", "How often? [We decide]"],
        ["[We plan]", "[We decide]"],
        # Compound words are no question and answer.
        ["co-planning", "co-teaching"],
        # A remark in brackets at the end of a statement that stands alone.
        ["We met as planned [this year]"],
    ],
)
def test_statements_that_share_no_question_stay_whole(texts):
    assert shared_stem(texts) == ("", texts)


def test_a_dash_without_spaces_parts_after_the_end_of_a_sentence_alone():
    texts = ["How much do you agree?-We plan", "How much do you agree?-We re-plan"]
    assert shared_stem(texts) == ("", texts)
    texts = ["How much do you agree?-We plan", "How much do you agree?-We decide"]
    assert shared_stem(texts) == ("How much do you agree?", ["We plan", "We decide"])


def test_a_statement_alone_in_its_scale_shares_the_question_of_its_neighbors():
    survey = ["How often? [We plan]", "How often? [We decide]", "How often do we meet [in person]"]
    assert shared_stem(survey[:1], among=survey) == ("How often?", ["We plan"])
    assert shared_stem(survey[2:], among=survey) == ("", survey[2:])
