"""Columns that can have one set of answers, each compared with what is known of the others once."""

from collections.abc import Iterable
from string import digits

from fivefold.assess.proposal.answer_sets import have_one_set, may_be_degrees
from fivefold.assess.proposal.profiles import HIGHEST, Profile, Wording


def labels_of(columns: Iterable[Profile]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label for one in columns for label in one.answers))


class Part:
    """Begins with any column; takes those that go with it and are worded as it is."""

    def __init__(self, first: Profile) -> None:
        self.columns = [first]
        self.labels = dict.fromkeys(first.answers)
        self._wordings = _wordings(first)
        self._one_set = first.wording is Wording.WORDS and have_one_set(frozenset(self.labels))

    @property
    def is_open(self) -> bool:
        """Whether any other column could go with the first."""
        first = self.columns[0]
        if first.wording is Wording.WORDS:
            # More words never make a set of words that are in none, unless a degree wants its fellows.
            return self._one_set or may_be_degrees(self.labels)
        return first.wording is not Wording.NUMBERS or _few(first)

    def take(self, one: Profile) -> bool:
        """Add a column if all can then have one set of answers."""
        taken = self._goes_with(one)
        if taken:
            self.columns.append(one)
            self._wordings |= _wordings(one)
        return taken

    def _words_ends_like(self, one: Profile) -> bool:
        """Whether each number that this column and another hold is worded alike in both."""
        return all(self._wordings.get(number, words) == words for number, words in _wordings(one).items())

    def _goes_with(self, one: Profile) -> bool:
        first = self.columns[0]
        if first.wording is Wording.LABELS:
            return one.codes == first.codes
        if first.wording is Wording.NUMBERS:
            return _few(first) and _few(one) and self._words_ends_like(one)
        if first.wording is Wording.CODES:
            return _kinds(first) == _kinds(one)
        if self.labels.keys() >= set(one.answers):
            return self._one_set
        together = self.labels | dict.fromkeys(one.answers)
        if not have_one_set(frozenset(together)):
            return False
        self.labels, self._one_set = together, True
        return True


def _kinds(one: Profile) -> set[str]:
    """What codes such as AO01 and AO06 have in common."""
    return {code.rstrip(digits) for code in one.codes}


def _wordings(one: Profile) -> dict[int, str | None]:
    """What each number is called in words, or None, where the column has numbers."""
    return {number: one.ends.get(number) for number in one.numbers} if one.wording is Wording.NUMBERS else {}


def _few(one: Profile) -> bool:
    return one.numbers[0] >= 0 and one.numbers[-1] <= HIGHEST
