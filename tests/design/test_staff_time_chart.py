"""Staff time as bars: all on one scale, and nothing lost of what is counted."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.core.charts import year as chart
from fivefold.core.charts.staff_time import WIDEST, StaffTimeBar, staff_time_bar, staff_time_table
from fivefold.core.charts.year import YearBar, YearLane, year_picture
from tests.design.drawing import at, parse

minutes = st.integers(0, 40_000)
bars = st.builds(StaffTimeBar, st.just("Coaches"), minutes, minutes, minutes, minutes)


@given(st.lists(bars, min_size=1, max_size=6))
def test_bars_share_one_scale_and_lie_end_to_end(found: list[StaffTimeBar]) -> None:
    most = max(one.reach for one in found)
    for one in found:
        parts = [rect for rect in parse(staff_time_bar(one, most)).iter("rect") if rect.get("height") == "18"]
        parts = parts[1:] if one.agreed else parts
        counted = [number for number in (one.used, one.booked, one.asked) if number]
        assert len(parts) == len(counted)
        end = 0.0
        for part, number in zip(parts, counted, strict=True):
            assert at(part, "x") == pytest.approx(end, abs=0.02)
            assert at(part, "width") == pytest.approx(WIDEST * number / most, abs=0.02)
            end += WIDEST * number / most
        assert end <= WIDEST + 0.02


@given(bars)
def test_the_agreed_hours_are_a_tick_and_without_them_there_is_none(one: StaffTimeBar) -> None:
    ticks = [
        rect
        for rect in parse(staff_time_bar(one, max(1, one.reach))).iter("rect")
        if rect.get("width") == "3"
    ]
    assert len(ticks) == (1 if one.agreed else 0)


def test_the_table_says_the_same_in_hours() -> None:
    table = staff_time_table([StaffTimeBar("Coaches", 90, 60, 30, 5760)])
    assert table.rows == [["Coaches", "1.5", "1", "0.5", "96"]]
    assert "1.5 hours used, 1 booked, 0.5 asked for, of 96 agreed" in staff_time_bar(
        StaffTimeBar("Coaches", 90, 60, 30, 5760), 5760
    )


def test_several_bars_on_a_page_have_identifiers_of_their_own() -> None:
    one, other = (staff_time_bar(StaffTimeBar(role, 1, 1, 1, 9), 9) for role in ("Coaches", "Teachers"))
    ids = {next(parse(picture).iter("pattern")).get("id") for picture in (one, other)}
    assert len(ids) == 2


def test_a_lane_of_bars_stands_on_its_floor_by_state() -> None:
    found = [
        YearBar("October: 10 hours", date(2025, 10, 1), date(2025, 10, 14), [(chart.DONE, 600.0)]),
        YearBar("May", date(2026, 5, 1), date(2026, 5, 14), [(chart.PLANNED, 200.0), (chart.WAITING, 100.0)]),
    ]
    picture = parse(
        year_picture(
            [YearLane("Asks of staff", [], found)], first=date(2025, 8, 1), last=date(2026, 7, 31), name="x"
        )
    )
    assert "October: 10 hours" in [title.text for title in picture.iter("title")]
    rects = [rect for rect in picture.iter("rect") if "%" in rect.get("width", "")]
    heights = [float(rect.attrib["height"]) for rect in rects]
    assert heights == pytest.approx([32, 32 * 200 / 600, 32 * 100 / 600], abs=0.05)
    floors = [float(rect.attrib["y"]) + float(rect.attrib["height"]) for rect in rects]
    assert floors[0] == pytest.approx(floors[1], abs=0.05)
    assert float(rects[1].attrib["y"]) == pytest.approx(floors[2], abs=0.05)
    assert rects[2].get("stroke-dasharray")
