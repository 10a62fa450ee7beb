"""What stands apart from a scale's answers is asked about, not taken for the best answer of all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.assess.proposal.profiles import profile
from fivefold.assess.proposal.strays import ends_of, without_strays
from fivefold.files.table import Column
from tests.assess.tables import column
from tests.assess.test_proposal import answers_of, proposed

ROWS = 40


def numbers(name: str, odd: dict[int, str] | None = None, steps: int = 5, text: str = "") -> Column:
    cells = [str((row * 3 + len(name)) % steps + 1) for row in range(ROWS)]
    for row, cell in (odd or {}).items():
        cells[row] = cell
    return column(name, cells, text=text)


def codes(name: str, kind: str, odd: dict[int, str] | None = None) -> Column:
    cells = [f"{kind}{(row + len(name)) % 5 + 1}" for row in range(ROWS)]
    for row, cell in (odd or {}).items():
        cells[row] = cell
    return column(name, cells)


@pytest.mark.parametrize("odd", [{3: "6"}, {3: "6", 9: "6"}, {3: "7"}, {3: "often"}, {3: "6", 8: "often"}])
def test_a_few_numbers_that_one_column_alone_holds_are_no_answers(odd: dict[int, str]) -> None:
    found = proposed(numbers("q1", odd), numbers("q2"), numbers("q3"), numbers("q44"))
    assert set(answers_of(found).values()) == {1, 2, 3, 4, 5}
    assert found.mapping.scales[0].items == ("q1", "q2", "q3", "q44")


def test_what_most_columns_use_is_the_scale() -> None:
    found = proposed(numbers("q1", steps=6), numbers("q2", steps=6), numbers("q3"))
    assert set(answers_of(found).values()) == {1, 2, 3, 4, 5, 6}


@pytest.mark.parametrize("code", ["8", "9"])
def test_a_number_beyond_a_wide_gap_is_no_answer_however_often_it_was_given(code: str) -> None:
    odd = dict.fromkeys(range(0, ROWS, 4), code)
    found = proposed(numbers("q1", odd), numbers("q2", odd), numbers("q3", odd))
    assert set(answers_of(found).values()) == {1, 2, 3, 4, 5}


def test_a_code_beyond_a_gap_is_no_answer_and_no_step_is_made_up() -> None:
    odd = {3: "A9", 11: "A9", 12: "A9"}
    found = proposed(codes("q1", "A", odd), codes("q2", "A"), codes("q3", "A", odd))
    assert answers_of(found) == {"A1": 1, "A2": 2, "A3": 3, "A4": 4, "A5": 5}


def test_a_step_that_nobody_chose_stays_a_step() -> None:
    cells = [f"A{(1, 2, 3, 5)[row % 4]}" for row in range(ROWS)]
    found = proposed(column("q1", cells), column("q2", cells[::-1]))
    assert answers_of(found) == {"A1": 1, "A2": 2, "A3": 3, "A4": 4, "A5": 5}


@pytest.mark.parametrize(
    ("said", "ends"),
    [
        ("Partners keep promises. (1 = never, 5 = always)", {1: "never", 5: "always"}),
        ("1=Strongly disagree; 7=Strongly agree", {1: "Strongly disagree", 7: "Strongly agree"}),
        ("0 = nada, 10 = mucho", {0: "nada", 10: "mucho"}),
        ("In 2024 = better", {}),
        ("We met 5 times", {}),
        ("1 = only one end is named", {}),
        ("3 = low, 5 = high", {}),
    ],
)
def test_what_a_question_says_of_its_ends(said: str, ends: dict[int, str]) -> None:
    assert ends_of(column("q", ["1"], text=said)) == ends


def test_the_ends_that_a_question_names_are_the_scale() -> None:
    text = "({}) (1 = never, 5 = always)"
    four = [numbers(name, steps=4, text=text.format(name)) for name in ("q1", "q2", "q3")]
    assert list(answers_of(proposed(*four)).values()) == [1, 2, 3, 4, 5]
    assert "always" in answers_of(proposed(*four))
    everywhere = {3: "6"}
    six = [numbers(name, everywhere, text=text.format(name)) for name in ("q1", "q2", "q3")]
    assert list(answers_of(proposed(*six)).values()) == [1, 2, 3, 4, 5]


@given(st.lists(st.sampled_from("12345"), min_size=30, max_size=60), st.integers(2, 5))
def test_a_scale_without_strays_stays_whole(cells: list[str], wide: int) -> None:
    cells = [*cells, *"12345"]
    group = [one for place in range(wide) if (one := profile(place, column(f"q{place}", cells)))]
    assert [one.answers for one in without_strays(group)] == [one.answers for one in group]
