"""The two sides beside each other: the difference in words first, then both on one axis.

Sides are told apart by filled and open marks and by their names, never by a color of their own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from fivefold.core.charts import marks, numbers, svg
from fivefold.core.charts.chart import Axis, Chart, ChartTable, Reading, reading_cells

LABEL, AXIS_WORDS, LANE, BETWEEN_ROWS = 24, 22, 22, 20


@dataclass(frozen=True)
class SidesRow:
    """One thing both sides were asked about. `difference` is a sentence, such as "0.6 apart (0.2–1.0)"."""

    label: str
    difference: str
    practice: Reading | None
    research: Reading | None


def sides_chart(
    rows: Sequence[SidesRow],
    *,
    axis: Axis,
    dimension: int,
    title: str,
    subtitle: str,
    conditions: str,
    practice_name: str,
    research_name: str,
) -> Chart:
    """Practice filled, research open. A side that is withheld (None) says so in its lane."""
    names = (practice_name, research_name)
    parts = [_axis_words(axis)]
    bottom = AXIS_WORDS
    for row in rows:
        if row.label:
            parts.append(svg.words(0, bottom + 14, row.label, size=13, class_="t-ink"))
            bottom += LABEL
        parts.append(_row(row, bottom, axis, dimension, names))
        bottom += 2 * LANE + BETWEEN_ROWS
    picture = svg.picture(title, bottom - BETWEEN_ROWS, *parts, class_="plot")
    stated = [": ".join(filter(None, (row.label, row.difference))) for row in rows if row.difference]
    return Chart(title, subtitle, picture, conditions, _table(rows, title, names), stated)


def _axis_words(axis: Axis) -> SafeString:
    placed = []
    for value, word in axis.words:
        at = axis.position(value)
        anchor = "start" if at < 5 else "end" if at > 95 else "middle"
        placed.append(svg.words(at, 12, word, anchor=anchor))
    return svg.group(*placed)


def _row(row: SidesRow, top: float, axis: Axis, dimension: int, names: tuple[str, str]) -> SafeString:
    return svg.group(
        marks.scale(axis, top=top, bottom=top + 2 * LANE),
        _lane(row.practice, top + LANE / 2, axis, dimension, names[0], is_open=False),
        _lane(row.research, top + 3 * LANE / 2, axis, dimension, names[1], is_open=True),
    )


def _lane(
    reading: Reading | None, y: float, axis: Axis, dimension: int, name: str, *, is_open: bool
) -> SafeString:
    if reading is None:
        withheld = gettext("%(side)s: not shown, to protect small groups") % {"side": name}
        return svg.words(2, y + 4, withheld, class_="t-ink-3")
    place = axis.place(reading)
    start, end = place.interval or (place.at, place.at)
    parts = [marks.dot_and_interval(place, y, dimension, is_open=is_open)]
    label = f"{name} {numbers.decimal(reading.mean)}"
    # The label stands on the roomier side of its own mark, so that the two sides' labels never meet.
    if (start + end) / 2 > 50:
        parts.append(svg.words(start, y + 4, label, anchor="end", bold=True, class_="t-ink", dx=-12))
    else:
        parts.append(svg.words(end, y + 4, label, bold=True, class_="t-ink", dx=12))
    return svg.group(*parts)


def _table(rows: Sequence[SidesRow], caption: str, names: tuple[str, str]) -> ChartTable:
    columns = [pgettext("table column", "Scale or statement")]
    for name in names:
        columns += [
            gettext("%(side)s: typical answer") % {"side": name},
            gettext("95% interval"),
            gettext("Answered"),
        ]
    cells = [
        [row.label or caption, *reading_cells(row.practice), *reading_cells(row.research), row.difference]
        for row in rows
    ]
    return ChartTable(caption, [*columns, gettext("Difference")], cells)
