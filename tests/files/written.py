"""Files written by the tests, and tables read back as plain lists."""

from collections.abc import Sequence
from pathlib import Path

from fivefold.files.table import Table

Rows = Sequence[Sequence[str]]


def write(path: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def cells(table: Table) -> list[list[str]]:
    """The rows below the header, blank cells as empty texts."""
    return [[column.cell(row) for column in table.columns] for row in range(table.rows)]


def names(table: Table) -> list[str]:
    return [column.name for column in table.columns]
