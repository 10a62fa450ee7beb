"""Inline marks for one number on an answer scale: what members say, and how it changed."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.safestring import SafeString

from fivefold.core.charts import svg
from fivefold.core.charts.chart import Axis, Place, Reading

HEIGHT, MIDDLE = 28, 14


def say_mark(
    mean: float | None,
    low: float | None,
    high: float | None,
    *,
    dimension: int,
    lowest: float,
    highest: float,
    name: str,
    earlier: Sequence[float] = (),
    bounds: tuple[float, float] | None = None,
    line: float | None = None,
) -> SafeString:
    """A dot and its 95% interval on the whole answer scale; open dots for earlier rounds (the last two).

    Without an interval (everyone answered) only the dot is drawn. `bounds` adds the thin line of
    non-response bounds on the same line; without a mean nothing but the bounds is drawn. `line` is a faint
    upright at a number that the words measure by.
    """
    axis = Axis(lowest, highest, ())
    parts = [scale(axis)]
    if line is not None:
        parts.append(upright(axis.position(line)))
    parts += [*(earlier_dot(axis.position(value)) for value in earlier[-2:])]
    if bounds is not None:
        parts.append(bounds_line(axis.position(bounds[0]), axis.position(bounds[1])))
    if mean is not None:
        place = axis.place(Reading(mean, low, high))
        if line is not None:
            place = _beside(place, axis.position(line), low, high, line)
        parts.append(dot_and_interval(place, MIDDLE, dimension))
    return svg.picture(name, HEIGHT, *parts)


def bounds_mark(low: float, high: float, *, lowest: float, highest: float, name: str) -> SafeString:
    """Below half answered: only where the mean could lie, whatever the silent members would have said."""
    return say_mark(
        None, None, None, dimension=1, lowest=lowest, highest=highest, name=name, bounds=(low, high)
    )


def change_mark(
    difference: float, low: float | None, high: float | None, *, limit: float, dimension: int, name: str
) -> SafeString:
    """A difference and its interval about an upright "same" line; the mark spans −limit to +limit."""
    axis = Axis(-limit, limit, ())
    parts = [
        svg.line(0, MIDDLE, 100, MIDDLE, class_="s-rule", stroke=svg.RULE, width=1.5),
        svg.line(50, 4, 50, 24, class_="s-ink-2", stroke=svg.INK_2, width=1.5),
    ]
    place = axis.place(Reading(difference, low, high))
    parts.append(dot_and_interval(_beside(place, 50, low, high, 0), MIDDLE, dimension))
    return svg.picture(name, HEIGHT, *parts)


def _beside(place: Place, at: float, low: float | None, high: float | None, line: float) -> Place:
    """An interval that lies wholly on one side of a line, as the words say, must not be drawn across it."""
    if place.interval is None or low is None or high is None:
        return place
    start, end = place.interval
    return replace(
        place, interval=(max(start, at) if low > line else start, min(end, at) if high < line else end)
    )


def upright(at: float) -> SafeString:
    return svg.line(
        at, 2, at, HEIGHT - 2, class_="s-ink-3", stroke=svg.INK_3, width=1, stroke_dasharray="2 3"
    )


def scale(axis: Axis, *, top: float = 0, bottom: float = HEIGHT) -> SafeString:
    middle = (top + bottom) / 2
    return svg.group(
        svg.line(0, middle, 100, middle, class_="s-rule", stroke=svg.RULE, width=1),
        *(svg.line(at, top, at, bottom, class_="s-rule", stroke=svg.RULE, width=1) for at in axis.ticks()),
    )


def dot_and_interval(place: Place, y: float, dimension: int, *, is_open: bool = False) -> SafeString:
    """A dot with its interval. The ends are drawn last, so that a narrow interval shows beside the dot."""
    mark = (open_dot if is_open else dot)(place.at, y, dimension)
    if place.interval is None:
        return mark
    paint = {"class_": f"s-d{svg.slot(dimension)}", "stroke": svg.color(dimension)}
    start, end = place.interval
    return svg.joined(
        svg.line(start, y, end, y, width=3, **paint),
        mark,
        svg.line(start, y - 7, start, y + 7, width=2.5, **paint),
        svg.line(end, y - 7, end, y + 7, width=2.5, **paint),
    )


def bounds_line(start: float, end: float, y: float = MIDDLE) -> SafeString:
    ends = (
        svg.line(at, y - 3, at, y + 3, class_="s-rule-2", stroke=svg.RULE_2, width=1.5) for at in (start, end)
    )
    whole = svg.line(start, y, end, y, class_="s-rule-2", stroke=svg.RULE_2, width=1.5)
    return svg.joined(whole, *ends)


def dot(at: float, y: float, dimension: int) -> SafeString:
    return svg.element(
        "circle",
        class_=f"f-d{svg.slot(dimension)} s-paper",
        cx=svg.percent(at),
        cy=y,
        r=6.5,
        fill=svg.color(dimension),
        stroke=svg.PAPER,
        stroke_width=2,
    )


def open_dot(at: float, y: float, dimension: int) -> SafeString:
    return svg.element(
        "circle",
        class_=f"f-paper s-d{svg.slot(dimension)}",
        cx=svg.percent(at),
        cy=y,
        r=5,
        fill=svg.PAPER,
        stroke=svg.color(dimension),
        stroke_width=2,
    )


def earlier_dot(at: float, y: float = MIDDLE) -> SafeString:
    return svg.element(
        "circle",
        class_="f-paper s-rule-2",
        cx=svg.percent(at),
        cy=y,
        r=3.75,
        fill=svg.PAPER,
        stroke=svg.RULE_2,
        stroke_width=1.5,
    )
