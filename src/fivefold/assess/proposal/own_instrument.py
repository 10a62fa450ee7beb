"""Our own instrument, recognized in a file by the names of its columns or the wording of its items."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from fivefold.assess import instruments
from fivefold.assess.frameworks import Framework
from fivefold.assess.instruments import Instrument
from fivefold.assess.instruments.recognition import columns_of
from fivefold.assess.mapping import MappedScale
from fivefold.assess.matching import AnswerKey, Kind, fold
from fivefold.assess.proposal.answer_sets import specials
from fivefold.assess.proposal.profiles import SLIPS
from fivefold.assess.text import Text
from fivefold.files.table import Column


def own_scales(
    columns: list[Column], framework: Framework
) -> Iterator[tuple[MappedScale, tuple[Column, ...]]]:
    """The instrument's scales of which the file has two items or more, with their columns.

    What was answered several times is a scale for each time.
    """
    for time in dict.fromkeys(column.time for column in columns):
        together = [column for column in columns if column.time == time]
        for scale, found in _scales(together, framework):
            yield (replace(scale, title=_at(scale.title, time)) if time else scale), found


def _at(title: Text, time: str) -> Text:
    return Text({language: f"{words} ({time})" for language, words in title.items()})


def _scales(columns: list[Column], framework: Framework) -> Iterator[tuple[MappedScale, tuple[Column, ...]]]:
    for instrument in map(instruments.load, instruments.keys()):
        if instrument.framework != framework.key:
            continue
        found = columns_of(instrument, columns)
        for scale in instrument.scales:
            here = {item.key: found[item.key] for item in scale.items if item.key in found}
            if len(here) < 2:
                continue
            names = {key: column.name for key, column in here.items()}
            mapped = _with_own_words(instrument.mapped(scale, names), here.values())
            if _answered_as(instrument, mapped, list(here.values())):
                yield mapped, tuple(here.values())


def _with_own_words(scale: MappedScale, columns: Iterable[Column]) -> MappedScale:
    """The scale with the file's own labels for answers that are none, such as a plain “I cannot tell”."""
    found = {"cannot_tell": [*scale.cannot_tell], "not_applicable": [*scale.not_applicable]}
    for column in columns:
        for label in column.labels.values():
            known = found.get(specials().meaning(label) or "")
            if known is not None and fold(label) not in map(fold, known):
                known.append(label)
    return replace(
        scale, cannot_tell=tuple(found["cannot_tell"]), not_applicable=tuple(found["not_applicable"])
    )


def _answered_as(instrument: Instrument, mapped: MappedScale, columns: list[Column]) -> bool:
    key = AnswerKey(instrument.answers, mapped.cannot_tell, mapped.not_applicable)
    kinds = np.concatenate([key.read_column(column)[0] for column in columns])
    outside, answered = (kinds == Kind.OUTSIDE).sum(), (kinds != Kind.MISSING).sum()
    return bool(answered > 0 and outside <= SLIPS * answered)
