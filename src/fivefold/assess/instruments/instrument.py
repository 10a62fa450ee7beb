"""What an instrument is made of, and the mapping by which its answers are scored."""

from collections import abc
from dataclasses import dataclass

from fivefold.assess.answer import Answer
from fivefold.assess.mapping import MappedScale, Mapping, SideColumn
from fivefold.assess.text import Text


@dataclass(frozen=True)
class Item:
    """One statement. `key` is also the name of its column in a file."""

    key: str
    text: Text
    indicator: str


@dataclass(frozen=True)
class Scale:
    key: str
    title: Text
    dimension: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Instrument:
    key: str
    version: int
    title: Text
    framework: str
    pilot: bool
    note: Text
    """What every report that uses this instrument has to say about it."""
    stem: Text
    minutes: int
    answers: tuple[Answer, ...]
    cannot_tell: Text
    not_applicable: Text
    scales: tuple[Scale, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for scale in self.scales for item in scale.items)

    def mapping(self, side: SideColumn | None = None) -> Mapping:
        """How a table whose columns are this instrument's item keys is to be scored.

        Answers are recognized in every language of the instrument, because one round may hold several.
        """
        return Mapping(scales=tuple(self.mapped(scale) for scale in self.scales), side=side)

    def mapped(self, scale: Scale, columns: abc.Mapping[str, str] | None = None) -> MappedScale:
        """One scale's mapping; `columns` names the column of each item that a file has."""
        keys = [item.key for item in scale.items]
        return MappedScale(
            key=scale.key,
            title=scale.title,
            dimension=scale.dimension,
            items=tuple(keys if columns is None else [columns[key] for key in keys if key in columns]),
            answers=self.answers,
            cannot_tell=tuple(self.cannot_tell.values()),
            not_applicable=tuple(self.not_applicable.values()),
        )
