"""What pyreadstat reads, with its faults said in sentences."""

import codecs
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyreadstat

from fivefold.files.labelled import damaged, not_written_in
from fivefold.files.text import known_encoding

Read = tuple[dict[str, list[Any]], Any]
# Where the reader's name for an encoding is not Python's in capitals.
READERS_NAMES = {"MAC-ROMAN": "MACINTOSH", "ASCII": "US-ASCII"}
# What pyreadstat raises on a damaged file, and on letters that are none in the encoding that was named.
FAULTS = (
    pyreadstat.ReadstatError,
    pyreadstat.PyreadstatError,
    UnicodeDecodeError,
    ValueError,
    KeyError,
    OverflowError,
)


def read(reader: Callable[..., Read], path: Path, program: str, encoding: str | None) -> Read:
    """The values of each variable, and what the file says about them.

    An encoding that the reader does not take raises `undecodable`, any other fault `damaged_file`.
    """
    named = None if encoding is None else _readers_name(known_encoding(encoding))
    options = {"output_format": "dict", "user_missing": True, "encoding": named}
    try:
        try:
            data, meta = reader(path, **options)
        except OverflowError:
            # A date that Python cannot hold; as numbers the rest of the file is still readable.
            data, meta = reader(path, **options, disable_datetime_conversion=True)
        if not all(meta.column_names):
            raise ValueError("a variable has no name")
    except FAULTS:
        raise (damaged(program) if encoding is None else not_written_in(encoding)) from None
    return data, meta


def _readers_name(encoding: str) -> str:
    name = codecs.lookup(encoding).name.upper().replace("ISO8859", "ISO-8859")
    return READERS_NAMES.get(name, name)
