"""How a text file is written: its encoding and the sign between its cells."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fivefold.files import guessing, limits
from fivefold.files.errors import FileError
from fivefold.files.sentences import say

# UTF-32 first: its little-endian mark begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DELIMITERS = (",", ";", "\t", "|")
SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\r?\n?', re.I)
SAMPLE_CHARACTERS = 262_144
SAMPLE_RECORDS = 50
TITLES = 3
MOST = 0.5
# A column of free text under its name must not pass for a table under a title.
WIDE = 3
SAVE_AS_UTF8 = say("Save or export the file again as CSV in UTF-8.")


@dataclass(frozen=True)
class Script:
    """`assumed`: no mark and not valid UTF-8, so the encoding is a guess that a person should see."""

    encoding: str
    assumed: bool = False


def script_of(path: Path, encoding: str | None) -> Script:
    """The encoding to read the file in, checked over the whole file before anything is made of it."""
    if encoding is not None:
        return Script(known_encoding(encoding))
    with path.open("rb") as stream:
        head = stream.read(4)
    for mark, name in MARKS:
        if head.startswith(mark):
            return Script(name)
    if _decodes(path, "utf-8"):
        return Script("utf-8")
    guess = guessing.guessed(path)
    if _decodes(path, guess):
        return Script(guess, assumed=True)
    raise FileError(
        "unknown_encoding",
        say("The file's letters are neither in UTF-8 nor in Windows-1252."),
        remedy=say("{first} {then}", first=SAVE_AS_UTF8, then=say("Or name its encoding in the mapping.")),
    )


def known_encoding(encoding: str) -> str:
    try:
        codecs.lookup(encoding)
        "".encode(encoding)
    except (LookupError, ValueError):
        raise FileError(
            "unknown_encoding",
            say("“{encoding}” is not the name of a text encoding.", encoding=encoding),
            remedy=say("Use a name such as utf-8, cp1252 or utf-16, or leave it out."),
        ) from None
    return encoding


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as stream:
        try:
            while chunk := stream.read(1 << 20):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def undecodable(script: Script, row: int) -> FileError:
    return FileError(
        "undecodable",
        say(
            "The file cannot be read as {encoding}: near row {row} it holds bytes that are no letters there.",
            encoding=script.encoding,
            row=row,
        ),
        remedy=SAVE_AS_UTF8,
        row=row,
    )


def lines_of(path: Path, script: Script) -> Iterator[str]:
    """The file's lines with their ends as they are, without the byte order mark."""
    with path.open(encoding=script.encoding, newline="") as stream:
        first = stream.readline().removeprefix("\ufeff")
        if first:
            yield first
        yield from stream


def delimiter_of(path: Path, script: Script) -> str:
    """The sign by which most of the first records have as many cells as the first one.

    Where no sign makes most of them alike, up to `TITLES` lines are passed over: a title is no record.
    """
    with path.open(encoding=script.encoding, newline="") as stream:
        sample = stream.read(SAMPLE_CHARACTERS)
    whole = len(sample) < SAMPLE_CHARACTERS
    widths = {sign: _widths(sample, sign, whole=whole) for sign in DELIMITERS}
    for above in range(TITLES + 1):
        found = {sign: _consistency(known[above:]) for sign, known in widths.items()}
        # The comma comes first, so it also stands when there is only one column.
        sign = max(DELIMITERS, key=found.__getitem__)
        share, width = found[sign]
        if share >= MOST and (above == 0 or width >= WIDE):
            return sign
    return max(DELIMITERS, key=lambda sign: _consistency(widths[sign]))


def _widths(sample: str, delimiter: str, *, whole: bool) -> list[int]:
    widths: list[int] = []
    try:
        for record in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            if record:
                widths.append(len(record))
            if len(widths) > SAMPLE_RECORDS:
                break
    except csv.Error:
        return []
    if not whole and len(widths) > 1:
        widths.pop()
    return widths


def _consistency(widths: list[int]) -> tuple[float, int]:
    """The share of records as wide as the first one, and that width."""
    if not widths or widths[0] < 2:
        return (0, 0)
    return (Counter(widths)[widths[0]] / len(widths), widths[0])


def one_sign(delimiter: str) -> str:
    sign = "\t" if delimiter.casefold() in {"tab", "\\t"} else delimiter
    if len(sign) != 1 or sign in '"\r\n\0 ':
        raise FileError(
            "bad_delimiter",
            say("“{delimiter}” cannot stand between cells.", delimiter=delimiter),
            remedy=say("Give one sign, such as a comma, a semicolon or a tab, or leave it out."),
        )
    return sign


def allow_long_cells() -> None:
    csv.field_size_limit(limits.CELL_CHARACTERS)
