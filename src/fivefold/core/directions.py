"""Words from elsewhere may be written right to left, or carry signs that turn the line around."""

import re
import unicodedata

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
# Marks, embeddings, overrides and isolates: they have no shape, and turn what stands beside them.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


def isolated(text: str) -> str:
    """The text so that it turns nothing of the sentence around it (Unicode Annex 9, isolates)."""
    text, turning = _TURNING.subn("", text)
    if not turning and (text.isascii() or not _is_turned(text)):
        return text
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"


def without_turning(text: str) -> str:
    """The text without signs that turn a line around: letters know their own direction."""
    return _TURNING.sub("", text)


def _is_turned(text: str) -> bool:
    return any(unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT for sign in text)
