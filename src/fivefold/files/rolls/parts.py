"""The files of a OneRoster export, known by their columns: names of files are often changed."""

from fivefold.files.errors import FileError
from fivefold.files.rolls.roles import EXPORT_STAFF
from fivefold.files.sentences import say
from fivefold.files.table import Column, Table
from fivefold.files.words import vocabulary, words

USERS, ROLES, ORGS = "users.csv", "roles.csv", "orgs.csv"
GONE = vocabulary("tobedeleted inactive")


class Part:
    """A file of a OneRoster export, its columns by the standard's names in whatever capitals."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._columns = {"".join(words(column.name)): column for column in reversed(table.columns)}

    def has(self, *names: str) -> bool:
        return all(name in self._columns for name in names)

    def column(self, *names: str) -> Column | None:
        """The first column of these names that the file has."""
        return next((self._columns[name] for name in names if name in self._columns), None)

    def cells(self, *names: str) -> list[str]:
        """Every row's cell; blank where the file has no such column."""
        column = self.column(*names)
        if column is None:
            return [""] * self.table.rows
        values = [*(value.strip() for value in column.values), ""]
        return [values[code] for code in column.codes.tolist()]

    def gone(self) -> list[bool]:
        return [status.casefold() in GONE for status in self.cells("status")]


def part_of(table: Table) -> str | None:
    """Which file of a OneRoster export the table is; None when it is none."""
    part = Part(table)
    if part.has("propertyname", "value"):
        return "manifest.csv"
    if part.has("usersourcedid", "classsourcedid"):
        return "enrollments.csv"
    if part.has("usersourcedid", "role"):
        return ROLES
    if part.has("sourcedid") and (part.has("enableduser") or part.has("givenname", "familyname")):
        return USERS
    if part.has("birthdate") and (part.has("sourcedid") or part.has("usersourcedid")):
        return "demographics.csv"
    return "" if part.has("sourcedid", "status", "datelastmodified") else None


def refuse_part(name: str) -> None:
    """Refuse a file that holds students' records, or holds no people at all."""
    if name in {"enrollments.csv", "demographics.csv"}:
        raise FileError(
            "pupil_records",
            say(
                "The file is {name} of OneRoster: records of single students. Nothing of it is kept.",
                name=name,
            ),
            remedy=EXPORT_STAFF,
            row=1,
        )
    raise FileError(
        "not_users",
        say("The file is {name} of OneRoster, which does not list the people.", name=name)
        if name
        else say("The file is a part of OneRoster that does not list the people."),
        remedy=say("Give users.csv, or the whole export as one zip."),
        row=1,
    )
