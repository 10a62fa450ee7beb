"""A scale, its sides and its items are published together: what follows must give no few people away."""

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fivefold.assess import frameworks
from fivefold.assess.answer import Answer
from fivefold.assess.assessing import assess
from fivefold.assess.assessment import ScaleResult
from fivefold.assess.mapping import MappedScale, Mapping, SideColumn
from fivefold.assess.text import Text
from tests.assess.tables import column, table
from tests.attack.linear import told_by_few
from tests.examples import up_to

ANSWERS = tuple(Answer(float(number), Text(str(number))) for number in range(1, 6))
ITEMS = ("a", "b", "c", "d")
SIDES = ("practice", "research")
THRESHOLD = 5
ALL = frozenset(range(len(ITEMS)))

# A kind of people: their side, and which items they answered.
Kind = tuple[str, frozenset[int]]


def assessed(people: Counter[Kind]) -> ScaleResult | None:
    rng = np.random.default_rng(1)
    rows = [
        [side, *(str(rng.integers(1, 6)) if place in answered else "" for place in range(len(ITEMS)))]
        for (side, answered), count in people.items()
        for _ in range(count)
    ]
    columns = [column(name, [row[place] for row in rows]) for place, name in enumerate(("side", *ITEMS))]
    mapping = Mapping(
        scales=(
            MappedScale(key="trust", title=Text("Trust"), items=ITEMS, dimension="trust", answers=ANSWERS),
        ),
        side=SideColumn("side", {side: (side,) for side in SIDES}),
    )
    found = assess(table(*columns), mapping, framework=frameworks.load("rpp-2017"), threshold=THRESHOLD)
    return found.scales[0] if found.scales else None


def published(people: Counter[Kind], shown: ScaleResult) -> np.ndarray:
    """One row a sum that is out; a column an item of a kind of people, who weigh alike in every sum."""
    open_sides = {group.key for group in shown.groups if not group.suppressed}
    scales = [lambda _side: True, *((lambda side, key=key: side == key) for key in open_sides)]
    rows = [
        [
            in_scale(side) * (place in answered) * (2 * len(answered) >= len(ITEMS)) / max(len(answered), 1)
            for side, answered in people
            for place in ALL
        ]
        for in_scale in scales
    ]
    rows += [
        [float(place == item and place in answered) for _, answered in people for place in ALL]
        for item, result in enumerate(shown.item_results)
        if not result.suppressed
    ]
    return np.array(rows)


def given_away(people: Counter[Kind], shown: ScaleResult) -> Iterator[tuple[Kind, ...]]:
    """Fewer people than the threshold of whose answers alone some combination of the sums is made."""
    kinds = list(people)
    answered = [kind for kind in range(len(kinds)) if kinds[kind][1]]
    columns = [kind for kind in range(len(kinds)) for _ in ITEMS]
    sizes = [people[kind] if place in answered else THRESHOLD for place, kind in enumerate(kinds)]
    for chosen in told_by_few(published(people, shown), columns, sizes, THRESHOLD):
        yield tuple(kinds[place] for place in chosen)


def people(*kinds: tuple[int, str, set[int] | frozenset[int]]) -> Counter[Kind]:
    return Counter({(side, frozenset(answered)): count for count, side, answered in kinds})


kinds = st.tuples(
    st.integers(1, 8),
    st.sampled_from([*SIDES, ""]),
    st.sets(st.sampled_from(sorted(ALL)), max_size=4).map(frozenset),
)


@settings(max_examples=up_to(150), deadline=None)
@given(st.lists(kinds, min_size=1, max_size=6).map(lambda drawn: people(*drawn)))
@example(people((9, "practice", ALL), (1, "practice", {0})))
@example(people((9, "practice", ALL), (4, "practice", {0}), (1, "practice", {0, 1, 2})))
@example(people((9, "practice", ALL), (2, "practice", {0}), (2, "practice", {0, 1, 2})))
@example(people((1, "practice", ALL), (8, "practice", {1, 2, 3}), (8, "practice", {0, 1, 2})))
@example(people((12, "practice", ALL), (1, "practice", {0, 1, 2}), (5, "", {1, 2, 3}), (9, "research", ALL)))
@example(people((1, "practice", ALL), (9, "practice", {1, 2, 3}), (9, "research", {1, 2, 3}), (5, "", {0})))
def test_no_combination_of_what_is_shown_is_told_by_a_few(of: Counter[Kind]) -> None:
    shown = assessed(of)
    if shown is not None:
        assert not list(given_away(of, shown))


@pytest.mark.parametrize(
    "gaps", [{1, 2, 3}, {0, 1}, {0}], ids=["one left out", "half", "too few for a score"]
)
@pytest.mark.parametrize("count", range(7))
def test_few_people_with_gaps_never_stand_out(gaps: set[int], count: int) -> None:
    shown = assessed(people((9, "practice", ALL), (12, "research", ALL), (count, "research", gaps)))
    assert shown is not None
    withheld = all(one.figure is None for one in shown.item_results)
    assert withheld == (0 < count < THRESHOLD)


def test_the_only_one_who_answered_everything_stands_out_as_well() -> None:
    shown = assessed(people((9, "practice", {0, 1, 2}), (9, "practice", {0, 1, 3}), (1, "practice", ALL)))
    assert shown is not None
    assert all(one.figure is None for one in shown.item_results)


def test_among_many_rounded_numbers_hide_them() -> None:
    shown = assessed(people((49, "practice", ALL), (1, "practice", {1, 2, 3})))
    assert shown is not None
    assert all(one.figure is not None for one in shown.item_results)
