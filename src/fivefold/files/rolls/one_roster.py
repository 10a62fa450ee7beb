"""OneRoster, the form in which schools' systems hand their people on: `users.csv`, roles and organizations.

In 1.1 each user carries a role; in 1.2 roles are rows of `roles.csv`. Names of columns do not tell staff from
students here, since the standard gives both the same. So the rule is by rows: every user must have a role,
and each role must be known to be an adult's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fivefold.files import limits
from fivefold.files.errors import FileError
from fivefold.files.rolls.parts import ORGS, ROLES, Part
from fivefold.files.rolls.people import ONE_ROSTER, People, Trait, repeated, told_apart
from fivefold.files.rolls.roles import (
    is_parent,
    is_staff,
    parents_left_out,
    refuse_students,
    refuse_too_many,
)
from fivefold.files.sentences import say
from fivefold.files.table import Notice, Table
from fivefold.files.words import vocabulary

ROLE, ORGANIZATION = "role", "organization"
ROLE_NAMES = ("role", "roles")
NO = vocabulary("false no n 0 f")
PRIMARY = vocabulary("primary true 1 yes")
# More roles than a person holds on average, in the district with most schools to a person.
ROLES_OF_ONE = 5
SEVERAL = re.compile(r"[,;|]")


@dataclass(frozen=True)
class Held:
    """A role that a user holds in an organization."""

    role: str
    org: str
    primary: bool = True
    gone: bool = False


def people_of(users: Table, roles: Table | None, orgs: Table | None) -> People:
    """The staff in `users.csv` who are neither disabled nor to be deleted."""
    _refuse_students(users, roles)
    _refuse_too_many(users, roles, orgs)
    part = Part(users)
    held = _held(part, Part(roles) if roles else None)
    _refuse_unknown(users, held, roles_given=part.has("role") or roles is not None)
    current = [_current(one) for one in held]
    active = np.array(
        [is_on and bool(now) for is_on, now in zip(_enabled(part), current, strict=True)], dtype=bool
    )
    parents = active & np.array([all(is_parent(one.role) for one in now) for now in current], dtype=bool)
    rows = np.flatnonzero(active & ~parents)
    ids = part.cells("sourcedid")
    persons, again = told_apart(ids[row] for row in rows)
    names = _names(orgs)
    traits = (
        _trait(ROLE, persons, [[one.role for one in current[row]] for row in rows]),
        _trait(
            ORGANIZATION, persons, [[names.get(one.org, one.org) for one in current[row]] for row in rows]
        ),
    )
    notices = list(_notices(part, active, parents))
    if again:
        notices.append(repeated([int(users.record[rows[place]]) for place in again], "sourcedId"))
    people = int(persons.max()) + 1 if len(persons) else 0
    return People(users.file, ONE_ROSTER, people, traits, (*users.warnings, *notices))


def _refuse_students(users: Table, roles: Table | None) -> None:
    for table, name in ((users, ""), (roles, ROLES)):
        column = Part(table).column(*ROLE_NAMES) if table else None
        if table and column:
            refuse_students(table, column, file=name)


def _refuse_too_many(users: Table, roles: Table | None, orgs: Table | None) -> None:
    for table, name, most in (
        (users, "", limits.ROLL_ROWS),
        (roles, ROLES, ROLES_OF_ONE * limits.ROLL_ROWS),
        (orgs, ORGS, limits.ROLL_ROWS),
    ):
        if table:
            refuse_too_many(table, most, file=name)


def _held(users: Part, roles: Part | None) -> list[list[Held]]:
    """What each user holds: by the rows of `roles.csv` that name them, else by their own row."""
    rows: dict[str, list[Held]] = {}
    if roles:
        cells = (roles.cells(name) for name in ("usersourcedid", "role", "orgsourcedid"))
        primary = (cell.casefold() in PRIMARY for cell in roles.cells("roletype", "isprimary"))
        for user, role, org, first, gone in zip(*cells, primary, roles.gone(), strict=True):
            rows.setdefault(user, []).append(Held(role, org, first, gone))
    own = zip(
        users.cells("sourcedid"),
        users.cells(*ROLE_NAMES),
        users.cells("orgsourcedids", "orgsourcedid", "primaryorgsourcedid"),
        strict=True,
    )
    return [
        rows.get(user) or [Held(role, org) for role in _parts(said) for org in _parts(orgs) or [""]]
        for user, said, orgs in own
    ]


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in SEVERAL.split(cell) if part.strip()]


def _current(held: list[Held]) -> list[Held]:
    """Those that are not to be deleted; the primary ones, where any is."""
    now = [one for one in held if not one.gone]
    return [one for one in now if one.primary] or now


def _enabled(users: Part) -> list[bool]:
    enabled = (cell.casefold() not in NO for cell in users.cells("enableduser"))
    return [is_on and not gone for is_on, gone in zip(enabled, users.gone(), strict=True)]


def _refuse_unknown(users: Table, held: list[list[Held]], *, roles_given: bool) -> None:
    """Whoever is not known to be an adult may be a student."""
    if not roles_given:
        raise FileError(
            "roles_missing",
            say(
                "The users have no roles, so students cannot be told from staff. "
                "OneRoster 1.2 has roles in roles.csv."
            ),
            remedy=say("Give the whole export as one zip, with users.csv and roles.csv in it."),
            row=1,
        )
    for row, holds in enumerate(held):
        unknown = [one.role for one in holds if not (is_staff(one.role) or is_parent(one.role))]
        if holds and not unknown:
            continue
        at = int(users.record[row])
        raise FileError(
            "unknown_role",
            say(
                "The user in row {row} has the role “{role}”, which is not known to be an adult's.",
                row=at,
                role=unknown[0],
            )
            if any(unknown)
            else say("The user in row {row} has no role, so may be a student.", row=at),
            remedy=say(
                "Export the staff only, each with a role that OneRoster knows, such as teacher or "
                "administrator; or give a plain list of the members, with e-mail address and side."
            ),
            row=at,
            column=ROLE,
        )


def _names(orgs: Table | None) -> dict[str, str]:
    part = Part(orgs) if orgs else None
    if part is None:
        return {}
    named = zip(part.cells("sourcedid"), part.cells("name"), strict=True)
    return {org: name for org, name in named if org and name}


def _trait(name: str, persons: NDArray[np.intp], held: Sequence[Sequence[str]]) -> Trait:
    values: dict[str, int] = {}
    pairs = [
        (person, values.setdefault(value, len(values)))
        for person, mine in zip(persons.tolist(), held, strict=True)
        for value in mine
        if value
    ]
    person, code = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
    return Trait(name, tuple(values), person, code)


def _notices(users: Part, active: NDArray[np.bool_], parents: NDArray[np.bool_]) -> Iterator[Notice]:
    table = users.table
    if not active.all():
        first = int(table.record[~active][0])
        said = say(
            "Users who are disabled or to be deleted are not counted: {count}, the first in row {row}.",
            count=int((~active).sum()),
            row=first,
        )
        yield Notice("users_not_active", said, first)
    if parents.any():
        yield parents_left_out(table, parents)
    if any(users.gone()) or (all(users.cells("status")) and all(users.cells("datelastmodified"))):
        said = say(
            "Every user has a status and a date, or some are to be deleted, as in an export of changes only "
            "(delta). Then whoever did not change is missing: export everybody (bulk)."
        )
        yield Notice("perhaps_changes_only", said)
