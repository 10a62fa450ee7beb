"""How many members were asked and answered, in all and on each side."""

from collections import abc

import numpy as np
from numpy.typing import NDArray

from fivefold.assess.assessment import SideCount
from fivefold.assess.errors import AssessError, UsageError
from fivefold.assess.mapping import Mapping
from fivefold.assess.scoring import SideAnswers
from fivefold.assess.toml_tables import did_you_mean
from fivefold.files.table import Table

Members = int | abc.Mapping[str, int] | None


class Roster:
    """How many members were asked: `total` is None where that is unknown, `by_side` holds the sides known."""

    def __init__(self, total: int | None, by_side: abc.Mapping[str, int] | None = None) -> None:
        self.total = total
        self.by_side = by_side or {}

    @classmethod
    def of(cls, members: Members, mapping: Mapping) -> "Roster":
        if members is None:
            return cls(None)
        counts = [members] if isinstance(members, int) else list(members.values())
        if any(count < 1 for count in counts) or not counts:
            raise UsageError(
                "bad_members", "The number of members is not 1 or more.", "Give the number of people asked."
            )
        if isinstance(members, int):
            return cls(members)
        for side in members:
            if side not in mapping.sides:
                known = ", ".join(mapping.sides) or "none; add [groups] to the mapping"
                raise UsageError(
                    "unknown_side",
                    f'Members are given for "{side}", which is not a side of the mapping.',
                    f"{did_you_mean(side, mapping.sides)}Its sides: {known}.",
                )
        for side in mapping.sides:
            if side not in members:
                raise UsageError(
                    "side_without_members",
                    f'Members are given by side, but not for "{side}".',
                    f"Add {side}=… to the members, or give one number for all.",
                )
        return cls(sum(members.values()), members)


def side_counts(sides: SideAnswers, responded: NDArray[np.bool_], roster: Roster) -> tuple[SideCount, ...]:
    return tuple(
        SideCount(key=key, members=roster.by_side.get(key), responses=int((sides.on(key) & responded).sum()))
        for key in sides.keys
    )


def refuse_too_many(table: Table, roster: Roster, counts: tuple[SideCount, ...], responses: int) -> None:
    over = [(one.responses, one.members, f" on the side {one.key}") for one in counts]
    for answered, members, where in [*over, (responses, roster.total, "")]:
        if members is not None and answered > members:
            raise AssessError(
                code="more_responses_than_members",
                message=f"{answered} people answered{where}, but only {members} members are given.",
                file=table.file,
                remedy="Count everybody who was asked, whether they answered or not.",
            )
