"""Who a row of a list is: by a number, else by an e-mail address. A name alone tells nobody apart."""

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from fivefold.files.personal import is_personal
from fivefold.files.rolls.people import folded, listed, repeated, told_apart
from fivefold.files.sentences import say
from fivefold.files.table import Column, Notice, Table
from fivefold.files.words import vocabulary, words

NUMBERS = vocabulary(
    "sourcedid usersourcedid employeeid employeenumber employeeno staffid staffnumber staffno personid "
    "personnumber memberid teacherid idempleado numeroempleado noempleado numempleado idpersona idmiembro "
    "iddocente numeronomina"
)
# Addresses of other people than the one in the row.
OF_OTHERS = vocabulary(
    "supervisor manager boss evaluator mentor parent guardian assistant emergency jefe jefa supervisora"
)
NO_NUMBER = frozenset({"", "-", "0", "n/a", "na", "none", "null", "ninguno", "pending", "pendiente", "tbd"})
ADDRESS = re.compile(r"(?:mailto:|.*<)?([^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+)>?")
LONGEST_ADDRESS = 320


def address(cell: str) -> str:
    """The e-mail address in a cell, folded; empty where there is none."""
    if "@" not in cell or len(cell) > LONGEST_ADDRESS:
        return ""
    found = ADDRESS.fullmatch(cell.strip())
    return folded(found[1]) if found else ""


def keys_of(table: Table) -> tuple[list[str], str]:
    """For each row the number of its person, else the address, else nothing; and the column that shows it."""
    numbers = next((column for column in table.columns if "".join(words(column.name)) in NUMBERS), None)
    addresses = _addresses(table)
    keys = [""] * table.rows
    if addresses is not None:
        keys = _cells([address(value) for value in addresses.values], addresses)
    if numbers is not None:
        told = _cells([folded(value) for value in numbers.values], numbers)
        keys = [key if number in NO_NUMBER else f"#{number}" for number, key in zip(told, keys, strict=True)]
    by = numbers or addresses
    return keys, by.name if by else ""


def _cells(texts: list[str], column: Column) -> list[str]:
    texts = [*texts, ""]
    return [texts[code] for code in column.codes.tolist()]


def _addresses(table: Table) -> Column | None:
    """The column of people's own addresses: it holds most different ones."""
    counts = [
        (len(set(map(address, column.values)) - {""}), column)
        for column in table.columns
        if OF_OTHERS.isdisjoint(words(column.name))
    ]
    most = max((count for count, _ in counts), default=0)
    return next(column for count, column in counts if count == most) if most else None


def doubts(
    table: Table, rows: NDArray[np.intp], keys: list[str], shown_by: str, again: list[int]
) -> Iterator[Notice]:
    """What a person should know of how rows were told apart."""
    if again:
        yield repeated([int(table.record[rows[place]]) for place in again], shown_by)
    unkeyed = [int(row) for row in rows if not keys[row]]
    yield from _without_key(table, unkeyed, shown_by)
    yield from _same_names(table, unkeyed)


def _without_key(table: Table, unkeyed: list[int], by: str) -> Iterator[Notice]:
    if unkeyed and by:
        records = [int(table.record[row]) for row in unkeyed]
        said = say(
            "Nothing in column “{column}” tells who these rows are, so each counts as a person: {rows}.",
            column=by,
            rows=listed(records),
        )
        yield Notice("people_without_address", said, records[0], by)


def _same_names(table: Table, unkeyed: list[int]) -> Iterator[Notice]:
    """Two people may share a name, so nobody is dropped for it; whoever knows them can."""
    columns = [column for column in table.columns if is_personal(column) == "name"]
    names = (folded(" ".join(column.cell(row) for column in columns)) for row in unkeyed)
    _, again = told_apart(names)
    if again:
        records = [int(table.record[unkeyed[place]]) for place in again]
        said = say(
            "A name that stands on the list already stands again in row {rows}, and each counts as a person. "
            "If it is the same person, delete the row.",
            rows=listed(records),
        )
        yield Notice("same_names", said, records[0], columns[0].name)
