"""The figures as an Excel workbook: text stays text and is never a formula."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fivefold.reports.codebook import COLUMNS
from fivefold.reports.figures import Row

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

NEVER_A_FORMULA = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
WIDTHS = {"dimension_name": 22, "scale_title": 30, "statement_text": 60, "partnership": 28, "means": 90}


def workbook(figures: Sequence[Row]) -> bytes:
    from xlsxwriter import Workbook

    written = io.BytesIO()
    with Workbook(written, NEVER_A_FORMULA) as book:
        book.set_properties({"title": _("Figures with their codebook")})
        names = [column.name for column in COLUMNS]
        _sheet(book, _("Figures"), names, [[row[name] for name in names] for row in figures])
        codebook = [[one.name, one.kind, str(one.means)] for one in COLUMNS]
        _sheet(book, _("Codebook"), ["column", "kind", "means"], codebook)
    return written.getvalue()


def _sheet(book: "Workbook", title: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    sheet = book.add_worksheet(title)
    bold = book.add_format({"bold": True})
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, bold)
        sheet.set_column(column, column, WIDTHS.get(head, max(10, len(head) + 2)))
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            _write(sheet, number, column, cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(heads) - 1)


def _write(sheet: "Worksheet", row: int, column: int, cell: object) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif isinstance(cell, (int, float)):
        sheet.write_number(row, column, cell)
