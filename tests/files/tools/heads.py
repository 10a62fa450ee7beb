"""Files of survey tools, made up and written as each tool writes them."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import xlsxwriter

Rows = Iterable[Sequence[object]]


def write_csv(path: Path, rows: Rows, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows(rows)
    return path


def write_book(path: Path, merged: Sequence[str] = (), **sheets: Rows) -> Path:
    """A workbook; `merged` are ranges of its first sheet, each with the text of its first cell."""
    with xlsxwriter.Workbook(path) as book:
        for place, (name, rows) in enumerate(sheets.items()):
            sheet = book.add_worksheet(name.replace("_", " "))
            cells = list(rows)
            for number, row in enumerate(cells):
                sheet.write_row(number, 0, row)
            for span in merged if place == 0 else ():
                first = span.partition(":")[0]
                sheet.merge_range(span, cells[int(first[1:]) - 1][ord(first[0]) - ord("A")])
    return path
