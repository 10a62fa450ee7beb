"""What columns are called, and headers that cannot be read."""

from collections.abc import Sequence

from fivefold.files import limits
from fivefold.files.errors import FileError
from fivefold.files.sentences import say


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
