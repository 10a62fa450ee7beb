"""A scale and its items are published together: what follows from both must give no small group away."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fivefold.assess import frameworks
from fivefold.assess.answer import Answer
from fivefold.assess.assessing import assess
from fivefold.assess.mapping import MappedScale, Mapping
from fivefold.assess.text import Text
from tests.assess.tables import column, table

ANSWERS = tuple(Answer(float(number), Text(str(number))) for number in range(1, 6))
ITEMS = ("a", "b", "c", "d")
THRESHOLD = 5


def assessed(rows: list[list[str]]):
    columns = [column(name, [row[place] for row in rows]) for place, name in enumerate(ITEMS)]
    mapping = Mapping(
        scales=(
            MappedScale(key="trust", title=Text("Trust"), items=ITEMS, dimension="trust", answers=ANSWERS),
        )
    )
    found = assess(table(*columns), mapping, framework=frameworks.load("rpp-2017"), threshold=THRESHOLD)
    return found.scales[0] if found.scales else None


def left_over(rows: list[list[str]], shown) -> float:
    """What an attacker takes from exact figures: the scale's sum less the items' sums over k."""
    items = sum(one.figure.mean * one.figure.n for one in shown.item_results) / len(ITEMS)
    return shown.mean * shown.n - items


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 12), st.integers(5, 30), st.integers(0, 2**32 - 1))
def test_few_people_with_gaps_never_stand_out(gaps: int, complete: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows = [[str(answer) for answer in rng.integers(1, 6, len(ITEMS))] for _ in range(complete + gaps)]
    for row in rows[:gaps]:
        row[rng.integers(len(ITEMS))] = ""
    shown = assessed(rows)
    assert shown is not None
    withheld = all(one.figure is None for one in shown.item_results)
    assert withheld == (0 < gaps < THRESHOLD)
    if gaps == 0:
        assert left_over(rows, shown) == pytest.approx(0, abs=1e-6)


def test_among_many_rounded_numbers_hide_them() -> None:
    rng = np.random.default_rng(1)
    rows = [[str(answer) for answer in rng.integers(1, 6, len(ITEMS))] for _ in range(50)]
    rows[0][0] = ""
    shown = assessed(rows)
    assert shown is not None
    assert all(one.figure is not None for one in shown.item_results)
