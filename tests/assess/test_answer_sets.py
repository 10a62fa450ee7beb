"""Ordered answers as surveys word them, the order they are given, and the answers that are none."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.assess import frameworks, mapping_toml
from fivefold.assess.assessing import assess
from fivefold.assess.errors import AssessError, ProposalError
from fivefold.assess.proposal import propose, render
from fivefold.assess.proposal.answer_sets import is_step_among, known_among, longer_set, set_for, specials
from fivefold.assess.proposal.answer_words import AnswerSet, degrees, written_sets
from fivefold.assess.proposal.profiles import profile
from tests.assess.tables import column, table

RPP = frameworks.load()
# Lowest first, as survey tools offer them and as published scales word them.
OFFERED = Path(__file__).with_name("offered_answers.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("offered", OFFERED)
def test_answers_get_the_order_they_were_offered_in(offered: str) -> None:
    labels = offered.split("|")
    found = set_for(reversed(labels))
    assert found is not None
    assert found[1] == dict(zip(labels, range(1, 8), strict=False))
    assert len(found[0].steps) == len(labels)
    assert set(known_among(labels)) == set(labels)
    assert not any(specials().meaning(label) for label in labels)


@pytest.mark.parametrize("place", range(len(written_sets())))
def test_each_known_set_is_found_by_its_own_words(place: int) -> None:
    one = written_sets()[place]
    found = set_for(one.steps)
    assert found is not None
    assert found[1] == {step: number for number, step in enumerate(one.steps, start=1)}
    others = [step for step in one.step_of if specials().meaning(step)]
    assert all(is_step_among(word, set(one.steps) - {word}) for word in others if word in one.steps)


@given(st.data())
def test_no_set_turns_the_answers_of_another_around(data: st.DataObject) -> None:
    """Whatever part of a set was chosen, a lower answer never counts more than a higher one."""
    one = data.draw(st.sampled_from(written_sets()))
    chosen = data.draw(st.lists(st.sampled_from(one.wordings), min_size=2, unique=True))
    labels = {data.draw(st.sampled_from(words)): one.wordings.index(words) for words in chosen}
    found = set_for(labels)
    assert found is not None
    ordered = sorted(labels, key=lambda label: labels[label])
    assert sorted(labels, key=lambda label: found[1][label]) == ordered


SHARED = st.sampled_from(
    ["useful", "clear", "true of me", "relevant to my work", "útil", "satisfecho/a", "claro"]
)


@given(st.sampled_from(degrees()), SHARED, st.data())
def test_degrees_of_anything_are_ordered(one: AnswerSet, words: str, data: st.DataObject) -> None:
    steps = [data.draw(st.sampled_from(step)).replace("…", words) for step in one.wordings]
    found = set_for(data.draw(st.permutations(steps)))
    assert found is not None
    assert [found[1][label] for label in steps] == list(range(1, len(steps) + 1))


@pytest.mark.parametrize(
    "labels",
    [
        ["Certified", "Not certified"],
        ["Very useful", "Not at all clear", "Somewhat helpful"],
        ["Not at all", "Useful"],
        ["Very good, but Mrs. Hill never listens to any of us", "Not good"],
        ["Red", "Green", "Blue"],
        ["No", "Yes"],
    ],
)
def test_what_is_no_order(labels: list[str]) -> None:
    assert set_for(labels) is None


def test_two_answers_of_which_one_is_the_others_opposite_are_no_scale() -> None:
    cells = ["Certified", "Not certified"] * 6
    with pytest.raises(ProposalError):
        propose(table(*(column(f"Q1_{n}", cells) for n in range(3))), RPP)


@pytest.mark.parametrize(
    ("labels", "highest"),
    [
        (["Never", "Rarely", "Sometimes", "Often"], "always"),
        (["Not at all useful", "Slightly useful", "Moderately useful", "Very useful"], "extremely useful"),
        (["Strongly disagree", "Disagree", "Agree", "Strongly agree"], None),
        (["Very poor", "Poor", "Fair", "Good", "Very good"], None),
    ],
)
def test_a_scale_that_others_go_on_from_is_told(labels: list[str], highest: str | None) -> None:
    found = set_for(labels)
    assert found is not None
    longer = longer_set(labels, found[0])
    assert (longer and longer.steps[-1]) == highest
    scales = propose(table(*(column(f"Q1_{n}", labels * 2) for n in range(3))), RPP).scales
    assert ("Check that nothing more was offered" in scales[0].reason) == (highest is not None)


def test_none_is_a_step_among_amounts_and_no_answer_elsewhere() -> None:
    amounts = ["None", "A little", "Some", "A lot"]
    found = profile(0, column("Q1", amounts))
    assert found is not None
    assert (set(found.answers), found.missing) == (set(amounts), ())
    found = profile(0, column("Q1", ["None", "Agree", "Disagree", "Strongly agree"]))
    assert found is not None
    assert found.missing == ("None",)


@pytest.mark.parametrize(
    ("labels", "lowest"),
    [
        ({"0": "None", "1": "1 or 2", "2": "3 or 4", "3": "More"}, "None"),
        ({"0": "None", "1": "A little", "2": "Some", "3": "A lot"}, "None"),
        ({"1": "1 or 2", "2": "3 or 4", "3": "More", "9": "None"}, "1 or 2"),
        ({"0": "N/A", "1": "1 or 2", "2": "3 or 4", "3": "More"}, "1 or 2"),
    ],
)
def test_a_code_before_the_others_makes_none_a_step(labels: dict[str, str], lowest: str) -> None:
    found = profile(0, column("Q1", list(labels), labels=labels))
    assert found is not None
    assert found.answers[0] == lowest


@pytest.mark.parametrize(
    ("label", "meaning"),
    [
        ("I cannot tell from where I sit", "cannot_tell"),
        ("Don’t know", "cannot_tell"),
        ("Unfamiliar (N/A)", "cannot_tell"),
        ("No basis for evaluation", "cannot_tell"),
        ("No sé", "cannot_tell"),
        ("N/A", "not_applicable"),
        ("Logically not applicable", "not_applicable"),
        ("No corresponde", "not_applicable"),
        ("Unsure", "cannot_tell"),
        ("Too early to tell", "cannot_tell"),
        ("No estoy seguro/a", "cannot_tell"),
        ("NS/NC", "cannot_tell"),
        ("n.a.", "not_applicable"),
        ("Decline to answer", "missing"),
        ("I do not wish to answer", "missing"),
        ("No contestó", "missing"),
        ("Prefer not to answer", "missing"),
        ("NA", "missing"),
        ("Not Reached", "missing"),
        ("Not at all", None),
        ("Nada", None),
        ("Neither agree nor disagree", None),
    ],
)
def test_answers_that_are_none(label: str, meaning: str | None) -> None:
    assert specials().meaning(label) == meaning


NUMBERS = [
    lambda n, w: f"{n} - {w}",
    lambda n, w: f"{w} ({n})",
    lambda n, w: f"[{n}] {w}",
    lambda n, w: f"{w} - {n}",
]


@pytest.mark.parametrize("written", NUMBERS)
@pytest.mark.parametrize("first", [0, 1])
def test_numbers_in_the_labels_choose_the_set(written: Callable[[int, str], str], first: int) -> None:
    """Of five answers three were chosen: on a scale of four they would stand closer together."""
    agree = ["Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree"]
    chosen = {written(n + first, agree[n]): n + 1 for n in (0, 3, 4)}
    found = set_for(chosen)
    assert found is not None
    assert (len(found[0].steps), found[1]) == (5, chosen)
    turned = {written(4 - n + first, agree[n]): n + 1 for n in (0, 3, 4)}
    found = set_for(turned)
    assert found is not None
    assert (len(found[0].steps), found[1]) == (5, turned)


@pytest.mark.parametrize("written", NUMBERS)
@given(st.lists(st.sampled_from([1, 1, 1, 5, 2, 3, 4]), min_size=6, max_size=30))
def test_a_scale_of_numbers_with_words_at_its_ends(
    written: Callable[[int, str], str], given: list[int]
) -> None:
    given = [*given, 1, 5]
    ends = {1: written(1, "Never"), 5: written(5, "Always")}
    cells = [ends.get(n, str(n)) for n in given]
    rows = table(*(column(f"Q1_{n}", cells) for n in range(3)))
    (scale,) = propose(rows, RPP).mapping.scales
    found = {one.label.in_language("en"): one.number for one in scale.answers or ()}
    if set(given) - {1, 5}:
        assert found == {ends.get(n, str(n)): n for n in range(1, 6)}
    (read,) = assess(rows, propose(rows, RPP).mapping, framework=RPP, threshold=1).scales
    assert read.mean == pytest.approx(sum(25 * (n - 1) for n in given) / len(given))


def test_scales_with_other_words_at_their_ends_are_kept_apart() -> None:
    agree = ["1 - Strongly disagree", "2", "3", "4", "5 - Strongly agree"] * 2
    often = ["1 (Never)", "2", "3", "4", "5 (Always)"] * 2
    rows = table(*(column(name, agree) for name in "ab"), *(column(name, often) for name in "cd"))
    assert [one.items for one in propose(rows, RPP).mapping.scales] == [("a", "b"), ("c", "d")]


BILINGUAL = [
    lambda en, es: f"{en} / {es}",
    lambda en, es: f"{es}/{en}",
    lambda en, es: f"{en} ({es})",
    lambda en, es: f"{en} | {es}",
]


@pytest.mark.parametrize("both", BILINGUAL)
def test_answers_in_two_languages_at_once(both: Callable[[str, str], str]) -> None:
    english = ["Never", "Rarely", "Sometimes", "Often", "Always"]
    spanish = ["Nunca", "Rara vez", "A veces", "A menudo", "Siempre"]
    labels = [both(en, es) for en, es in zip(english, spanish, strict=True)]
    cells = [*labels, both("Don't know", "No sé")] * 2
    (scale,) = propose(table(*(column(f"Q1_{n}", cells) for n in range(3))), RPP).mapping.scales
    assert [one.label.in_language("en") for one in scale.answers or ()] == labels
    assert scale.cannot_tell == (cells[5],)


def test_a_middle_said_twice() -> None:
    labels = [
        "Strongly disagree",
        "Disagree",
        "Neutral/Neither agree nor disagree",
        "Agree",
        "Strongly agree",
    ]
    found = set_for(labels)
    assert found is not None
    assert list(found[1].values()) == [1, 2, 3, 4, 5]


def test_one_answer_spelled_in_two_ways_counts_the_same() -> None:
    """Forms are mended while they run: a full stop goes, a blank is doubled."""
    cells = ["Strongly disagree", "Disagree", "Disagree.", "Agree", "Strongly  agree", "Strongly agree"] * 2
    rows = table(*(column(f"Q1_{n}", cells) for n in range(3)))
    proposal = propose(rows, RPP)
    (scale,) = mapping_toml.parse(render(proposal, rows, RPP), "map.toml").scales
    assert scale.answers == proposal.mapping.scales[0].answers
    (read,) = assess(rows, proposal.mapping, framework=RPP, threshold=1).scales
    assert read.mean == pytest.approx(100 * (0 + 1 + 1 + 2 + 3 + 3) / 18)


def test_numbers_that_nobody_chose_are_named() -> None:
    rows = table(*(column(f"Q1_{n}", ["4", "5", "7", "8"] * 3) for n in range(3)))
    assert "Nobody chose 1, 2, 3, 6: check what was offered." in propose(rows, RPP).scales[0].reason


LABELS = {"1": "Never", "2": "Sometimes", "3": "Often", "4": "Always"}


@pytest.mark.parametrize("code", ["99", "-99", "98", "-9"])
def test_a_number_without_a_label_that_means_no_answer(code: str) -> None:
    rows = table(*(column(f"q{n}", ["1", "2", code, "4"] * 3, labels=LABELS) for n in range(3)))
    mapping = propose(rows, RPP).mapping
    assert mapping.options.missing == (code,)
    (read,) = assess(rows, mapping, framework=RPP, threshold=1).scales
    assert read.mean == pytest.approx(100 * (0 + 1 + 3) / 9)


def test_a_slip_beside_labels_is_named_by_its_row_and_its_column_not_left_out() -> None:
    cells = ["1", "2", "3", "4"] * 5
    rows = table(*(column(f"q{n}", [*cells, "7" if n else "1"], labels=LABELS) for n in range(3)))
    mapping = propose(rows, RPP).mapping
    assert mapping.scales[0].items == ("q0", "q1", "q2")
    with pytest.raises(AssessError) as caught:
        assess(rows, mapping, framework=RPP)
    assert (caught.value.row, caught.value.column) == (22, "q1")


USEFUL = ["Not at all useful", "Slightly useful", "Moderately useful", "Very useful", "Extremely useful"]


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        (USEFUL, ["Very useful"]),
        (["Not useful", "Somewhat useful", "Useful", "Very useful"], ["Useful", "Very useful"]),
        (["Never", "Rarely", "Sometimes", "Often", "Always"], ["Often"]),
        (["1", "2", "3", "4", "5"], ["5"]),
    ],
)
@pytest.mark.parametrize("place", range(4))
def test_an_item_that_all_answered_alike_stays_in_its_scale(
    offered: list[str], chosen: list[str], place: int
) -> None:
    columns = [column(name, offered * 4) for name in ("data", "time", "talk")]
    columns.insert(place, column("plan", (chosen * 20)[: 4 * len(offered)]))
    (scale,) = propose(table(*columns), RPP).mapping.scales
    assert len(scale.items) == 4


def test_boxes_that_were_ticked_are_no_scale() -> None:
    with pytest.raises(ProposalError):
        propose(table(*(column(f"Q1_{n}", [str(n), ""] * 5) for n in (1, 2, 3, 4))), RPP)


PAIRS = [
    (
        ["Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree"],
        ["Totalmente en desacuerdo", "En desacuerdo", "Neutral", "De acuerdo", "Totalmente de acuerdo"],
    ),
    (
        ["Never", "Rarely", "Sometimes", "Often", "Always"],
        ["Nunca", "Rara vez", "A veces", "A menudo", "Siempre"],
    ),
]


@given(st.sampled_from(PAIRS), st.lists(st.tuples(st.integers(0, 4), st.booleans()), max_size=20))
def test_rows_in_two_languages_are_one_scale(
    pair: tuple[list[str], list[str]], given: list[tuple[int, bool]]
) -> None:
    """Where everything was chosen in one language, whatever rows there are in the other count as theirs."""
    given = [*((step, False) for step in range(5)), *given, (3, True)]
    cells = [pair[1 if spanish else 0][step] for step, spanish in given]
    rows = table(*(column(f"Q1_{n}", cells) for n in range(3)))
    (read,) = assess(rows, propose(rows, RPP).mapping, framework=RPP, threshold=1).scales
    assert read.mean == pytest.approx(25 * sum(step for step, _ in given) / len(given))
