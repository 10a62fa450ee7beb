"""How many members were asked, counted from a roll: shown to whoever brought it, kept as counts alone."""

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Said
from dataclasses import dataclass, replace
from pathlib import Path

from fivefold.assess.mapping import SIDES
from fivefold.assess.proposal.organizations import Organizations
from fivefold.assess.roll import Roll, roll_of
from fivefold.files.errors import FileError
from fivefold.files.limits import ROLL_ROWS
from fivefold.files.rolls.opening import open_people

# A form says as many groups at the most.
MOST_GROUPS = 400


@dataclass(frozen=True)
class GroupLine:
    """People with the same values, and the side proposed for them. Goes to the page, never to disk."""

    place: int
    words: str
    people: int
    side: str


def read_roll(path: Path, name: str, organizations: Organizations, column: str = "") -> Roll:
    """Raises `FileError` where the list cannot be read, `UsageError` where it has no such column."""
    try:
        found = roll_of(open_people(path), column=column or None, organizations=organizations)
        return replace(found, file=name)
    except FileError as fault:
        # The file lies here for a moment, under a name that tells nothing.
        fault.file = name
        raise


def group_lines(roll: Roll) -> Iterator[GroupLine]:
    for place, group in enumerate(roll.groups[:MOST_GROUPS]):
        side = group.sides[0] if len(group.sides) == 1 else ""
        yield GroupLine(place, ", ".join(group.values), group.people, side)


def counted(said: Said[str, str], sides: Iterable[str]) -> dict[str, str]:
    """The numbers of members that a person's form gives: by the sides of the matches, else in all."""
    counts = dict.fromkeys(SIDES, 0)
    total = 0
    for place in range(MOST_GROUPS):
        people = _count(said.get(f"people-{place}", ""))
        total += people
        side = said.get(f"side-{place}", "")
        if side in counts:
            counts[side] += people
    total = _count(said.get("people", "")) or total
    sides = list(sides)
    if not sides:
        return {"members": str(total)} if total else {}
    return {f"members_{side}": str(counts[side]) for side in sides if counts[side]}


def _count(said: str) -> int:
    """A count as the form has it; 0 for what no roll can hold."""
    return int(said) if said.isdecimal() and len(said) <= len(str(ROLL_ROWS)) else 0
