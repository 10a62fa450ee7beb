"""The matches of an earlier import, kept to be offered for the next file of the same shape.

Cells that tell the sides may be titles that one person holds, so of them only keyed marks are kept.
"""

from collections.abc import Iterable
from dataclasses import replace

from fivefold.assess.mapping import MappedScale, Mapping, SideColumn
from fivefold.assess.matching import fold
from fivefold.files.packed import PackedTable
from fivefold.surveys.importers.marks import mark_of_cell
from fivefold.surveys.importers.matches import side_cells


def to_remember(mapping: Mapping) -> Mapping:
    if mapping.side is None:
        return mapping
    marks = {side: tuple(map(mark_of_cell, cells)) for side, cells in mapping.side.values.items()}
    return replace(mapping, side=SideColumn(mapping.side.column, marks))


def remembered(mapping: Mapping, packed: PackedTable, proposed: Mapping) -> Mapping | None:
    """What was kept, said of this file's own cells; None where it does not fit the file after all.

    proposed: what this file says by itself. Answers that are none, such as “N/A”, may be new in it.
    """
    fitting = _on_the_sides_of(packed, mapping)
    if fitting is None:
        return None
    scales = tuple(_with_answers_apart(scale, proposed.scales) for scale in fitting.scales)
    return replace(fitting, scales=scales)


def _with_answers_apart(scale: MappedScale, proposed: Iterable[MappedScale]) -> MappedScale:
    """The scale, and what its columns are now seen to hold beside answers, where it did not know the word."""
    known = {fold(one) for answer in scale.answers or () for one in answer.label.values()}
    known |= {fold(one) for one in (*scale.cannot_tell, *scale.not_applicable, *scale.missing)}
    seen = [one for one in proposed if set(one.items) & set(scale.items)]

    def added(words: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word for word in words if fold(word) not in known))

    return replace(
        scale,
        cannot_tell=(*scale.cannot_tell, *added(word for one in seen for word in one.cannot_tell)),
        not_applicable=(*scale.not_applicable, *added(word for one in seen for word in one.not_applicable)),
        missing=(*scale.missing, *added(word for one in seen for word in one.missing)),
    )


def _on_the_sides_of(packed: PackedTable, mapping: Mapping) -> Mapping | None:
    outlines = packed.outlines
    if any(item not in outlines for scale in mapping.scales for item in scale.items):
        return None
    side = mapping.side
    if side is None:
        return mapping
    if side.column not in outlines:
        return None
    by_mark = {mark_of_cell(cell.words): cell.words for cell in side_cells(outlines[side.column])}
    values = {
        key: tuple(by_mark[mark] for mark in marks if mark in by_mark) for key, marks in side.values.items()
    }
    told = {key: cells for key, cells in values.items() if cells}
    return replace(mapping, side=SideColumn(side.column, told) if told else None)
