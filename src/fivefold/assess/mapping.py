"""How the columns of a file become scales and sides."""

from collections import abc
from dataclasses import dataclass, field

from fivefold.assess.answer import Answer
from fivefold.assess.errors import MappingError
from fivefold.assess.text import Text
from fivefold.files.sentences import Sentence, say

SIDES = ("practice", "research", "broker")
IN_WORDS = {
    "practice": say("the practice side"),
    "research": say("the research side"),
    "broker": say("the broker side"),
}


def side_in_words(key: str) -> Sentence:
    return IN_WORDS.get(key) or say("the {key} side", key=key)


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
    everyone: str | None = None
    """The side that everybody sits on, where a survey asked one alone; no column tells it then."""

    @property
    def columns(self) -> frozenset[str]:
        """Every column that is kept: items, and the one that tells the sides."""
        items = {item for scale in self.scales for item in scale.items}
        return frozenset(items | ({self.side.column} if self.side else set()))

    @property
    def sides(self) -> tuple[str, ...]:
        if self.everyone:
            return (self.everyone,)
        return tuple(self.side.values) if self.side else ()


def refuse_shared_items(mapping: Mapping) -> None:
    """An item of two scales ties their figures together: one person's answer could follow from both."""
    seen: dict[str, str] = {}
    for scale in mapping.scales:
        for item in scale.items:
            other = seen.setdefault(item, scale.key)
            if other != scale.key:
                raise MappingError(
                    code="item_in_two_scales",
                    message=say(
                        '"{item}" is an item of both "{first}" and "{second}": their figures side by side '
                        "could tell a single person's answer.",
                        item=item,
                        first=other,
                        second=scale.key,
                    ),
                    file=mapping.file,
                    column=f"scales.{scale.key}.items",
                    remedy=say("Keep it in the one that it belongs to."),
                )
