"""Lines that a person put above the header: a title, a date, the name of the office."""

import re
from collections.abc import Sequence

from fivefold.files.raw import Notice
from fivefold.files.sentences import say
from fivefold.files.text import WIDE

MOST = 3
NUMBER = re.compile(r"\s*[-+]?\d[\d.,:/ -]*%?\s*")
LONGEST_QUOTE = 60


def title_lines(records: Sequence[Sequence[str]], spread: Sequence[Sequence[str]] | None = None) -> int:
    """How many of the first records stand above the header.

    Each has one filled cell at most, the header below them is full of names, and answers follow it.
    `spread` are the records with merged cells written out, by which a header is judged.
    """
    for place in range(1, min(MOST + 1, len(records) - 1)):
        if _filled(records[place - 1]) > 1:
            return 0
        if _is_header((spread or records)[place]):
            return place
    return 0


def _filled(record: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in record)


def _is_header(record: Sequence[str]) -> bool:
    names = [cell for cell in record if cell.strip() and not NUMBER.fullmatch(cell)]
    return len(names) >= WIDE and 2 * len(names) > len(record)


def notice(numbered: Sequence[tuple[int, Sequence[str]]]) -> Notice:
    """What was left out, by its row and its words."""
    first = numbered[0][0]
    said = [" ".join("".join(record).split()) for _, record in numbered]
    quoted = ", ".join(f"“{text[:LONGEST_QUOTE]}”" for text in said if text)
    return (
        "title_lines",
        say("Lines above the header were left out, from row {row} on: {lines}.", row=first, lines=quoted),
        first,
        None,
    )
