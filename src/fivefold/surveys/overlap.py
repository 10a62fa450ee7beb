"""How many people tell two rounds apart: if they are few, their answers follow from the figures of both.

Nobody is known again: whoever gave the same answers counts as the same person, as an attacker counts. Two
exports of one survey may write an answer in words or in numbers, so people are compared by both.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from fivefold.assess.mapping import MappedScale
from fivefold.assess.matching import fold, number_of
from fivefold.surveys.models import AnswerSheet, Round
from fivefold.surveys.sheets import StoredAnswers, StoredColumn, unpack

Answered = tuple[str, ...]
Groups = dict[str, Counter[Answered]]
# What each distinct cell of an item is taken for.
Reading = Callable[[StoredColumn, MappedScale], list[str]]
ALL = ""


def too_near(round_: Round, fewest: int) -> Round | None:
    """A round that both sides have seen and that differs from this one by a few people only."""
    own = AnswerSheet.objects.filter(round=round_).first()
    if own is None:
        return None
    answers = unpack(bytes(own.content))
    seen = AnswerSheet.objects.filter(
        round__partnership_id=round_.partnership_id, round__space__side=""
    ).exclude(round=round_)
    for sheet in seen.select_related("round"):
        if any(0 < apart < fewest for apart in people_apart(answers, unpack(bytes(sheet.content)))):
            return sheet.round
    return None


def people_apart(one: StoredAnswers, other: StoredAnswers) -> Iterator[int]:
    """Of two groups whose figures can be taken from each other, those with nobody like them in the other.

    All who answered, and each side; nothing where no question is common.
    """
    asked, asked_there = _items(one), _items(other)
    common = [name for name in asked if name in asked_there]
    if not common:
        return
    for reading in (_in_words, _by_place):
        here = _groups(one, [(asked[name], reading) for name in common])
        there = _groups(other, [(asked_there[name], reading) for name in common])
        for mine, theirs in _pairs(here, there):
            yield max((here[mine] - there[theirs]).total(), (there[theirs] - here[mine]).total())


def _items(answers: StoredAnswers) -> dict[str, tuple[StoredColumn, MappedScale]]:
    columns = {column.name: column for column in answers.columns}
    return {
        " ".join(fold(item).split()): (columns[item], scale)
        for scale in answers.mapping.scales
        for item in scale.items
        if item in columns
    }


def _in_words(column: StoredColumn, scale: MappedScale) -> list[str]:  # noqa: ARG001 - a `Reading`
    return [fold(column.labels.get(text, text)) for text in column.values]


def _by_place(column: StoredColumn, scale: MappedScale) -> list[str]:
    """An answer by its place among the answers, whatever it is called and from whichever number they run."""
    numbers = {fold(label): one.number for one in scale.answers or () for label in one.label.values()}
    codes = {one for code in column.labels if (one := number_of(code)) is not None}
    order = sorted({*numbers.values()} or codes)
    found = []
    for words, text in zip(_in_words(column, scale), column.values, strict=True):
        number = numbers.get(words, numbers.get(fold(text), number_of(text)))
        found.append(str(order.index(number)) if number in order else words)
    return found


def _groups(answers: StoredAnswers, asked: list[tuple[tuple[StoredColumn, MappedScale], Reading]]) -> Groups:
    """Everybody, and the people of each side, by what they answered."""
    cells = []
    for (column, scale), reading in asked:
        read = [*reading(column, scale), ""]
        cells.append([read[code] for code in column.codes])
    people: list[Answered] = list(zip(*cells, strict=True))
    groups: Groups = {ALL: Counter(people)}
    for side, answered in zip(_sides(answers), people, strict=False):
        if side:
            groups.setdefault(side, Counter())[answered] += 1
    return groups


def _sides(answers: StoredAnswers) -> list[str]:
    if answers.mapping.everyone:
        return [answers.mapping.everyone] * answers.rows
    side = answers.mapping.side
    column = next((one for one in answers.columns if side and one.name == side.column), None)
    if side is None or column is None:
        return []
    of_cell = {cell: key for key, cells in side.values.items() for cell in cells}
    read = [*(of_cell.get(text, "") for text in column.values), ""]
    return [read[code] for code in column.codes]


def _pairs(here: Groups, there: Groups) -> Iterator[tuple[str, str]]:
    """A group and the same one; where a round does not tell two sides apart, all of it and each side."""
    yield from ((key, key) for key in here if key in there)
    if _may_hold_any_side(here):
        yield from ((ALL, key) for key in there if key)
    if _may_hold_any_side(there):
        yield from ((key, ALL) for key in here if key)


def _may_hold_any_side(groups: Groups) -> bool:
    """Whether somebody's side is not told. Where all sit on one, they are that side and no other."""
    sides = [people for key, people in groups.items() if key]
    return len(sides) < 2 and groups[ALL] not in sides
