"""A mapping that was proposed with a codebook, made to read the file without it.

What the codebook says of a code, the mapping then says too: `"AO01" = 1`, or under `cannot_tell` a "9".
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from fivefold.assess.answer import Answer
from fivefold.assess.mapping import MappedScale
from fivefold.assess.matching import AnswerKey, Cell, Kind, fold, number_of
from fivefold.assess.proposal.proposal import Proposal
from fivefold.assess.text import Text
from fivefold.files.table import Column

Meaning = tuple[Kind, float]


def stand_alone(proposal: Proposal) -> Proposal:
    scales = tuple(
        replace(one, scale=_alone(one.scale, one.columns, proposal.mapping.options.missing))
        for one in proposal.scales
    )
    mapping = replace(proposal.mapping, scales=tuple(one.scale for one in scales))
    return replace(proposal, scales=scales, mapping=mapping)


def _alone(scale: MappedScale, columns: Iterable[Column], missing: tuple[str, ...]) -> MappedScale:
    """The scale with every code added whose meaning only its label told."""
    if not scale.answers:
        return scale
    key = AnswerKey(scale.answers, scale.cannot_tell, scale.not_applicable, (*missing, *scale.missing))
    told: dict[str, set[Meaning]] = {}
    for code, label in _labelled(columns):
        number = number_of(code)
        names = (fold(code), fold(label))
        with_label = key.read(Cell(code, names, number, user_missing=False))
        if with_label[0] is not Kind.OUTSIDE and with_label != key.read(Cell(code, names[:1], number, False)):
            told.setdefault(code, set()).add(with_label)
    # A code that columns use for different answers cannot be told apart without their labels.
    certain = {code: meanings.pop() for code, meanings in told.items() if len(meanings) == 1}
    return replace(
        scale,
        answers=(
            *scale.answers,
            *(Answer(number, Text(code)) for code, (kind, number) in certain.items() if kind is Kind.ANSWER),
        ),
        cannot_tell=(*scale.cannot_tell, *_of(certain, Kind.CANNOT_TELL)),
        not_applicable=(*scale.not_applicable, *_of(certain, Kind.NOT_APPLICABLE)),
        missing=(*scale.missing, *_of(certain, Kind.MISSING)),
    )


def _labelled(columns: Iterable[Column]) -> Iterator[tuple[str, str]]:
    for column in columns:
        for code, label in column.labels.items():
            if fold(code) != fold(label):
                yield code, label


def _of(told: dict[str, Meaning], wanted: Kind) -> tuple[str, ...]:
    return tuple(code for code, (kind, _) in told.items() if kind is wanted)
