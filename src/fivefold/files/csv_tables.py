"""Comma-separated files into a raw table."""

import csv
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from fivefold.files import headers, limits, text, title_lines, tools
from fivefold.files.broken_letters import MARK, mended
from fivefold.files.errors import FileError
from fivefold.files.guessing import NAMES
from fivefold.files.raw import RawColumn, RawTable
from fivefold.files.sentences import say

CHUNK_CELLS = 240_000
NAMED_SHORT_ROWS = 3
# Enough for titles, the header of any tool, and some answers below it by which a tool is known.
LOOK_AHEAD = 12
# A NUL byte as near the beginning as this tells a file that is no text.
FIRST_RECORDS = 3
# Fed to the parser after the last line: it comes back as a record of its own unless a quotation mark is
# still open. A NUL cannot be part of an accepted file.
END = "\0end of file"


@dataclass(frozen=True)
class CsvOptions:
    format: str | None = None
    header_rows: int | None = None
    encoding: str | None = None
    delimiter: str | None = None


class Records:
    """The file's records in pieces, each with the number of its first one."""

    def __init__(self, lines: Iterable[str], delimiter: str, script: text.Script) -> None:
        self._reader = csv.reader(chain(lines, [END]), delimiter=delimiter)
        self._script = script
        self._fault: FileError | None = None
        self.taken = 0

    def take(self, count: int) -> list[list[str]]:
        """The next records, fewer at the end of the file.

        A fault is raised by the call after the one that gave the records before it, so that an earlier
        fault in those is reported first.
        """
        if self._fault:
            raise self._fault
        records: list[list[str]] = []
        try:
            records.extend(islice(self._reader, count))
        except csv.Error:
            self._fault = _too_long_a_cell(self.taken + len(records) + 1)
        except UnicodeDecodeError:
            self._fault = text.undecodable(self._script, self.taken + len(records) + 1)
        if records and records[-1] == [END]:
            records.pop()
        elif records and records[-1] and records[-1][-1].endswith(END):
            self._fault = _open_quote(self.taken + len(records))
            records.pop()
        if self._fault and not records:
            raise self._fault
        self.taken += len(records)
        return records


def read_csv(path: Path, options: CsvOptions) -> RawTable:
    text.allow_long_cells()
    script = text.script_of(path, options.encoding)
    try:
        table = _read(path, options, script)
    except UnicodeDecodeError:
        raise text.undecodable(script, 1) from None
    return table


def _read(path: Path, options: CsvOptions, script: text.Script) -> RawTable:
    lines = text.lines_of(path, script)
    first = next(lines, "")
    separator = text.SEPARATOR_LINE.fullmatch(first)
    if options.delimiter is not None:
        delimiter = text.one_sign(options.delimiter)
    else:
        delimiter = separator[1] if separator else text.delimiter_of(path, script)
    # `sep=;` is a remark to the spreadsheet, which does not show it as a row.
    records = Records(lines if separator else chain([first], lines), delimiter, script)
    table, rest, finish = _begin(records, options, delimiter)
    table.encoding = script.encoding
    if script.assumed:
        table.notices.append(
            (
                "encoding_assumed",
                say(
                    "The file is not in UTF-8 and was read as {encoding}; check letters such as é and ñ.",
                    encoding=NAMES[script.encoding],
                ),
                None,
                None,
            )
        )
    _fill(table, records, rest)
    table.drop_blank_end()
    finish(table)
    return table


def _head(records: Records, wanted: int) -> list[tuple[int, list[str]]]:
    """The first records that are not blank, with their numbers."""
    head: list[tuple[int, list[str]]] = []
    try:
        while len(head) < wanted and (more := records.take(1)):
            if any(cell.strip() for cell in more[0]) or (head and more[0]):
                head.append((records.taken, more[0]))
    except FileError:
        # The fault is met again after the records before it have been looked at.
        if not head:
            raise
    return head


def _begin(
    records: Records, options: CsvOptions, delimiter: str
) -> tuple[RawTable, list[tuple[int, list[str]]], Callable[[RawTable], None]]:
    """The table with its columns named, the answers already taken, and what is left to do with them."""
    head = _head(records, max(LOOK_AHEAD, options.header_rows or 1))
    if not head:
        raise FileError("empty_file", say("The file holds no text."), remedy=say("Export it again."))
    _refuse_nul(head[:FIRST_RECORDS])
    above = title_lines.title_lines([record for _, record in head]) if options.header_rows is None else 0
    titles, head = head[:above], head[above:]
    headers.refuse_too_wide(len(head[0][1]), head[0][0])
    names = [mended(name) for name in head[0][1]]
    shown = tools.Head([names, *(record for _, record in head[1:])], delimiter, options.header_rows)
    format_name, layout = tools.lay_out(shown, options.format)
    headers.refuse_short_header(len(head), layout.header_rows)
    table = layout.begin(format_name)
    if titles:
        table.notices.append(title_lines.notice(titles))
    return table, head[layout.header_rows :], layout.finish


def _fill(table: RawTable, records: Records, rest: list[tuple[int, list[str]]]) -> None:
    width = len(table.columns)
    short = array("i")
    _add_uneven(table, rest, short)
    while piece := records.take(max(1, CHUNK_CELLS // width)):
        first = records.taken - len(piece) + 1
        if set(map(len, piece)) == {width}:
            table.add(piece, range(first, records.taken + 1))
        else:
            _add_uneven(table, list(enumerate(piece, first)), short)
    _check_cells(table)
    if short:
        rows = ", ".join(map(str, short[:NAMED_SHORT_ROWS]))
        if len(short) > NAMED_SHORT_ROWS:
            rows = say("{listed} and {count} more", listed=rows, count=len(short) - NAMED_SHORT_ROWS)
        table.notices.append(
            (
                "short_rows",
                say(
                    "Some rows have fewer cells than the header; their last cells count as blank "
                    "(row {rows}).",
                    rows=rows,
                ),
                short[0],
                None,
            )
        )


def _check_cells(table: RawTable) -> None:
    """Refuse what no text has, and mend letters that R could not write; each distinct cell is seen once."""
    changed = []
    for column in table.columns:
        broken = False
        for cell in column.encoder:
            if "\0" in cell:
                raise _nul(_row_of(table, column, cell), column.name)
            broken = broken or MARK in cell
        if broken and column.rewrite(mended):
            changed.append(column.name)
    if changed:
        table.notices.append(
            (
                "letters_mended",
                say(
                    "Letters that R had written as <U+…> were put back, first in column “{column}”.",
                    column=changed[0],
                ),
                None,
                changed[0],
            )
        )


def _add_uneven(table: RawTable, numbered: Sequence[tuple[int, list[str]]], short: "array[int]") -> None:
    width = len(table.columns)
    rows: list[list[str]] = []
    numbers: list[int] = []
    for number, record in numbered:
        if not record:
            continue
        if any(cell.strip() for cell in record[width:]):
            raise _too_many_cells(number, len(record), width)
        if len(record) < width:
            short.append(number)
        rows.append(record[:width] + [""] * (width - len(record)))
        numbers.append(number)
    if rows:
        table.add(rows, numbers)


def _refuse_nul(head: Iterable[tuple[int, list[str]]]) -> None:
    for number, record in head:
        if any("\0" in cell for cell in record):
            raise _nul(number, None)


def _row_of(table: RawTable, column: RawColumn, cell: str) -> int:
    return table.record[column.encoder.codes.index(column.encoder[cell])]


def _nul(row: int, column: str | None) -> FileError:
    return FileError(
        "nul_bytes",
        say(
            "Row {row} holds NUL bytes, which no text has; the file is damaged or is not a text file.",
            row=row,
        ),
        remedy=text.SAVE_AS_UTF8,
        row=row,
        column=column,
    )


def _too_many_cells(row: int, cells: int, width: int) -> FileError:
    return FileError(
        "too_many_cells",
        say("Row {row} has {cells} cells, but the header names {width}.", row=row, cells=cells, width=width),
        remedy=say(
            "Put quotation marks around cells that hold the delimiter, and delete lines above the header."
        ),
        row=row,
        column=f"column {width + 1}",
    )


def _too_long_a_cell(row: int) -> FileError:
    return FileError(
        "cell_too_long",
        say(
            "Row {row} has a cell of more than {most:,} characters; perhaps a quotation mark is never "
            "closed.",
            row=row,
            most=limits.CELL_CHARACTERS,
        ),
        remedy=say("Close the quotation mark, or shorten the cell."),
        row=row,
    )


def _open_quote(row: int) -> FileError:
    return FileError(
        "unterminated_quote",
        say("A quotation mark opened in row {row} is never closed.", row=row),
        remedy=say("Close it, or double it where it is part of the text, and try again."),
        row=row,
    )
