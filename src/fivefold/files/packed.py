"""A table as bytes, from which one column can be had without unpacking the others.

For a table that waits: while a person matches its columns, pages ask again and again what its cells are,
and seldom where they stand.
"""

import json
import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fivefold.files.sentences import Sentence
from fivefold.files.table import EMPTY, Column, Notice, Skipped, Table

LENGTH_BYTES = 8
FAST = 1
NOWHERE = np.empty(0, dtype=np.int32)


@dataclass(frozen=True, eq=False)
class Outline:
    """A column's distinct cells without their places. `column.codes` is empty here."""

    column: Column
    counts: tuple[int, ...]
    """Of each distinct cell, in how many rows it stands."""
    first: tuple[int, ...]
    """Of each distinct cell, the record in which it stands first."""

    @property
    def filled(self) -> int:
        return sum(self.counts)


def pack(table: Table) -> bytes:
    own = [column.record for column in table.columns if column.record is not None]
    numbers = [table.record, *(column.codes for column in table.columns), *own]
    blobs = [zlib.compress(np.ascontiguousarray(one, dtype="<i4").tobytes(), FAST) for one in numbers]
    header = {
        "file": table.file,
        "format": table.format,
        "encoding": table.encoding,
        "sheet": table.sheet,
        "header_rows": table.header_rows,
        "rows": table.rows,
        "skipped": [[one.row, one.reason.to_record()] for one in table.skipped],
        "notices": [[one.code, one.message.to_record(), one.row, one.column] for one in table.warnings],
        "columns": [_outlined(column, table.record) for column in table.columns],
        "blobs": [len(blob) for blob in blobs],
    }
    packed = zlib.compress(json.dumps(header, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return b"".join([len(packed).to_bytes(LENGTH_BYTES, "little"), packed, *blobs])


def _outlined(column: Column, records: NDArray[np.int32]) -> dict[str, Any]:
    """`has_record`: the numbers of its own rows follow those of all columns, in their order."""
    filled = column.codes != EMPTY
    given = column.codes[filled]
    codes, places = np.unique(given, return_index=True)
    first = np.zeros(len(column.values), dtype=np.int64)
    first[codes] = (records if column.record is None else column.record)[filled][places]
    return {
        "name": column.name,
        "text": column.text,
        "labels": dict(column.labels),
        "user_missing": sorted(column.user_missing),
        "values": column.values,
        "counts": np.bincount(given, minlength=len(column.values)).tolist(),
        "first": first.tolist(),
        "part": column.part,
        "metadata": column.metadata,
        "has_record": column.record is not None,
    }


class PackedTable:
    """What `pack` made. The header is read at once, a column's places when asked for."""

    def __init__(self, content: bytes) -> None:
        end = LENGTH_BYTES + int.from_bytes(content[:LENGTH_BYTES], "little")
        header = zlib.decompress(content[LENGTH_BYTES:end]).decode("utf-8", "surrogatepass")
        self._header: dict[str, Any] = json.loads(header)
        self._content = content
        self._starts = [end]
        for length in self._header["blobs"]:
            self._starts.append(self._starts[-1] + length)

    @property
    def file(self) -> str:
        return str(self._header["file"])

    @property
    def format(self) -> str:
        return str(self._header["format"])

    @property
    def rows(self) -> int:
        return int(self._header["rows"])

    @cached_property
    def skipped(self) -> tuple[Skipped, ...]:
        return tuple(Skipped(row, Sentence.of_record(reason)) for row, reason in self._header["skipped"])

    @cached_property
    def notices(self) -> tuple[Notice, ...]:
        return tuple(
            Notice(code, Sentence.of_record(message), row, column)
            for code, message, row, column in self._header["notices"]
        )

    @cached_property
    def outlines(self) -> dict[str, Outline]:
        """By the column's name, in the order of the file."""
        return {
            one["name"]: Outline(
                _column(one, NOWHERE, None),
                tuple(one["counts"]),
                tuple(one["first"]),
            )
            for one in self._header["columns"]
        }

    def table(self, names: frozenset[str] | None = None) -> Table:
        """The table, or of its columns only those named."""
        header = self._header
        columns = tuple(
            _column(one, self._numbers(place), self._record_of(one))
            for place, one in enumerate(header["columns"], start=1)
            if names is None or one["name"] in names
        )
        return Table(
            file=header["file"],
            format=header["format"],
            encoding=header["encoding"],
            sheet=header["sheet"],
            header_rows=header["header_rows"],
            columns=columns,
            rows=header["rows"],
            record=self._numbers(0),
            skipped=self.skipped,
            warnings=self.notices,
        )

    def _record_of(self, described: dict[str, Any]) -> NDArray[np.int32] | None:
        if not described["has_record"]:
            return None
        with_own = [one["name"] for one in self._header["columns"] if one["has_record"]]
        return self._numbers(1 + len(self._header["columns"]) + with_own.index(described["name"]))

    def _numbers(self, place: int) -> NDArray[np.int32]:
        blob = self._content[self._starts[place] : self._starts[place + 1]]
        return np.frombuffer(zlib.decompress(blob), dtype="<i4").astype(np.int32, copy=False)


def _column(described: dict[str, Any], codes: NDArray[np.int32], record: NDArray[np.int32] | None) -> Column:
    return Column(
        described["name"],
        described["text"],
        described["labels"],
        frozenset(described["user_missing"]),
        tuple(described["values"]),
        codes,
        described["part"],
        described["metadata"],
        record,
    )
