"""What the cells of one column look like: an answer in words, in codes, in numbers, or none."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
from itertools import pairwise

import numpy as np

from fivefold.assess.matching import CellSet, distinct_cells, fold, number_of
from fivefold.assess.proposal.answer_sets import (
    is_step_among,
    known_among,
    may_be_degrees,
    number_in,
    specials,
)
from fivefold.assess.proposal.labelled import numbers_of
from fivefold.files.table import Column

# More distinct cells than this are not the answers to one closed question.
MOST_DISTINCT = 40
# A few cells may be slips: they stay in the scale, so that reading it names their row.
SLIPS = 0.1
HIGHEST = 10
FEWEST_STEPS = 3
# Under so few rows, numbers that rise may be chance.
FEWEST_ROWS = 5
# As LimeSurvey codes the answers to a question: AO01, AO02, … or A1, A2, …
CODE = re.compile(r"([A-Za-z]{1,3})(\d{1,3})")
NOTHING = frozenset({"none", "ninguno", "ninguna"})


class Wording(Enum):
    WORDS = "words"
    LABELS = "labels"
    NUMBERS = "numbers"
    CODES = "codes"


@dataclass(frozen=True)
class Profile:
    """A column that may be an item. `answers` are its labels, or its numbers as texts."""

    place: int
    column: Column
    wording: Wording
    answers: tuple[str, ...]
    codes: dict[str, float] = field(default_factory=dict)
    """For labelled codes the number behind each label, for codes without a label that of each code."""
    ends: dict[int, str] = field(default_factory=dict)
    """For numbers those that stand beside words, as in `1 - Never`."""
    cannot_tell: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @cached_property
    def numbers(self) -> list[int]:
        return sorted(int(float(text)) for text in self.answers)


def profile(place: int, column: Column) -> Profile | None:
    """None for a column that can be no item of a scale."""
    if not column.values or len(column.values) > MOST_DISTINCT or _counts_rows(column):
        return None
    if column.labels:
        return _labelled(place, column)
    counts = np.bincount(column.codes[column.codes >= 0], minlength=len(column.values))
    apart = _Apart()
    rest: dict[str, int] = {}
    absent = CellSet.of(column.user_missing)
    answers = [text for text in column.values if not specials().meaning(text)]
    for cell, count in zip(distinct_cells(column), counts, strict=True):
        meaning = specials().meaning(cell.text)
        if meaning and not is_step_among(cell.text, answers):
            apart.add(meaning, cell.text.strip())
        elif not absent.holds(cell) and count:
            rest[cell.text.strip()] = rest.get(cell.text.strip(), 0) + int(count)
    return (
        _ended(place, column, rest, apart)
        or _worded(place, column, rest, apart)
        or _numeric(place, column, rest, apart)
        or _coded(place, column, rest, apart)
    )


def _counts_rows(column: Column) -> bool:
    """Whether its numbers only rise from row to row, as those of an identifier do."""
    numbers = [number_of(column.values[code]) if code >= 0 else None for code in column.codes[:MOST_DISTINCT]]
    rising = [number for number in numbers if number is not None]
    return len(rising) == len(numbers) >= FEWEST_ROWS and all(
        lower < upper for lower, upper in pairwise(rising)
    )


@dataclass
class _Apart:
    """Answers that are none, as they are found."""

    cannot_tell: list[str] = field(default_factory=list)
    not_applicable: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def add(self, meaning: str, label: str) -> None:
        found: list[str] = getattr(self, meaning)
        if label not in found:
            found.append(label)

    def profile(
        self,
        place: int,
        column: Column,
        wording: Wording,
        answers: tuple[str, ...],
        codes: dict[str, float] | None = None,
    ) -> Profile:
        return Profile(
            place=place,
            column=column,
            wording=wording,
            answers=answers,
            codes=codes or {},
            cannot_tell=tuple(self.cannot_tell),
            not_applicable=tuple(self.not_applicable),
            missing=tuple(self.missing),
        )


def _ended(place: int, column: Column, rest: dict[str, int], apart: _Apart) -> Profile | None:
    """Numbers of which some say in words what they mean, mostly the first and the last."""
    worded = {text: number for text in rest if (number := number_in(text)) is not None}
    plain = {text for text in rest if number_of(text) is not None}
    if not worded or not plain:
        return None
    ends = {number: text for text, number in reversed(worded.items())}
    found = _numeric(place, column, _counted_as(rest, worded), apart, offered=max(ends))
    return found and replace(found, ends=ends)


def _counted_as(rest: dict[str, int], worded: Mapping[str, int]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for text, count in rest.items():
        number = str(worded.get(text, text))
        counts[number] = counts.get(number, 0) + count
    return counts


def _worded(place: int, column: Column, rest: dict[str, int], apart: _Apart) -> Profile | None:
    known = known_among(rest) or (list(rest) if may_be_degrees(rest) else [])
    slips = sum(count for label, count in rest.items() if label not in known)
    if not known or slips > SLIPS * sum(rest.values()):
        return None
    return apart.profile(place, column, Wording.WORDS, _once(known))


def _once(labels: list[str]) -> tuple[str, ...]:
    """Labels that differ only in capitals or blanks are one."""
    return tuple({fold(label): label for label in reversed(labels)}.values())


def _numeric(
    place: int, column: Column, rest: dict[str, int], apart: _Apart, offered: int = 0
) -> Profile | None:
    """`offered` is a number that was surely among the answers."""
    whole: dict[int, int] = {}
    slips = 0
    for text, count in rest.items():
        number = number_of(text)
        if number is None:
            slips += count
        elif number in specials().missing_codes or (number < 0 and number.is_integer()):
            apart.add("missing", text)
        elif number.is_integer() and number <= HIGHEST:
            whole[int(number)] = whole.get(int(number), 0) + count
        else:
            slips += count
    slips += _beyond_a_gap(whole, offered)
    if not whole or slips > SLIPS * (slips + sum(whole.values())):
        return None
    answers = tuple(str(number) for number in sorted(whole))
    return apart.profile(place, column, Wording.NUMBERS, answers)


def _coded(place: int, column: Column, rest: dict[str, int], apart: _Apart) -> Profile | None:
    """Codes of one kind, all but a few slips."""
    found = {text: match for text in rest if (match := CODE.fullmatch(text))}
    kinds = {match[1] for match in found.values()}
    slips = sum(count for text, count in rest.items() if text not in found)
    if len(kinds) != 1 or slips > SLIPS * sum(rest.values()):
        return None
    codes = {text: float(match[2]) for text, match in found.items()}
    ordered = tuple(sorted(codes, key=lambda text: codes[text]))
    return apart.profile(place, column, Wording.CODES, ordered, codes)


def _beyond_a_gap(counts: dict[int, int], offered: int) -> int:
    """Take rare numbers above a gap out of the counts: a 7 on a scale of 1 to 5 is a slip."""
    ordered = sorted(counts)
    total = sum(counts.values())
    for lower, upper in pairwise(ordered):
        tail = sum(counts[number] for number in ordered if number >= upper)
        if upper - lower > 1 and lower >= max(FEWEST_STEPS, offered) and tail <= SLIPS * total:
            for number in [number for number in ordered if number >= upper]:
                del counts[number]
            return tail
    return 0


def _labelled(place: int, column: Column) -> Profile | None:
    """Codes with value labels. Labels that nobody chose count too: they are answers that were offered."""
    apart = _Apart()
    codes: dict[str, str] = {}
    offered = {code: label for code, label in column.labels.items() if not specials().meaning(label)}
    for code, label in column.labels.items():
        meaning = None if _is_step(code, label, offered) else specials().meaning(label)
        if meaning and (meaning != "missing" or code not in column.user_missing):
            apart.add(meaning, label.strip())
        elif code not in column.user_missing:
            codes[label.strip()] = code
    between = _between(column, codes.values(), apart)
    if between is None or not FEWEST_STEPS <= len(codes) + len(between) <= HIGHEST + 1:
        return None
    numbers = numbers_of({**codes, **{text: text for text in between}})
    if numbers is None or len(numbers) < len(codes) + len(between):
        return None
    ordered = tuple(sorted(numbers, key=lambda label: numbers[label]))
    return apart.profile(place, column, Wording.LABELS, ordered, numbers)


def _is_step(code: str, label: str, offered: Mapping[str, str]) -> bool:
    """Whether an answer is a step among those offered, as “None” is whose code comes just before theirs."""
    numbers = [number for other in offered if (number := number_of(other)) is not None]
    before = bool(numbers) and fold(label) in NOTHING and number_of(code) == min(numbers) - 1
    return before or is_step_among(label, offered.values())


def _between(column: Column, codes: Iterable[str], apart: _Apart) -> list[str] | None:
    """Numbers of the column without a label: steps between labelled ends. None where many are no step.

    A number that mostly means no answer is set apart; a few others stay, so that reading names their row.
    """
    labelled = {number for code in codes if (number := number_of(code)) is not None}
    found, slips = [], 0
    counts = np.bincount(column.codes[column.codes >= 0], minlength=len(column.values))
    for text, count in zip(column.values, counts, strict=True):
        number = number_of(text)
        if number is None or number in labelled or text in column.user_missing or text in column.labels:
            continue
        if labelled and min(labelled) < number < max(labelled) and number.is_integer():
            found.append(text)
        elif number in specials().missing_codes:
            apart.add("missing", text)
        else:
            slips += int(count)
    return found if slips <= SLIPS * counts.sum() else None
