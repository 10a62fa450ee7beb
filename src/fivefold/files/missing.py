"""Texts that a person declares to mean no answer, in every column of a table."""

from collections.abc import Iterable
from dataclasses import replace

from fivefold.files.table import Column, Table


def declare_missing(table: Table, texts: Iterable[str]) -> Table:
    """Add to each column's missing codes those that match as code, as label, or as number."""
    folded = {str(text).strip().casefold() for text in texts}
    numbers = {number for number in map(_number, folded) if number is not None}
    if not folded:
        return table
    return replace(table, columns=tuple(_declared(column, folded, numbers) for column in table.columns))


def _declared(column: Column, folded: set[str], numbers: set[float]) -> Column:
    found = {
        value
        for value in (*column.values, *column.labels)
        if value.strip().casefold() in folded
        or column.labels.get(value, "").strip().casefold() in folded
        or _number(value) in numbers
    }
    return replace(column, user_missing=column.user_missing | found) if found else column


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
