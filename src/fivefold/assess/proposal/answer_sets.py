"""The ordered answers that are known, and the answers that are none."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import resources

from fivefold.assess.matching import fold
from fivefold.files.sentences import say

NUMBERED = re.compile(r"^\(?\[?(-?\d+)\]?\)?\s*[-–—.:=)]?\s+(?=\D)|\s*[-–—:=]?\s*[(\[](-?\d+)[)\]]$")


SUBJECTS = (
    *(say("accuracy"), say("agreement"), say("confidence"), say("extent"), say("frequency")),
    *(say("helpfulness"), say("importance"), say("level"), say("likelihood"), say("need")),
    *(say("quality"), say("satisfaction"), say("truth"), say("usefulness")),
)


@dataclass(frozen=True)
class AnswerSet:
    name: str
    steps: tuple[str, ...]
    step_of: dict[str, int]

    @property
    def subject(self) -> str:
        """What the answers tell of; a Spanish set is named in Spanish."""
        return next((known for known in SUBJECTS if known == self.name), self.name)

    def place(self, labels: Iterable[str]) -> dict[str, int] | None:
        """The step of each label, from 1; None when one is unknown or two share a step."""
        placed = {label: self.step_of.get(bare(label)) for label in labels}
        found = {label: step for label, step in placed.items() if step is not None}
        return found if len(found) == len(placed) == len(set(found.values())) else None


@dataclass(frozen=True)
class Specials:
    """How answers that are none are worded."""

    cannot_tell: tuple[str, ...]
    not_applicable: tuple[str, ...]
    missing: tuple[str, ...]
    missing_whole: frozenset[str]
    missing_codes: frozenset[float]

    def meaning(self, label: str) -> str | None:
        """`cannot_tell`, `not_applicable` or `missing`; None for an answer."""
        words = plain(label)
        for name, phrases in self._patterns.items():
            if phrases.search(words):
                return name
        return "missing" if words in self.missing_whole else None

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        phrases = {name: getattr(self, name) for name in ("cannot_tell", "not_applicable", "missing")}
        return {
            name: re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, found))})(?!\w)")
            for name, found in phrases.items()
        }


def plain(label: str) -> str:
    """Folded, with plain apostrophes and single blanks."""
    return " ".join(fold(label).replace("’", "'").split())


@lru_cache(maxsize=4096)
def bare(label: str) -> str:
    """A label without the number in front or behind and without a full stop: `4. Agree` is agree."""
    return NUMBERED.sub("", plain(label)).rstrip(".").strip()


@cache
def _data() -> dict[str, object]:
    text = resources.files(__package__).joinpath("answer_sets.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def known_sets() -> tuple[AnswerSet, ...]:
    """Those with few steps first, so that the shortest set that fits is found."""
    read = []
    for one in _data()["sets"]:  # type: ignore[attr-defined]
        steps = [step.split("|") for step in one["steps"]]
        step_of = {word: place for place, words in enumerate(steps, start=1) for word in words}
        read.append(AnswerSet(one["name"], tuple(words[0] for words in steps), step_of))
    return tuple(sorted(read, key=lambda found: len(found.steps)))


@cache
def known_labels() -> frozenset[str]:
    return frozenset(word for one in known_sets() for word in one.step_of)


@cache
def specials() -> Specials:
    found: dict[str, list[str]] = _data()["specials"]  # type: ignore[assignment]
    return Specials(
        cannot_tell=tuple(found["cannot_tell"]),
        not_applicable=tuple(found["not_applicable"]),
        missing=tuple(found["missing"]),
        missing_whole=frozenset(found["missing_whole"]),
        missing_codes=frozenset(map(float, found["missing_codes"])),
    )


def set_for(labels: Iterable[str]) -> tuple[AnswerSet, dict[str, int]] | None:
    """The shortest known set on whose steps all labels fall, with the step of each."""
    wanted = tuple(labels)
    for one in known_sets():
        placed = one.place(wanted)
        if placed:
            return one, placed
    return None
