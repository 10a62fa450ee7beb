"""Columns that can have one set of answers, each compared with what is known of the others once."""

from collections.abc import Iterable
from string import digits

from fivefold.assess.proposal.answer_sets import set_for
from fivefold.assess.proposal.profiles import HIGHEST, Profile, Wording


def labels_of(columns: Iterable[Profile]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label for one in columns for label in one.answers))


class Part:
    """Begins with any column; takes those that go with it and are worded as it is."""

    def __init__(self, first: Profile) -> None:
        self.columns = [first]
        self.labels = dict.fromkeys(first.answers)
        self._one_set = first.wording is Wording.WORDS and set_for(self.labels) is not None

    @property
    def is_open(self) -> bool:
        """Whether any other column could go with the first."""
        return self.columns[0].wording is not Wording.NUMBERS or _few(self.columns[0])

    def take(self, one: Profile) -> bool:
        """Add a column if all can then have one set of answers."""
        taken = self._goes_with(one)
        if taken:
            self.columns.append(one)
        return taken

    def _goes_with(self, one: Profile) -> bool:
        first = self.columns[0]
        if first.wording is Wording.LABELS:
            return one.codes == first.codes
        if first.wording is Wording.NUMBERS:
            return _few(first) and _few(one) and all(_same_ends(one, other) for other in self.columns)
        if first.wording is Wording.CODES:
            return _kinds(first) == _kinds(one)
        if self.labels.keys() >= set(one.answers):
            return self._one_set
        together = self.labels | dict.fromkeys(one.answers)
        if set_for(together) is None:
            return False
        self.labels, self._one_set = together, True
        return True


def _kinds(one: Profile) -> set[str]:
    """What codes such as AO01 and AO06 have in common."""
    return {code.rstrip(digits) for code in one.codes}


def _same_ends(one: Profile, other: Profile) -> bool:
    """Whether each number that both columns hold is worded alike in them."""
    both = set(one.numbers).intersection(other.numbers)
    return not (one.ends or other.ends) or all(one.ends.get(n) == other.ends.get(n) for n in both)


def _few(one: Profile) -> bool:
    return one.numbers[0] >= 0 and one.numbers[-1] <= HIGHEST
