"""The question behind a column, and its parts where it belongs to a matrix."""

from collections import Counter
from collections.abc import Sequence

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


def shared_stem(texts: Sequence[str], *, among: Sequence[str] | None = None) -> tuple[str, list[str]]:
    """The question that all these statements share, and of each what is its own; else "" and the texts.

    among: all statements of the survey. At least two of them must share the question, or brackets may be a
    mere remark.
    """
    for part in (_bracketed, _dashed):
        parts = [part(text) for text in texts]
        stems = {stem for stem, _row in parts}
        everywhere = Counter(part(text)[0] for text in (texts if among is None else among))
        if len(stems) == 1 and (stem := stems.pop()) and everywhere[stem] > 1:
            return stem, [row for _stem, row in parts]
    return "", list(texts)


def _bracketed(text: str) -> tuple[str, str]:
    stem, _, row = text.rpartition("[")
    return _both(stem, row.removesuffix("]")) if text.endswith("]") else ("", text)


def _dashed(text: str) -> tuple[str, str]:
    stem, _, row = text.rpartition(_dash(text))
    is_compound_word = " - " not in text and not stem.endswith(("?", ":", ".", "…"))
    return ("", text) if is_compound_word else _both(stem, row)


def _both(stem: str, row: str) -> tuple[str, str]:
    return (stem.strip(), row.strip()) if stem.strip() and row.strip() else ("", row)
