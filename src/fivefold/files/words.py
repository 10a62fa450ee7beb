"""Column names as words, so that `StudentID`, `student_id` and `Student ID` are one name."""

import re
import unicodedata

_BOUNDARY = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NOT_WORD = re.compile(r"[^a-z0-9#]+")
_LETTERS = re.compile(r"[^\W\d_]+")
# Cyrillic, Greek and other letters that nobody can tell from Latin ones by sight.
_LOOK_ALIKES = str.maketrans(
    "аеорсухіјѕкԁԛԝһӏАВЕКМНОРСТУХІЈЅԌԚԜαειικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧԀҺıɑɡ",
    "aeopcyxijskdqwhlABEKMHOPCTYXIJSGQWaeiikvoptuxABEZHIKMNOPTYXDHiag",
)
# Words that carry nothing in a name; `of` stays, because "number of" counts where "number" names.
_FILLERS = frozenset(
    {"the", "a", "an", "de", "del", "la", "el", "los", "las", "des", "der", "die", "das", "s"}
)


def words(name: str) -> tuple[str, ...]:
    """Lower-case words without accents, split at case changes and signs; fillers left out."""
    plain = name if name.isascii() else _latin(name)
    split = _BOUNDARY.sub(" ", plain).lower()
    return tuple(word for word in _NOT_WORD.split(split) if word and word not in _FILLERS)


def _latin(name: str) -> str:
    """Without accents and invisible signs. A word in another script stays; one that only looks Latin is."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(
        sign for sign in plain if not unicodedata.combining(sign) and unicodedata.category(sign) != "Cf"
    )
    return _LETTERS.sub(_as_it_looks, plain)


def _as_it_looks(word: re.Match[str]) -> str:
    folded = word[0].translate(_LOOK_ALIKES)
    return folded if folded.isascii() else word[0]


def vocabulary(listed: str) -> frozenset[str]:
    """A set of words, written with blanks between them."""
    return frozenset(listed.split())


def compact(name: str) -> str:
    """The words run together: `Response ID`, `response_id` and `ResponseID` are `responseid`."""
    return "".join(words(name))
