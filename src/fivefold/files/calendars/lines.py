"""The lines of a calendar file as they are meant: unfolded, as text, each with its number in the file."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from fivefold.files.text import MARKS

LINE_END = re.compile(rb"\r\n|\n|\r")
FOLD = (b" ", b"\t")


@dataclass(frozen=True)
class Line:
    number: int
    text: str
    assumed: bool = False
    """Not UTF-8, so its letters are a guess."""


def lines_of(data: bytes) -> Iterator[Line]:
    """Unfolded before it is decoded: some programs fold in the middle of a letter."""
    number, parts = 0, list[bytes]()
    for place, line in enumerate(LINE_END.split(_as_utf8(data)), 1):
        if line.startswith(FOLD) and parts:
            parts.append(line[1:])
            continue
        if parts:
            yield _line(number, b"".join(parts))
        number, parts = (place, [line]) if line.strip() else (0, [])
    if parts:
        yield _line(number, b"".join(parts))


def _as_utf8(data: bytes) -> bytes:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            if mark == codecs.BOM_UTF8:
                return data.removeprefix(mark)
            return data.decode(encoding, "replace").encode()
    return data


def _line(number: int, line: bytes) -> Line:
    try:
        return Line(number, line.decode())
    except UnicodeDecodeError:
        pass
    try:
        return Line(number, line.decode("cp1252"), assumed=True)
    except UnicodeDecodeError:
        return Line(number, line.decode("latin-1"), assumed=True)
