"""A chart shows both sides and all rounds as they are, and leaves every number in its table."""

import pytest
from django.utils import translation

from fivefold.core.charts import Axis, Reading, Series, SidesRow, numbers, sides_chart, trend_chart
from tests.design.drawing import bars, dots, parse, written

AXIS = Axis(1, 5, ((1, "Disagree"), (3, "Mixed"), (5, "Agree")))
WORDS = {"axis": AXIS, "dimension": 2, "title": "A finding", "subtitle": "A measure", "conditions": "n 103"}
SIDES = {"practice_name": "Practice", "research_name": "Research"}
FILLED, OPEN = "6.5", "5"


def test_practice_is_filled_and_research_open_on_one_axis() -> None:
    row = SidesRow("Trust", "1.0 apart (0.5–1.5)", Reading(2, 1.5, 2.5, 92), Reading(4, 3.5, 4.5, 11))
    chart = sides_chart([row], **WORDS, **SIDES)
    assert dots(chart.svg, FILLED) == [25]
    assert dots(chart.svg, OPEN) == [75]
    assert bars(chart.svg, "3") == [(11.25, 38.75), (61.25, 88.75)]
    # A sentence in a picture would not wrap on a telephone.
    assert chart.stated == ["Trust: 1.0 apart (0.5–1.5)"]
    assert "Practice 2.0" in written(chart.svg)
    assert not any("apart" in words for words in written(chart.svg))
    assert list(chart.table.rows[0]) == [
        "Trust", "2.0", "1.5–2.5", "92", "4.0", "3.5–4.5", "11", "1.0 apart (0.5–1.5)",
    ]  # fmt: skip
    assert len(chart.table.columns) == len(chart.table.rows[0])


def test_a_withheld_side_says_so_and_gives_no_number() -> None:
    chart = sides_chart([SidesRow("Trust", "", Reading(2, 1.5, 2.5, 92), None)], **WORDS, **SIDES)
    assert dots(chart.svg, OPEN) == []
    assert "Research: not shown, to protect small groups" in written(chart.svg)
    assert list(chart.table.rows[0][4:7]) == ["Not shown, to protect small groups", "", ""]


def test_where_everyone_answered_the_table_says_that_instead_of_an_interval() -> None:
    assert Reading(3, 3, 3, 10).interval is None
    chart = sides_chart(
        [SidesRow("", "x", Reading(3, 3, 3, 10), Reading(3, None, None, 5))], **WORDS, **SIDES
    )
    assert chart.table.rows[0][2] == "everyone answered"
    assert chart.table.rows[0][5] == "none shown"


def _trend(readings: list[Reading | None], **more: object):  # type: ignore[no-untyped-def]
    rounds = [f"Round {number}" for number in range(1, len(readings) + 1)]
    return trend_chart([Series("Practice", readings)], rounds=rounds, **WORDS, **more)  # type: ignore[arg-type]


def _joins(chart) -> int:  # type: ignore[no-untyped-def]
    return sum(line.get("stroke-width") == "1.75" for line in parse(chart.svg).iter("line"))


@pytest.mark.parametrize(
    ("readings", "breaks", "joins"),
    [
        ([Reading(3), Reading(3.5), Reading(4)], (), 2),
        ([Reading(3), Reading(3.5), Reading(4)], (1,), 1),
        ([Reading(3), None, Reading(4)], (), 0),
        ([Reading(3)], (), 0),
    ],
    ids=["joined", "new version", "a round withheld", "first round"],
)
def test_rounds_are_joined_only_where_they_compare(
    readings: list[Reading | None], breaks: tuple[int, ...], joins: int
) -> None:
    chart = _trend(readings, breaks=breaks)
    assert _joins(chart) == joins
    assert ("new version" in written(chart.svg)) == bool(breaks)
    assert len(chart.table.rows) == len(readings)


def test_the_names_of_two_lines_never_cover_each_other() -> None:
    chart = trend_chart(
        [Series("Research", [Reading(3.0)], is_open=True), Series("Practice", [Reading(3.02)])],
        rounds=["Spring"],
        **WORDS,
    )
    ends = [text for text in parse(chart.svg).iter("text") if text.text in {"Research", "Practice"}]
    first, second = (float(text.attrib["y"]) for text in ends)
    assert abs(first - second) >= 12


def test_every_second_round_gives_way_on_a_narrow_screen_but_never_the_latest() -> None:
    groups = [
        group for group in parse(_trend([Reading(3)] * 5).svg).iter("g") if group.get("class") == "gives-way"
    ]
    assert [group.findtext("text") for group in groups] == ["Round 2", "Round 4"]


@pytest.mark.parametrize(
    ("written_number", "expected"),
    [
        (numbers.decimal(3.52), "3.5"),
        (numbers.decimal(-0.04), "0.0"),
        (numbers.decimal(-0.21), "−0.2"),
        (numbers.interval(3.31, 3.7), "3.3–3.7"),
        (numbers.interval(-0.5, 0.1), "−0.5 to 0.1"),
        (numbers.share(0.731), "73%"),
        (numbers.share(0.001), "1%"),
        (numbers.share(0.999), "99%"),
        (numbers.share(1), "100%"),
    ],
)
def test_numbers_are_written_as_people_read_them(written_number: str, expected: str) -> None:
    assert written_number == expected


def test_numbers_follow_the_language() -> None:
    with translation.override("es"):
        # As districts in the United States write it, in Spanish too.
        assert numbers.decimal(1234.5) == "1,234.5"
        assert numbers.interval(3.3, 3.7) == "3.3–3.7"


@pytest.mark.parametrize(
    ("reading", "at", "interval"),
    [
        (Reading(3.53, 3.52, 3.54), 62.5, (61.25, 63.75)),
        # Printed 3.5 (3.4–3.5): the middle of what is printed, so that neither half looks longer.
        (Reading(3.46, 3.38, 3.54), 61.25, (58.75, 63.75)),
        # Cut by the end of the scale: here one half is truly shorter.
        (Reading(4.8, 4.4, 5.0), 95, (83.75, 100)),
    ],
    ids=["narrower than printed", "lopsided by rounding", "cut"],
)
def test_where_a_reading_is_drawn(reading: Reading, at: float, interval: tuple[float, float]) -> None:
    place = AXIS.place(reading)
    assert place.at == pytest.approx(at)
    assert place.interval == pytest.approx(interval)


def test_no_interval_is_drawn_where_there_is_none() -> None:
    assert AXIS.place(Reading(3.5)).interval is None
    assert AXIS.place(Reading(3.5, 3.5, 3.5)).interval is None
