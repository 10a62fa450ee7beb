"""Who sits on which side, as the pages of an import show it."""

from functools import cached_property

from django.utils.translation import gettext as _

from fivefold.assess.mapping import SIDES, Mapping
from fivefold.files.packed import PackedTable
from fivefold.partnerships.models import Partnership
from fivefold.partnerships.states import Side
from fivefold.surveys.importers.lines import Choices, SideLine
from fivefold.surveys.importers.matches import side_cells, side_of


def side_choices() -> Choices:
    return [("", _("On no side")), *((side, str(Side(side).label)) for side in SIDES)]


class Sides:
    def __init__(self, partnership: Partnership, packed: PackedTable, mapping: Mapping) -> None:
        self._partnership = partnership
        self._packed = packed
        self._mapping = mapping

    @property
    def choices(self) -> Choices:
        return side_choices()

    @property
    def of_all(self) -> Choices:
        """Where no column tells the sides: one that everybody sits on, or nobody knows."""
        asked = [
            (side, _("Only %(name)s") % {"name": self._partnership.side_name(side)})
            for side in SIDES
            if self._partnership.organization_of(side)
        ]
        return [("", _("Both sides, or not known: one group")), *asked]

    @property
    def everyone(self) -> str:
        return self._mapping.everyone or ""

    @property
    def everyone_in_passing(self) -> str:
        return self._partnership.side_name(self.everyone)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many rows lie on each side, and on none."""
        counts = dict.fromkeys(self._mapping.sides, 0)
        for line in self.lines:
            counts[line.side] = counts.get(line.side, 0) + line.count
        told = [(str(Side(side).label), counts[side]) for side in counts if side]
        rest = self._packed.rows - sum(count for _side, count in told)
        return [*told, (_("On no side"), rest)] if rest else told

    @cached_property
    def lines(self) -> list[SideLine]:
        side = self._mapping.side
        if side is None or side.column not in self._packed.outlines:
            return []
        return [
            SideLine(f"side-{cell.mark}", cell.words, cell.count, side_of(cell.words, side.values))
            for cell in side_cells(self._packed.outlines[side.column])
        ]
