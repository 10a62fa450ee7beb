"""From a table and a mapping to an assessment."""

import json
import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats as reference

from fivefold.assess import frameworks, instruments
from fivefold.assess.assessing import assess
from fivefold.assess.assessment import Assessment
from fivefold.assess.errors import AssessError, MappingError, UsageError
from fivefold.assess.mapping import SideColumn
from fivefold.assess.text import Text
from fivefold.files.sentences import say
from fivefold.files.table import Column, Skipped, Table
from tests.assess.tables import FREQUENCY, ONE_TO_FIVE, THREE_SIDES, TWO_SIDES, column, mapping, scale, table

RPP = frameworks.load()


def survey(answers: dict[str, list[list[str]]]) -> Table:
    """Rows by side, each a list of two answers."""
    sides = [side for side, rows in answers.items() for _ in rows]
    rows = [row for rows in answers.values() for row in rows]
    return table(
        column("side", sides), column("q1", [row[0] for row in rows]), column("q2", [row[1] for row in rows])
    )


def of(
    answers: dict[str, list[list[str]]], side: SideColumn | None = TWO_SIDES, **options: object
) -> Assessment:
    trust = scale("trust", ["q1", "q2"], answers=ONE_TO_FIVE, dimension="trust", cannot_tell=("?",))
    return assess(survey(answers), mapping(trust, side=side), framework=RPP, **options)  # type: ignore[arg-type]


def codes(assessment: Assessment) -> list[str]:
    return [warning.code for warning in assessment.warnings]


DISTRICT = [["1", "2"], ["2", "2"], ["3", "4"], ["5", "4"], ["4", "?"], ["2", "3"]]
UNIVERSITY = [["5", "5"], ["4", "5"], ["5", "3"], ["4", "4"], ["5", ""]]
BOTH = {"district": DISTRICT, "university": UNIVERSITY}


def test_the_group_mean_is_over_persons_not_over_answers() -> None:
    (found,) = of(BOTH).scales
    persons = [12.5, 25, 62.5, 87.5, 75, 37.5, 100, 87.5, 75, 75, 100]
    assert found.n == 11
    assert found.mean == pytest.approx(sum(persons) / 11)
    assert found.cannot_tell == pytest.approx(1 / 21)
    assert found.not_applicable is None
    assert found.bounds is None


def test_roster_narrows_the_interval_and_gives_bounds() -> None:
    persons = [12.5, 25, 62.5, 87.5, 75, 37.5, 100, 87.5, 75, 75, 100]
    (found,) = of(BOTH, members=20).scales
    mean = sum(persons) / 11
    sd = math.sqrt(sum((one - mean) ** 2 for one in persons) / 10)
    half = reference.t.ppf(0.975, 10) * sd / math.sqrt(11) * math.sqrt(1 - 11 / 20)
    assert (found.low, found.high) == pytest.approx((mean - half, mean + half))
    assert found.bounds == pytest.approx((11 * mean / 20, (11 * mean + 900) / 20))
    assert found.rate == 11 / 20


def test_everyone_answered_leaves_no_interval() -> None:
    (found,) = of(BOTH, members=11).scales
    assert found.low == found.mean == found.high
    assert found.everyone_answered


def test_who_answered_without_a_score_leaves_the_population() -> None:
    # Two of three items open: that person answered, and has no score.
    rows = table(
        *(column(f"q{item}", ["4"] * 6 + ["5" if item == 1 else ""]) for item in (1, 2, 3)),
    )
    trust = scale("trust", ["q1", "q2", "q3"], answers=ONE_TO_FIVE)
    result = assess(rows, mapping(trust), framework=RPP, members=10)
    (found,) = result.scales
    assert (found.n, found.responses, found.population) == (6, 7, 9)
    assert found.bounds == pytest.approx((6 * 75 / 9, (6 * 75 + 300) / 9))


def test_half_of_the_items_is_enough() -> None:
    rows = table(*(column(f"q{item}", ["4"] * 5 + ["5" if item < 3 else ""]) for item in (1, 2, 3, 4)))
    trust = scale("trust", ["q1", "q2", "q3", "q4"], answers=ONE_TO_FIVE)
    (found,) = assess(rows, mapping(trust), framework=RPP).scales
    assert found.n == 6
    assert found.mean == pytest.approx((5 * 75 + 100) / 6)


def test_a_reversed_item_is_turned() -> None:
    rows = table(column("q1", ["5"] * 5), column("q2", ["1"] * 5))
    trust = scale("trust", ["q1", "q2"], answers=ONE_TO_FIVE, reverse=("q2",))
    (found,) = assess(rows, mapping(trust), framework=RPP).scales
    assert found.mean == 100
    assert [item.mean for item in found.item_results] == [100, 100]


def test_the_difference_of_the_sides_is_welch_without_correction() -> None:
    (found,) = of(BOTH, members={"practice": 6, "research": 5}).scales
    practice, research = [12.5, 25, 62.5, 87.5, 75, 37.5], [100, 87.5, 75, 75, 100]
    expected = reference.ttest_ind(practice, research, equal_var=False).confidence_interval(0.95)
    assert found.difference is not None
    assert found.difference.between == ("practice", "research")
    assert (found.difference.low, found.difference.high) == pytest.approx((expected.low, expected.high))
    group = found.group("practice")
    assert group is not None
    assert group.low == group.mean  # everyone on that side answered


def test_with_two_sides_a_small_one_hides_both() -> None:
    (found,) = of({"district": DISTRICT, "university": UNIVERSITY[:4]}).scales
    assert [group.suppressed for group in found.groups] == [True, True]
    assert found.difference is None
    assert found.to_dict()["groups"] == [
        {"key": "practice", "suppressed": True},
        {"key": "research", "suppressed": True},
    ]


def test_with_three_sides_one_more_is_hidden() -> None:
    (found,) = of({**BOTH, "network": UNIVERSITY[:4]}, side=THREE_SIDES).scales
    assert [group.suppressed for group in found.groups] == [False, True, True]


def test_a_side_that_nobody_is_on_is_listed() -> None:
    (found,) = of({"district": DISTRICT + UNIVERSITY}).scales
    assert [(group.key, group.suppressed) for group in found.groups] == [
        ("practice", True),
        ("research", True),
    ]


def test_where_everybody_sits_on_one_side_its_figures_are_those_of_the_whole() -> None:
    trust = scale("trust", ["q1", "q2"], answers=ONE_TO_FIVE, dimension="trust", cannot_tell=("?",))
    all_of_them = replace(mapping(trust), everyone="practice")
    rows = survey({"district": DISTRICT + UNIVERSITY})
    (found,) = assess(rows, all_of_them, framework=RPP, members={"practice": 20}).scales
    (whole,) = assess(rows, mapping(trust), framework=RPP, members=20).scales
    (side,) = found.groups
    assert (side.key, side.members, side.n, side.mean) == ("practice", 20, whole.n, whole.mean)
    assert (found.mean, found.low, found.high) == (whole.mean, whole.low, whole.high)


def test_cells_that_no_side_lists_are_said_and_counted_in_the_total() -> None:
    result = of({**BOTH, "County office": UNIVERSITY, "": UNIVERSITY[:1]})
    (found,) = result.scales
    assert found.n == 17
    (warning,) = [one for one in result.warnings if one.code == "unknown_side_values"]
    assert '"County office" (5)' in warning.message


def test_under_the_threshold_nothing_is_shown() -> None:
    result = of({"district": DISTRICT[:4]})
    assert result.scales == ()
    assert "under_threshold" in codes(result)
    assert result.responses == 4
    assert len(of({"district": DISTRICT[:4]}, threshold=4).scales) == 1


def test_a_scale_that_few_answered_is_left_out_with_a_warning() -> None:
    rows = table(column("q1", ["4"] * 8), column("q2", ["4"] * 4 + [""] * 4))
    one, two = scale("one", ["q1"], answers=ONE_TO_FIVE), scale("two", ["q2"], answers=ONE_TO_FIVE)
    result = assess(rows, mapping(one, two), framework=RPP)
    assert [found.key for found in result.scales] == ["one"]
    assert "scale_withheld" in codes(result)


def test_an_item_that_few_answered_takes_the_others_with_it() -> None:
    rows = table(column("q1", ["4"] * 9), column("q2", ["4"] * 4 + ["?"] * 5))
    one = scale("one", ["q1", "q2"], answers=ONE_TO_FIVE, cannot_tell=("?",))
    (found,) = assess(rows, mapping(one), framework=RPP).scales
    assert [item.suppressed for item in found.item_results] == [True, True]
    assert found.item_results[1].cannot_tell is None


def test_rows_without_an_answer_are_no_responses() -> None:
    result = of({"district": [*DISTRICT, ["", ""], ["", ""]]})
    assert result.responses == 6
    assert result.source.used == 8
    assert "rows_without_answers" in codes(result)


def test_cannot_tell_is_an_answer_but_no_score() -> None:
    result = of({"district": [*DISTRICT, ["?", "?"]]}, members=10)
    (found,) = result.scales
    assert result.responses == 7
    assert (found.n, found.population) == (6, 9)
    assert found.cannot_tell == pytest.approx(3 / 14)


def test_skipped_rows_are_listed_and_not_used() -> None:
    rows = table(column("q1", ["4"] * 5), column("q2", ["5"] * 5), skipped=[Skipped(4, say("a preview"))])
    result = assess(rows, mapping(scale("trust", ["q1", "q2"], answers=ONE_TO_FIVE)), framework=RPP)
    assert result.to_dict()["source"] == {
        "file": "survey.csv",
        "format": "csv",
        "rows": 6,
        "used": 5,
        "skipped": [{"row": 4, "reason": "a preview"}],
    }


def test_the_first_cell_outside_is_named_and_the_others_are_counted() -> None:
    wrong = [["1", "9"], ["7", "2"], ["2", "8"]]
    with pytest.raises(AssessError) as caught:
        of({"district": [*DISTRICT, *wrong]})
    fault = caught.value
    assert (fault.code, fault.row, fault.column, fault.file) == (
        "answer_outside_scale",
        8,
        "q2",
        "survey.csv",
    )
    assert '"9"' in fault.message
    assert "2 more cells" in fault.message


def test_a_second_header_row_is_recognized_by_its_cells() -> None:
    with pytest.raises(AssessError, match="header_rows = 2"):
        of({"Your side": [["Statement one", "Statement two"]], **BOTH})


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"items": ("q1", "Q3")}, "scales.trust.items"),
        ({"dimension": "trst"}, "scales.trust.dimension"),
        ({"answers": None}, "scales.trust.answers"),
    ],
)
def test_a_mapping_that_does_not_fit_its_file(change: dict[str, object], path: str) -> None:
    wrong = mapping(scale("trust", **{"items": ("q1", "q2"), **change}))  # type: ignore[arg-type]
    with pytest.raises(MappingError) as caught:
        assess(survey(BOTH), wrong, framework=RPP)
    assert (caught.value.column, caught.value.file) == (path, "map.toml")


def test_a_missing_side_column_is_told_the_near_one() -> None:
    with pytest.raises(MappingError, match='Did you mean "side"') as caught:
        of(BOTH, side=SideColumn("Sides", TWO_SIDES.values))
    assert caught.value.column == "groups.side.column"


@pytest.mark.parametrize(
    ("members", "code"),
    [
        (0, "bad_members"),
        ({"practice": 0, "research": 5}, "bad_members"),
        ({}, "bad_members"),
        ({"practice": 9}, "side_without_members"),
        ({"practice": 9, "research": 9, "broker": 1}, "unknown_side"),
    ],
)
def test_members_that_do_not_fit_are_wrong_usage(members: object, code: str) -> None:
    with pytest.raises(UsageError) as caught:
        of(BOTH, members=members)
    assert caught.value.code == code


@pytest.mark.parametrize("members", [10, {"practice": 5, "research": 30}])
def test_more_responses_than_members_is_a_fault_in_the_data(members: object) -> None:
    with pytest.raises(AssessError) as caught:
        of(BOTH, members=members)
    assert caught.value.code == "more_responses_than_members"


def test_a_threshold_under_one_is_wrong_usage() -> None:
    with pytest.raises(UsageError):
        of(BOTH, threshold=0)


def test_below_half_is_said_for_the_whole_and_for_a_side_that_is_shown() -> None:
    whole = of(BOTH, members=23)
    assert whole.below_half
    side = of(BOTH, members={"practice": 6, "research": 11})
    assert side.below_half
    assert not of(BOTH, members={"practice": 6, "research": 10}).below_half
    assert of(BOTH, members=23).scales[0].mean > 0


def test_a_tiny_side_is_not_to_be_compared() -> None:
    tiny = of(BOTH, members={"practice": 12, "research": 9})
    assert codes(tiny).count("tiny_side") == 1
    assert not tiny.compares_sides
    assert tiny.scales[0].difference is not None
    large = of(BOTH, members={"practice": 12, "research": 10})
    assert large.compares_sides
    assert codes(of(BOTH)).count("tiny_side") == 2  # counted by answers where members are unknown


def test_value_labels_serve_where_the_mapping_names_no_answers() -> None:
    labels = {"1": "Never", "2": "Sometimes", "3": "Always", "8": "Does not apply", "9": "No answer"}
    cells = ["1", "2", "3", "3", "8", "9", "3"]
    items = [column(f"q{n}", cells, labels=labels, user_missing=["8", "9"]) for n in (1, 2)]
    by_label = scale("trust", ["q1", "q2"], answers=None, not_applicable=("does not apply",))
    (found,) = assess(table(*items), mapping(by_label), framework=RPP).scales
    assert found.n == 5
    assert found.mean == pytest.approx((0 + 50 + 100 * 3) / 5)
    assert found.not_applicable == pytest.approx(1 / 6)
    assert [answer.label.in_language("en") for answer in found.answers] == ["Never", "Sometimes", "Always"]


def test_the_pilot_says_so() -> None:
    pilot = instruments.load()
    columns: list[Column] = [
        column(item.key, ["Never", "A menudo", "3", "Always", "5"]) for item in pilot.items
    ]
    result = assess(table(*columns), pilot.mapping(), framework=RPP)
    assert "pilot_instrument" in codes(result)
    assert [len(dimension.scales) for dimension in result.dimensions] == [1, 1, 1, 1, 1]
    assert result.scales[0].mean == pytest.approx((0 + 75 + 50 + 100 + 100) / 5)
    assert result.scales[0].answers == pilot.answers


def test_a_record_gives_the_assessment_back() -> None:
    result = of(BOTH, members={"practice": 40, "research": 10})
    stored = json.loads(json.dumps(result.to_record(), allow_nan=False))
    again = Assessment.from_record(stored)
    assert again == result
    assert "Fewer than half of {side} answered" in again.warnings[-1].message.pattern
    with pytest.raises(ValueError, match="version 2 or earlier"):
        Assessment.from_record({**stored, "record": 3})


def test_a_record_of_version_1_held_its_sentences_in_english_alone() -> None:
    result = of(BOTH, members={"practice": 40, "research": 10})
    stored = json.loads(json.dumps(result.to_record()))
    for warning, told in zip(stored["assessment"]["warnings"], result.warnings, strict=True):
        warning["message"] = str(told.message)
    again = Assessment.from_record({**stored, "record": 1})
    assert again.warnings == result.warnings
    assert again.warnings[-1].message.said(str) == again.warnings[-1].message


def test_a_record_of_the_older_rule_is_read_without_the_items_of_few_people() -> None:
    stored = {**of(BOTH, members={"practice": 12, "research": 10}).to_record(), "record": 1}
    read = Assessment.from_record(json.loads(json.dumps(stored)))
    assert all(item.suppressed for scale in read.scales for item in scale.item_results)
    assert [scale.n for scale in read.scales]


ANSWER = st.sampled_from(["1", "2", "3", "4", "5", "?", ""])
PERSON = st.tuples(st.sampled_from(["district", "university", "", "other"]), ANSWER, ANSWER)


@given(st.lists(PERSON, min_size=1, max_size=40), st.integers(0, 30), st.integers(1, 8))
def test_any_survey_is_assessed_within_its_conditions(
    people: list[tuple[str, str, str]], silent: int, threshold: int
) -> None:
    rows = table(
        *(column(name, [one[place] for one in people]) for place, name in enumerate(("side", "q1", "q2")))
    )
    trust = scale("trust", ["q1", "q2"], answers=ONE_TO_FIVE, cannot_tell=("?",))
    result = assess(
        rows,
        mapping(trust, side=TWO_SIDES),
        framework=RPP,
        members=len(people) + silent,
        threshold=threshold,
    )
    assert Assessment.from_record(json.loads(json.dumps(result.to_record(), allow_nan=False))) == result
    for found in result.scales:
        assert found.n >= threshold
        assert 0 <= found.low <= found.mean <= found.high <= 100
        assert found.bounds is not None
        assert found.bounds[0] - 1e-9 <= found.mean <= found.bounds[1] + 1e-9
        shown = [group.n for group in found.groups if group.n is not None]
        assert all(n >= threshold for n in shown)
        unseen = found.n - sum(shown)
        assert len(shown) == len(found.groups) or unseen >= threshold or not shown
        assert all(item.suppressed or (item.n or 0) >= threshold for item in found.item_results)


def test_answers_keep_the_first_of_two_labels_for_one_number() -> None:
    rows = table(column("q1", ["Often", "A menudo", "Never", "Often", "Never"]))
    both = (*FREQUENCY, FREQUENCY[3].__class__(4.0, Text("A menudo")))
    (found,) = assess(rows, mapping(scale("trust", ["q1"], answers=both)), framework=RPP).scales
    assert found.mean == pytest.approx(45)
    assert [answer.number for answer in found.answers] == [1, 2, 3, 4, 5]


def test_a_mapping_made_in_a_program_shares_no_item_either() -> None:
    shared = mapping(
        scale("trust", ["q1", "q2"], answers=ONE_TO_FIVE), scale("more", ["q2"], answers=ONE_TO_FIVE)
    )
    rows = table(column("q1", ["1"] * 9), column("q2", ["2"] * 9))
    with pytest.raises(MappingError) as caught:
        assess(rows, shared, framework=RPP)
    assert caught.value.code == "item_in_two_scales"
