"""The marks of a report card, small, to stand beside what they mean."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fivefold.core.charts import svg, together_mark
from fivefold.core.charts.marks import bounds_line, earlier_dot

HEIGHT, MIDDLE, WIDTH = 14, 7, 34


@dataclass(frozen=True)
class Legend:
    now: SafeString
    bounds: SafeString
    earlier: SafeString
    together: SafeString


def legend() -> Legend:
    return Legend(
        now=_small(_("dot and bar"), _bar(), _dot()),
        bounds=_small(_("thin line"), bounds_line(5, 95, MIDDLE)),
        earlier=_small(_("open dots"), earlier_dot(30, MIDDLE), earlier_dot(70, MIDDLE)),
        together=together_mark(True, True, False, name=_("three circles")),
    )


def _small(name: str, *parts: str) -> SafeString:
    return svg.picture(name, HEIGHT, *parts, class_="mark inline", width=WIDTH)


def _bar() -> SafeString:
    return svg.line(5, MIDDLE, 95, MIDDLE, class_="s-ink", stroke=svg.INK, width=3)


def _dot() -> SafeString:
    return svg.element(
        "circle", class_="f-ink-2 s-ink", cx=svg.percent(50), cy=MIDDLE, r=4.5, fill=svg.INK, stroke=svg.INK
    )
