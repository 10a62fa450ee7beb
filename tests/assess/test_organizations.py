"""The sides of a file, told by the partnership's own organizations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.assess import frameworks
from fivefold.assess.proposal.organizations import KINDS, NOBODY, Organizations
from fivefold.assess.proposal.proposal import propose
from fivefold.assess.proposal.sides import side_of
from fivefold.assess.roll import roll_of
from fivefold.files.words import words
from tests.assess.tables import column, table
from tests.assess.test_proposal import AGREE, matrix
from tests.assess.test_roll import people

CEDAR = Organizations(
    {
        "practice": ("Cedar Valley USD", "Cedar Valley"),
        "research": ("Northfield University", "Northfield"),
        "broker": ("The Bridge Collaborative", ""),
    }
)


@pytest.mark.parametrize(
    ("cell", "side"),
    [
        ("Cedar Valley USD", "practice"),
        ("cedar valley", "practice"),
        ("CEDAR-VALLEY Unified School District", "practice"),
        ("I work for Cedar Valley", "practice"),
        ("Northfield", "research"),
        ("Northfield Univ.", "research"),
        ("Bridge Collaborative", "broker"),
        ("Cedar Valley and Northfield", None),
        ("Cedar Rapids", None),
        ("Valley", None),
        ("University", None),
        ("", None),
    ],
)
def test_an_organization_is_known_by_the_words_that_are_its_own(cell, side):
    assert CEDAR.side_of(cell) == side


def test_where_two_sides_share_their_own_words_only_the_full_name_tells():
    both = Organizations({"practice": ("Springfield Public Schools",), "research": ("Springfield College",)})
    assert both.side_of("Springfield College") == "research"
    assert both.side_of("springfield public schools") == "practice"
    assert both.side_of("Springfield") is None
    # The general words still tell what the names leave open.
    assert side_of("University of Springfield", both) == "research"


def test_a_name_of_general_words_alone_tells_only_in_full():
    plain = Organizations({"practice": ("Public Schools",), "research": ("State University",)})
    assert plain.side_of("Public Schools") == "practice"
    assert plain.side_of("Schools") is None


def is_own(word):
    return word not in KINDS and words(word) == (word,)


@given(
    st.lists(
        st.text("abcdefghij", min_size=3, max_size=8).filter(is_own),
        min_size=2,
        max_size=2,
        unique=True,
    ),
    st.lists(st.sampled_from(sorted(KINDS)), max_size=4),
)
def test_no_cell_is_ever_given_to_the_other_side(own, general):
    names = Organizations({"practice": (own[0],), "research": (own[1],)})
    said = " ".join([*general, own[0], *general])
    assert names.side_of(said) == "practice"
    assert names.side_of(f"{said} {own[1]}") is None
    assert NOBODY.side_of(said) is None


@pytest.mark.parametrize("name", ["Q2", "Who are you with?"])
def test_a_column_that_names_both_organizations_tells_the_sides_whatever_it_is_called(name):
    cells = ["Cedar Valley", "Northfield", "Cedar Valley", "Someone else"] * 2
    survey = table(column(name, cells), *matrix(AGREE, names=["Q1_1", "Q1_2"]))
    framework = frameworks.load(frameworks.DEFAULT)
    assert propose(survey, framework).mapping.side is None
    side = propose(survey, framework, CEDAR).mapping.side
    assert side is not None
    assert side.values == {"practice": ("Cedar Valley",), "research": ("Northfield",)}


def test_a_roll_is_told_apart_by_them_too():
    listed = people({"Affiliation": ["Cedar Valley", "Cedar Valley", "Northfield", "Elsewhere"]})
    assert roll_of(listed).members != roll_of(listed, organizations=CEDAR).members
    assert roll_of(listed, organizations=CEDAR).members == {"practice": 2, "research": 1}
