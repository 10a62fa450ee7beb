"""SPSS portable files (.por) into a raw table.

Read here and not by pyreadstat, which blanks every code that SPSS declares missing, "cannot tell" among
them, and every letter beyond ASCII. The format is described in the PSPP developers' guide: tags of one
character, numbers in base 30 that end in a slash, texts behind their length, lines wrapped at 80.
"""

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fivefold.files.labelled import ASSUMED, Variable, damaged, not_written_in, table_of
from fivefold.files.raw import RawTable
from fivefold.files.text import known_encoding

LINE = 80
TAG = b"SPSSPORT"
TAG_AT = 456
NUMBER = re.compile(rb" *(-?)([0-9A-T]*)(?:\.([0-9A-T]*))?(?:([+-])([0-9A-T]{1,3}))?")
LONGEST_NUMBER = 100
# Base 30 has no exact tenths; so many digits are what a person once typed.
DIGITS = 15

EPOCH = datetime.datetime(1582, 10, 14)
DAY = 86_400
# Some versions of SPSS write the formats of dates and times higher by this.
SHIFT = 82
DATES = frozenset({20, 23, 24, 38, 39})
MOMENTS = frozenset({22, 41})
TIMES = frozenset({21, 40})


@dataclass
class _Variable:
    name: str
    wide: bool
    format: int
    text: str = ""
    labels: dict[Any, str] = field(default_factory=dict)
    missing: list[tuple[Any, Any]] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)


class _Stream:
    """The file's characters without its line ends, taken from the front."""

    def __init__(self, content: bytes, encoding: str) -> None:
        self.content = content
        self.at = TAG_AT + len(TAG)
        self._encoding = encoding
        self._numbers: dict[bytes, float] = {}

    def tag(self) -> bytes:
        self.at += 1
        return self.content[self.at - 1 : self.at]

    def number(self) -> float | None:
        """A number, or None where SPSS has none."""
        if self.content.startswith(b"*.", self.at):
            self.at += 2
            return None
        end = self.content.index(b"/", self.at, self.at + LONGEST_NUMBER)
        token, self.at = self.content[self.at : end], end + 1
        found = self._numbers.get(token)
        if found is None:
            found = self._numbers[token] = _number(token)
        return found

    def count(self) -> int:
        found = self.number()
        if found is None or found < 0 or not found.is_integer():
            raise ValueError
        return int(found)

    def text(self) -> str:
        length = self.count()
        self.at += length
        if self.at > len(self.content):
            raise ValueError
        return self.content[self.at - length : self.at].decode(self._encoding, errors="replace").rstrip()

    def value(self, wide: bool) -> Any:
        return self.text() if wide else self.number()


def read_portable(path: Path, encoding: str | None) -> RawTable:
    content = b"".join(line.ljust(LINE) for line in path.read_bytes().splitlines())
    if not content.startswith(TAG, TAG_AT):
        raise damaged("SPSS")
    written = _encoding(content, encoding)
    try:
        variables = _variables(_Stream(content, written))
    except (ValueError, IndexError, KeyError, OverflowError):
        raise damaged("SPSS") from None
    table = table_of(
        (Variable(one.name, one.text, one.values, one.labels, one.missing) for one in variables),
        "spss",
        written,
    )
    if encoding is None and written != "utf-8":
        table.notices.append(ASSUMED)
    return table


def _encoding(content: bytes, encoding: str | None) -> str:
    named = "utf-8" if encoding is None else known_encoding(encoding)
    try:
        # The splash before it is written in several alphabets at once.
        content[TAG_AT:].decode(named)
    except UnicodeDecodeError:
        if encoding is not None:
            raise not_written_in(encoding) from None
        return "cp1252"
    return named


def _variables(stream: _Stream) -> list[_Variable]:
    """Every record up to the data, then the data."""
    variables: list[_Variable] = []
    stream.tag()  # the format's version
    stream.text(), stream.text()  # the day and the time of writing
    while (tag := stream.tag()) != b"F":
        if tag in b"1236":
            stream.text()  # the program, its author, the variable of weights
        elif tag in b"45":
            stream.number()  # how many variables there are, and their precision
        elif tag == b"7":
            variables.append(_variable(stream))
        elif tag == b"C":
            variables[-1].text = stream.text()
        elif tag == b"D":
            _take_labels(stream, variables)
        elif tag == b"E":
            for _ in range(stream.count()):
                stream.text()
        else:
            variables[-1].missing.append(_range(stream, tag, variables[-1].wide))
    _take_data(stream, variables)
    for one in variables:
        _write_dates(one)
    return variables


def _variable(stream: _Stream) -> _Variable:
    wide = stream.count() > 0
    name = stream.text()
    print_format, *_ = [stream.count() for _ in range(6)]
    return _Variable(name, wide, print_format - SHIFT if print_format > SHIFT else print_format)


def _range(stream: _Stream, tag: bytes, wide: bool) -> tuple[Any, Any]:
    """What is declared missing: one value, all below, all above, or all between."""
    if tag not in b"89AB" or not tag:
        raise ValueError
    first = stream.value(wide)
    if tag == b"8":
        return first, first
    if tag == b"9":
        return float("-inf"), first
    return first, stream.value(wide) if tag == b"B" else float("inf")


def _take_labels(stream: _Stream, variables: list[_Variable]) -> None:
    by_name = {one.name: one for one in variables}
    named = [by_name[stream.text()] for _ in range(stream.count())]
    labels = {stream.value(named[0].wide): stream.text() for _ in range(stream.count())}
    for one in named:
        one.labels.update(labels)


def _take_data(stream: _Stream, variables: list[_Variable]) -> None:
    takers: list[tuple[Callable[[Any], None], Callable[[], Any]]] = [
        (one.values.append, stream.text if one.wide else stream.number) for one in variables
    ]
    while variables and stream.content[stream.at] != ord("Z"):
        for keep, take in takers:
            keep(take())


def _write_dates(variable: _Variable) -> None:
    if not variable.wide and variable.format in DATES | MOMENTS | TIMES:
        variable.values = list(_moments(variable))


def _moments(variable: _Variable) -> Iterator[Any]:
    """Seconds since the Gregorian calendar began, as dates; those beyond the calendar stay numbers."""
    for value in variable.values:
        try:
            if value is None or (variable.format in TIMES and not 0 <= value < DAY):
                yield value
                continue
            moment = EPOCH + datetime.timedelta(seconds=value)
        except OverflowError:
            yield value
            continue
        if variable.format in DATES:
            yield moment.date()
        else:
            yield moment.time() if variable.format in TIMES else moment


def _number(token: bytes) -> float:
    found = NUMBER.fullmatch(token)
    if found is None:
        raise ValueError
    minus, whole, fraction, sign, exponent = (part or b"" for part in found.groups())
    digits = int(whole + fraction, 30)
    power = (int(exponent, 30) if exponent else 0) * (-1 if sign == b"-" else 1) - len(fraction)
    value = float(digits * 30**power) if power >= 0 else digits / 30**-power
    rounded = value if value.is_integer() else float(f"{value:.{DIGITS}g}")
    return -rounded if minus else rounded
