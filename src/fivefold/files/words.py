"""Column names as words, so that `StudentID`, `student_id` and `Student ID` are one name."""

import re
import unicodedata

_BOUNDARY = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NOT_WORD = re.compile(r"[^a-z0-9#]+")
# Words that carry nothing in a name; `of` stays, because "number of" counts where "number" names.
_FILLERS = frozenset(
    {"the", "a", "an", "de", "del", "la", "el", "los", "las", "des", "der", "die", "das", "s"}
)


def words(name: str) -> tuple[str, ...]:
    """Lower-case words without accents, split at case changes and signs; fillers left out."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    split = _BOUNDARY.sub(" ", plain).lower()
    return tuple(word for word in _NOT_WORD.split(split) if word and word not in _FILLERS)


def vocabulary(listed: str) -> frozenset[str]:
    """A set of words, written with blanks between them."""
    return frozenset(listed.split())


def compact(name: str) -> str:
    """The words run together: `Response ID`, `response_id` and `ResponseID` are `responseid`."""
    return "".join(words(name))
