"""The staff time of a year as a page shows it: a bar for each role, on one scale, and the same as a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from fivefold.agreements.terms import TermsInForce
from fivefold.asks import words
from fivefold.asks.queries import SchoolYear, StaffTime
from fivefold.core.charts import staff_time as chart
from fivefold.core.charts.chart import ChartTable


@dataclass(frozen=True)
class DrawnRow:
    label: str
    who: str
    bar: SafeString
    left: str
    of: str
    is_part: bool


@dataclass(frozen=True)
class Drawn:
    lead: str
    rows: Sequence[DrawnRow]
    table: ChartTable
    terms: TermsInForce
    year: SchoolYear


def drawn(found: StaffTime) -> Drawn:
    bars = [chart.StaffTimeBar(row.label, row.used, row.booked, row.asked, row.agreed) for row in found.rows]
    most = max((one.reach for one in bars), default=0)
    rows = [
        DrawnRow(
            row.label,
            words.who_of_row(row),
            chart.staff_time_bar(bar, most),
            *words.left_of_row(row),
            row.is_part,
        )
        for row, bar in zip(found.rows, bars, strict=True)
    ]
    return Drawn(words.as_a_whole(found), rows, chart.staff_time_table(bars), found.terms, found.year)
