"""Staff time, one bar a role, all on one scale: used solid, booked hatched, asked dashed, agreed a tick."""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from fivefold.core.charts import svg
from fivefold.core.charts.chart import ChartTable
from fivefold.core.charts.numbers import decimal

HEIGHT, BAR, TICK = 24, 18, 3
# Room at the right for the tick of the longest bar.
WIDEST = 98.0


@dataclass(frozen=True)
class StaffTimeBar:
    """In minutes. Nothing agreed is a bar without a tick."""

    label: str
    used: int
    booked: int
    asked: int
    agreed: int

    @property
    def reach(self) -> int:
        return max(self.agreed, self.used + self.booked + self.asked)

    @property
    def said(self) -> str:
        return gettext(
            "%(label)s: %(used)s hours used, %(booked)s booked, %(asked)s asked for, of %(agreed)s agreed"
        ) % {"label": self.label, **_hours(self)}


def staff_time_bar(bar: StaffTimeBar, most: int) -> SafeString:
    """most: the reach of the longest bar, which all others are measured by."""
    # An identifier of its own: several bars stand on one page.
    hatch = f"booked-{crc32(bar.said.encode()):x}"
    parts = [_hatch(hatch)]
    end = _at(bar.agreed, most)
    if bar.agreed:
        parts.append(_rect(0, end, fill=svg.PAPER, class_="f-paper s-ink-2", stroke_width=1.25))
    at = 0
    for minutes, paint in (
        (bar.used, _USED),
        (bar.booked, {**_OUTLINE, "fill": f"url(#{hatch})"}),
        (bar.asked, _ASKED),
    ):
        if minutes:
            start = _at(at, most)
            parts.append(_rect(start, _at(at + minutes, most) - start, **paint))
        at += minutes
    if bar.agreed:
        parts.append(
            svg.element(
                "rect", class_="t-ink", x=svg.percent(end), y=0, width=TICK, height=HEIGHT, fill=svg.INK
            )
        )
    return svg.picture(bar.said, HEIGHT, *parts, class_="staff-bar")


_OUTLINE: dict[str, svg.Value] = {"class_": "s-ink-2", "stroke": svg.INK_2, "stroke_width": 1.25}
_USED: dict[str, svg.Value] = {**_OUTLINE, "class_": "f-ink-2 s-ink-2", "fill": svg.INK_2}
_ASKED: dict[str, svg.Value] = {
    "class_": "f-paper s-ink",
    "fill": svg.PAPER,
    "stroke": svg.INK,
    "stroke_width": 1.5,
    "stroke_dasharray": "3 2",
}


def _at(minutes: int, most: int) -> float:
    return WIDEST * minutes / most if most else 0.0


def _rect(start: float, width: float, **paint: svg.Value) -> SafeString:
    y = (HEIGHT - BAR) / 2
    paint = {"stroke": svg.INK_2, **paint}
    return svg.element("rect", x=svg.percent(start), y=y, width=svg.percent(width), height=BAR, **paint)


def _hatch(name: str) -> SafeString:
    line = svg.element("line", class_="s-ink-2", x1=0, y1=0, x2=0, y2=5, stroke=svg.INK_2, stroke_width=1.5)
    pattern = svg.element(
        "pattern", line, id=name, width=5, height=5, patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )  # fmt: skip
    return svg.element("defs", pattern)


def staff_time_table(bars: Sequence[StaffTimeBar]) -> ChartTable:
    columns = [gettext("Role"), gettext("Used"), gettext("Booked"), gettext("Asked for"), gettext("Agreed")]
    rows = [[bar.label, *_hours(bar).values()] for bar in bars]
    return ChartTable(gettext("Staff time, in hours"), columns, rows)


def _hours(bar: StaffTimeBar) -> dict[str, str]:
    minutes = {"used": bar.used, "booked": bar.booked, "asked": bar.asked, "agreed": bar.agreed}
    return {name: decimal(number / 60, 0 if number % 60 == 0 else 1) for name, number in minutes.items()}
