"""An assessment as plain data for storage, and back.

The record is versioned: whoever changes a field of the assessment raises `VERSION` and reads both.
In version 1 a sentence was its English words alone.
"""

import dataclasses
import functools
import types
import typing
from collections import abc

from fivefold.assess.assessment import Assessment, ScaleResult
from fivefold.assess.text import Text
from fivefold.files.sentences import Sentence, as_written

VERSION = 2
READ = (1, 2)
# Fewer people, and the items of a scale may have been kept although one person's answers followed from them.
ENOUGH_IN_VERSION_1 = 50


def to_record(assessment: Assessment) -> dict[str, object]:
    return {"record": VERSION, "assessment": _plain(assessment)}


def from_record(record: abc.Mapping[str, object]) -> Assessment:
    if record.get("record") not in READ:
        raise ValueError(f"This is not an assessment record of version {VERSION} or earlier.")
    assessment = typing.cast(Assessment, _rebuilt(Assessment, record["assessment"]))
    return _with_items_withheld(assessment) if record["record"] == 1 else assessment


def _with_items_withheld(assessment: Assessment) -> Assessment:
    """As it may be shown until its figures are worked out again, by a rule that version 1 did not know."""
    return dataclasses.replace(
        assessment,
        dimensions=tuple(
            dataclasses.replace(one, scales=tuple(map(_without_items, one.scales)))
            for one in assessment.dimensions
        ),
        other_scales=tuple(map(_without_items, assessment.other_scales)),
    )


def _without_items(scale: ScaleResult) -> ScaleResult:
    if scale.n >= ENOUGH_IN_VERSION_1:
        return scale
    withheld = (
        dataclasses.replace(one, figure=None, cannot_tell=None, not_applicable=None)
        for one in scale.item_results
    )
    return dataclasses.replace(scale, item_results=tuple(withheld))


def _plain(value: object) -> object:
    if isinstance(value, Text | Sentence):
        return value.to_record()
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


@functools.cache
def _hints(kind: type) -> dict[str, object]:
    """Resolving declarations takes longer than all the rest; they do not change while a process runs."""
    return typing.get_type_hints(kind)


def _rebuilt(kind: typing.Any, value: typing.Any) -> object:
    """The value of a declared type from its plain form; the declarations are the format."""
    if value is None:
        return None
    if isinstance(kind, types.UnionType):
        kind = next(one for one in typing.get_args(kind) if one is not types.NoneType)
    if kind is Text:
        return Text(value)
    if kind is Sentence:
        return as_written(value) if isinstance(value, str) else Sentence.of_record(value)
    if dataclasses.is_dataclass(kind):
        hints = _hints(typing.cast(type, kind))
        return kind(**{name: _rebuilt(hints[name], one) for name, one in value.items()})  # type: ignore[operator]
    if typing.get_origin(kind) is tuple:
        inner = typing.get_args(kind)[0]
        return tuple(_rebuilt(inner, one) for one in value)
    return kind(value) if kind in (int, float) else value
