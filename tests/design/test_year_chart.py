"""The year on one line of time: everything is drawn, nothing lies over anything else."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from django.utils import translation
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from hypothesis import given
from hypothesis import strategies as st

import fivefold
from fivefold.core.charts import year as chart
from fivefold.core.charts.measure import width_of
from fivefold.core.charts.year import Placed, Scale, YearBand, YearLane, YearMark, in_rows, year_picture
from tests.design.drawing import parse, written

FIRST, LAST = date(2025, 8, 1), date(2026, 7, 31)
FONT = Path(fivefold.__file__).parent / "core" / "static" / "core" / "fonts" / "public-sans.woff2"
STATES = (chart.PLANNED, chart.NOW, chart.DONE, chart.WAITING)
days = st.dates(FIRST - timedelta(days=20), LAST + timedelta(days=20))


@st.composite
def marks(draw: st.DrawFn) -> YearMark:
    first = draw(days)
    is_point = draw(st.booleans())
    return YearMark(
        draw(st.text(st.characters(min_codepoint=32, max_codepoint=0x24F), max_size=40)),
        "said",
        first,
        first if is_point else first + timedelta(days=draw(st.integers(0, 120))),
        draw(st.sampled_from(STATES)),
        was=draw(st.none() | days),
        is_square=draw(st.booleans()),
        is_point=is_point,
    )


def extent(one: Placed) -> tuple[float, float]:
    """From the mark's own numbers: what is drawn, and its words, in pixels of the narrowest picture."""
    wide = chart.NARROWEST / 100
    low, high = one.start * wide, one.end * wide
    words = width_of(one.mark.label)
    if one.mark.label and not one.is_inside:
        at = one.words_at * wide
        low, high = (
            (min(low, at - 7 - words), high) if one.anchor == "end" else (low, max(high, at + 7 + words))
        )
    return low, high


@given(st.lists(marks(), max_size=14))
def test_neither_marks_nor_words_touch_each_other(found: list[YearMark]) -> None:
    rows = in_rows(found, Scale(FIRST, LAST))
    assert sum(len(row) for row in rows) == len(found)
    for row in rows:
        extents = sorted(extent(one) for one in row)
        for (_low, high), (following, _high) in pairwise(extents):
            assert high <= following
        for one in row:
            if one.is_inside:
                assert width_of(one.mark.label) + 10 <= (one.end - one.start) * chart.NARROWEST / 100


def test_words_give_way_to_the_line_of_today() -> None:
    mark = YearMark("Estrategia", "x", date(2025, 10, 1), date(2025, 10, 31), chart.DONE)
    ((placed,),) = in_rows([mark], Scale(FIRST, LAST, date(2025, 11, 25)))
    assert placed.anchor == "end"
    ((placed,),) = in_rows([mark], Scale(FIRST, LAST, date(2026, 4, 22)))
    assert placed.anchor == "start"


@given(st.lists(marks(), max_size=6))
def test_every_mark_has_its_words_and_every_picture_can_be_parsed(found: list[YearMark]) -> None:
    printable = [one for one in found if one.label.isprintable()]
    picture = year_picture(
        [YearLane("Meetings", printable)], first=FIRST, last=LAST, today=date(2026, 4, 22), name="The year"
    )
    titles = [one.text for one in parse(picture).iter("title")]
    assert titles == ["The year"] + ["said"] * len(printable)
    assert {one.label for one in printable if one.label} <= set(written(picture))


def test_no_word_is_wider_than_it_was_measured() -> None:
    font = TTFont(FONT)
    for weight in (400, 600):
        drawn = instantiateVariableFont(TTFont(FONT), {"wght": weight})
        for sign, glyph in font.getBestCmap().items():
            if chr(sign).isprintable():
                share = drawn["hmtx"][glyph][0] / drawn["head"].unitsPerEm
                assert share <= width_of(chr(sign), 1) + 1e-9, chr(sign)


def test_a_moved_day_leaves_a_ghost_and_other_days_leave_none() -> None:
    moved = YearMark(
        "Draft", "x", date(2026, 5, 1), date(2026, 5, 1), chart.PLANNED, date(2026, 4, 14), is_point=True
    )
    held = YearMark("Board", "x", date(2026, 6, 9), date(2026, 6, 9), chart.PLANNED, is_point=True)
    picture = year_picture([YearLane("Reports", [moved, held])], first=FIRST, last=LAST, name="x")
    ghosts = [one for one in parse(picture).iter("circle") if "ghost" in one.get("class", "")]
    assert len(ghosts) == 1
    at = Scale(FIRST, LAST).at(date(2026, 4, 14))
    assert at < float(ghosts[0].attrib["cx"].rstrip("%")) < Scale(FIRST, LAST).at(date(2026, 4, 15))


def test_days_without_research_go_through_all_lanes_and_say_which() -> None:
    band = YearBand("Spring break (March 9, 2026 to March 13, 2026)", date(2026, 3, 9), date(2026, 3, 13))
    lanes = [YearLane("Phases", []), YearLane("Studies", [])]
    picture = parse(year_picture(lanes, first=FIRST, last=LAST, bands=[band], name="x"))
    (drawn,) = [one for one in picture.iter("rect") if one.get("class") == "band"]
    assert drawn.find("title") is not None
    assert drawn.get("fill") == f"url(#{chart.HATCH})"
    assert float(drawn.attrib["height"]) == float(picture.attrib["height"]) - chart.TOP - chart.UNDER


@pytest.mark.parametrize(
    ("today", "shown"), [(date(2026, 4, 22), True), (date(2025, 7, 31), False), (date(2026, 8, 1), False)]
)
def test_today_is_drawn_on_days_of_the_year_alone(today: date, shown: bool) -> None:
    picture = year_picture([YearLane("Phases", [])], first=FIRST, last=LAST, today=today, name="x")
    assert ("Today, April 22" in written(picture)) == shown


def test_months_are_in_the_readers_language_and_few_enough() -> None:
    with translation.override("es"):
        picture = year_picture([YearLane("x", [])], first=FIRST, last=LAST, name="x")
    assert "ago" in [one.lower()[:3] for one in written(picture)]
    assert len(Scale(date(2020, 1, 1), date(2026, 12, 31)).months()) <= 14
