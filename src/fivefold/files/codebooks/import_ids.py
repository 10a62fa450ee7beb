"""The import ids of a Qualtrics export, in the third row of its header: a question keeps its id for good."""

import re
from itertools import chain
from pathlib import Path

from fivefold.files import csv_tables, text
from fivefold.files.errors import FileError

# Titles that a person put above the header, and the header itself.
FIRST_RECORDS = 20
# Older exports write in single quotation marks what would else be JSON.
ID = re.compile(r"""["']ImportId["']\s*:\s*["'](?P<id>[^"']+)["']""")
CHOICE = re.compile(r"""["']choiceId["']\s*:\s*["'](?P<choice>[^"']+)["']""")


def import_ids(path: Path, encoding: str | None, delimiter: str | None) -> list[str]:
    """The id of every column as `QID2_1`, or an empty list where the file has no such row."""
    try:
        script = text.script_of(path, encoding)
        lines = text.lines_of(path, script)
        first = next(lines, "")
        separator = text.SEPARATOR_LINE.fullmatch(first)
        sign = text.one_sign(delimiter) if delimiter else separator[1] if separator else None
        records = csv_tables.Records(
            lines if separator else chain([first], lines), sign or text.delimiter_of(path, script), script
        ).take(FIRST_RECORDS)
    except (FileError, UnicodeDecodeError):
        return []  # the table is read from the same lines, and says what is wrong with them
    return next(([*map(_import_id, record)] for record in records if _is_of_ids(record)), [])


def _is_of_ids(record: list[str]) -> bool:
    filled = [cell for cell in record if cell.strip()]
    return bool(filled) and 2 * sum(bool(ID.search(cell)) for cell in filled) > len(filled)


def _import_id(cell: str) -> str:
    found, choice = ID.search(cell), CHOICE.search(cell)
    if not found:
        return ""
    whole = found["id"] if choice is None else f"{found['id']}_{choice['choice']}"
    return whole.replace("-", "_")
