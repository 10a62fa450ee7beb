"""What a framework is made of."""

from dataclasses import dataclass

from fivefold.assess.text import Text


@dataclass(frozen=True)
class Step:
    """One step of the ladder on which partners judge together, lowest first."""

    key: str
    label: Text


@dataclass(frozen=True)
class Indicator:
    """One thing to look for inside a dimension."""

    key: str
    text: Text
    says: str | None
    """The scale on which members say it."""
    records: tuple[str, ...]
    """The computed indicators by which the record shows it."""
    rubric: Text | None
    """What the highest step of the ladder looks like here."""


@dataclass(frozen=True)
class Dimension:
    key: str
    name: Text
    short: Text
    question: Text
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True)
class Framework:
    key: str
    version: int
    title: Text
    year: int
    citation: str
    license_note: Text
    steps: tuple[Step, ...]
    dimensions: tuple[Dimension, ...]

    def dimension(self, key: str) -> Dimension:
        return next(dimension for dimension in self.dimensions if dimension.key == key)

    @property
    def dimension_keys(self) -> tuple[str, ...]:
        return tuple(dimension.key for dimension in self.dimensions)
