"""Items of a shipped instrument, recognized in a file by the names of its columns or by their wording."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from fivefold.assess.instruments.instrument import Instrument
from fivefold.assess.instruments.loading import keys, load
from fivefold.assess.mapping import MappedScale, Mapping
from fivefold.assess.matching import fold
from fivefold.assess.questions import row_text
from fivefold.files.table import Column


def columns_of(instrument: Instrument, columns: Iterable[Column]) -> dict[str, Column]:
    """The column of each item that is there, by the item's key."""
    by_wording = {
        fold(words): item.key for item in instrument.items for words in (item.key, *item.text.values())
    }
    found: dict[str, Column] = {}
    for column in columns:
        for said in (column.name, column.text, row_text(column)):
            key = by_wording.get(fold(said))
            if key:
                found.setdefault(key, column)
                break
    return found


def instrument_of(mapping: Mapping, columns: Sequence[Column]) -> Instrument | None:
    """The shipped instrument that a mapping scores just as it is, whole and with nothing besides; else None.

    Its scores may stand beside those of other rounds of the instrument, so nothing may have been changed.
    """
    for instrument in map(load, keys()):
        names = {key: column.name for key, column in columns_of(instrument, columns).items()}
        own = {scale.key: instrument.mapped(scale, names) for scale in instrument.scales}
        whole = all(len(own[scale.key].items) == len(scale.items) for scale in instrument.scales)
        if whole and _unordered(mapping.scales) == _unordered(own.values()):
            return instrument
    return None


def _unordered(scales: Iterable[MappedScale]) -> dict[str, MappedScale]:
    """The order of columns in a file, and of scales in a mapping, changes no score."""
    return {scale.key: replace(scale, items=tuple(sorted(scale.items))) for scale in scales}
