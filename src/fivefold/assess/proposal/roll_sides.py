"""Which column of a roll tells the sides apart, and which value is which side."""

from collections import abc

import numpy as np

from fivefold.assess.errors import UsageError
from fivefold.assess.matching import fold
from fivefold.assess.proposal.answer_sets import plain
from fivefold.assess.proposal.organizations import NOBODY, Organizations
from fivefold.assess.proposal.sides import names_sides, side_of
from fivefold.assess.toml_tables import did_you_mean
from fivefold.files.rolls.people import ONE_ROSTER, People, Trait, folded
from fivefold.files.sentences import say
from fivefold.files.words import vocabulary, words

# More values than these tell people apart, not sides.
MOST_VALUES = 200
SPELLINGS = 10
NOTHING_TOLD = (False, 0.0)
# What lists call such a column, beside what surveys do.
ON_LISTS = vocabulary(
    "title type partner sector agency company entity puesto tipo entidad dependencia empresa"
)


def side_column(
    people: People, named: str | None = None, organizations: Organizations = NOBODY
) -> Trait | None:
    """The column that a person named; else the one that tells two sides, and of most people, else one."""
    if named is not None:
        return _named(people, named)
    if people.format == ONE_ROSTER:
        return people.traits[0]
    told = [(_sides_told(trait, organizations), trait) for trait in people.traits]
    best = max(told, key=lambda one: one[0], default=None)
    return best[1] if best and best[0] > NOTHING_TOLD else None


def offered(people: People) -> tuple[str, ...]:
    """The columns that can be named."""
    return tuple(trait.name for trait in people.traits if _count(trait) <= MOST_VALUES)


def sides_of_values(
    people: People,
    trait: Trait,
    chosen: abc.Mapping[str, abc.Iterable[str]],
    organizations: Organizations = NOBODY,
) -> dict[str, str | None]:
    """The side of each value, folded: as chosen, else by its words. OneRoster lists a district's people."""
    known = {folded(value): value for value in trait.values}
    district = people.format == ONE_ROSTER
    sides = {key: "practice" if district else side_of(value, organizations) for key, value in known.items()}
    given: dict[str, str] = {}
    for side, values in chosen.items():
        for value in values:
            key = folded(value)
            if key not in known:
                raise UsageError(
                    "unknown_value",
                    say("Column “{column}” has no value “{value}”.", column=trait.name, value=value),
                    did_you_mean(value, list(known.values()), say("Write it as it stands in the file.")),
                )
            if given.setdefault(key, side) != side:
                raise UsageError(
                    "value_on_two_sides",
                    say("“{value}” is given for two sides.", value=value),
                    say("Give it for one of them."),
                )
    return {**sides, **given}


def _named(people: People, name: str) -> Trait:
    trait = next((one for one in people.traits if fold(one.name) == fold(name)), None)
    names = offered(people)
    if trait is None:
        listed = ", ".join(f"“{one}”" for one in names)
        raise UsageError(
            "unknown_column",
            say("The roll has no column “{column}” that could tell sides.", column=name),
            did_you_mean(name, names, say("It has: {columns}.", columns=listed))
            if names
            else say("It has none; people are counted in all only."),
        )
    if trait.name not in names:
        raise UsageError(
            "too_many_values",
            say(
                "Column “{column}” has {count} different values: it tells people apart, not sides.",
                column=trait.name,
                count=_count(trait),
            ),
            say("Name a column with fewer values, or add one to the file that says the side."),
        )
    return trait


def _count(trait: Trait) -> int:
    """How many values differ in more than capitals and blanks; of very many, at least how many."""
    codes = np.unique(trait.code)
    return len({folded(trait.values[code]) for code in codes[: SPELLINGS * MOST_VALUES]})


def _sides_told(trait: Trait, organizations: Organizations) -> tuple[bool, float]:
    """Whether the column tells two sides, and of which share of its people it tells any.

    Nothing, where its name is none of such a column or fewer than half of the people get a side.
    """
    is_named = names_sides(plain(trait.name)) or not ON_LISTS.isdisjoint(words(trait.name))
    if not is_named or not len(trait.code) or _count(trait) > MOST_VALUES:
        return NOTHING_TOLD
    sides = [side_of(value, organizations) for value in trait.values]
    share = float(np.array([side is not None for side in sides])[trait.code].mean())
    found = {sides[code] for code in np.unique(trait.code)} - {None}
    return (len(found) > 1, share) if share >= 0.5 else NOTHING_TOLD
