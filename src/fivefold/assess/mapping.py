"""How the columns of a file become scales and sides."""

from collections import abc
from dataclasses import dataclass, field

from fivefold.assess.answer import Answer
from fivefold.assess.text import Text

SIDES = ("practice", "research", "broker")


@dataclass(frozen=True)
class FileOptions:
    """How to open the file, where that cannot be recognized, and which of its cells mean nothing."""

    format: str | None = None
    sheet: str | None = None
    header_rows: int | None = None
    missing: tuple[str, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None


@dataclass(frozen=True)
class MappedScale:
    key: str
    title: Text
    items: tuple[str, ...]
    """Names of columns."""
    dimension: str | None = None
    reverse: tuple[str, ...] = ()
    answers: tuple[Answer, ...] | None = None
    """None: the value labels that the file carries are the answers. Of one answer's wordings, any matches."""
    cannot_tell: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    """Cells that mean no answer on this scale alone; elsewhere the same cell may be an answer."""


@dataclass(frozen=True)
class SideColumn:
    """The column that says who sits on which side; `values` lists its cells by side, in order."""

    column: str
    values: abc.Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Mapping:
    scales: tuple[MappedScale, ...]
    options: FileOptions = field(default_factory=FileOptions)
    side: SideColumn | None = None
    file: str = ""
    """Where the mapping was written, for messages; empty for one that was proposed."""

    @property
    def sides(self) -> tuple[str, ...]:
        return tuple(self.side.values) if self.side else ()
