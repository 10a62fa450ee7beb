"""Which number each answer of a labelled column counts: its code where codes can count, else its step."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from fivefold.assess.matching import number_of
from fivefold.assess.proposal.answer_sets import set_for

# As LimeSurvey codes the answers to a question: A1, A2, … or AO01, AO02, …
COUNTED = re.compile(r"([A-Za-z]{1,3})(\d{1,3})")


def numbers_of(codes: Mapping[str, str]) -> dict[str, float] | None:
    """The number of each label, or None where nothing tells an order.

    codes: the code of each label. Numbers are the codes themselves where these go up by one, with the answers
    of a known set in its order; else 1, 2, 3 … in the order of the known set, or of codes such as A1, A2, A3.
    """
    found = set_for(codes)
    if found is not None:
        _, step_of = found
        ordered = sorted(codes, key=lambda label: step_of[label])
    else:
        ordered = sorted(codes, key=lambda label: _place(codes[label]))
    numbers = [number for label in ordered if (number := number_of(codes[label])) is not None]
    if len(numbers) == len(codes) and _count_up(numbers):
        return dict(zip(ordered, numbers, strict=True))
    if found is None and not _of_one_kind(list(codes.values())):
        return None
    return {label: float(step) for step, label in enumerate(ordered, start=1)}


def _place(code: str) -> float:
    """Where a code stands among others of its kind."""
    match = COUNTED.fullmatch(code.strip())
    number = float(match[2]) if match else number_of(code)
    return 0.0 if number is None else number


def _count_up(numbers: Sequence[float]) -> bool:
    return all(upper - lower == 1 for lower, upper in pairwise(numbers))


def _of_one_kind(codes: Sequence[str]) -> bool:
    matches = [COUNTED.fullmatch(code.strip()) for code in codes]
    return all(matches) and len({match[1] for match in matches if match}) == 1
