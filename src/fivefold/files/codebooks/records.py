"""Records of a codebook that is a table: of a text file, or of a workbook's sheets."""

import zipfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from fivefold.files import csv_tables, limits, text
from fivefold.files.codebooks.faults import damaged, too_large
from fivefold.files.sentences import say

Record = list[str]
# The sheets of a form, and as many records as the longest lists of choices have.
SHEETS = 50
RECORDS = 200_000
CHUNK = 1_000


def of_text(path: Path) -> list[Record]:
    """The records of a text file, blank ones left out."""
    text.allow_long_cells()
    script = text.script_of(path, None)
    try:
        lines = text.lines_of(path, script)
        first = next(lines, "")
        separator = text.SEPARATOR_LINE.fullmatch(first)
        sign = separator[1] if separator else text.delimiter_of(path, script)
        begin = [] if separator else [first]
        return _filled(csv_tables.Records([*begin, *lines], sign, script))
    except UnicodeDecodeError:
        raise text.undecodable(script, 1) from None


def _filled(records: csv_tables.Records) -> list[Record]:
    found: list[Record] = []
    while piece := records.take(CHUNK):
        found.extend(record for record in piece if any(cell.strip() for cell in record))
        if len(found) > RECORDS:
            raise too_large()
    return found


def of_workbook(path: Path, wanted: Sequence[str] | None = None) -> dict[str, list[Record]]:
    """The records of each sheet by its name in small letters; of all sheets, or of those wanted."""
    from python_calamine import CalamineError, CalamineWorkbook

    from fivefold.files.workbook_checks import refuse_bomb

    try:
        if zipfile.is_zipfile(path):
            refuse_bomb(path)
        with path.open("rb") as stream:
            book = CalamineWorkbook.from_filelike(stream)
            names = [name for name in book.sheet_names if wanted is None or name.strip().casefold() in wanted]
            return {
                name.strip().casefold(): list(_of_sheet(book.get_sheet_by_name(name)))
                for name in names[:SHEETS]
            }
    except (CalamineError, zipfile.BadZipFile, OSError, EOFError, KeyError, ValueError):
        raise damaged(say("the workbook is damaged, was cut off, or is protected.")) from None


def _of_sheet(sheet: object) -> Iterator[Record]:
    from fivefold.files.workbooks import cell_text

    rows = sheet.iter_rows()  # type: ignore[attr-defined]
    for number, row in enumerate(islice(rows, RECORDS + 1)):
        if number == RECORDS or len(row) > limits.COLUMNS:
            raise too_large()
        record = [cell if isinstance(cell, str) else cell_text(cell) for cell in row]
        if any(cell.strip() for cell in record):
            yield record
