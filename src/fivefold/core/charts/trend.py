"""A scale over rounds: a dot and an interval per round, joined only where rounds compare."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from fivefold.core.charts import svg
from fivefold.core.charts.chart import Axis, Chart, ChartTable, Reading, reading_cells

TOP, BOTTOM, HEIGHT = 20, 180, 214
LEFT, RIGHT = 22.0, 72.0


@dataclass(frozen=True)
class Series:
    """One line over the rounds. A round without a number is None. `is_open` draws the research side's way."""

    label: str
    readings: Sequence[Reading | None]
    is_open: bool = False


def trend_chart(
    series: Sequence[Series],
    *,
    rounds: Sequence[str],
    axis: Axis,
    dimension: int,
    title: str,
    subtitle: str,
    conditions: str,
    breaks: Collection[int] = (),
) -> Chart:
    """`breaks` are indexes of rounds that do not compare with the one before: the line stops there."""
    parts = [_levels(axis), _round_names(rounds), *(_break(index, len(rounds)) for index in sorted(breaks))]
    parts += [_line(one, axis, dimension, breaks) for one in series]
    parts += _labels(series, axis)
    picture = svg.picture(title, HEIGHT, *parts, class_="plot")
    return Chart(title, subtitle, picture, conditions, _table(series, rounds, title))


def _x(index: int, count: int) -> float:
    return (LEFT + RIGHT) / 2 if count == 1 else LEFT + (RIGHT - LEFT) * index / (count - 1)


def _y(reading: Reading, axis: Axis) -> float:
    return _level(axis.place(reading).at)


def _level(position: float) -> float:
    return BOTTOM - (BOTTOM - TOP) * position / 100


def _levels(axis: Axis) -> SafeString:
    parts = []
    for value, word in axis.words:
        y = _level(axis.position(value))
        parts.append(svg.line(0, y, 100, y, class_="s-rule", stroke=svg.RULE, width=1))
        parts.append(svg.words(0, y - 5, word))
    return svg.group(*parts)


def _round_names(rounds: Sequence[str]) -> SafeString:
    """On a narrow screen every second name, counted from the latest, gives way."""
    last = len(rounds) - 1
    names = []
    for index, name in enumerate(rounds):
        written = svg.words(_x(index, len(rounds)), BOTTOM + 26, name, anchor="middle")
        gives_way = len(rounds) > 3 and (last - index) % 2 == 1
        names.append(svg.group(written, class_="gives-way") if gives_way else written)
    return svg.group(*names)


def _break(index: int, count: int) -> SafeString:
    x = (_x(index - 1, count) + _x(index, count)) / 2
    upright = svg.line(
        x, TOP - 8, x, BOTTOM, class_="s-ink-2", stroke=svg.INK_2, width=1.5, stroke_dasharray="1 4"
    )
    return svg.group(upright, svg.words(x, TOP - 10, gettext("new version"), anchor="middle"))


def _line(one: Series, axis: Axis, dimension: int, breaks: Collection[int]) -> SafeString:
    slot, ink = svg.slot(dimension), svg.color(dimension)
    count = len(one.readings)
    joins, marks = [], []
    for index, reading in enumerate(one.readings):
        if reading is None:
            continue
        x, y = _x(index, count), _y(reading, axis)
        before = one.readings[index - 1] if index and index not in breaks else None
        if before is not None:
            dashes: dict[str, svg.Value] = {"stroke_dasharray": "5 4"} if one.is_open else {}
            joins.append(
                svg.line(
                    _x(index - 1, count),
                    _y(before, axis),
                    x,
                    y,
                    class_=f"s-d{slot}",
                    stroke=ink,
                    width=1.75,
                    **dashes,
                )
            )
        marks.append(_point(reading, x, axis, dimension, one.is_open))
    return svg.group(*joins, *marks)


def _point(reading: Reading, x: float, axis: Axis, dimension: int, is_open: bool) -> SafeString:
    slot, ink = svg.slot(dimension), svg.color(dimension)
    parts: list[str] = []
    ends: list[str] = []
    around = axis.place(reading).interval
    if around is not None:
        low, high = (_level(end) for end in around)
        parts.append(svg.line(x, low, x, high, class_=f"s-d{slot}", stroke=ink, width=2.5))
        # A short, thick upright line is a level one whose width is in pixels.
        ends = [svg.line(x, y - 1, x, y + 1, class_=f"s-d{slot}", stroke=ink, width=13) for y in (low, high)]
    filled = f"f-paper s-d{slot}" if is_open else f"f-d{slot} s-d{slot}"
    parts.append(
        svg.element(
            "circle",
            class_=filled,
            cx=svg.percent(x),
            cy=_y(reading, axis),
            r=5,
            fill=svg.PAPER if is_open else ink,
            stroke=ink,
            stroke_width=2,
        )
    )
    return svg.group(*parts, *ends)


def _labels(series: Sequence[Series], axis: Axis) -> list[SafeString]:
    """Names at the line's end, pushed apart where two lines end close together."""
    ends = [
        (_y(reading, axis), one.label, _x(len(one.readings) - 1, len(one.readings)))
        for one in series
        if (reading := one.readings[-1]) is not None
    ]
    placed: list[SafeString] = []
    lowest_free = float("-inf")
    for y, label, x in sorted(ends):
        at = max(y, lowest_free)
        lowest_free = at + 16
        placed.append(svg.words(x, at + 4, label, bold=True, class_="t-ink", dx=12))
    return placed


def _table(series: Sequence[Series], rounds: Sequence[str], caption: str) -> ChartTable:
    columns = [
        pgettext("table column", "Round"),
        pgettext("table column", "Who"),
        gettext("Typical answer"),
        gettext("95% interval"),
        gettext("Answered"),
    ]
    rows = [
        [name, one.label, *reading_cells(one.readings[index])]
        for index, name in enumerate(rounds)
        for one in series
    ]
    return ChartTable(caption, columns, rows)
