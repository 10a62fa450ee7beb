"""The bytes in which the child hands a table to its parent: JSON and plain integers, nothing that can run."""

import json
import re
from array import array
from typing import Any, BinaryIO

from fivefold.files.errors import FileError
from fivefold.files.raw import RawTable

LENGTH_BYTES = 8
INTEGER_BYTES = array("i").itemsize
# As JSON writes it: of the backslashes before it each is written as two.
NUL = re.compile(rb"(?<!\\)((?:\\\\)*)\\u0000")


def send(table: RawTable, stream: BinaryIO) -> None:
    """The description, the rows' numbers, each column's codes, and the numbers some columns have."""
    own = _own_records(table)
    described = {
        "format": table.format,
        "header_rows": table.header_rows,
        "encoding": table.encoding,
        "sheet": table.sheet,
        "rows": len(table.record),
        "records": len(own),
        "notices": [(code, message.to_record(), row, column) for code, message, row, column in table.notices],
        "columns": [
            {
                "name": column.name,
                "text": column.text,
                "labels": column.labels,
                "user_missing": column.user_missing,
                "values": column.encoder.texts(),
                "part": column.part,
                "metadata": column.metadata,
                "record": list(own).index(id(column.record)) if column.record is not None else None,
            }
            for column in table.columns
        ],
    }
    _send_described({"table": described}, stream)
    stream.write(table.record)
    for column in table.columns:
        stream.write(column.encoder.codes)
    for record in own.values():
        stream.write(record)


def _own_records(table: RawTable) -> "dict[int, array[int]]":
    """Each once, by identity: the columns of one event share them."""
    return {id(column.record): column.record for column in table.columns if column.record is not None}


def send_codebook(record: dict[str, Any], stream: BinaryIO) -> None:
    _send_described({"codebook": record}, stream)


def send_calendars(record: dict[str, Any], stream: BinaryIO) -> None:
    _send_described({"calendars": record}, stream)


def send_error(error: FileError, stream: BinaryIO) -> None:
    _send_described({"error": error.to_record()}, stream)


def _send_described(described: dict[str, Any], stream: BinaryIO) -> None:
    """Halves of letters and NULs, which an escape brings in, are question marks: no page takes them."""
    blob = json.dumps(described, ensure_ascii=False).encode("utf-8", "replace")
    blob = NUL.sub(rb"\1?", blob) if b"\\u0000" in blob else blob
    stream.write(len(blob).to_bytes(LENGTH_BYTES, "little"))
    stream.write(blob)


def described(answer: bytes) -> tuple[dict[str, Any], memoryview]:
    """What was sent, and the integers after it. Raises ValueError when the answer broke off."""
    length = int.from_bytes(answer[:LENGTH_BYTES], "little")
    end = LENGTH_BYTES + length
    if length == 0 or len(answer) < end:
        raise ValueError("The answer of the reading process broke off.")
    fields: dict[str, Any] = json.loads(answer[LENGTH_BYTES:end])
    return fields, memoryview(answer)[end:]
