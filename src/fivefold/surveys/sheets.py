"""How the answers of a round are kept: mapped columns alone, rows shuffled, nothing that dates a row.

Rule 3 of the product counts order as a trace: a sheet in the order of arrival would join answers to a
mail log. So rows are drawn by lot before they are stored, and distinct cells are listed by alphabet,
not as they came. The side is kept, not the cell that told it.
"""

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from secrets import SystemRandom
from typing import Any

from fivefold.assess.mapping import FileOptions, Mapping, SideColumn
from fivefold.assess.mapping_record import mapping_of_record, mapping_to_record
from fivefold.assess.scoring import read_sides
from fivefold.files.table import Column, Table

VERSION = 1


@dataclass(frozen=True)
class StoredColumn:
    """As `files.table.Column`, with its codes in a plain list."""

    name: str
    text: str
    labels: dict[str, str]
    user_missing: frozenset[str]
    values: tuple[str, ...]
    codes: Sequence[int]


@dataclass(frozen=True)
class StoredAnswers:
    rows: int
    columns: tuple[StoredColumn, ...]
    mapping: Mapping


def pack(table: Table, mapping: Mapping) -> bytes:
    """The sheet of a table: what the mapping names and nothing else."""
    table, mapping = _sides_alone(table, mapping)
    order = list(range(table.rows))
    SystemRandom().shuffle(order)
    kept = [column for column in table.columns if column.name in mapping.columns]
    sheet = {
        "sheet": VERSION,
        "rows": table.rows,
        "columns": [_column(column, order) for column in kept],
        "mapping": mapping_to_record(replace(mapping, options=FileOptions(missing=mapping.options.missing))),
    }
    return zlib.compress(json.dumps(sheet, ensure_ascii=False).encode())


def unpack(content: bytes) -> StoredAnswers:
    sheet = json.loads(zlib.decompress(content))
    if sheet["sheet"] != VERSION:
        raise ValueError(f"This is not an answer sheet of version {VERSION}.")
    columns = tuple(
        StoredColumn(
            name=one["name"],
            text=one["text"],
            labels=one["labels"],
            user_missing=frozenset(one["user_missing"]),
            values=tuple(one["values"]),
            codes=one["codes"],
        )
        for one in sheet["columns"]
    )
    return StoredAnswers(sheet["rows"], columns, mapping_of_record(sheet["mapping"]))


def _sides_alone(table: Table, mapping: Mapping) -> tuple[Table, Mapping]:
    """Of the column that tells the sides only the side stays: a title that one person holds names them."""
    if mapping.side is None:
        return table, mapping
    name, found = mapping.side.column, read_sides(table, mapping)
    told = Column(name, "", {}, frozenset(), found.keys, found.places.astype("int32"))
    return (
        replace(table, columns=tuple(told if one.name == name else one for one in table.columns)),
        replace(mapping, side=SideColumn(name, {key: (key,) for key in found.keys})),
    )


def _column(column: Column, order: Sequence[int]) -> dict[str, Any]:
    alphabetical = sorted(range(len(column.values)), key=lambda code: column.values[code])
    place = {code: index for index, code in enumerate(alphabetical)}
    return {
        "name": column.name,
        "text": column.text,
        "labels": dict(column.labels),
        "user_missing": sorted(column.user_missing),
        "values": [column.values[code] for code in alphabetical],
        "codes": [place.get(int(column.codes[row]), -1) for row in order],
    }
