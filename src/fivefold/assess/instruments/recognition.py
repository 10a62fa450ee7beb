"""Items of a shipped instrument, recognized in a file by the names of its columns or by their wording."""

from collections.abc import Iterable

from fivefold.assess.instruments.instrument import Instrument
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
