"""The ordered answers as they are written down, with opposites and degrees put in for their signs."""

import tomllib
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import resources
from itertools import product
from typing import Any

from fivefold.files.sentences import say

# What stands for the words that degrees share, for two opposites, and for what makes either strong.
SHARED, LOW, HIGH, STRONG = "…", "−", "+", "◆"
LONGEST_SHARED = 4

SUBJECTS = (
    *(say("accuracy"), say("agreement"), say("change"), say("clarity"), say("comfort"), say("confidence")),
    *(say("ease"), say("effectiveness"), say("extent"), say("favor"), say("frequency"), say("helpfulness")),
    *(say("importance"), say("level"), say("likelihood"), say("need"), say("quality"), say("satisfaction")),
    *(say("truth"), say("usefulness")),
)


@dataclass(frozen=True)
class AnswerSet:
    """Answers in order, lowest first; the wordings of one step say the same."""

    name: str
    wordings: tuple[tuple[str, ...], ...]

    @property
    def steps(self) -> tuple[str, ...]:
        return tuple(words[0] for words in self.wordings)

    @cached_property
    def step_of(self) -> dict[str, int]:
        return {word: place for place, words in enumerate(self.wordings, start=1) for word in words}

    @property
    def is_english(self) -> bool:
        return self.name in SUBJECTS

    @property
    def subject(self) -> str:
        """What the answers tell of; a Spanish set is named in Spanish."""
        return next((known for known in SUBJECTS if known == self.name), self.name)

    def sharing(self, words: str) -> "AnswerSet":
        """The set with these words in the place of “…”."""
        steps = tuple(tuple(one.replace(SHARED, words) for one in step) for step in self.wordings)
        return AnswerSet(_data()["subjects"].get(words, self.name), steps)


@cache
def _data() -> dict[str, Any]:
    text = resources.files(__package__).joinpath("answer_sets.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _wordings(steps: list[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(step.split("|")) for step in steps)


@cache
def written_sets() -> tuple[AnswerSet, ...]:
    """Those with few steps first, so that the shortest set that fits is found."""
    found = [AnswerSet(one["name"], _wordings(one["steps"])) for one in _data()["sets"]]
    return tuple(sorted([*found, *_opposed()], key=lambda one: len(one.wordings)))


def _opposed() -> list[AnswerSet]:
    pairs, orders = _data()["opposites"], _data()["opposed"]
    return [
        AnswerSet(pair["name"], tuple(_between(step, pair) for step in _wordings(order["steps"])))
        for pair, order in product(pairs, orders)
        if pair["language"] == order["language"]
    ]


def _between(step: tuple[str, ...], pair: dict[str, str]) -> tuple[str, ...]:
    """The wordings of one step, with every word for either opposite."""
    low, high = pair["low"].split("|"), pair["high"].split("|")
    said = (one.replace(STRONG, pair["strong"]) for one in step)
    filled = (one.replace(LOW, below).replace(HIGH, above) for one, below, above in product(said, low, high))
    return tuple(dict.fromkeys(filled))


@cache
def degrees() -> tuple[AnswerSet, ...]:
    found = (AnswerSet(one["name"], _wordings(one["steps"])) for one in _data()["graded"])
    return tuple(sorted(found, key=lambda one: len(one.wordings)))


@cache
def _degrees_from() -> dict[str, tuple[str, ...]]:
    """By the word that they begin with, all ways to say a degree."""
    found: dict[str, tuple[str, ...]] = {}
    for degree in dict.fromkeys(word for one in degrees() for word in one.step_of if word != SHARED):
        first = degree.split()[0]
        found[first] = (*found.get(first, ()), degree)
    return found


@lru_cache(maxsize=4096)
def shared_words(label: str) -> dict[str, bool]:
    """What answers of degree may share with this one: `very useful` has “useful”.

    False beside the label itself, which says no degree: it may be a step between others.
    """
    found = {label: False} if _may_be_shared(label) else {}
    for degree in _degrees_from().get(label.partition(" ")[0], ()):
        before, _, behind = degree.partition(SHARED)
        words = label.removeprefix(before).removesuffix(behind)
        if degree.replace(SHARED, words) == label and _may_be_shared(words):
            found[words] = True
    return found


def _may_be_shared(words: str) -> bool:
    return 0 < len(words.split()) <= LONGEST_SHARED


def specials_written() -> dict[str, Any]:
    return dict(_data()["specials"])
