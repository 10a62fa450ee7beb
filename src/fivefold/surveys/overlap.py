"""How many people tell two rounds apart: if they are few, their answers follow from the figures of both."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import cast

from fivefold.assess.mapping import MappedScale
from fivefold.assess.matching import AnswerKey, Kind, distinct_cells
from fivefold.assess.scoring import labelled_answers
from fivefold.files.table import Column, Table
from fivefold.surveys.models import AnswerSheet, Round
from fivefold.surveys.sheets import StoredAnswers, StoredColumn, unpack

Said = tuple[int, float]
"""What a cell counts as: its kind and, of an answer, its place from 0 to 1."""
People = Counter[tuple[Said, ...]]


def people_apart(one: StoredAnswers, other: StoredAnswers) -> list[int]:
    """Of the people in either, those with nobody like them in the other: of all, and of each side by itself.

    Nobody is known again: whoever gave the same answers counts as the same person, as an attacker counts.
    Answers are compared as they count: another export of the same survey writes them otherwise, under other
    names. Nothing is found where no question is common.
    """
    pairs = _common(one, other)
    if not pairs:
        return []
    here, there = _said(one, [name for name, _ in pairs]), _said(other, [name for _, name in pairs])
    mine, theirs = list(zip(*here, strict=True)), list(zip(*there, strict=True))
    found = [_apart(Counter(mine), Counter(theirs))]
    sides = _sides(one), _sides(other)
    if all(sides):
        # The means of a side follow each other as those of all do.
        by_side = _by_side(mine, sides[0]), _by_side(theirs, sides[1])
        found += [_apart(by_side[0][side], by_side[1][side]) for side in {*sides[0], *sides[1]}]
    return found


def _apart(one: People, other: People) -> int:
    return max((one - other).total(), (other - one).total())


def _by_side(people: Sequence[tuple[Said, ...]], sides: Sequence[str]) -> defaultdict[str, People]:
    found: defaultdict[str, People] = defaultdict(Counter)
    for person, side in zip(people, sides, strict=True):
        found[side][person] += 1
    return found


def _items(answers: StoredAnswers) -> list[str]:
    return [item for scale in answers.mapping.scales for item in scale.items]


def _common(one: StoredAnswers, other: StoredAnswers) -> list[tuple[str, str]]:
    """The questions of both, by name, else by wording; else by place, where both ask as many."""
    mine, theirs = _items(one), _items(other)
    pairs = [(name, name) for name in mine if name in theirs]
    if not pairs:
        worded = {
            column.text: column.name for column in other.columns if column.text and column.name in theirs
        }
        pairs = [(column.name, worded[column.text]) for column in one.columns if column.text in worded]
    if not pairs and len(mine) == len(theirs):
        pairs = list(zip(mine, theirs, strict=True))
    return pairs


def _said(answers: StoredAnswers, names: Sequence[str]) -> list[list[Said]]:
    """Of each of these items, what every person said."""
    read = {name: said for scale in answers.mapping.scales for name, said in _of_scale(answers, scale)}
    return [read[name] for name in names]


def _of_scale(answers: StoredAnswers, scale: MappedScale) -> Iterator[tuple[str, list[Said]]]:
    by_name = {column.name: column for column in answers.columns}
    # A stored column is as one of a table, but for its codes, which are not read here.
    columns = tuple(cast(Column, by_name[item]) for item in scale.items)
    known = scale.answers or labelled_answers(scale, columns, cast(Table, answers), answers.mapping)
    missing = (*answers.mapping.options.missing, *scale.missing)
    key = AnswerKey(known, scale.cannot_tell, scale.not_applicable, missing)
    for column in columns:
        cells = [
            _place(*key.read(cell), key, turned=column.name in scale.reverse)
            for cell in distinct_cells(column)
        ]
        nothing = (int(Kind.MISSING), 0.0)
        yield column.name, [cells[code] if code >= 0 else nothing for code in by_name[column.name].codes]


def _place(kind: Kind, number: float, key: AnswerKey, *, turned: bool) -> Said:
    if kind != Kind.ANSWER:
        return int(kind), 0.0
    place = round((number - key.lowest) / (key.highest - key.lowest), 6)
    return int(kind), 1 - place if turned else place


def _sides(answers: StoredAnswers) -> list[str]:
    """Everybody's side, where this round tells sides apart."""
    mapping = answers.mapping
    if mapping.everyone:
        return [mapping.everyone] * answers.rows
    column = next((one for one in answers.columns if mapping.side and one.name == mapping.side.column), None)
    return [] if column is None else _cells(column)


def _cells(column: StoredColumn) -> list[str]:
    return [column.values[code] if code >= 0 else "" for code in column.codes]


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
