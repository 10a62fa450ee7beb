"""A year on one line of time: lanes by kind, months ruled, days without research hatched through all lanes.

Done is grey, now is ink, planned an outline, waiting a dashed outline; a moved date leaves a dashed ghost
joined to the new one. Names stand beside their marks and never over one another: they are measured for the
narrowest picture in which they are shown, so they keep apart in every wider one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from fivefold.core.charts import svg
from fivefold.core.charts.measure import width_of

# The narrowest picture, in pixels; what is narrower shows the list alone.
NARROWEST = 900
LEFT = 16.0
TOP, ROW, PADDING, BAR, UNDER = 24, 28, 7, 22, 26
TALLEST = 32
SIZE = 12
GAP = 8
PLANNED, NOW, DONE, WAITING = "planned", "now", "done", "waiting"
HATCH = "days-without-research"


@dataclass(frozen=True)
class YearMark:
    """`said` is the whole of it in words; `was` the day that it was first planned to end on, if it moved."""

    label: str
    said: str
    first: date
    last: date
    state: str
    was: date | None = None
    is_square: bool = False
    is_point: bool = False


@dataclass(frozen=True)
class YearBar:
    """How much of something a span has, in parts by their state: they stand on one another."""

    said: str
    first: date
    last: date
    parts: Sequence[tuple[str, float]]

    @property
    def size(self) -> float:
        return sum(part for _state, part in self.parts)


@dataclass(frozen=True)
class YearLane:
    """Marks in rows, or bars that stand on the lane's floor."""

    label: str
    marks: Sequence[YearMark]
    bars: Sequence[YearBar] = ()


@dataclass(frozen=True)
class YearBand:
    said: str
    first: date
    last: date


@dataclass(frozen=True)
class Placed:
    """A mark in its row, in per cent of the picture; its words at `words_at`, from `anchor`."""

    mark: YearMark
    start: float
    end: float
    words_at: float
    anchor: str
    is_inside: bool
    reach: tuple[float, float]


@dataclass(frozen=True)
class Scale:
    first: date
    last: date
    today: date | None = None

    @property
    def line(self) -> float:
        """Where the line of today stands; nowhere, on other days."""
        return self.at(self.today) if self.today and self.first <= self.today <= self.last else -1.0

    def at(self, day: date) -> float:
        """Where a day begins. What lies outside is drawn at the edge."""
        share = (day - self.first).days / ((self.last - self.first).days + 1)
        return LEFT + (100 - LEFT) * min(1.0, max(0.0, share))

    def months(self) -> list[date]:
        """The first of each month in the span, or of every second where they are many."""
        found, day = [], self.first.replace(day=1)
        while day <= self.last:
            if day >= self.first:
                found.append(day)
            day = (day + timedelta(days=32)).replace(day=1)
        return found[:: 1 + len(found) // 14]


def year_picture(
    lanes: Sequence[YearLane],
    *,
    first: date,
    last: date,
    bands: Sequence[YearBand] = (),
    today: date | None = None,
    name: str,
) -> SafeString:
    """`name` is what the picture says, in a sentence. The same in words stands in a list beside it."""
    scale = Scale(first, last, today)
    drawn, named, rules, top = [], [], [], TOP
    for lane in lanes:
        rows = in_rows(lane.marks, scale)
        drawn.append(_lane_name(lane.label, top))
        if lane.bars:
            top += PADDING + TALLEST + PADDING
            drawn += _bars(lane.bars, scale, top - 1)
            rules.append(svg.line(0, top, 100, top, class_="s-rule-2", stroke=svg.RULE_2, width=1))
            continue
        for index, row in enumerate(rows):
            middle = top + PADDING + index * ROW + ROW / 2
            drawn += [_mark(one, middle, scale) for one in row]
            named += [_words(one, middle) for one in row if one.mark.label]
        top += 2 * PADDING + ROW * max(1, len(rows))
        rules.append(svg.line(0, top, 100, top, class_="s-rule-2", stroke=svg.RULE_2, width=1))
    parts = [_hatch(), *_bands(bands, scale, top), *_months(scale, top), *rules, *drawn]
    if today is not None and scale.line >= 0:
        parts.append(_today(today, scale, top))
    # Words last, so that no line goes through them.
    parts += named
    return svg.picture(name, top + UNDER, *parts, class_="year-plot")


def in_rows(marks: Sequence[YearMark], scale: Scale) -> list[list[Placed]]:
    """As few rows as need be, so that neither marks nor words touch each other."""
    rows: list[list[Placed]] = []
    for one in sorted(marks, key=lambda mark: (mark.first, mark.last, mark.label)):
        placed = _placed(one, scale)
        for row in rows:
            if all(_apart(placed.reach, other.reach) for other in row):
                row.append(placed)
                break
        else:
            rows.append([placed])
    return rows


def _apart(one: tuple[float, float], other: tuple[float, float]) -> bool:
    gap = _share(GAP)
    return one[0] >= other[1] + gap or other[0] >= one[1] + gap


def _share(pixels: float) -> float:
    return 100 * pixels / NARROWEST


def _placed(mark: YearMark, scale: Scale) -> Placed:
    start, end = scale.at(mark.first), scale.at(mark.last + timedelta(days=1))
    if mark.is_point:
        middle = (start + end) / 2
        start, end = middle - _share(6), middle + _share(6)
    end = max(end, start + _share(3))
    words = _share(width_of(mark.label, SIZE))
    low, high = start, end
    if mark.was is not None:
        was = scale.at(mark.was) + (100 - LEFT) / ((scale.last - scale.first).days + 1) / 2
        low, high = min(low, was - _share(6)), max(high, was + _share(6))
    is_inside = not mark.is_point and words + _share(10) <= end - start
    if is_inside or not mark.label:
        return Placed(mark, start, end, start, "start", is_inside, (low, high))
    at, anchor = _beside(low, high, start, words + _share(7), scale)
    reach = (min(low, at - words - _share(7)), high) if anchor == "end" else (low, at + words + _share(7))
    return Placed(mark, start, end, at, anchor, False, reach)


def _beside(low: float, high: float, start: float, words: float, scale: Scale) -> tuple[float, str]:
    """Where words stand outside their mark: to its right, to its left, or over the line to its own ghost.

    The first that lies in the picture and does not cross the line of today; else the first in the picture.
    """
    places = [(high, "start"), (low, "end"), (start, "end")]
    spans = [(at, at + words) if anchor == "start" else (at - words, at) for at, anchor in places]
    in_picture = [n for n, (left, right) in enumerate(spans) if left >= LEFT and right <= 100]
    clear = [n for n in in_picture if not spans[n][0] < scale.line < spans[n][1]]
    return places[next(iter([*clear, *in_picture]), 0)]


def _lane_name(label: str, top: float) -> SafeString:
    return svg.words(0, top + PADDING + ROW / 2 + 4, label, size=13, bold=True, class_="t-ink")


def _bars(bars: Sequence[YearBar], scale: Scale, floor: float) -> list[SafeString]:
    """Their heights share one scale; what is over half a pixel high is seen."""
    most = max(one.size for one in bars)
    found = []
    for one in bars:
        start, end = scale.at(one.first), scale.at(one.last + timedelta(days=1))
        parts, bottom = [svg.element("title", one.said)], floor
        for state, size in one.parts:
            height = max(2.0, TALLEST * size / most)
            bottom -= height
            parts.append(
                svg.element(
                    "rect", x=svg.percent(start + _share(1)), y=bottom, height=height,
                    width=svg.percent(max(_share(2), end - start - _share(3))), **_paint(state),
                )
            )  # fmt: skip
        found.append(svg.group(*parts))
    return found


def _mark(one: Placed, middle: float, scale: Scale) -> SafeString:
    mark = one.mark
    parts = [svg.element("title", mark.said)]
    if mark.was is not None:
        parts.append(_ghost(one, middle, scale))
    parts.append(_point(one, middle) if mark.is_point else _bar(one, middle))
    return svg.group(*parts)


def _words(one: Placed, middle: float) -> SafeString:
    dark = one.is_inside and one.mark.state in {DONE, NOW}
    paint: dict[str, svg.Value] = {"class_": "t-ink halo", "fill": svg.INK}
    if one.is_inside:
        paint = {"class_": "t-paper", "fill": svg.PAPER} if dark else {"class_": "t-ink", "fill": svg.INK}
    return svg.element(
        "text",
        one.mark.label,
        x=svg.percent(one.words_at),
        dx=(5 if one.is_inside else 7) * (-1 if one.anchor == "end" else 1),
        y=middle + 4,
        font_size=SIZE,
        font_weight=600,
        text_anchor=one.anchor,
        **paint,
    )


def _paint(state: str) -> dict[str, svg.Value]:
    if state == DONE:
        return {"class_": "f-ink-2 s-ink-2", "fill": svg.INK_2, "stroke": svg.INK_2, "stroke_width": 1.5}
    if state == NOW:
        return {"class_": "t-ink s-ink", "fill": svg.INK, "stroke": svg.INK, "stroke_width": 1.5}
    outline: dict[str, svg.Value] = {
        "class_": "f-paper s-ink",
        "fill": svg.PAPER,
        "stroke": svg.INK,
        "stroke_width": 1.5,
    }
    return outline | ({"stroke_dasharray": "4 3"} if state == WAITING else {})


def _bar(one: Placed, middle: float) -> SafeString:
    return svg.element(
        "rect",
        x=svg.percent(one.start),
        y=middle - BAR / 2,
        width=svg.percent(one.end - one.start),
        height=BAR,
        rx=2,
        **_paint(one.mark.state),
    )


def _point(one: Placed, middle: float) -> SafeString:
    at = (one.start + one.end) / 2
    if one.mark.is_square:
        # A square keeps its shape where widths are in per cent: a short line as thick as it is long.
        return svg.element(
            "rect", x=svg.percent(at), y=middle - 5.5, width=11, height=11, transform="translate(-5.5 0)",
            **_paint(one.mark.state),
        )  # fmt: skip
    return svg.element("circle", cx=svg.percent(at), cy=middle, r=5.5, **_paint(one.mark.state))


def _ghost(one: Placed, middle: float, scale: Scale) -> SafeString:
    """Where it was first planned, joined to where it is: a line beneath a bar, a dashed ring for a day."""
    assert one.mark.was is not None  # noqa: S101 asked before
    was = scale.at(one.mark.was) + (100 - LEFT) / ((scale.last - scale.first).days + 1) / 2
    at = (one.start + one.end) / 2 if one.mark.is_point else one.end
    y = middle if one.mark.is_point else middle + BAR / 2 + 3
    ring: dict[str, svg.Value] = {"r": 5.5} if one.mark.is_point else {"r": 2.5}
    return svg.joined(
        svg.line(was, y, at, y, class_="s-ink", stroke=svg.INK, width=1.5, stroke_dasharray="2 3"),
        svg.element(
            "circle", class_="f-paper s-ink ghost", cx=svg.percent(was), cy=y, fill=svg.PAPER,
            stroke=svg.INK, stroke_width=1.25, stroke_dasharray="2 2", **ring,
        ),
    )  # fmt: skip


def _hatch() -> SafeString:
    stroke = svg.element(
        "line", class_="s-rule-2", x1=0, y1=0, x2=0, y2=6, stroke=svg.RULE_2, stroke_width=1.5
    )
    pattern = svg.element(
        "pattern", stroke, id=HATCH, width=6, height=6, patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )  # fmt: skip
    return svg.element("defs", pattern)


def _bands(bands: Sequence[YearBand], scale: Scale, bottom: float) -> list[SafeString]:
    found = []
    for one in bands:
        start, end = scale.at(one.first), scale.at(one.last + timedelta(days=1))
        if end > start:
            found.append(
                svg.element(
                    "rect", svg.element("title", one.said), class_="band", x=svg.percent(start), y=TOP,
                    width=svg.percent(end - start), height=bottom - TOP, fill=f"url(#{HATCH})",
                )
            )  # fmt: skip
    return found


def _months(scale: Scale, bottom: float) -> list[SafeString]:
    parts = []
    for month in scale.months():
        at = scale.at(month)
        parts.append(svg.line(at, TOP, at, bottom, class_="s-rule", stroke=svg.RULE, width=1))
        parts.append(svg.words(at, 14, date_format(month, "M").rstrip(".")))
    return parts


def _today(today: date, scale: Scale, bottom: float) -> SafeString:
    at = scale.at(today)
    words = gettext("Today, %(day)s") % {"day": date_format(today, "MONTH_DAY_FORMAT")}
    half = _share(width_of(words, SIZE)) / 2
    anchor = "end" if at + half > 100 else "start" if at - half < LEFT else "middle"
    return svg.joined(
        svg.line(at, TOP - 4, at, bottom + 6, class_="s-ink", stroke=svg.INK, width=2),
        svg.words(at, bottom + 20, words, anchor=anchor, bold=True, class_="t-ink"),
    )
