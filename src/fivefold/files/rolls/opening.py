"""Opening a roll: the one way in. Every fault is a `FileError`; nothing of a student's is kept."""

import os
import re
from pathlib import Path

from fivefold.files.archives import ZIP
from fivefold.files.errors import FileError
from fivefold.files.reading import read_unjudged
from fivefold.files.rolls import lists, one_roster, parts
from fivefold.files.rolls.parts import ORGS, ROLES, USERS
from fivefold.files.rolls.people import People
from fivefold.files.rolls.roles import is_student
from fivefold.files.sentences import say
from fivefold.files.table import Table

AS_LIST = say("Give a list of the members as CSV or .xlsx, one row a person, or a OneRoster export.")
NO_LISTS = frozenset({"not_a_table", "format_not_read_yet"})
ED_FI = re.compile(rb"<Interchange\w+|ed-fi\.org", re.I)


def open_people(path: str | os.PathLike[str], *, sheet: str | None = None) -> People:
    """The people that a roll names: a CSV, a workbook, OneRoster's `users.csv`, or a zip that holds it."""
    place = Path(path)
    inside = ""
    try:
        table = read_unjudged(place, sheet=sheet, inside=USERS)
        inside = USERS if table.format == "csv" and _is_zip(place) else ""
        _refuse_named_students(place, table)
        people = _people(place, table, zipped=bool(inside))
        _refuse_nobody(table, people)
        return people
    except FileError as error:
        within = error.file or inside
        error.file = f"{place.name}/{within}" if within else place.name
        if error.code in NO_LISTS:
            error.remedy = AS_LIST
            if _is_ed_fi(place):
                error.message = say("The file is an Ed-Fi interchange (XML), which is not read.")
        raise


def _refuse_named_students(place: Path, table: Table) -> None:
    """A list of names alone may be anybody's; what the file or its sheet is called can tell."""
    for name in (place.stem, table.sheet or ""):
        if is_student(name):
            raise FileError(
                "pupil_records",
                say("“{name}” is the name of a list of students. Nothing of the file is kept.", name=name),
                remedy=say("Give a list of the members. If it is one, give the file or the sheet its name."),
            )


def _people(place: Path, table: Table, *, zipped: bool) -> People:
    part = parts.part_of(table)
    if part is None:
        return lists.people_of(table)
    if part != USERS:
        parts.refuse_part(part)
    beside = {name: _beside(place, name) if zipped else None for name in (ROLES, ORGS)}
    return one_roster.people_of(table, beside[ROLES], beside[ORGS])


def _beside(place: Path, name: str) -> Table | None:
    try:
        return read_unjudged(place, inside=name)
    except FileError as error:
        if error.code == "not_in_zip":
            return None
        raise


def _refuse_nobody(table: Table, people: People) -> None:
    if people.count:
        return
    if table.rows:
        raise FileError(
            "nobody_counted",
            say(
                "None of the {rows} rows is a member: {why}", rows=table.rows, why=people.notices[-1].message
            ),
            remedy=say("Export the people again, or give a list of those who were asked."),
        )
    raise FileError(
        "no_rows",
        say("The file names its columns, but lists nobody below them."),
        remedy=say("Export the people again, or give a list of those who were asked."),
        row=table.header_rows or None,
    )


def _is_zip(place: Path) -> bool:
    with place.open("rb") as stream:
        return stream.read(4) in ZIP


def _is_ed_fi(place: Path) -> bool:
    with place.open("rb") as stream:
        return ED_FI.search(stream.read(4096)) is not None
