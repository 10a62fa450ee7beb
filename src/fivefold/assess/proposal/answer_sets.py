"""The ordered answers that are known, and the answers that are none."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import product

from fivefold.assess.matching import fold
from fivefold.assess.proposal.answer_words import (
    AnswerSet,
    degrees,
    shared_words,
    specials_written,
    written_sets,
)

__all__ = [
    "AnswerSet",
    "bare",
    "have_one_set",
    "is_step_among",
    "known_among",
    "longer_set",
    "number_in",
    "set_for",
    "specials",
]

NUMBERED = re.compile(
    r"^\(?\[?(-?\d+)\]?\)?\s*[-–—.:=)]?\s+(?=\D)|\s*[-–—:=]?\s*[(\[](-?\d+)[)\]]$|(?<=\D)\s+[-–—:=]\s+(\d+)$"
)
# A Spanish answer that leaves the gender open: satisfecho/a, satisfecho(a).
GENDER_OPEN = re.compile(r"(?<=o)(?:/-?a|\(-?a\))(?!\w)")

BETWEEN_LANGUAGES = re.compile(r"\s+[/|]\s+|/|\s+\((?=\D)|\)$")
FEWEST_DEGREES = 2

Placed = tuple[AnswerSet, dict[str, int]]


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
    return GENDER_OPEN.sub("", NUMBERED.sub("", plain(label)).rstrip(".").strip())


@cache
def _sets_with() -> dict[str, frozenset[int]]:
    """By wording, the places of the written sets that have it."""
    found: dict[str, set[int]] = {}
    for place, one in enumerate(written_sets()):
        for word in one.step_of:
            found.setdefault(word, set()).add(place)
    return {word: frozenset(places) for word, places in found.items()}


@cache
def specials() -> Specials:
    found: dict[str, list[str]] = specials_written()
    return Specials(
        cannot_tell=tuple(found["cannot_tell"]),
        not_applicable=tuple(found["not_applicable"]),
        missing=tuple(found["missing"]),
        missing_whole=frozenset(found["missing_whole"]),
        missing_codes=frozenset(map(float, found["missing_codes"])),
    )


@lru_cache(maxsize=4096)
def parts_of(label: str) -> tuple[str, ...]:
    """`Agree / De acuerdo` in its parts; nothing of a label that has one."""
    parts = tuple(bare(part) for part in BETWEEN_LANGUAGES.split(bare(label)))
    return parts if len(parts) > 1 else ()


def number_in(label: str) -> int | None:
    """The number in front of the words of a label or behind them."""
    match = NUMBERED.search(plain(label))
    return int(next(filter(None, match.groups()))) if match else None


def set_for(labels: Iterable[str]) -> Placed | None:
    """The shortest known set on whose steps all labels fall, with the step of each.

    Where all labels have numbers, the shortest in which these count its steps, up or down, from 1 or from 0.
    """
    fitting = _fitting(tuple(labels))
    first = next(fitting, None)
    if first is None or any(number_in(label) is None for label in first[1]):
        return first
    return next((one for one in (first, *fitting) if _counted(one)), first)


def _counted(found: Placed) -> bool:
    one, placed = found
    numbers = {label: number_in(label) or 0 for label in placed}
    up = {numbers[label] - step for label, step in placed.items()}
    down = {numbers[label] + step - len(one.wordings) for label, step in placed.items()}
    return up in ({0}, {-1}) or down in ({1}, {0})


@lru_cache(maxsize=65536)
def have_one_set(labels: frozenset[str]) -> bool:
    """Whether a known set has them all: asked again and again where a survey is wide."""
    return set_for(labels) is not None


def longer_set(labels: Iterable[str], than: AnswerSet) -> AnswerSet | None:
    """A known set that has the same answers, and another one below or above them all."""
    for one, placed in _fitting(tuple(labels)):
        longer = len(one.wordings) > len(than.wordings)
        if longer and not {1, len(one.wordings)} <= set(placed.values()):
            return one
    return None


def _fitting(labels: tuple[str, ...]) -> Iterator[Placed]:
    """All that fit, the written ones first, those with few steps before others, two languages last."""
    for words in _read_as(labels):
        distinct = set(words.values())
        everywhere = [_sets_with().get(word, frozenset()) for word in distinct]
        candidates = frozenset.intersection(*everywhere) if everywhere else frozenset()
        known = [written_sets()[place] for place in sorted(candidates)]
        for one in (*known, *_graded(distinct)):
            placed = {label: one.step_of[word] for label, word in words.items() if word in one.step_of}
            if len(placed) == len(words) and len(set(placed.values())) == len(distinct):
                yield one, placed
    yield from _in_two_languages({label: bare(label) for label in labels})


def _in_two_languages(words: dict[str, str]) -> Iterator[Placed]:
    """Sets of as many steps in English and Spanish, where some rows hold the one and some the other."""
    english, spanish = (_sets_of_one_language(words.values(), english) for english in (True, False))
    for one, other in product(english, spanish):
        if len(one.wordings) != len(other.wordings):
            continue
        placed = {label: one.step_of.get(word) or other.step_of.get(word, 0) for label, word in words.items()}
        in_english = {label: step for label, step in placed.items() if words[label] in one.step_of}
        in_spanish = {label: step for label, step in placed.items() if label not in in_english}
        if all(placed.values()) and _each_a_step(in_english, words) and _each_a_step(in_spanish, words):
            yield one, placed


def _sets_of_one_language(words: Iterable[str], english: bool) -> list[AnswerSet]:
    """The sets of a language that have all words which are of that language alone; “Neutral” is of both."""
    known = [places for word in words if (places := _sets_with().get(word, frozenset()))]
    own = [places for places in known if all(written_sets()[at].is_english is english for at in places)]
    return [written_sets()[at] for at in sorted(frozenset.intersection(*own))] if own else []


def _each_a_step(placed: dict[str, int], words: dict[str, str]) -> bool:
    return len(set(placed.values())) == len({words[label] for label in placed})


def _read_as(labels: Iterable[str]) -> Iterator[dict[str, str]]:
    """The labels without what they have besides words; then, in two languages, each language alone.

    What is the same in both, as “Neutral”, may be written once.
    """
    words = {label: bare(label) for label in labels}
    yield words
    told = {label: parts_of(label) or (word,) for label, word in words.items()}
    most = max(map(len, told.values()), default=1)
    for place in range(most if most > 1 else 0):
        yield {label: parts[min(place, len(parts) - 1)] for label, parts in told.items()}


def _graded(words: Iterable[str]) -> Iterator[AnswerSet]:
    """Degrees of what all of the words share. `Certified` and `Not certified` are no degrees."""
    told = [shared_words(word) for word in words]
    common = set.intersection(*map(set, told)) if told else set()
    for shared in sorted(common, key=len):
        if sum(one[shared] for one in told) >= FEWEST_DEGREES:
            yield from (one.sharing(shared) for one in degrees())


def known_among(labels: Iterable[str]) -> list[str]:
    """The labels that are known answers: in words of their own, or as degrees of the same thing."""
    words = {label: bare(label) for label in labels}
    written = [
        label
        for label, word in words.items()
        if word in _sets_with() or any(part in _sets_with() for part in parts_of(label))
    ]
    sharing: dict[str, list[str]] = {}
    for label, word in words.items():
        for shared in shared_words(word):
            sharing.setdefault(shared, []).append(label)
    graded = max(sharing.values(), key=len, default=[])
    return graded if len(graded) > len(written) and set_for(graded) else written


def may_be_degrees(labels: Iterable[str]) -> bool:
    """Whether they share words of which one says a degree: what others chose may tell the order."""
    told = [shared_words(bare(label)) for label in labels]
    common = set.intersection(*map(set, told)) if told else set()
    return any(one[shared] for shared in common for one in told)


def is_step_among(label: str, labels: Iterable[str]) -> bool:
    """Whether an answer that elsewhere is none is a step beside these: None, A little, Some, A lot."""
    known = known_among(labels)
    return len(known) > 1 and set_for([*known, label]) is not None
