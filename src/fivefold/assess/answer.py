"""One of the ordered answers that an item can be given."""

from dataclasses import dataclass

from fivefold.assess.text import Text


@dataclass(frozen=True)
class Answer:
    number: float
    label: Text


def in_order(answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """Lowest first, one answer per number: of two labels for one number the first named stands."""
    by_number: dict[float, Answer] = {}
    for answer in answers:
        by_number.setdefault(answer.number, answer)
    return tuple(by_number[number] for number in sorted(by_number))
