"""Rows that Qualtrics itself marks as previews and tests: nobody's answers."""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from fivefold.files.sentences import Sentence, say
from fivefold.files.table import EMPTY, Column
from fivefold.files.tools.qualtrics import is_qualtrics

PREVIEW = say("a preview")
TEST = say("a test")
# Status codes of Qualtrics; 9 and 17 are previews counted as spam or taken offline.
STATUS_CODES = {"1": PREVIEW, "2": TEST, "9": PREVIEW, "17": PREVIEW}
WORDS: tuple[tuple[re.Pattern[str], Sentence], ...] = (
    # German, Spanish, French and Portuguese as Qualtrics translates “Survey Preview” and “Survey Test”.
    (re.compile(r"preview|vorschau|vista previa|previsualizaci|aper[cç]u|pr[eé]-?visualiza"), PREVIEW),
    (
        re.compile(
            r"^test$|survey test|umfrage-?test|testumfrage|prueba|test de l.enqu|teste? d[ae] pesquisa"
        ),
        TEST,
    ),
)
STATUS_NAMES = frozenset({"status"})
CHANNEL_NAMES = frozenset({"distributionchannel"})


def trial_rows(columns: Sequence[Column], rows: int) -> tuple[NDArray[np.bool_], list[Sentence]]:
    """A mask of the rows that are trials and the reason for each of them, in order."""
    mask = np.zeros(rows, dtype=bool)
    reasons = np.full(rows, "", dtype=object)
    names = [column.name for column in columns]
    if is_qualtrics(names) or is_qualtrics([column.text for column in columns]):
        for column in columns:
            called = {column.name.casefold(), column.text.casefold()}
            numbered = bool(called & STATUS_NAMES)
            if numbered or called & CHANNEL_NAMES:
                _mark(column, mask, reasons, numbered=numbered)
    return mask, list(reasons[mask])


def _mark(column: Column, mask: NDArray[np.bool_], reasons: NDArray[np.object_], *, numbered: bool) -> None:
    for code, text in enumerate(column.values):
        shown = column.labels.get(text, text)
        trial = _trial(shown, numbered=numbered)
        if trial:
            hit = (column.codes == code) & ~mask
            reasons[hit] = say("{column} is “{shown}”: {trial}", column=column.name, shown=shown, trial=trial)
            mask |= hit


def _trial(text: str, *, numbered: bool) -> Sentence | None:
    folded = text.strip().casefold()
    if numbered and folded in STATUS_CODES:
        return STATUS_CODES[folded]
    return next((trial for pattern, trial in WORDS if pattern.search(folded)), None)


def without(column: Column, mask: NDArray[np.bool_]) -> Column:
    """The column without the marked rows, and without texts that stood only there."""
    kept = column.codes[~mask]
    used = np.unique(kept[kept != EMPTY])
    renumbered = np.full(len(column.values) + 1, EMPTY, dtype=np.int32)
    renumbered[used] = np.arange(len(used), dtype=np.int32)
    codes = renumbered[kept]
    codes.flags.writeable = False
    own = None if column.record is None else column.record[~mask]
    return replace(column, values=tuple(column.values[i] for i in used), codes=codes, record=own)
