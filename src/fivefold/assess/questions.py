"""The question behind a column, and its parts where it belongs to a matrix."""

from fivefold.files.table import Column


def said(column: Column) -> str:
    """The question as it was asked: the tool's own text, else the name of the column."""
    return " ".join((column.text or column.name).split())


def row_text(column: Column) -> str:
    """The part of a matrix question that belongs to this column alone."""
    text = said(column)
    if text.endswith("]") and "[" in text:
        return text.rpartition("[")[2].removesuffix("]").strip()
    return text.rpartition(_dash(text))[2].strip() if column.text else text


def _dash(text: str) -> str:
    return " - " if " - " in text else "-"


def grid_stem(column: Column) -> str | None:
    stem, bracket, _ = said(column).rpartition("[")
    return stem.strip(" :.") if bracket and said(column).endswith("]") else None


def dashed_stem(column: Column) -> str | None:
    """Qualtrics writes a matrix question as question, dash, row."""
    text = said(column)
    return text.rpartition(_dash(text))[0].strip() if column.text else None
