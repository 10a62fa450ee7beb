"""Whether a Stata file reaches its end.

The reader takes a file whose last part was cut off for one without value labels: answers would be numbers,
and nobody would know that they ever had words.
"""

import struct
from pathlib import Path
from typing import BinaryIO

LAST_MARK = b"</stata_dta>"
MARKED_FROM = 117
WIDTHS = {251: 1, 252: 2, 253: 4, 254: 4, 255: 8}
OLD_WIDTHS = {ord("b"): 1, ord("i"): 2, ord("l"): 4, ord("f"): 4, ord("d"): 8}
LABELS_FROM = 108
HEADER = 10
TIMESTAMP = 18
PADDING = 3


def is_cut_off(path: Path, release: int) -> bool:
    size = path.stat().st_size
    with path.open("rb") as stream:
        if release >= MARKED_FROM:
            stream.seek(max(0, size - 64))
            return not stream.read().rstrip(b"\0\r\n ").endswith(LAST_MARK)
        try:
            return release >= LABELS_FROM and not _labels_end(stream, release, size)
        except struct.error:
            return True


def _labels_end(stream: BinaryIO, release: int, size: int) -> bool:
    """Whether the tables of value labels fill the rest of the file."""
    name = 33 if release >= 110 else 9
    order = "<" if stream.read(HEADER)[1] == 2 else ">"
    at = _end_of_data(stream, release, order, name)
    while at < size:
        stream.seek(at)
        (length,) = struct.unpack(f"{order}i", stream.read(4))
        if length <= 0:
            return True  # zeros that some program left at the end
        at += 4 + name + PADDING + length
    return at == size


def _end_of_data(stream: BinaryIO, release: int, order: str, name: int) -> int:
    stream.seek(4)
    variables, cases = struct.unpack(f"{order}Hi", stream.read(6))
    stream.seek(HEADER + 81 + TIMESTAMP)
    types = stream.read(variables)
    formats = 49 if release >= 114 else 12
    stream.seek(variables * (name + formats + name + 81) + 2 * (variables + 1), 1)
    _skip_notes(stream, release, order)
    width = sum(_width(code, release) for code in types)
    return stream.tell() + int(cases) * width


def _width(code: int, release: int) -> int:
    if release >= 111:
        return WIDTHS.get(code, code)
    return OLD_WIDTHS.get(code, max(0, code - 0x7F))


def _skip_notes(stream: BinaryIO, release: int, order: str) -> None:
    form = f"{order}Bi" if release >= 110 else f"{order}Bh"
    while True:
        kind, length = struct.unpack(form, stream.read(struct.calcsize(form)))
        if kind == 0 or length <= 0:
            return
        stream.seek(length, 1)
