"""Inline marks for the other two strands, and for whether the three agree."""

from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from fivefold.core.charts import svg
from fivefold.core.charts.marks import earlier_dot

SQUARE, PITCH, MOST_SQUARES = 12, 16, 12


def record_mark(done: int, due: int, *, dimension: int, name: str, as_bar: bool = False) -> SafeString:
    """One square, one thing that was due: filled if done. Beyond twelve, and of hours, one bar."""
    slot, ink = svg.slot(dimension), svg.color(dimension)
    if due > MOST_SQUARES or as_bar:
        full = svg.element("rect", class_="f-rule", x=0, y=1, width="100%", height=10, fill=svg.RULE)
        share = svg.percent(min(100, 100 * done / due))
        part = svg.element("rect", class_=f"f-d{slot}", x=0, y=1, width=share, height=10, fill=ink)
        return svg.picture(name, SQUARE, full, part)
    squares = (_square(index, index < done, slot, ink) for index in range(due))
    return svg.picture(name, SQUARE, *squares, width=max(1, due) * PITCH)


def _square(index: int, is_done: bool, slot: int, ink: str) -> SafeString:
    left = index * PITCH
    if is_done:
        return svg.element("rect", class_=f"f-d{slot}", x=left, y=0, width=SQUARE, height=SQUARE, fill=ink)
    return svg.element(
        "rect",
        class_="s-rule-2",
        x=left + 0.75,
        y=0.75,
        width=SQUARE - 1.5,
        height=SQUARE - 1.5,
        fill="none",
        stroke=svg.RULE_2,
        stroke_width=1.5,
    )


def ladder_mark(
    agreed: int | None,
    *,
    dimension: int,
    name: str,
    practice: int | None = None,
    research: int | None = None,
    earlier: int | None = None,
) -> SafeString:
    """Four steps, 1 to 4. The agreed one is filled; where the sides differ, P and R are outlined."""
    letters = pgettext("letter of a side", "P"), pgettext("letter of a side", "R")
    outlined = {} if agreed is not None else {practice: letters[0], research: letters[1]}
    if agreed is None and practice is not None and practice == research:
        outlined = {practice: " ".join(letters)}
    parts: list[str] = []
    for step in range(1, 5):
        left = 25 * (step - 1)
        if step == agreed:
            parts.append(_step(left, dimension, filled=True))
        elif step in outlined:
            parts.append(_step(left, dimension, filled=False))
            parts.append(
                svg.words(left + 12.25, 16, outlined[step], anchor="middle", bold=True, class_="t-ink")
            )
        else:
            parts.append(
                svg.element(
                    "rect", class_="f-rule", x=svg.percent(left), y=9, width="24.5%", height=5, fill=svg.RULE
                )
            )
    if earlier is not None and earlier != agreed:
        parts.append(earlier_dot(25 * earlier - 12.75, 11.5))
    return svg.picture(name, 23, *parts)


def _step(left: float, dimension: int, *, filled: bool) -> SafeString:
    slot, ink = svg.slot(dimension), svg.color(dimension)
    return svg.element(
        "rect",
        class_=f"f-d{slot} s-d{slot}" if filled else f"f-paper s-d{slot}",
        x=svg.percent(left),
        y=3,
        width="24.5%",
        height=17,
        rx=3,
        fill=ink if filled else svg.PAPER,
        stroke=ink,
        stroke_width=2,
    )


def together_mark(say: bool, record: bool, judge: bool, *, name: str) -> SafeString:
    """Three circles, say, record, judge: filled where they agree."""
    circles = (
        svg.element(
            "circle",
            class_="f-ink-2 s-ink" if agrees else "f-paper s-ink",
            cx=6 + 9 * index,
            cy=6,
            r=4.75,
            fill=svg.INK_2 if agrees else svg.PAPER,
            stroke=svg.INK,
            stroke_width=1.5,
        )
        for index, agrees in enumerate((say, record, judge))
    )
    return svg.picture(name, 12, *circles, class_="mark inline", width=30)
