"""What a survey tool tells beside the answers, and what a proposal and an error make of it."""

from dataclasses import replace

import numpy as np
import pytest

from fivefold.assess import frameworks, mapping_toml
from fivefold.assess.assessing import assess
from fivefold.assess.errors import AssessError, ProposalError
from fivefold.assess.proposal import propose, render
from fivefold.files.table import Column, Notice
from tests.assess.tables import FREQUENCY, column, mapping, scale, table

RPP = frameworks.load()
OFTEN = ["Never", "Seldom", "Sometimes", "Often", "Always"]


def items(*columns: Column) -> list[tuple[str, ...]]:
    return [one.items for one in propose(table(*columns), RPP).mapping.scales]


def test_what_the_tool_notes_becomes_no_item() -> None:
    status = [replace(column(f"{form}_complete", ["0", "1", "2"] * 4), metadata=True) for form in ("a", "b")]
    with pytest.raises(ProposalError):
        items(*status)
    asked = [column(f"met_{n}", OFTEN * 2) for n in (1, 2)]
    assert items(*status, *asked) == [("met_1", "met_2")]
    assert propose(table(*status, *asked), RPP).unused == ("a_complete", "b_complete")


def asked_at(time: str, *names: str) -> list[Column]:
    return [replace(column(f"{name} [{time}]", OFTEN * 2, text=name), part=time) for name in names]


def test_answers_of_two_times_are_two_scales() -> None:
    columns = [*asked_at("fall", "met", "asked"), *asked_at("spring", "met", "asked")]
    proposal = propose(table(*columns), RPP)
    assert [one.items for one in proposal.mapping.scales] == [
        ("met [fall]", "asked [fall]"),
        ("met [spring]", "asked [spring]"),
    ]
    assert [one.title.in_language("en") for one in proposal.mapping.scales] == ["fall", "spring"]


def test_one_item_at_two_times_is_no_scale() -> None:
    with pytest.raises(ProposalError):
        items(*asked_at("fall", "met"), *asked_at("spring", "met"))


def test_items_numbered_at_two_times_are_known_by_their_numbers() -> None:
    columns = [*asked_at("fall", "bond_1", "bond_2"), *asked_at("spring", "bond_1", "bond_2")]
    columns = columns[::2] + columns[1::2]
    assert items(*columns) == [("bond_1 [fall]", "bond_2 [fall]"), ("bond_1 [spring]", "bond_2 [spring]")]
    titles = [one.title.in_language("en") for one in propose(table(*columns), RPP).mapping.scales]
    assert titles == ["bond (fall)", "bond (spring)"]


def test_our_own_survey_asked_twice_is_known_each_time() -> None:
    columns = [*asked_at("fall", "trust_1", "trust_2"), *asked_at("spring", "trust_1", "trust_2")]
    scales = propose(table(*columns), RPP).mapping.scales
    assert [one.items for one in scales] == [
        ("trust_1 [fall]", "trust_2 [fall]"),
        ("trust_1 [spring]", "trust_2 [spring]"),
    ]
    assert [one.dimension for one in scales] == ["trust", "trust"]
    assert scales[1].title.in_language("en").endswith("(spring)")


CODES = ["A1", "A2", "A3", "A4"]


def test_codes_of_answers_are_in_the_order_of_their_numbers() -> None:
    cells = ["AO03", "AO01", "AO10", "AO02", "AO03"] * 2
    proposal = propose(table(*(column(f"Q[{n}]", cells) for n in "ab")), RPP)
    (found,) = proposal.scales
    assert [(one.label.in_language("en"), one.number) for one in found.scale.answers or ()] == [
        (f"AO{number:02d}", number) for number in range(1, 4)
    ]
    assert "Not among them: AO10." in found.reason
    assert "order is that of the codes" in found.reason
    rows = table(*(column(f"Q[{n}]", cells) for n in "ab"))
    parsed = mapping_toml.parse(render(proposal, rows, RPP), "map.toml")
    assert [one.answers for one in parsed.scales] == [one.answers for one in proposal.mapping.scales]


@pytest.mark.parametrize(
    "columns",
    [
        [column("town", CODES * 3), column("street", CODES * 3)],  # two lists side by side
        [column("Q[a]", ["A1", "A2"] * 5), column("Q[b]", ["A2", "A1"] * 5)],  # two answers are no order
        [column("Q[a]", [*CODES, "-oth-"] * 3), column("Q[b]", ["A1", "B2", "C3"] * 5)],
        [column("Q[a]", ["A1", "A99"] * 5), column("Q[b]", ["A2", "A99"] * 5)],
    ],
)
def test_codes_that_are_no_scale(columns: list[Column]) -> None:
    with pytest.raises(ProposalError):
        items(*columns)


def test_header_rows_under_a_title_will_be_found_again() -> None:
    rows = table(*(column(f"Q_{n}", OFTEN * 2) for n in (1, 2)), header_rows=2)
    assert propose(rows, RPP).mapping.options.header_rows == 2
    found = replace(rows, warnings=(Notice("title_lines", "Lines were left out."),))
    assert propose(found, RPP).mapping.options.header_rows is None


def test_an_error_names_the_row_that_the_cell_stood_in() -> None:
    late = replace(column("met [spring]", ["Often", "7"]), record=np.array([5, 9], dtype=np.int32))
    survey = table(column("met [fall]", ["Often", "Never"]), late)
    chosen = mapping(scale("met", ["met [fall]", "met [spring]"], answers=FREQUENCY))
    with pytest.raises(AssessError) as caught:
        assess(survey, chosen, framework=RPP)
    assert (caught.value.row, caught.value.column) == (9, "met [spring]")
    assert caught.value.message.startswith("Row 9,")
