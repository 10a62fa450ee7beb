"""The distinct people of a roll, while it is open. Who they are stays in memory; only counts leave."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fivefold.files.sentences import Sentence, say
from fivefold.files.table import Notice

ONE_ROSTER = "oneroster"
LIST = "list"
ROWS_NAMED = 5


@dataclass(frozen=True, eq=False)
class Trait:
    """A column that may tell sides: person `person[i]` has `values[code[i]]`, and may have others."""

    name: str
    values: tuple[str, ...]
    person: NDArray[np.intp]
    code: NDArray[np.intp]

    def tally(self, people: int) -> Counter[tuple[str, ...]]:
        """How many people have just these values; none for those whose cells are blank."""
        spelled = self._spelled()
        held: list[set[str]] = [set() for _ in range(people)]
        for person, code in zip(self.person.tolist(), self.code.tolist(), strict=True):
            held[person].add(spelled[code])
        return Counter(tuple(sorted(values)) for values in held)

    def _spelled(self) -> list[str]:
        """Each value as most cells spell it: capitals and blanks make no second value."""
        shown = [" ".join(value.split()) for value in self.values]
        times: Counter[str] = Counter()
        for spelling, count in zip(shown, np.bincount(self.code, minlength=len(shown)).tolist(), strict=True):
            times[spelling] += count
        best: dict[str, str] = {}
        for spelling in sorted(times, key=lambda one: (-times[one], one)):
            best.setdefault(folded(spelling), spelling)
        return [best[folded(spelling)] for spelling in shown]


@dataclass(frozen=True, eq=False)
class People:
    """Everybody a roll names, each once. `format` says what the file was."""

    file: str
    format: str
    count: int
    traits: tuple[Trait, ...]
    notices: tuple[Notice, ...]


def folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


def told_apart(keys: Iterable[str]) -> tuple[NDArray[np.intp], list[int]]:
    """Who each row is, numbered from 0, and the rows that name somebody again. A blank key: a new person."""
    known: dict[str, int] = {}
    persons: list[int] = []
    again: list[int] = []
    count = 0
    for row, key in enumerate(keys):
        if key and key in known:
            again.append(row)
            persons.append(known[key])
            continue
        if key:
            known[key] = count
        persons.append(count)
        count += 1
    return np.array(persons, dtype=np.intp), again


def repeated(records: Sequence[int], key: str) -> Notice:
    """Rows that name again who is in the list already; `key` is the column that shows it."""
    said = say(
        "People who are in the list more than once are counted once; column “{column}” names them again in "
        "row {rows}.",
        column=key,
        rows=listed(records),
    )
    return Notice("repeated_people", said, records[0], key)


def listed(records: Sequence[int]) -> str | Sentence:
    shown = ", ".join(map(str, records[:ROWS_NAMED]))
    more = len(records) - ROWS_NAMED
    return say("{rows} and {count} more", rows=shown, count=more) if more > 0 else shown
