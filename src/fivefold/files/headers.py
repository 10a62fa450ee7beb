"""Which records of a file are its header, and what the columns are called."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fivefold.files import limits
from fivefold.files.errors import FileError
from fivefold.files.sentences import say

LOOK_AHEAD = 3

# As Qualtrics spells them, in its present export and in the older one. They are never translated in the
# row that names the columns.
QUALTRICS_NAMES = frozenset(
    {
        "StartDate",
        "EndDate",
        "Status",
        "IPAddress",
        "Progress",
        "Duration (in seconds)",
        "Finished",
        "RecordedDate",
        "ResponseId",
        "ResponseID",
        "ResponseSet",
        "RecipientLastName",
        "RecipientFirstName",
        "RecipientEmail",
        "EmailAddress",
        "ExternalReference",
        "ExternalDataReference",
        "LocationLatitude",
        "LocationLongitude",
        "LocationAccuracy",
        "DistributionChannel",
        "UserLanguage",
    }
)
# In a record with answers these hold a digit; in a header they hold words.
HOLDING_DIGITS = frozenset(
    {"StartDate", "EndDate", "RecordedDate", "Progress", "Duration (in seconds)", "ResponseId", "ResponseID"}
)
ENOUGH_NAMES = 3
IMPORT_ID = re.compile(r"\s*\{\s*['\"]ImportId['\"]\s*:")


@dataclass(frozen=True)
class Layout:
    """`text_row` is the index of the header record with the questions, if there is one."""

    qualtrics: bool
    header_rows: int
    text_row: int | None


def is_qualtrics(names: Sequence[str]) -> bool:
    return len(QUALTRICS_NAMES.intersection(name.strip() for name in names)) >= ENOUGH_NAMES


def _import_ids(record: Sequence[str]) -> bool:
    filled = [cell for cell in record if cell.strip()]
    return bool(filled) and 2 * sum(bool(IMPORT_ID.match(cell)) for cell in filled) > len(filled)


def _describes(names: Sequence[str], record: Sequence[str]) -> bool:
    """Whether the record under a row of Qualtrics names is the row of questions, not the first answer."""
    if is_qualtrics(record):
        return True
    telling = [cell for name, cell in zip(names, record, strict=False) if name.strip() in HOLDING_DIGITS]
    return any(cell.strip() for cell in telling) and not any(re.search(r"\d", cell) for cell in telling)


def lay_out(records: Sequence[Sequence[str]], header_rows: int | None, *, look_for_qualtrics: bool) -> Layout:
    """Decide from the first records; a number of header rows given by a person stands."""
    ids = next((i for i, record in enumerate(records[1:LOOK_AHEAD], 1) if _import_ids(record)), None)
    described = len(records) > 1 and is_qualtrics(records[1])
    qualtrics = ids is not None or described or is_qualtrics(records[0])
    if header_rows is None:
        header_rows = 1
        if look_for_qualtrics and ids is not None:
            header_rows = ids + 1
        elif look_for_qualtrics and qualtrics and len(records) > 1 and _describes(records[0], records[1]):
            header_rows = 2
    return Layout(qualtrics, header_rows, 1 if header_rows > 1 and ids != 1 else None)


def unique_names(header: Sequence[str]) -> list[str]:
    """Blank names become `column 7`, repeated ones `name (2)`; a name in the file is never taken from it."""
    given = [name.strip() for name in header]
    taken = set(given)
    seen: set[str] = set()
    names: list[str] = []
    for position, name in enumerate(given, 1):
        wanted = name or f"column {position}"
        if wanted in seen or (not name and wanted in taken):
            copy = 2
            while f"{wanted} ({copy})" in taken:
                copy += 1
            wanted = f"{wanted} ({copy})"
        seen.add(wanted)
        taken.add(wanted)
        names.append(wanted)
    return names


def refuse_too_wide(width: int, row: int | None) -> None:
    if width > limits.COLUMNS:
        raise FileError(
            "too_many_columns",
            say(
                "The table has {columns:,} columns; at most {most:,} can be read.",
                columns=width,
                most=limits.COLUMNS,
            ),
            remedy=say("Export only the questions you need."),
            row=row,
        )


def refuse_short_header(found: int, header_rows: int) -> None:
    if header_rows < 1:
        raise FileError(
            "bad_header_rows",
            say(
                "header_rows is {header_rows}, but a table needs a row that names its columns.",
                header_rows=header_rows,
            ),
            remedy=say("Give header_rows as 1 or more, and add a row of names if the file has none."),
        )
    if found < header_rows:
        raise FileError(
            "no_rows",
            say(
                "The file has {rows} rows, fewer than its {header_rows} header rows.",
                rows=found,
                header_rows=header_rows,
            ),
            remedy=say("Check header_rows, or export the file again."),
            row=found or None,
        )
