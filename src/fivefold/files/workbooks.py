"""Workbooks (.xlsx) into a raw table. Cells keep the text a CSV export would have: 3.0 is `3`."""

import datetime
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from xml.parsers.expat import ExpatError

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from fivefold.files import headers, title_lines, tools
from fivefold.files.errors import FileError
from fivefold.files.raw import Notice, RawTable
from fivefold.files.sentences import Sentence, say
from fivefold.files.workbook_checks import Gap, cells_without_result, refuse_bomb

CHUNK_CELLS = 240_000
# Enough for titles, the header of any tool, and some answers below it by which a tool is known.
LOOK_AHEAD = 12
TABLE_WIDTH = 2
EXACT_INTEGERS = 1e16
CHECK_AND_SAVE = say("Open the workbook in a spreadsheet program, check the column, and save it.")
Cell = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


@dataclass(frozen=True)
class WorkbookOptions:
    format: str | None = None
    sheet: str | None = None
    header_rows: int | None = None


def read_workbook(path: Path, options: WorkbookOptions) -> RawTable:
    with _damage_said():
        refuse_bomb(path)
        book = CalamineWorkbook.from_path(path)
        name, sheet = _sheet(book, options.sheet)
    begun = _begin(book, name, sheet, options)
    if begun.layout.sheet is not None and options.sheet is None:
        with _damage_said():
            name, sheet = _sheet(book, begun.layout.sheet)
        begun = _begin(book, name, sheet, options)
    with _damage_said():
        gaps = cells_without_result(path, book.sheet_names.index(name))
    table = _filled(begun)
    table.sheet = name
    table.notices.extend(_notices(gaps, sheet, table))
    table.drop_blank_end()
    begun.layout.finish(table)
    return table


@contextmanager
def _damage_said() -> Iterator[None]:
    try:
        yield
    except (CalamineError, zipfile.BadZipFile, ExpatError, OSError, EOFError, KeyError, ValueError):
        raise FileError(
            "damaged_file",
            say("The workbook is damaged or was cut off."),
            remedy=say("Download it again, or open it in a spreadsheet program and save a copy."),
        ) from None


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
    """The sheet asked for by name; else the first one a person sees that has a table, or anything."""
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
    shown = [meta.name for meta in sheets if meta.visible == SheetVisibleEnum.Visible]
    # A sheet of remarks before the answers has one cell in each row.
    for width in (TABLE_WIDTH, 1):
        for name in shown:
            sheet = book.get_sheet_by_name(name)
            if any(sum(bool(str(cell).strip()) for cell in row) >= width for row in sheet.iter_rows()):
                return name, sheet
    raise FileError(
        "empty_file",
        say("The workbook has no visible sheet with anything in it."),
        remedy=say("Show the sheet with the answers, or export it again."),
    )


def _text_rows(sheet: CalamineSheet) -> Iterator[list[str]]:
    for row in sheet.iter_rows():
        yield [cell if isinstance(cell, str) else cell_text(cell) for cell in row]


@dataclass
class _Begun:
    """A sheet whose header was read: the first records, and the rows after them."""

    table: RawTable
    layout: tools.Layout
    rest: list[tuple[int, list[str]]]
    rows: Iterator[list[str]]
    taken: int


def _begin(book: CalamineWorkbook, name: str, sheet: CalamineSheet, options: WorkbookOptions) -> _Begun:
    rows = _text_rows(sheet)
    head: list[tuple[int, list[str]]] = []
    wanted = max(LOOK_AHEAD, options.header_rows or 1)
    number = 0
    for number, row in enumerate(rows, 1):
        if head or any(cell.strip() for cell in row):
            head.append((number, row))
        if len(head) == wanted:
            break
    if not head:
        raise FileError(
            "empty_file", say("The sheet is empty."), remedy=say("Name the sheet with the answers.")
        )
    headers.refuse_too_wide(len(head[0][1]), head[0][0])
    merged = _merged(sheet)
    spread = [_spread(row, merged.get(at, ())) for at, row in head]
    above = title_lines.title_lines([row for _, row in head], spread) if options.header_rows is None else 0
    titles, head = head[:above], head[above:]
    shown = tools.Head(
        [spread[above], *(row for _, row in head[1:])],
        header_rows=options.header_rows,
        merged=merged.get(head[0][0], ()),
        sheets=lambda: _first_records(book, name),
    )
    format_name, layout = tools.lay_out(shown, options.format)
    headers.refuse_short_header(len(head), layout.header_rows)
    table = layout.begin(format_name)
    if titles:
        table.notices.append(title_lines.notice(titles))
    return _Begun(table, layout, head[layout.header_rows :], rows, number)


def _filled(begun: _Begun) -> RawTable:
    table, rest, number = begun.table, begun.rest, begun.taken
    if rest:
        table.add([row for _, row in rest], [at for at, _ in rest])
    chunk = max(1, CHUNK_CELLS // len(table.columns))
    while piece := list(islice(begun.rows, chunk)):
        table.add(piece, range(number + 1, number + len(piece) + 1))
        number += len(piece)
    return table


def _merged(sheet: CalamineSheet) -> dict[int, tuple[tuple[int, int], ...]]:
    """By row, as on screen: the first and last place of each cell that is merged over several columns."""
    left = sheet.start[1] if sheet.start else 0
    found: dict[int, tuple[tuple[int, int], ...]] = {}
    for (top, first), (_, last) in sheet.merged_cell_ranges or ():
        if last > first >= left:
            found[top + 1] = (*found.get(top + 1, ()), (first - left, last - left))
    return found


def _spread(row: list[str], merged: Sequence[tuple[int, int]]) -> list[str]:
    """The row with each merged cell's text in all its columns."""
    spread = list(row)
    for first, last in merged:
        spread[first : last + 1] = [row[first]] * len(spread[first : last + 1])
    return spread


def _first_records(book: CalamineWorkbook, but: str) -> dict[str, list[str]]:
    """The first record of every other sheet that a person sees."""
    found: dict[str, list[str]] = {}
    for meta in book.sheets_metadata:
        visible = meta.typ == SheetTypeEnum.WorkSheet and meta.visible == SheetVisibleEnum.Visible
        if visible and meta.name != but:
            rows = _text_rows(book.get_sheet_by_name(meta.name))
            first = next((row for row in rows if any(cell.strip() for cell in row)), [])
            found[meta.name] = [cell.strip() for cell in first]
    return found


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
