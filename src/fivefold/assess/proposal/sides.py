"""The column that tells who sits on which side, guessed by its name and its cells."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from fivefold.assess.mapping import SIDES, SideColumn
from fivefold.assess.proposal.answer_sets import plain
from fivefold.assess.proposal.organizations import NOBODY, Organizations
from fivefold.files.table import Column

MOST_VALUES = 40
LONGEST_VALUE = 80

NAMED = (
    *("side", "role", "organization", "organisation", "affiliation", "position", "institution", "employer"),
    *("job", "work for", "work at", "do you work", "employed", "workplace", "belong to", "represent"),
    *("describes you", "who are you", "lado", "rol", "función", "organización", "institución", "cargo"),
    *("puesto", "afiliación", "trabaja", "pertenece", "representa", "describe mejor", "mejor describe"),
)
# Whole words are compared by how they begin. Broker is looked for first, then research: a "university
# school of education" is research, an "intermediary between districts" is a broker.
BEGINNINGS = {
    "broker": ("broker", "intermediar", "backbone", "facilitator", "convener", "mediador", "facilitador"),
    "research": (
        *("research", "universit", "professor", "academic", "faculty", "scholar", "graduate", "doctoral"),
        *("investigador", "investigación", "profesora investigadora", "académic", "universidad", "científic"),
    ),
    "practice": (
        *(
            "practice",
            "practitioner",
            "district",
            "school",
            "teacher",
            "principal",
            "coach",
            "superintendent",
        ),
        *("educator", "administrator", "counselor", "central office", "staff", "board"),
        *(
            "práctica",
            "distrito",
            "escuela",
            "docente",
            "maestr",
            "director",
            "colegio",
            "educador",
            "plantel",
        ),
    ),
}


@dataclass(frozen=True)
class ProposedSide:
    column: SideColumn
    unlisted: tuple[str, ...]
    """Cells that no side was found for."""


def propose_side(columns: Iterable[Column], organizations: Organizations = NOBODY) -> ProposedSide | None:
    """The first column whose name and cells tell at least two sides apart.

    One that names the organizations themselves may be called anything.
    """
    for column in columns:
        if len(column.values) > MOST_VALUES or not _may_tell(column, organizations):
            continue
        found: dict[str, list[str]] = {side: [] for side in SIDES}
        unlisted: list[str] = []
        for value in _cells(column):
            side = side_of(column.labels.get(value, value), organizations)
            (found[side] if side else unlisted).append(value)
        values = {side: tuple(cells) for side, cells in found.items() if cells}
        if len(values) > 1 and _tells_most(column, values.values()):
            return ProposedSide(SideColumn(column.name, values), tuple(unlisted))
    return None


def _may_tell(column: Column, organizations: Organizations) -> bool:
    if names_sides(plain(f"{column.name} {column.text}")):
        return True
    named = {organizations.side_of(column.labels.get(value, value)) for value in column.values} - {None}
    return len(named) > 1


def _tells_most(column: Column, listed: Iterable[tuple[str, ...]]) -> bool:
    """Whether at least half of the rows get a side; else the column was meant for something else."""
    folded = {plain(value) for values in listed for value in values}
    told = np.array([plain(value) in folded for value in column.values] + [False])
    return bool(2 * told[column.codes].sum() >= len(column.codes))


def _cells(column: Column) -> list[str]:
    """Cells that differ in more than capitals and blanks."""
    distinct = {plain(value): value.strip() for value in reversed(column.values)}
    return [value for value in reversed(list(distinct.values())) if len(value) <= LONGEST_VALUE]


def names_sides(said: str) -> bool:
    """Whether a column of this name or question may tell sides apart."""
    return any(_begins(said, word) for word in NAMED)


def side_of(value: str, organizations: Organizations = NOBODY) -> str | None:
    """The side that a cell speaks of: by its organization's name, else by its words."""
    if named := organizations.side_of(value):
        return named
    said = plain(value)
    for side, beginnings in BEGINNINGS.items():
        if any(_begins(said, word) for word in beginnings):
            return side
    return None


def _begins(said: str, word: str) -> bool:
    return f" {word}" in f" {said.replace('_', ' ').replace('/', ' ').replace('-', ' ')}"
