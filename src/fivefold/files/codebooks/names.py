"""Finding the question behind a column by what the column is called."""

import re
from collections.abc import Iterable, Iterator, Mapping

from fivefold.files.codebooks.codebook import Question

NOT_IN_NAMES = re.compile(r"[\W_]+")
# `mood [dose 1]`, `Complete? (2)`: the time of asking, and a name met before. A question may end alike.
ADDED = re.compile(r"^(\S+) (?:\[[^\]]*\]|\(\d+\))$")
# `How often? [12X34X56A1]`: the question above a column of LimeSurvey, with its numbers.
NUMBERED = re.compile(r"\[(\d+X\d+X\w+)\]$", re.ASCII)
# Qualtrics numbers the rounds of a loop in front: `2_Q5`.
LOOP = re.compile(r"^\d+_(?=\D)")
# `G01Q01[A1]. How far do you agree? [We meet]`: code and text together.
CODE_AND_TEXT = re.compile(r"^([^\s.:;,|]+)(?:[.:;,|]\s*|\s+[-–|]\s+)\S")
PATH = "/"


class Questions:
    """The questions of a codebook by every spelling of their names.

    A name stands as it is written, else without regard to capitals, else without its signs: what R writes as
    `G01Q01.A1.` and SPSS as `G01Q01_A1` is `G01Q01[A1]`. A spelling that could mean two questions means none.
    """

    def __init__(self, questions: Mapping[str, Question]) -> None:
        self._spelled = [
            dict(questions),
            _unambiguous((name.casefold(), question) for name, question in questions.items()),
            _unambiguous((_bare(name), question) for name, question in questions.items()),
        ]

    def find(self, name: str) -> Question | None:
        exact, folded, bare = self._spelled
        for called in _candidates(name):
            found = exact.get(called) or folded.get(called.casefold()) or bare.get(_bare(called))
            if found is not None:
                return found
        return None


def _candidates(name: str) -> Iterator[str]:
    """What the column may be called in the codebook, the likeliest first."""
    yield name
    added, numbered = ADDED.match(name), NUMBERED.search(name)
    shorter = added[1] if added else name
    for one in dict.fromkeys((shorter, LOOP.sub("", shorter))):
        if one != name:
            yield one
    if PATH in shorter:
        # A question may have moved to another group; a box is called by its question and choice.
        *_, question, last = shorter.split(PATH)
        yield f"{question}{PATH}{last}"
        yield last
    together = CODE_AND_TEXT.match(name)
    yield from (match[1] for match in (numbered, together) if match)


def _unambiguous(named: Iterable[tuple[str, Question]]) -> dict[str, Question]:
    found: dict[str, Question | None] = {}
    for name, question in named:
        known = found.setdefault(name, question)
        if known is not question and known != question:
            found[name] = None
    return {name: question for name, question in found.items() if question is not None and name}


def _bare(name: str) -> str:
    return NOT_IN_NAMES.sub("_", name).strip("_").casefold()
