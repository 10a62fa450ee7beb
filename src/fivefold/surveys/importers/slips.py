"""Cells that a few people wrote in their own words, and that somebody said what they count as.

Such a cell is no answer that was offered: it may be a remark that names its writer. It counts as what it was
said to be and its words go, or they would stand on an axis of the report card for both sides to read.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from fivefold.assess.answer import Answer
from fivefold.assess.assessing import THRESHOLD
from fivefold.assess.mapping import MappedScale, Mapping
from fivefold.assess.matching import fold, number_of
from fivefold.assess.proposal.answer_sets import known_among, specials
from fivefold.assess.text import Text
from fivefold.files.packed import Outline
from fivefold.files.table import Table
from fivefold.surveys.importers.answers import AnswerRow, answer_rows, written

STANDS_FOR = {"cannot_tell": "cannot tell", "not_applicable": "does not apply", "missing": ""}


@dataclass(frozen=True)
class Cleaned:
    table: Table
    mapping: Mapping


def without_slips(table: Table, mapping: Mapping, outlines: dict[str, Outline]) -> Cleaned:
    """The same answers, each in words that were offered, or in its number where none were."""
    scales = []
    for scale in mapping.scales:
        rows = answer_rows(scale, [outlines[item] for item in scale.items], mapping.options.missing)
        offered = _offered(scale, outlines) | {
            fold(words) for words in known_among(row.words for row in rows)
        }
        words = _words_for(rows, offered)
        scales.append(_clean(scale, words))
        items = set(scale.items)
        columns = tuple(
            column.reworded({text: words[fold(text)] for text in column.values if fold(text) in words})
            if column.name in items
            else column
            for column in table.columns
        )
        table = replace(table, columns=columns)
    return Cleaned(table, replace(mapping, scales=tuple(scales)))


def _offered(scale: MappedScale, outlines: dict[str, Outline]) -> set[str]:
    """Labels that the file itself lists as answers."""
    return {fold(label) for item in scale.items for label in outlines[item].column.labels.values()}


def _is_slip(row: AnswerRow, offered: set[str]) -> bool:
    if len(row.label) > 1 or not 0 < row.count < THRESHOLD:
        return False
    means_none = specials().meaning(row.words) is not None
    return not means_none and fold(row.words) not in offered and number_of(row.words) is None


def _words_for(rows: list[AnswerRow], offered: set[str]) -> dict[str, str]:
    """Of each slip, folded, the words that it is kept in."""
    slips = [row for row in rows if _is_slip(row, offered)]
    kept = {row.counts_as: row.words for row in reversed(rows) if row not in slips}
    return {fold(row.words): kept.get(row.counts_as) or _plain(row.counts_as) for row in slips}


def _plain(counts_as: str) -> str:
    return STANDS_FOR.get(counts_as, counts_as)


def _clean(scale: MappedScale, words: dict[str, str]) -> MappedScale:
    if not words:
        return scale
    answers = {answer.number: answer for answer in reversed(scale.answers or ()) if not _in(answer, words)}
    for answer in scale.answers or ():
        answers.setdefault(answer.number, Answer(answer.number, Text(written(answer.number))))
    kept = [answer for answer in scale.answers or () if not _in(answer, words)]
    fresh = [answer for answer in answers.values() if answer not in kept]
    return replace(
        scale,
        answers=tuple(sorted([*kept, *fresh], key=lambda answer: answer.number)),
        cannot_tell=_reworded(scale.cannot_tell, words),
        not_applicable=_reworded(scale.not_applicable, words),
        missing=_reworded(scale.missing, words),
    )


def _in(answer: Answer, words: dict[str, str]) -> bool:
    return any(fold(label) in words for label in answer.label.values())


def _reworded(labels: Iterable[str], words: dict[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(kept for label in labels if (kept := words.get(fold(label), label))))
