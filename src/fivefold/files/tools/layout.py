"""What a survey tool's module is shown of a file, and what it says about it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from fivefold.files.errors import FileError
from fivefold.files.headers import unique_names
from fivefold.files.raw import RawColumn, RawTable
from fivefold.files.sentences import say
from fivefold.files.words import compact


def _no_sheets() -> Mapping[str, Sequence[str]]:
    return {}


def leave(_table: RawTable) -> None:
    """The finishing step of a tool that has none."""


@dataclass(frozen=True)
class Head:
    """The first records of a file, blank ones and lines above the header left out.

    `delimiter` is None in a workbook. `header_rows` is the number that a person gave. `merged` holds the
    first and last place of each cell of the first record that is merged over several columns. `sheets`
    gives the first record of every other sheet that a person sees; asking costs time.
    """

    records: Sequence[Sequence[str]]
    delimiter: str | None = None
    header_rows: int | None = None
    merged: tuple[tuple[int, int], ...] = ()
    sheets: Callable[[], Mapping[str, Sequence[str]]] = _no_sheets

    @property
    def workbook(self) -> bool:
        return self.delimiter is None

    @cached_property
    def names(self) -> list[str]:
        return [name.strip() for name in self.records[0]]

    @cached_property
    def forms(self) -> list[str]:
        """The names without capitals, accents, signs and blanks: one form for all spellings."""
        return [compact(name) for name in self.names]

    def record(self, place: int) -> list[str]:
        """A record as wide as the first one; blank where the file has no such record."""
        found = [cell.strip() for cell in self.records[place]] if place < len(self.records) else []
        width = len(self.names)
        return found[:width] + [""] * (width - len(found))

    def rows(self, found: int) -> int:
        """How many header records there are: what a person said stands."""
        return found if self.header_rows is None else self.header_rows


@dataclass(frozen=True)
class Heading:
    """One column as its tool names it.

    `text` is the question, where the name is not; `part` the part of the survey in which it was asked;
    `metadata` is true for what the tool itself notes about a response.
    """

    name: str
    text: str = ""
    part: str = ""
    metadata: bool = False


@dataclass(frozen=True)
class Layout:
    """`finish` is done to the table when all rows are read. `sheet` names the sheet to read instead."""

    header_rows: int
    headings: Sequence[Heading]
    finish: Callable[[RawTable], None] = leave
    sheet: str | None = None

    def begin(self, format_name: str) -> RawTable:
        """A table with its columns named, before any answer."""
        names = unique_names([heading.name for heading in self.headings])
        columns = [
            RawColumn(name, heading.text, part=heading.part, metadata=heading.metadata)
            for name, heading in zip(names, self.headings, strict=True)
        ]
        return RawTable(format_name, self.header_rows, columns)


class Tool(Protocol):
    """A survey tool: one module each."""

    @property
    def FORMAT(self) -> str: ...  # noqa: N802

    @property
    def WORKBOOK_FORMAT(self) -> str: ...  # noqa: N802

    def recognize(self, head: Head) -> bool:
        """Whether the file is certainly this tool's."""

    def lay_out(self, head: Head) -> Layout:
        """The layout, also of a file that a person says is this tool's; `FileError` if it cannot be."""


def mismatch(tool: str) -> FileError:
    return FileError(
        "format_mismatch",
        say("The file has no header that {tool} writes.", tool=tool),
        remedy=say("Leave the format out to have it recognized, or use format = “csv”."),
        row=1,
    )
