"""The matches of an earlier import, kept to be offered for the next file of the same shape.

Cells that tell the sides may be titles that one person holds, so of them only keyed marks are kept.
"""

from dataclasses import replace

from fivefold.assess.mapping import Mapping, SideColumn
from fivefold.files.packed import PackedTable
from fivefold.surveys.importers.marks import mark_of_cell
from fivefold.surveys.importers.matches import side_cells


def to_remember(mapping: Mapping) -> Mapping:
    if mapping.side is None:
        return mapping
    marks = {side: tuple(map(mark_of_cell, cells)) for side, cells in mapping.side.values.items()}
    return replace(mapping, side=SideColumn(mapping.side.column, marks))


def remembered(mapping: Mapping, packed: PackedTable) -> Mapping | None:
    """What was kept, said of this file's own cells; None where it does not fit the file after all."""
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
