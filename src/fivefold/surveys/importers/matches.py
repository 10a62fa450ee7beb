"""The mapping of an import as a person changes it: which column is what, which scale has which answers."""

from collections.abc import Mapping as Said
from dataclasses import dataclass, replace

from fivefold.assess.mapping import SIDES, MappedScale, Mapping, SideColumn
from fivefold.assess.matching import CellSet, distinct_cells, fold
from fivefold.assess.proposal import sides
from fivefold.assess.proposal.organizations import NOBODY, Organizations
from fivefold.assess.proposal.proposal import propose_scale
from fivefold.assess.text import Text
from fivefold.core.directions import without_turning
from fivefold.files.packed import Outline, PackedTable
from fivefold.surveys.importers.answers import answer_rows, with_answers
from fivefold.surveys.importers.marks import mark_of_cell

LEFT_OUT = ""
SIDE = "side"
EVERYONE = "everyone"
NEW = "new"
NONE_OF_THE_FIVE = "none"
LONGEST_TITLE = 200


@dataclass(frozen=True)
class Matches:
    """A mapping, and for which of its scales a person has said what dimension they are about."""

    mapping: Mapping
    said_dimension: frozenset[str] = frozenset()

    def use_of(self, column: str) -> str:
        side = self.mapping.side
        if side is not None and side.column == column:
            return SIDE
        return next((scale.key for scale in self.mapping.scales if column in scale.items), LEFT_OUT)


def changed(
    matches: Matches, packed: PackedTable, said: Said[str, str], organizations: Organizations = NOBODY
) -> Matches:
    """The matches after a person's form: what the form does not hold stays as it was.

    The cells of a column that is newly chosen for the sides are sorted out by their words.
    """
    places = {name: place for place, name in enumerate(packed.outlines)}
    mapping = _with_scales(matches.mapping, packed, places, said)
    side = _side(matches, packed, places, said, organizations)
    mapping = replace(mapping, side=side, everyone=None if side else _everyone(matches.mapping, said))
    keys = {scale.key for scale in mapping.scales}
    dimensions = {key: said.get(f"dimension-{key}", "") for key in keys}
    return Matches(
        mapping,
        frozenset(
            key
            for key in keys
            if dimensions[key] or (key in matches.said_dimension and f"dimension-{key}" not in said)
        ),
    )


def _use(matches_use: str, place: int, said: Said[str, str]) -> str:
    return said.get(f"use-{place}", matches_use)


def _with_scales(
    mapping: Mapping, packed: PackedTable, places: Said[str, int], said: Said[str, str]
) -> Mapping:
    before = Matches(mapping)
    uses = {name: _use(before.use_of(name), place, said) for name, place in places.items()}
    scales = []
    for scale in mapping.scales:
        answered = _answered(scale, packed, mapping, said)
        items = tuple(name for name, use in uses.items() if use == scale.key)
        if items:
            scales.append(_named(replace(answered, items=items), places, said))
    fresh = tuple(name for name, use in uses.items() if use == NEW)
    if fresh:
        columns = packed.table(frozenset(fresh)).columns
        scales.append(propose_scale(columns, {scale.key for scale in mapping.scales}))
    return replace(mapping, scales=tuple(scales))


def _answered(scale: MappedScale, packed: PackedTable, mapping: Mapping, said: Said[str, str]) -> MappedScale:
    prefix = f"answer-{scale.key}-"
    told = {name.removeprefix(prefix): value for name, value in said.items() if name.startswith(prefix)}
    rows = answer_rows(scale, outlines_of(scale, packed), mapping.options.missing)
    return with_answers(scale, rows, told) if told else scale


def _named(scale: MappedScale, places: Said[str, int], said: Said[str, str]) -> MappedScale:
    """Title, dimension and turned statements, where the form holds them."""
    title = without_turning(said.get(f"title-{scale.key}", "")).strip()[:LONGEST_TITLE]
    if title and title not in scale.title.values():
        scale = replace(scale, title=Text(title))
    dimension = said.get(f"dimension-{scale.key}")
    if dimension is not None:
        scale = replace(scale, dimension=None if dimension in {"", NONE_OF_THE_FIVE} else dimension)
    reverse = tuple(
        name
        for name in scale.items
        if (f"reverse-{places[name]}" in said if f"use-{places[name]}" in said else name in scale.reverse)
    )
    return replace(scale, reverse=reverse)


def _side(
    matches: Matches,
    packed: PackedTable,
    places: Said[str, int],
    said: Said[str, str],
    organizations: Organizations,
) -> SideColumn | None:
    chosen = [name for name, place in places.items() if _use(matches.use_of(name), place, said) == SIDE]
    if not chosen:
        return None
    before = matches.mapping.side
    # One column alone tells the sides: of two, the one that is newly chosen.
    name = next((name for name in chosen if before is None or name != before.column), chosen[0])
    known = before.values if before is not None and before.column == name else None
    found: dict[str, list[str]] = {side: [] for side in SIDES}
    for cell in side_cells(packed.outlines[name]):
        proposed = sides.side_of(cell.words, organizations) if known is None else side_of(cell.words, known)
        side = said.get(f"side-{mark_of_cell(cell.words)[:16]}", proposed)
        if side in found:
            found[side].append(cell.words)
    return SideColumn(name, {side: tuple(cells) for side, cells in found.items() if cells})


def _everyone(mapping: Mapping, said: Said[str, str]) -> str | None:
    """Without a column that tells the sides, all may sit on one."""
    side = said.get(EVERYONE)
    if side is None:
        return mapping.everyone
    return side if side in SIDES else None


@dataclass(frozen=True)
class SideCell:
    """One of the cells of the column that tells the sides. It may be a title that one person holds."""

    words: str
    count: int

    @property
    def mark(self) -> str:
        return mark_of_cell(self.words)[:16]


def side_cells(outline: Outline) -> list[SideCell]:
    """By their label where the file has one; most frequent first."""
    labels = outline.column.labels
    found: dict[str, SideCell] = {}
    for cell, count in zip(distinct_cells(outline.column), outline.counts, strict=True):
        if count and not cell.user_missing:
            words = labels.get(cell.text, cell.text).strip()
            same = found.get(fold(words), SideCell(words, 0))
            found[fold(words)] = SideCell(same.words, same.count + count)
    return sorted(found.values(), key=lambda cell: (-cell.count, cell.words))


def side_of(words: str, known: Said[str, tuple[str, ...]]) -> str:
    wanted = CellSet.of([words])
    return next((side for side, cells in known.items() if wanted.names & CellSet.of(cells).names), "")


def outlines_of(scale: MappedScale, packed: PackedTable) -> list[Outline]:
    return [packed.outlines[item] for item in scale.items if item in packed.outlines]
