"""Numbers and codes that are no answers of a scale, though some of its cells hold them.

Left in, each would be the best answer of all: a 6 that one person typed on a scale of 1 to 5, an A9 that
means “I cannot tell”. Left out, the first cell that holds one is named, and a person says what it is.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from fivefold.assess.matching import number_of
from fivefold.assess.proposal.profiles import CODE, FEWEST_STEPS, HIGHEST, SLIPS, Profile, Wording
from fivefold.files.table import Column

# A scale that people used to its end has more such cells than these; of a few answers nobody can tell.
FEW_CELLS = 2
FEW = 0.02
ENOUGH_CELLS = 50
# Two steps that nobody took between one that was taken often and one above.
WIDEST_GAP = 2
# “(1 = never, 5 = always)”, as people write it into their questions.
ANCHOR = re.compile(r"(?<![\d.])(\d{1,2}) ?= ?([^\W\d_][^,;/()\[\]=\d]{0,40})")


def without_strays(group: list[Profile]) -> list[Profile]:
    """The columns of one scale, their answers without what stands apart from the others."""
    wording = group[0].wording
    if wording is Wording.CODES:
        highest = _before_a_gap({number for one in group for number in one.codes.values()})
        return [_codes_up_to(one, highest) for one in group]
    if wording is Wording.NUMBERS:
        highest = _highest(group)
        return [_numbers_up_to(one, highest) for one in group]
    return group


def strays_of(group: Iterable[Profile]) -> tuple[str, ...]:
    """The numbers, or the codes, that its columns hold beside their answers."""
    found = {
        text.strip(): float(number)
        for one in group
        for text in one.column.values
        if text.strip() not in one.answers
        and text.strip() not in one.missing
        and (number := _number(one.wording, text.strip())) is not None
    }
    answered = {number for one in group for number in one.codes.values()} | {
        float(number) for one in group if one.wording is Wording.NUMBERS for number in one.numbers
    }
    return tuple(
        sorted((text for text in found if found[text] not in answered), key=lambda text: found[text])
    )


def _number(wording: Wording, text: str) -> float | None:
    if wording is Wording.NUMBERS:
        return number_of(text)
    code = CODE.fullmatch(text)
    return float(code[2]) if code else None


def ends_of(column: Column) -> dict[int, str]:
    """What a question says of its first and last number; nothing where it names fewer than two."""
    said = {int(number): words.strip() for number, words in ANCHOR.findall(column.text or column.name)}
    fits = len(said) > 1 and min(said) in (0, 1) and FEWEST_STEPS <= max(said) <= HIGHEST
    return said if fits else {}


def _highest(group: Sequence[Profile]) -> float:
    """The last number that is an answer: as the questions say, else as most columns use it."""
    said = {max(ends) for one in group if (ends := {**ends_of(one.column), **one.ends})}
    counts = _counts(group)
    total = sum(counts.values())
    if said and _above(counts, max(said)) <= SLIPS * total:
        return max(said)
    highest = _before_a_gap(set(counts))
    tops = sorted((max((n for n in one.numbers if n <= highest), default=0) for one in group), reverse=True)
    common = tops[(len(tops) - 1) // 2]
    few = max(FEW_CELLS, FEW * total) if total >= ENOUGH_CELLS else 0
    return common if _above(counts, common) <= few else highest


def _above(counts: Counter[int], highest: float) -> int:
    return sum(count for number, count in counts.items() if number > highest)


def _before_a_gap(numbers: Iterable[float]) -> float:
    ordered = sorted(numbers)
    for lower, upper in pairwise(ordered):
        if upper - lower > WIDEST_GAP and lower >= FEWEST_STEPS:
            return lower
    return ordered[-1] if ordered else math.inf


def _counts(group: Iterable[Profile]) -> Counter[int]:
    """How many cells hold each number that is an answer so far."""
    found: Counter[int] = Counter()
    for one in group:
        column = one.column
        counts = np.bincount(column.codes[column.codes >= 0], minlength=len(column.values))
        for text, count in zip(column.values, counts, strict=True):
            number = number_of(text)
            if number is not None and number in one.numbers:
                found[int(number)] += int(count)
    return found


def _numbers_up_to(one: Profile, highest: float) -> Profile:
    return replace(one, answers=tuple(text for text in one.answers if float(text) <= highest))


def _codes_up_to(one: Profile, highest: float) -> Profile:
    codes = {text: number for text, number in one.codes.items() if number <= highest}
    return replace(one, codes=codes, answers=tuple(text for text in one.answers if text in codes))
