"""Names of columns, for any header."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.files.headers import unique_names

PART = st.sampled_from(
    ["", " ", "a", "a ", "a (2)", "a (3)", "a (2) (2)", "A", "column 1", "column 2", "column 2 (2)"]
)


@given(st.lists(PART, min_size=1, max_size=8))
def test_names_are_unique_and_a_first_name_is_kept(header: list[str]) -> None:
    names = unique_names(header)
    assert len(set(names)) == len(names) == len(header)
    for position, given_name in enumerate(header):
        first = given_name.strip() and given_name.strip() not in [
            other.strip() for other in header[:position]
        ]
        if first:
            assert names[position] == given_name.strip()


@pytest.mark.parametrize(
    ("header", "names"),
    [
        (["id", "score", "score", "", "score "], ["id", "score", "score (2)", "column 4", "score (3)"]),
        (["a", "a (2)", "a"], ["a", "a (2)", "a (3)"]),
        (["a", "a", "a (2)"], ["a", "a (3)", "a (2)"]),
        (["", "column 1"], ["column 1 (2)", "column 1"]),
    ],
)
def test_blank_and_repeated_names(header: list[str], names: list[str]) -> None:
    assert unique_names(header) == names
