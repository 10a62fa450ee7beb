"""Which answer a cell is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.assess.answer import Answer
from fivefold.assess.matching import AnswerKey, Kind, distinct_cells, number_of
from fivefold.assess.text import Text
from tests.assess.tables import FREQUENCY, ONE_TO_FIVE, column


def read(key: AnswerKey, cell: str, **about: object) -> tuple[Kind, float | None]:
    kinds, numbers = key.read_column(column("Q", [cell], **about))  # type: ignore[arg-type]
    return Kind(kinds[0]), None if np.isnan(numbers[0]) else float(numbers[0])


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Never", (Kind.ANSWER, 1.0)),
        ("  OFTEN ", (Kind.ANSWER, 4.0)),
        ("4", (Kind.ANSWER, 4.0)),
        ("4.0", (Kind.ANSWER, 4.0)),
        ("4,0", (Kind.ANSWER, 4.0)),
        ("", (Kind.MISSING, None)),
        ("   ", (Kind.MISSING, None)),
        ("-99", (Kind.MISSING, None)),
        ("-99.0", (Kind.MISSING, None)),
        ("Cannot tell", (Kind.CANNOT_TELL, None)),
        ("6", (Kind.CANNOT_TELL, None)),
        ("n/a", (Kind.NOT_APPLICABLE, None)),
        ("7", (Kind.OUTSIDE, None)),
        ("3.5", (Kind.OUTSIDE, None)),
        ("nan", (Kind.OUTSIDE, None)),
        ("1_0", (Kind.OUTSIDE, None)),
        ("Oftentimes", (Kind.OUTSIDE, None)),
    ],
)
def test_a_cell_is_a_label_or_a_code_then_a_number(cell: str, expected: tuple[Kind, float | None]) -> None:
    key = AnswerKey(FREQUENCY, ["cannot tell", "6"], ["N/A"], ["-99"])
    assert read(key, cell) == expected


def test_a_code_goes_by_its_label_and_a_label_by_its_code() -> None:
    labels = {"1": "Always", "2": "Never", "9": "Refused"}
    key = AnswerKey(FREQUENCY, (), ("Refused",))
    assert read(key, "1", labels=labels) == (Kind.ANSWER, 5.0)
    assert read(key, "9", labels=labels, user_missing=["9"]) == (Kind.NOT_APPLICABLE, None)
    by_code = AnswerKey((Answer(0, Text("1")), Answer(10, Text("2"))))
    assert read(by_code, "always", labels=labels) == (Kind.ANSWER, 0.0)


def test_the_tools_own_missing_comes_before_an_answer_of_that_number() -> None:
    key = AnswerKey(ONE_TO_FIVE)
    assert read(key, "5", user_missing=["5"]) == (Kind.MISSING, None)
    assert read(AnswerKey(ONE_TO_FIVE, ["5"]), "5", user_missing=["5"]) == (Kind.CANNOT_TELL, None)


def test_labels_that_are_numbers_keep_the_numbers_they_were_given() -> None:
    key = AnswerKey((Answer(5, Text("1")), Answer(1, Text("5"))))
    assert read(key, "1") == (Kind.ANSWER, 5.0)
    assert read(key, "1.0") == (Kind.ANSWER, 5.0)


def test_any_wording_of_an_answer_matches() -> None:
    key = AnswerKey((Answer(1, Text({"en": "Never", "es": "Nunca"})), Answer(2, Text({"en": "Ever"}))))
    assert read(key, "nunca") == read(key, "never") == (Kind.ANSWER, 1.0)


@given(st.lists(st.sampled_from(["Never", "often", "3", "", "x", "n/a"]), min_size=1))
def test_a_column_is_read_cell_by_cell(cells: list[str]) -> None:
    key = AnswerKey(FREQUENCY, (), ["n/a"])
    kinds, numbers = key.read_column(column("Q", cells))
    for place, cell in enumerate(cells):
        kind, number = read(key, cell)
        assert kinds[place] == kind
        assert numbers[place] == number or (number is None and np.isnan(numbers[place]))


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e6, max_value=1e6))
def test_a_number_is_read_with_point_or_comma(value: float) -> None:
    text = f"{value:.3f}"
    assert number_of(text) == number_of(text.replace(".", ",")) == float(text)


@pytest.mark.parametrize("text", ["", "1e5", "inf", "0x1", "1 000", "12.345,6", "--1", "."])
def test_what_is_no_number(text: str) -> None:
    assert number_of(text) is None


def test_distinct_cells_know_what_the_tool_calls_missing() -> None:
    cells = distinct_cells(column("Q", ["8", "1"], user_missing=["8"]))
    assert [cell.user_missing for cell in cells] == [True, False]


@pytest.mark.parametrize("cell", ["9" * 17, "9" * 400, "-" + "9" * 400, "1" + "0" * 308])
def test_what_no_scale_reaches_is_no_number(cell: str) -> None:
    assert number_of(cell) is None
