"""Rounds of answers for the tests of these rooms: every member of a side answers around one number."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from fivefold.accounts.models import Person
from fivefold.assess import instruments
from fivefold.assess.mapping import SideColumn
from fivefold.files.table import Column, Table
from fivefold.health.models import Assessment
from fivefold.partnerships.models import Partnership
from fivefold.partnerships.sharing import share
from fivefold.surveys.actions import record_round

PILOT = instruments.load()
CANNOT_TELL = "I cannot tell from where I sit"
Means = Mapping[str, Mapping[str, float]]  # scale → side → mean answer, 1 to 5
# Nobody gives exactly the mean: persons lie this far from it, in turn, so that there is a spread.
SPREAD = (-1, 0, 1, 0, -1, 1, 0)


def means(practice: float, research: float, **other: tuple[float, float]) -> Means:
    """The same for every scale, but for those named: `rigor=(2, 4)`."""
    pairs = {scale.key: other.get(scale.key, (practice, research)) for scale in PILOT.scales}
    return {key: {"practice": first, "research": second} for key, (first, second) in pairs.items()}


def make_table(
    answered: Mapping[str, int],
    of: Means,
    *,
    cannot_tell: Mapping[str, int] | None = None,
    spread: Sequence[int] = SPREAD,
) -> Table:
    """`cannot_tell`: how many persons of each side, the first ones, cannot tell on any item of the field."""
    sides = [side for side, count in answered.items() for _ in range(count)]
    place = [at for count in answered.values() for at in range(count)]
    columns = [_column("side", sides)]
    for scale in PILOT.scales:
        for number, item in enumerate(scale.items):
            cells = [
                _cell(of[scale.key][side], at, number, spread)
                if scale.key != "field" or at >= (cannot_tell or {}).get(side, 0)
                else CANNOT_TELL
                for side, at in zip(sides, place, strict=True)
            ]
            columns.append(_column(item.key, cells))
    return Table.of_columns(columns, len(sides), file="round.csv")


def _cell(mean: float, at: int, number: int, spread: Sequence[int]) -> str:
    # Between two answers, persons and items alternate so that their mean comes out.
    low = int(mean)
    up = (at * 3 + number) % 10 < round(10 * (mean - low))
    return str(min(5, max(1, low + int(up) + spread[at % len(spread)])))


def _column(name: str, cells: list[str]) -> Column:
    values = tuple(dict.fromkeys(cells))
    codes = np.array([values.index(cell) for cell in cells], dtype=np.int32)
    return Column(name, "", {}, frozenset(), values, codes)


def make_card(
    partnership: Partnership,
    *,
    by: Person,
    title: str = "Spring 2026",
    ended_on: date = date(2026, 3, 27),
    members: Mapping[str, int] | int | None = None,
    answered: Mapping[str, int] | None = None,
    of: Means | None = None,
    shared: bool = True,
    cannot_tell: Mapping[str, int] | None = None,
) -> Assessment:
    """A round recorded, assessed and, unless told, shared: by the actions that pages call."""
    answered = answered or {"practice": 60, "research": 20}
    recorded = record_round(
        partnership=partnership,
        title=title,
        began_on=ended_on.replace(day=1),
        ended_on=ended_on,
        table=make_table(answered, of or means(4, 4), cannot_tell=cannot_tell),
        mapping=PILOT.mapping(SideColumn("side", {side: (side,) for side in answered})),
        members=members if members is not None else {side: count + 20 for side, count in answered.items()},
        instrument=PILOT,
        by=by,
    )
    assessment = Assessment.objects.get(round=recorded)
    return share(assessment, by=by) if shared else assessment


def aged(card: Assessment) -> Assessment:
    """As if an earlier version had worked out the figures: done again, they come out otherwise."""
    card.record["assessment"]["responses"] -= 1
    card.save(update_fields=["record"])
    return card
