"""How many members were asked and answered, in all and on each side."""

from collections import abc

import numpy as np
from numpy.typing import NDArray

from fivefold.assess.assessment import SideCount
from fivefold.assess.errors import AssessError, UsageError
from fivefold.assess.mapping import Mapping, side_in_words
from fivefold.assess.scoring import SideAnswers
from fivefold.assess.toml_tables import did_you_mean
from fivefold.files.sentences import Sentence, say
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
                "bad_members",
                say("The number of members is not 1 or more."),
                say("Give the number of people asked."),
            )
        if isinstance(members, int):
            return cls(members)
        for side in members:
            if side not in mapping.sides:
                raise UsageError(
                    "unknown_side",
                    say('Members are given for "{side}", which is not a side of the mapping.', side=side),
                    did_you_mean(side, mapping.sides, _sides_of(mapping)),
                )
        for side in mapping.sides:
            if side not in members:
                raise UsageError(
                    "side_without_members",
                    say('Members are given by side, but not for "{side}".', side=side),
                    say("Add {side}=… to the members, or give one number for all.", side=side),
                )
        return cls(sum(members.values()), members)


def _sides_of(mapping: Mapping) -> Sentence:
    if not mapping.sides:
        return say("Its sides: none; add [groups] to the mapping.")
    return say("Its sides: {sides}.", sides=", ".join(mapping.sides))


def side_counts(sides: SideAnswers, responded: NDArray[np.bool_], roster: Roster) -> tuple[SideCount, ...]:
    return tuple(
        SideCount(key=key, members=roster.by_side.get(key), responses=int((sides.on(key) & responded).sum()))
        for key in sides.keys
    )


def refuse_too_many(table: Table, roster: Roster, counts: tuple[SideCount, ...], responses: int) -> None:
    for one in counts:
        if one.members is not None and one.responses > one.members:
            raise _too_many(
                table,
                say(
                    "{answered} people answered on {side}, but only {members} members are given.",
                    answered=one.responses,
                    side=side_in_words(one.key),
                    members=one.members,
                ),
            )
    if roster.total is not None and responses > roster.total:
        raise _too_many(
            table,
            say(
                "{answered} people answered, but only {members} members are given.",
                answered=responses,
                members=roster.total,
            ),
        )


def _too_many(table: Table, message: Sentence) -> AssessError:
    return AssessError(
        code="more_responses_than_members",
        message=message,
        file=table.file,
        remedy=say("Count everybody who was asked, whether they answered or not."),
    )
