"""The people of a round as an attacker knows them: by what they said, and by their side.

Nobody is known again: whoever gave the same answers counts as the same person. Answers are compared as they
count, since another export of the same survey writes them otherwise and under other names.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from fivefold.assess.mapping import MappedScale
from fivefold.assess.matching import AnswerKey, Kind, distinct_cells, fold
from fivefold.assess.scoring import labelled_answers
from fivefold.files.table import Column, Table
from fivefold.surveys.sheets import StoredAnswers, StoredColumn

Said = tuple[int, float]
"""What a cell counts as: its kind and, of an answer, its place from 0 to 1."""
People = Counter[tuple[Said, ...]]
Groups = dict[str, People]
"""Everybody, under `ALL`, and the people of each side."""
ALL = ""
NOTHING: Said = (int(Kind.MISSING), 0.0)


def items_of(answers: StoredAnswers) -> list[str]:
    return [item for scale in answers.mapping.scales for item in scale.items]


def same_questions(one: StoredAnswers, other: StoredAnswers) -> dict[str, str]:
    """The items of one and what they are called in the other: by name, else by wording; else by place,
    where both ask as many."""
    mine, theirs = items_of(one), items_of(other)
    named = {_plain(name): name for name in theirs}
    pairs = {name: named[_plain(name)] for name in mine if _plain(name) in named}
    if not pairs:
        worded = {
            _plain(column.text): column.name
            for column in other.columns
            if column.text and column.name in theirs
        }
        pairs = {
            column.name: worded[_plain(column.text)]
            for column in one.columns
            if column.name in mine and _plain(column.text) in worded
        }
    return pairs or (dict(zip(mine, theirs, strict=True)) if len(mine) == len(theirs) else {})


def groups_of(answers: StoredAnswers, names: Sequence[str]) -> Groups:
    """Everybody and each side, by what they said to these items."""
    read = {name: said for scale in answers.mapping.scales for name, said in _of_scale(answers, scale)}
    people = list(zip(*(read[name] for name in names), strict=True))
    groups: defaultdict[str, People] = defaultdict(Counter, {ALL: Counter(people)})
    for side, person in zip(_sides(answers), people, strict=False):
        if side:
            groups[side][person] += 1
    return dict(groups)


def together(one: Groups, other: Groups) -> Groups:
    """Two rounds as one. A side that one of them does not tell is not told of both."""
    keys = {ALL} if may_hold_any_side(one) or may_hold_any_side(other) else {*one, *other}
    return {key: one.get(key, Counter()) + other.get(key, Counter()) for key in keys}


def may_hold_any_side(groups: Groups) -> bool:
    """Whether somebody's side is not told."""
    sides = [key for key in groups if key]
    return len(sides) < 2 and not sit_on_one_side(groups)


def sit_on_one_side(groups: Groups) -> bool:
    return any(key and people == groups[ALL] for key, people in groups.items())


def _plain(words: str) -> str:
    return " ".join(fold(words).split())


def _of_scale(answers: StoredAnswers, scale: MappedScale) -> Iterator[tuple[str, list[Said]]]:
    by_name = {column.name: column for column in answers.columns}
    # A stored column is as one of a table, but for its codes, which are not read here.
    columns = tuple(cast(Column, by_name[item]) for item in scale.items)
    known = scale.answers or labelled_answers(scale, columns, cast(Table, answers), answers.mapping)
    missing = (*answers.mapping.options.missing, *scale.missing)
    key = AnswerKey(known, scale.cannot_tell, scale.not_applicable, missing)
    for column in columns:
        turned = column.name in scale.reverse
        cells = [*(_place(*key.read(cell), key, turned=turned) for cell in distinct_cells(column)), NOTHING]
        yield column.name, [cells[code] for code in by_name[column.name].codes]


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
    return [] if column is None or mapping.side is None else _sides_of_cells(column, mapping.side.values)


def _sides_of_cells(column: StoredColumn, cells_of: Mapping[str, tuple[str, ...]]) -> list[str]:
    of_cell = {cell: key for key, cells in cells_of.items() for cell in cells}
    read = [*(of_cell.get(text, "") for text in column.values), ""]
    return [read[code] for code in column.codes]
