"""Charts and inline marks: pure functions that return SVG made on the server (design, section 8)."""

from fivefold.core.charts.chart import HALF_PRINTED, Axis, Chart, ChartTable, Reading
from fivefold.core.charts.marks import bounds_mark, change_mark, say_mark
from fivefold.core.charts.sides import SidesRow, sides_chart
from fivefold.core.charts.strands import ladder_mark, record_mark, together_mark
from fivefold.core.charts.trend import Series, trend_chart

__all__ = [
    "HALF_PRINTED",
    "Axis",
    "Chart",
    "ChartTable",
    "Reading",
    "Series",
    "SidesRow",
    "bounds_mark",
    "change_mark",
    "ladder_mark",
    "record_mark",
    "say_mark",
    "sides_chart",
    "together_mark",
    "trend_chart",
]
