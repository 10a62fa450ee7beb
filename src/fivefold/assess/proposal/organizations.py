"""Sides known by the names of the partnership's own organizations."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fivefold.files.words import vocabulary, words

# What many organizations are called; the rest of a name tells one from another.
KINDS = vocabulary(
    "and at for in of y e en "
    "academy board boces center charter city college community consolidated cooperative council county "
    "department district districts education elementary foundation high independent institute isd lab "
    "laboratory local office public regional research school schools service services state system "
    "unified union university usd "
    "centro ciudad colegio condado consejo departamento distrito educacion educativo escolar escuela "
    "escuelas estatal estado fundacion independiente instituto investigacion laboratorio publicas publico "
    "unificado unido universidad"
)


@dataclass(frozen=True)
class Organizations:
    """by_side: the names that each side's organization goes by."""

    by_side: Mapping[str, tuple[str, ...]]

    def side_of(self, cell: str) -> str | None:
        """The one side whose organization the cell names, in full or by the words that are its own.

        `Cedar Valley` and `Cedar Valley Unified School District` are Cedar Valley USD's; where two sides
        share those words, only a full name tells.
        """
        said = words(cell)
        whole = self._sides_where(name == said for name in self._names)
        own = self._sides_where(_is_told_by(name, said) for name in self._names)
        return _only(whole) or _only(own)

    @property
    def _names(self) -> list[tuple[str, ...]]:
        return [words(name) for _side, name in self._pairs]

    @property
    def _pairs(self) -> list[tuple[str, str]]:
        return [(side, name) for side, names in self.by_side.items() for name in names if name.strip()]

    def _sides_where(self, matching: Iterable[bool]) -> set[str]:
        return {side for (side, _name), fits in zip(self._pairs, matching, strict=True) if fits}


NOBODY = Organizations({})


def _is_told_by(name: tuple[str, ...], said: tuple[str, ...]) -> bool:
    own = {word for word in name if word not in KINDS}
    return bool(own) and own <= set(said)


def _only(sides: set[str]) -> str | None:
    return next(iter(sides)) if len(sides) == 1 else None
