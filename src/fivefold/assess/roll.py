"""A roll of members: how many people were asked, in all and on each side.

Only `to_record` is for keeping. The values are shown to whoever brought the file, to say which is which side;
one that a single person holds, such as a job title, would name them.
"""

from collections import abc
from dataclasses import dataclass
from typing import Any

from fivefold.assess.errors import UsageError
from fivefold.assess.mapping import SIDES
from fivefold.assess.proposal.answer_sets import set_for
from fivefold.assess.proposal.organizations import NOBODY, Organizations
from fivefold.assess.proposal.roll_sides import offered, side_column, sides_of_values
from fivefold.files.rolls.people import People, Trait, folded
from fivefold.files.sentences import say
from fivefold.files.table import Notice

SCALES_OF_A_SURVEY = 2
FEWEST_ANSWERS, MOST_ANSWERS = 3, 12


@dataclass(frozen=True)
class Group:
    """People who have the same values: several where a person is listed with several, none where blank."""

    values: tuple[str, ...]
    people: int
    sides: tuple[str, ...]
    """None where no value tells a side; two or more where the values disagree."""


@dataclass(frozen=True)
class Roll:
    file: str
    people: int
    column: str | None
    """The column that tells the sides; None where none does."""
    columns: tuple[str, ...]
    """Those that can be named in its place."""
    groups: tuple[Group, ...]
    """The largest first; empty without a column."""
    notices: tuple[Notice, ...]

    @property
    def members(self) -> dict[str, int]:
        """Members by side, as `assess` takes them: everybody on exactly one side."""
        counts = {
            side: sum(group.people for group in self.groups if group.sides == (side,)) for side in SIDES
        }
        return {side: count for side, count in counts.items() if count}

    @property
    def on_no_side(self) -> int:
        return sum(group.people for group in self.groups if not group.sides)

    @property
    def on_two_sides(self) -> int:
        return sum(group.people for group in self.groups if len(group.sides) > 1)

    @property
    def unlisted(self) -> tuple[str, ...]:
        """The values of those on no side."""
        return tuple(
            dict.fromkeys(value for group in self.groups if not group.sides for value in group.values)
        )

    def to_record(self) -> dict[str, Any]:
        """What may be kept: counts alone, no value of any cell."""
        return {"people": self.people, "members": self.members}

    def to_dict(self) -> dict[str, Any]:
        """What is shown to whoever brought the file."""
        return {
            "file": self.file,
            **self.to_record(),
            "on_no_side": self.on_no_side,
            "on_two_sides": self.on_two_sides,
            "column": self.column,
            "columns": list(self.columns),
            "groups": [
                {"values": list(group.values), "people": group.people, "sides": list(group.sides)}
                for group in self.groups
            ],
            "notices": [
                {"code": one.code, "message": one.message, "row": one.row, "column": one.column}
                for one in self.notices
            ],
        }


def roll_of(
    people: People,
    *,
    column: str | None = None,
    sides: abc.Mapping[str, abc.Iterable[str]] | None = None,
    organizations: Organizations = NOBODY,
) -> Roll:
    """Count the people by side. `column` and `sides` are a person's own; without them both are proposed.

    organizations: by whose names the sides may be told, where the caller knows them.
    """
    trait = side_column(people, column, organizations)
    notices = (*people.notices, *_perhaps_answers(people))
    if trait is None:
        if sides:
            raise UsageError(
                "values_without_column",
                say("Values are given for a side, but no column tells who sits on which side."),
                say("Name the column that they stand in too."),
            )
        said = say("No column tells who sits on which side, so people are counted in all only.")
        unsided = Notice("no_side_column", said)
        return Roll(people.file, people.count, None, offered(people), (), (*notices, unsided))
    side_by_value = sides_of_values(people, trait, sides or {}, organizations)
    groups = [
        Group(values, count, _sides(values, side_by_value))
        for values, count in trait.tally(people.count).items()
    ]
    groups.sort(key=lambda group: (-group.people, group.values))
    return Roll(people.file, people.count, trait.name, offered(people), tuple(groups), notices)


def _sides(values: tuple[str, ...], side_by_value: abc.Mapping[str, str | None]) -> tuple[str, ...]:
    found = {side_by_value[folded(value)] for value in values}
    return tuple(side for side in SIDES if side in found)


def _perhaps_answers(people: People) -> abc.Iterator[Notice]:
    """A survey's export, taken for the roll, would say that everybody answered."""
    scales = [trait.name for trait in people.traits if _is_scale(trait)]
    if len(scales) < SCALES_OF_A_SURVEY:
        return
    said = say(
        "Columns such as “{column}” hold answers to a survey. A roll lists everybody who was asked, not only "
        "those who answered.",
        column=scales[0],
    )
    yield Notice("perhaps_answers", said, None, scales[0])


def _is_scale(trait: Trait) -> bool:
    labels = {folded(value) for value in trait.values[: MOST_ANSWERS + 1]}
    return FEWEST_ANSWERS <= len(labels) <= MOST_ANSWERS and set_for(labels) is not None
