"""Stata files (.dta) of any version into a raw table, with their labels and extended missing values."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyreadstat

from fivefold.files import statistics_programs
from fivefold.files.errors import FileError
from fivefold.files.labelled import ASSUMED, Variable, damaged, table_of
from fivefold.files.raw import RawTable
from fivefold.files.stata_end import is_cut_off

RELEASE = re.compile(rb"<stata_dta><header><release>(\d+)")
# From this release on Stata writes UTF-8; before it, whatever the computer used.
IN_UTF8 = 118


def read_stata(path: Path, encoding: str | None) -> RawTable:
    release = _release(path)
    written, (data, meta) = _read(path, encoding, release)
    if is_cut_off(path, release):
        raise damaged("Stata")
    table = table_of(_variables(data, meta), "stata", written)
    if written != encoding and written == "cp1252":
        table.notices.append(ASSUMED)
    return table


def _read(path: Path, encoding: str | None, release: int) -> tuple[str, statistics_programs.Read]:
    """The encoding, and what was read in it: the one named, else UTF-8, else Windows-1252."""
    if encoding is not None:
        return encoding, _read_in(path, encoding)
    if release >= IN_UTF8:
        return "utf-8", _read_in(path, None)
    try:
        return "utf-8", _read_in(path, "utf-8")
    except FileError:
        return "cp1252", _read_in(path, None)


def _read_in(path: Path, encoding: str | None) -> statistics_programs.Read:
    return statistics_programs.read(pyreadstat.read_dta, path, "Stata", encoding)


def _release(path: Path) -> int:
    with path.open("rb") as stream:
        head = stream.read(64)
    found = RELEASE.match(head)
    return int(found[1]) if found else head[0]


def _variables(data: dict[str, list[Any]], meta: Any) -> Iterator[Variable]:
    for name, label in zip(meta.column_names, meta.column_labels, strict=True):
        stored_as = meta.readstat_variable_types[name]
        values: Iterable[Any] = data[name]
        if stored_as == "float":
            values = map(_Shortest().__getitem__, values)
        elif stored_as != "string":
            values = map(_extended, values)
        labels = {_extended(value): text for value, text in meta.variable_value_labels.get(name, {}).items()}
        letters = meta.missing_user_values.get(name, ())
        missing = dict.fromkeys([*map(_extended, letters), *filter(_is_extended, labels)])
        yield Variable(name, label or "", values, labels, [(code, code) for code in missing])


def _extended(value: Any) -> Any:
    """Stata's `.a` to `.z`, which the reader gives as `a` to `z`; any other value as it is."""
    return f".{value}" if isinstance(value, str) else value


def _is_extended(value: Any) -> bool:
    return isinstance(value, str)


class _Shortest(dict[Any, Any]):
    """Numbers stored in four bytes: 3.1, which eight bytes would write as 3.0999999046325684."""

    def __missing__(self, value: Any) -> Any:
        self[value] = shortest = (
            float(str(np.float32(value))) if isinstance(value, float) else _extended(value)
        )
        return shortest
