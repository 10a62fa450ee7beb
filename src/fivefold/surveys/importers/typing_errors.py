"""The answer that somebody meant who typed it wrong. It is only ever offered, never taken."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from fivefold.assess.matching import fold, number_of

# One letter of three may be wrong, two of six.
ALIKE = 0.66


def meant_by(words: str, answers: Iterable[str]) -> str | None:
    """The one answer that these words are nearly; None where there is none, or more than one.

    Word by word, each with its first letter, so that `unlikely` is never taken for `likely`.
    """
    if number_of(words) is not None:
        return None
    near = {fold(answer): answer for answer in answers if _is_near(fold(words).split(), fold(answer).split())}
    return next(iter(near.values())) if len(near) == 1 else None


def _is_near(said: list[str], answer: list[str]) -> bool:
    return len(said) == len(answer) and all(
        one[0] == other[0] and SequenceMatcher(None, one, other).ratio() >= ALIKE
        for one, other in zip(said, answer, strict=True)
    )
