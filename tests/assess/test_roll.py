"""A roll of members becomes numbers by side, proposed or chosen, and nothing else is for keeping."""

import json
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.assess.errors import UsageError
from fivefold.assess.mapping import SIDES
from fivefold.assess.roll import Roll, roll_of
from fivefold.assess.roll_text import members_line, roll_text
from fivefold.files.rolls.people import LIST, ONE_ROSTER, People, Trait
from fivefold.files.table import Notice


def trait(name: str, cells: Sequence[str | Sequence[str]]) -> Trait:
    """A column with one cell, or several, for each person; a blank cell is none."""
    values: dict[str, int] = {}
    pairs = [
        (person, values.setdefault(value, len(values)))
        for person, held in enumerate(cells)
        for value in ([held] if isinstance(held, str) else held)
        if value
    ]
    person, code = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
    return Trait(name, tuple(values), person, code)


def people(columns: Mapping[str, Sequence[str | Sequence[str]]], format: str = LIST) -> People:
    count = max((len(cells) for cells in columns.values()), default=3)
    traits = tuple(trait(name, cells) for name, cells in columns.items())
    return People("members.csv", format, count, traits, ())


def codes(roll: Roll) -> list[str]:
    return [notice.code for notice in roll.notices]


def test_the_column_that_tells_two_sides_is_found_and_its_values_sorted_out() -> None:
    roll = roll_of(
        people(
            {
                "Site": ["North", "South", "East", "West"],
                "Job title": ["Teacher", "Coach", "Teacher", "Analyst"],
                "Organization": ["Cedar School District", "cedar school district", "State University", "Hub"],
            }
        )
    )
    assert (roll.people, roll.column) == (4, "Organization")
    assert [(group.values, group.people, group.sides) for group in roll.groups] == [
        (("Cedar School District",), 2, ("practice",)),
        (("Hub",), 1, ()),
        (("State University",), 1, ("research",)),
    ]
    assert roll.members == {"practice": 2, "research": 1}
    assert (roll.on_no_side, roll.on_two_sides, roll.unlisted) == (1, 0, ("Hub",))
    assert roll.columns == ("Site", "Job title", "Organization")


def test_of_columns_that_tell_sides_the_one_that_tells_most_people_is_taken() -> None:
    roles = ["Teacher", "Professor", "PI", "Evaluator"]
    sides = ["District", "University", "University", ""]
    assert roll_of(people({"Role": roles, "Side": sides})).column == "Side"


def test_a_list_of_one_side_is_told_by_its_roles() -> None:
    roll = roll_of(people({"Site": ["North", "South"], "Title": ["Teacher", "Principal"]}))
    assert (roll.column, roll.members) == ("Title", {"practice": 2})


@pytest.mark.parametrize(
    "columns",
    [
        {},
        {"Site": ["North", "South"]},
        {"Organization": ["Alpha", "Beta", "District"]},
        {"Side": ["", "", ""]},
        {"Role": [f"Teacher {place}" for place in range(201)]},
    ],
)
def test_without_a_column_that_tells_sides_people_count_in_all(columns: dict[str, list[str]]) -> None:
    found = people(columns)
    roll = roll_of(found)
    assert (roll.people, roll.column, roll.groups, roll.members) == (found.count, None, (), {})
    assert codes(roll) == ["no_side_column"]
    assert members_line(roll) == f"--members {found.count}"


def test_one_roster_lists_people_of_the_district() -> None:
    columns = {"role": ["teacher", "siteAdministrator", "proctor"], "organization": ["Lincoln", "", "o2"]}
    found = people(columns, ONE_ROSTER)
    assert roll_of(found).members == {"practice": 3}
    by_place = roll_of(found, column="organization", sides={"broker": ["o2"]})
    assert by_place.members == {"practice": 1, "broker": 1}
    assert by_place.on_no_side == 1


def test_what_a_person_says_goes_before_what_is_proposed() -> None:
    found = people({"Organization": ["District", "University lab", "Hub"], "Site": ["A", "B", "A"]})
    roll = roll_of(found, sides={"practice": [" university  LAB "], "broker": ["hub"]})
    assert roll.members == {"practice": 2, "broker": 1}
    by_site = roll_of(found, column="site", sides={"research": ["A"]})
    assert (by_site.column, by_site.members, by_site.unlisted) == ("Site", {"research": 2}, ("B",))


def test_a_person_with_two_values_is_on_the_side_that_both_tell() -> None:
    roll = roll_of(
        people({"Role": [["Teacher", "Coach"], ["Teacher", "Professor"], ["Hub", "Professor"], "Teacher"]})
    )
    assert roll.members == {"practice": 2, "research": 1}
    assert (roll.on_two_sides, roll.on_no_side) == (1, 0)
    assert ("Professor", "Teacher") in {group.values for group in roll.groups if len(group.sides) == 2}


@pytest.mark.parametrize(
    ("column", "sides", "code"),
    [
        ("Phone", {}, "unknown_column"),
        ("Notes", {}, "too_many_values"),
        (None, {"practice": ["Distrct"]}, "unknown_value"),
        (None, {"practice": ["District"], "research": ["DISTRICT"]}, "value_on_two_sides"),
    ],
)
def test_what_does_not_fit_is_wrong_usage(column: str | None, sides: dict[str, list[str]], code: str) -> None:
    found = people(
        {"Organization": ["District", "University"] * 150, "Notes": [f"note {one}" for one in range(300)]}
    )
    with pytest.raises(UsageError) as caught:
        roll_of(found, column=column, sides=sides)
    assert caught.value.code == code
    assert caught.value.remedy
    if code == "unknown_value":
        assert 'Did you mean "District"?' in caught.value.remedy


def test_values_without_a_column_are_wrong_usage() -> None:
    with pytest.raises(UsageError) as caught:
        roll_of(people({"Site": ["North"]}), sides={"practice": ["North"]})
    assert caught.value.code == "values_without_column"


def test_answers_taken_for_a_roll_are_warned_of() -> None:
    scale = ["Never", "Seldom", "Sometimes", "Often"]
    asked = people({"Organization": ["District"] * 4, "q1": scale, "q2": scale})
    assert codes(roll_of(asked)) == ["perhaps_answers"]
    assert codes(roll_of(people({"Organization": ["District"] * 4, "often here": scale}))) == []


def test_only_counts_are_for_keeping() -> None:
    roll = roll_of(people({"Role": ["Superintendent of Cedar", "Professor of Algebra"]}))
    assert roll.to_record() == {"people": 2, "members": {"practice": 1, "research": 1}}
    assert "Cedar" not in json.dumps(roll.to_record())
    assert "Superintendent of Cedar" in json.dumps(roll.to_dict())


cells = st.sampled_from(["", "Cedar District", "State University", "The Hub", "Somewhere"])


@given(st.lists(st.one_of(cells, st.lists(cells, max_size=3)), min_size=1, max_size=30))
def test_everybody_is_counted_once(held: list[str | list[str]]) -> None:
    roll = roll_of(people({"side": held}))
    if roll.column:
        assert sum(group.people for group in roll.groups) == roll.people == len(held)
        assert sum(roll.members.values()) + roll.on_no_side + roll.on_two_sides == len(held)
        assert list(roll.members) == [side for side in SIDES if side in roll.members]
    assert roll_of(people({"side": held[::-1]})) == roll


def test_the_text_ends_with_the_line_to_use() -> None:
    roll = roll_of(people({"side": ["District"] * 14 + ["University"] * 10}))
    text = roll_text(roll)
    assert text.endswith("To use with fivefold assess:\n--members practice=14,research=10\n")
    assert "District" in text
    assert "14  practice" in text


def test_the_text_of_people_on_no_side_gives_the_number_in_all() -> None:
    text = roll_text(roll_of(people({"side": ["District"] * 3 + ["University"] * 2 + ["", "Else"]})))
    assert "(blank)" in text
    assert "2 people are on no side" in text
    assert "--members practice=3,research=2" in text
    assert text.endswith("--members 7\n")


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_the_text_keeps_its_width_and_holds_nothing_unprintable(width: int) -> None:
    names = [f"District \x1b[31m{'long ' * 30}{place}" for place in range(3)] + ["University"]
    found = people({"side": names, "A very long question about where it is that you work? " * 3: names})
    roll = roll_of(
        People(
            found.file, LIST, 4, found.traits, (Notice("short_rows", "Some rows \x1b[2J are short. " * 5),)
        )
    )
    text = roll_text(roll, width=width)
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= min(max(width, 40), 100)
