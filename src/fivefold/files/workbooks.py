"""Workbooks (.xlsx) into a raw table. Cells keep the text a CSV export would have: 3.0 is `3`."""

import datetime
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from xml.parsers.expat import ExpatError

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from fivefold.files import headers
from fivefold.files.errors import FileError
from fivefold.files.raw import Notice, RawColumn, RawTable
from fivefold.files.sentences import Sentence, say
from fivefold.files.workbook_checks import Gap, cells_without_result, refuse_bomb

CHUNK_CELLS = 240_000
EXACT_INTEGERS = 1e16
CHECK_AND_SAVE = say("Open the workbook in a spreadsheet program, check the column, and save it.")
Cell = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


@dataclass(frozen=True)
class WorkbookOptions:
    format: str | None = None
    sheet: str | None = None
    header_rows: int | None = None


def read_workbook(path: Path, options: WorkbookOptions) -> RawTable:
    try:
        refuse_bomb(path)
        book = CalamineWorkbook.from_path(path)
        name, sheet = _sheet(book, options.sheet)
        gaps = cells_without_result(path, book.sheet_names.index(name))
    except (CalamineError, zipfile.BadZipFile, ExpatError, OSError, EOFError, KeyError, ValueError):
        raise _damaged() from None
    table = _read(sheet, options)
    table.sheet = name
    table.notices.extend(_notices(gaps, sheet, table))
    table.drop_blank_end()
    return table


def cell_text(value: Cell) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < EXACT_INTEGERS
        return str(int(value)) if whole else repr(value)
    # Dates and times write themselves as ISO 8601.
    return str(value)


def _sheet(book: CalamineWorkbook, wanted: str | None) -> tuple[str, CalamineSheet]:
    """The sheet asked for by name; else the first one a person sees that has a header."""
    sheets = [meta for meta in book.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
    if wanted is not None:
        for meta in sheets:
            if meta.name.casefold() == wanted.strip().casefold():
                return meta.name, book.get_sheet_by_name(meta.name)
        names = ", ".join(f"“{meta.name}”" for meta in sheets)
        raise FileError(
            "unknown_sheet",
            say("The workbook has no sheet “{sheet}”.", sheet=wanted),
            remedy=say("Its sheets are: {sheets}.", sheets=names),
        )
    for meta in sheets:
        if meta.visible == SheetVisibleEnum.Visible:
            sheet = book.get_sheet_by_name(meta.name)
            if any(str(cell).strip() for row in sheet.iter_rows() for cell in row):
                return meta.name, sheet
    raise FileError(
        "empty_file",
        say("The workbook has no visible sheet with anything in it."),
        remedy=say("Show the sheet with the answers, or export it again."),
    )


def _text_rows(sheet: CalamineSheet) -> Iterator[list[str]]:
    for row in sheet.iter_rows():
        yield [cell if isinstance(cell, str) else cell_text(cell) for cell in row]


def _read(sheet: CalamineSheet, options: WorkbookOptions) -> RawTable:
    rows = _text_rows(sheet)
    wanted = max(headers.LOOK_AHEAD, options.header_rows or 1)
    head: list[tuple[int, list[str]]] = []
    number = 0
    for number, row in enumerate(rows, 1):
        if head or any(cell.strip() for cell in row):
            head.append((number, row))
        if len(head) == wanted:
            break
    records = [row for _, row in head]
    if not records:
        raise FileError(
            "empty_file", say("The sheet is empty."), remedy=say("Name the sheet with the answers.")
        )
    headers.refuse_too_wide(len(records[0]), head[0][0])
    layout = headers.lay_out(records, options.header_rows, look_for_qualtrics=True)
    headers.refuse_short_header(len(records), layout.header_rows)
    columns = [RawColumn(name) for name in headers.unique_names(records[0])]
    if layout.text_row is not None:
        for column, question in zip(columns, records[layout.text_row], strict=True):
            column.text = question.strip()
    table = RawTable("xlsx", layout.header_rows, columns)
    rest = head[layout.header_rows :]
    if rest:
        table.add([row for _, row in rest], [at for at, _ in rest])
    chunk = max(1, CHUNK_CELLS // len(columns))
    while piece := list(islice(rows, chunk)):
        table.add(piece, range(number + 1, number + len(piece) + 1))
        number += len(piece)
    return table


def _notices(gaps: list[Gap], sheet: CalamineSheet, table: RawTable) -> Iterator[Notice]:
    """Gaps in the table's own columns and rows: a sum under the table is nobody's answer."""
    left = sheet.start[1] if sheet.start else 0
    for gap in gaps:
        letters = gap.cell.rstrip("0123456789")
        row = int(gap.cell[len(letters) :] or 0)
        position = _column_number(letters) - 1 - left
        if not 0 <= position < len(table.columns):
            continue
        name = table.columns[position].name
        yield (
            "formula_error" if gap.failed else "formula_without_value",
            say("{first} {then}", first=_gap_in_words(gap, name), then=CHECK_AND_SAVE),
            row,
            name,
        )


def _gap_in_words(gap: Gap, column: str) -> Sentence:
    if gap.failed:
        return say(
            "Cell {cell} (column “{column}”) holds an error; such cells count as blank.",
            cell=gap.cell,
            column=column,
        )
    return say(
        "Cell {cell} (column “{column}”) is a formula that was never calculated; such cells count as blank.",
        cell=gap.cell,
        column=column,
    )


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _damaged() -> FileError:
    return FileError(
        "damaged_file",
        say("The workbook is damaged or was cut off."),
        remedy=say("Download it again, or open it in a spreadsheet program and save a copy."),
    )
