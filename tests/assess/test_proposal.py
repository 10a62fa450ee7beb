"""What is proposed for a file, and that it can be used as it is."""

import string

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from fivefold.assess import frameworks, instruments, mapping_toml
from fivefold.assess.assessing import assess
from fivefold.assess.errors import AssessError, ProposalError
from fivefold.assess.mapping import MappedScale
from fivefold.assess.proposal import Proposal, propose, render
from fivefold.files.sentences import say
from fivefold.files.table import Column, Skipped, Table
from tests.assess.tables import column, table

RPP = frameworks.load()
AGREE = ["Strongly disagree", "Disagree", "Agree", "Strongly agree"]


def proposed(*columns: Column) -> Proposal:
    return propose(table(*columns), RPP)


def matrix(labels: list[str], *, names: list[str], text: str = "") -> list[Column]:
    """Columns in which everybody gives each of the answers in turn."""
    shifted = [labels[place:] + labels[:place] for place in range(len(names))]
    return [
        column(name, cells * 2, text=f"{text}-{name}" if text else "")
        for name, cells in zip(names, shifted, strict=True)
    ]


def answers_of(proposal: Proposal, place: int = 0) -> dict[str, float]:
    return {one.label.in_language("en"): one.number for one in proposal.mapping.scales[place].answers or ()}


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (AGREE, {"Strongly disagree": 1, "Disagree": 2, "Agree": 3, "Strongly agree": 4}),
        (["Never", "Sometimes", "Always", "Often"], {"Never": 1, "Sometimes": 2, "Often": 3, "Always": 4}),
        (["never", "seldom", "Sometimes", "OFTEN", "always"], {"never": 1, "seldom": 2, "OFTEN": 4}),
        (["Poor", "Fair", "Good", "Excellent"], {"Poor": 1, "Excellent": 4}),
        (
            ["Not at all", "A little", "Somewhat", "Quite a bit", "Extremely"],
            {"Not at all": 1, "Extremely": 5},
        ),
        (["Nunca", "Casi nunca", "A veces", "A menudo", "Siempre"], {"Nunca": 1, "Siempre": 5}),
        (["Muy en desacuerdo", "En desacuerdo", "De acuerdo", "Muy de acuerdo"], {"De acuerdo": 3}),
        (["1 - Strongly disagree", "2 - Disagree", "3 - Agree"], {"2 - Disagree": 2, "3 - Agree": 3}),
        (["Disagree (2)", "Agree (3)"], {"Disagree (2)": 2, "Agree (3)": 3}),
        (["1", "2", "3", "4", "5"], {"1": 1, "5": 5}),
        (["0", "1", "2", "3"], {"0": 0, "3": 3}),
    ],
)
def test_ordered_answers_are_known(labels: list[str], expected: dict[str, float]) -> None:
    proposal = proposed(*matrix(labels, names=["Q1_1", "Q1_2", "Q1_3"][: len(labels)]))
    assert answers_of(proposal).items() >= expected.items()


def test_answers_nobody_chose_are_offered_all_the_same() -> None:
    proposal = proposed(*matrix(["Agree", "Strongly Agree"], names=["Q1_1", "Q1_2"]))
    assert answers_of(proposal) == {"Strongly disagree": 1, "Disagree": 2, "Agree": 3, "Strongly Agree": 4}
    assert "Nobody chose strongly disagree, disagree" in proposal.scales[0].reason


def test_none_answers_are_sorted_out() -> None:
    cells = ["Agree", "Disagree", "Don't know", "N/A", "Prefer not to say", "Agree"]
    proposal = proposed(column("Q1_1", cells), column("Q1_2", cells))
    (scale,) = proposal.mapping.scales
    assert scale.cannot_tell == ("Don't know",)
    assert scale.not_applicable == ("N/A",)
    assert proposal.mapping.options.missing == ("Prefer not to say",)


def test_codes_for_no_answer_are_sorted_out_of_numbers() -> None:
    cells = ["1", "2", "3", "-99", "99", "2"]
    proposal = proposed(column("Q1_1", cells), column("Q1_2", cells))
    assert answers_of(proposal) == {"1": 1, "2": 2, "3": 3}
    assert set(proposal.mapping.options.missing) == {"-99", "99"}


def test_a_slip_stays_in_the_scale_so_that_its_row_is_named() -> None:
    cells = ["1", "2", "3", "4", "5"] * 8
    columns = [column("Q1_1", [*cells, "7"]), column("Q1_2", [*cells, "5"])]
    proposal = proposed(*columns)
    assert answers_of(proposal) == {str(number): number for number in range(1, 6)}
    with pytest.raises(AssessError) as caught:
        assess(table(*columns), proposal.mapping, framework=RPP)
    assert (caught.value.row, caught.value.column) == (42, "Q1_1")


def test_value_labels_give_the_answers_in_words() -> None:
    labels = {"1": "Strongly agree", "2": "Agree", "3": "Disagree", "4": "Strongly disagree", "9": "Omitted"}
    cells = ["1", "2", "3", "4", "9", "1"]
    columns = [column(f"t1{letter}", cells, labels=labels, user_missing=["9"]) for letter in "abc"]
    proposal = proposed(*columns)
    assert answers_of(proposal) == {"Strongly disagree": 1, "Disagree": 2, "Agree": 3, "Strongly agree": 4}
    (found,) = assess(table(*columns), proposal.mapping, framework=RPP).scales
    assert found.mean == pytest.approx(100 * (3 + 2 + 1 + 0 + 3) / 15)


def test_labels_nobody_knows_keep_the_order_of_their_codes() -> None:
    labels = {"1": "Seedling", "2": "Sapling", "3": "Tree"}
    proposal = proposed(*(column(f"g{n}", ["1", "2", "3", "2"], labels=labels) for n in (1, 2, 3)))
    assert answers_of(proposal) == {"Seedling": 1, "Sapling": 2, "Tree": 3}
    assert "order is that of the codes" in proposal.scales[0].reason


@pytest.mark.parametrize(
    "columns",
    [
        [column("Q1_1", ["1", ""] * 5), column("Q1_2", ["", "1"] * 5)],  # boxes ticked
        [column("Q1_1", ["Yes", "No"] * 5), column("Q1_2", ["No", "Yes"] * 5)],
        [
            column("rank_1", ["1", "2", "3"]),
            column("rank_2", ["2", "3", "1"]),
            column("rank_3", ["3", "1", "2"]),
        ],
        [column("id", ["1", "2", "3", "4", "5"]), column("case", ["1", "2", "3", "4", "5"])],
        [column("age_1", ["31", "45", "60"]), column("age_2", ["22", "33", "44"])],
        [column("comment", ["Often we met", "Never again", "It was always good"])],
        [column("Email", AGREE), column("Last Name", AGREE)],
    ],
)
def test_what_is_no_scale(columns: list[Column]) -> None:
    with pytest.raises(ProposalError) as caught:
        propose(table(*columns), RPP)
    assert caught.value.code == "no_scales_found"
    assert "--map" in caught.value.remedy


def test_a_file_of_trials_alone_says_so() -> None:
    empty = table(column("Q1_1", []), skipped=[Skipped(4, say("a test"))])
    with pytest.raises(ProposalError) as caught:
        propose(empty, RPP)
    assert caught.value.code == "no_rows"


def test_questions_asked_together_become_one_scale() -> None:
    grid = [
        column(f"How far do you agree? [{row}]", AGREE * 2) for row in ("We meet", "We decide", "We learn")
    ]
    apart = [
        column(name, ["Never", "Often", "Always", "Seldom"] * 2) for name in ("Use of data", "Use of time")
    ]
    proposal = proposed(*grid, column("Comment", ["x"] * 8), *apart)
    assert [len(scale.items) for scale in proposal.mapping.scales] == [3, 2]
    assert proposal.mapping.scales[0].title.in_language("en") == "How far do you agree?"
    assert proposal.unused == ("Comment",)


def test_a_matrix_of_mixed_answers_is_parted() -> None:
    agreement = matrix(AGREE, names=["Q1", "Q2"])
    frequency = matrix(["Never", "Seldom", "Often", "Always"], names=["Q3", "Q4"])
    proposal = proposed(*agreement, *frequency)
    assert [scale.items for scale in proposal.mapping.scales] == [("Q1", "Q2"), ("Q3", "Q4")]


def test_our_own_instrument_is_recognized_by_name_and_by_wording() -> None:
    pilot = instruments.load()
    cells = ["Never", "Often", "Always", "I cannot tell from where I sit", "Does not apply"]
    by_name = [column(item.key.upper(), cells) for item in pilot.items]
    by_wording = [
        column(
            f"¿Con qué frecuencia? [{item.text.in_language('es')}]",
            ["Nunca", "A menudo", "Siempre", "", "Nunca"],
        )
        for item in pilot.items
    ]
    for columns in (by_name, by_wording):
        proposal = proposed(*columns)
        assert [scale.dimension for scale in proposal.mapping.scales] == list(RPP.dimension_keys)
        result = assess(table(*columns), proposal.mapping, framework=RPP, threshold=1)
        assert all(len(dimension.scales) == 1 for dimension in result.dimensions)


def test_columns_named_alike_with_other_answers_are_not_our_instrument() -> None:
    (scale,) = proposed(*matrix(AGREE, names=["trust_1", "trust_2"])).mapping.scales
    assert scale.dimension is None


@pytest.mark.parametrize(
    ("name", "cells", "expected"),
    [
        (
            "Role",
            ["Teacher", "Principal", "Researcher"],
            {"practice": ("Teacher", "Principal"), "research": ("Researcher",)},
        ),
        ("My organization", ["Cedar Valley School District", "Northfield University"], None),
        ("side", ["practice", "research", "broker"], None),
        ("Rol", ["Docente", "Investigadora", "Directora"], None),
        ("Where do you work?", ["School of Education, University of X", "District office"], None),
        ("¿Dónde trabaja usted?", ["Distrito escolar", "Universidad"], None),
        ("Which of these best describes you?", ["Teacher", "Researcher", "Principal"], None),
        ("¿Cuál de estas opciones lo describe mejor?", ["Docente", "Investigador"], None),
        ("I work at", ["A public school", "A college or university"], None),
        ("Favorite place", ["school", "university"], {}),
    ],
)
def test_sides_are_guessed_by_name_and_cells(
    name: str, cells: list[str], expected: dict[str, tuple[str, ...]] | None
) -> None:
    rows = (cells * 8)[:8]
    side = proposed(column(name, rows), *matrix(AGREE, names=["Q1_1", "Q1_2"])).side
    if expected == {}:
        assert side is None
    else:
        assert side is not None
        assert not side.unlisted
        assert {"practice", "research"} <= set(side.column.values)
        if expected:
            assert side.column.values == expected


def test_personal_columns_are_left_out_and_named() -> None:
    proposal = proposed(
        column("Email", [f"{n}@example.org" for n in range(8)]), *matrix(AGREE, names=["Q1_1", "Q1_2"])
    )
    assert proposal.personal == (("Email", "e-mail address"),)
    assert "Email" not in proposal.unused
    text = render(proposal, table(*matrix(AGREE, names=["Q1_1", "Q1_2"])), RPP)
    assert "Email (e-mail address)" in text


def test_the_dimension_is_left_to_choose() -> None:
    rows = table(*matrix(AGREE, names=["Q1_1", "Q1_2"]))
    text = render(propose(rows, RPP), rows, RPP)
    assert '# dimension = "trust"  # trust, rigor, goals, field or capacity' in text
    chosen = mapping_toml.parse(text.replace('# dimension = "trust"', 'dimension = "trust"'), "map.toml")
    assert chosen.scales[0].dimension == "trust"


NAME = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(
    lambda name: bool(name.strip())
)
SLIP = 'Don"t'
CELLS = st.sampled_from(
    [
        AGREE,
        ["Never", "Seldom", "Sometimes", "Often", "Always"],
        ["Nunca", "A veces", "Siempre", "No sé", "No corresponde"],
        ["1", "2", "3", "4", "5", "-99"],
        ["Poor", "Fair", "Good", "Excellent", "N/A", SLIP, "Prefer not to say"],
    ]
)


@st.composite
def surveys(draw: st.DrawFn) -> Table:
    rows = draw(st.integers(5, 20))
    columns: list[Column] = []
    for stem in draw(st.lists(NAME, min_size=1, max_size=4, unique=True)):
        labels = draw(CELLS)
        count = draw(st.integers(1, 4))
        text = draw(st.sampled_from(["", "A question\nin two lines - "]))
        for number in range(count):
            cells = draw(st.lists(st.sampled_from(["", *labels]), min_size=rows, max_size=rows))
            columns.append(column(f"{stem}_{number}", cells, text=text and f"{text}{stem}{number}"))
    sides = draw(
        st.lists(st.sampled_from(["Teacher", "Researcher", "Parent", ""]), min_size=rows, max_size=rows)
    )
    columns.append(column(draw(st.sampled_from(["Role", "Comment", "role?"])), sides))
    assume(len({one.name for one in columns}) == len(columns))
    return table(*columns)


def holds_no_answer(column: Column, scale: MappedScale) -> bool:
    numbers = {answer.number for answer in scale.answers or ()}
    return any(cell == SLIP or (cell.isdecimal() and float(cell) not in numbers) for cell in column.values)


@settings(deadline=None)  # a busy machine is no fault of a proposal
@given(surveys())
@example(
    table(
        *(
            column(f"0_{place}", [*["1"] * 17, second, last])
            for place, (second, last) in enumerate([("2", "5"), ("1", "4"), ("1", "4"), ("1", "4")])
        ),
        column("Role", ["Teacher"] * 19),
    )
)
def test_what_is_proposed_is_read_back_and_can_be_used(survey: Table) -> None:
    try:
        proposal = propose(survey, RPP)
    except ProposalError:
        return
    parsed = mapping_toml.parse(render(proposal, survey, RPP), "map.toml")
    assert [(one.key, one.items, one.cannot_tell, one.not_applicable) for one in parsed.scales] == [
        (one.key, one.items, one.cannot_tell, one.not_applicable) for one in proposal.mapping.scales
    ]
    assert [one.answers for one in parsed.scales] == [one.answers for one in proposal.mapping.scales]
    assert parsed.options == proposal.mapping.options
    assert parsed.side == proposal.mapping.side
    slips = [name for one in parsed.scales for name in one.items if holds_no_answer(survey.column(name), one)]
    if slips:
        # A cell that is no answer, or a number that stands apart: it is named, and nothing is guessed.
        with pytest.raises(AssessError) as caught:
            assess(survey, parsed, framework=RPP, threshold=1)
        assert caught.value.column in slips
    else:
        by_file = assess(survey, parsed, framework=RPP, threshold=1)
        assert by_file.to_dict() == assess(survey, proposal.mapping, framework=RPP, threshold=1).to_dict()


@given(st.text(string.punctuation + string.digits + string.whitespace + "“”éñ\x7f\u2028\x85", max_size=40))
@example("\r_")
def test_any_title_survives_the_writing(title: str) -> None:
    rows = table(*(column(f"{title}[{n}]", AGREE * 2, text=f"{title}?") for n in "ab"))
    proposal = propose(rows, RPP)
    parsed = mapping_toml.parse(render(proposal, rows, RPP), "map.toml")
    assert parsed.scales[0].items == proposal.mapping.scales[0].items
