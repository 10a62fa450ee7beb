"""A mapping as plain JSON, to be kept in a database and read back the same."""

from dataclasses import asdict
from typing import Any

from fivefold.assess.answer import Answer
from fivefold.assess.mapping import FileOptions, MappedScale, Mapping, SideColumn
from fivefold.assess.text import Text


def mapping_to_record(mapping: Mapping) -> dict[str, Any]:
    side = mapping.side
    return {
        "options": asdict(mapping.options),
        "side": side and {"column": side.column, "values": dict(side.values)},
        "everyone": mapping.everyone,
        "scales": [_scale(scale) for scale in mapping.scales],
    }


def mapping_of_record(record: dict[str, Any]) -> Mapping:
    side = record["side"]
    # Sheets of the first version kept of a file's options only what means no answer.
    options = record.get("options") or {"missing": record["missing"]}
    return Mapping(
        scales=tuple(_scale_of(one) for one in record["scales"]),
        options=FileOptions(**{**options, "missing": tuple(options["missing"])}),
        side=side
        and SideColumn(side["column"], {key: tuple(cells) for key, cells in side["values"].items()}),
        everyone=record.get("everyone"),
    )


def _scale(scale: MappedScale) -> dict[str, Any]:
    return {
        "key": scale.key,
        "title": scale.title.to_record(),
        "dimension": scale.dimension,
        "items": scale.items,
        "reverse": scale.reverse,
        "answers": scale.answers
        and [{"number": one.number, "label": one.label.to_record()} for one in scale.answers],
        "cannot_tell": scale.cannot_tell,
        "not_applicable": scale.not_applicable,
        "missing": scale.missing,
    }


def _scale_of(record: dict[str, Any]) -> MappedScale:
    answers = record["answers"]
    return MappedScale(
        key=record["key"],
        title=Text(record["title"]),
        items=tuple(record["items"]),
        dimension=record["dimension"],
        reverse=tuple(record["reverse"]),
        answers=answers and tuple(Answer(one["number"], Text(one["label"])) for one in answers),
        cannot_tell=tuple(record["cannot_tell"]),
        not_applicable=tuple(record["not_applicable"]),
        missing=tuple(record.get("missing", ())),
    )
