"""Instruments read from those that ship."""

from functools import cache
from importlib import resources

from fivefold.assess.answer import Answer
from fivefold.assess.errors import FrameworkError, UsageError
from fivefold.assess.instruments.instrument import Instrument, Item, Scale
from fivefold.assess.toml_tables import TomlTable, did_you_mean, one_of
from fivefold.files.sentences import say

DEFAULT = "fivefold-pilot-1"


@cache
def keys() -> tuple[str, ...]:
    """The keys of the instruments that ship."""
    folder = resources.files(__package__)
    return tuple(
        sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml"))
    )


@cache
def load(key: str = DEFAULT) -> Instrument:
    if key not in keys():
        raise UsageError(
            "unknown_instrument",
            say('There is no instrument "{key}".', key=key),
            did_you_mean(key, keys(), say("Choose {keys}.", keys=one_of(keys()))),
        )
    file = f"{key}.toml"
    return parse(resources.files(__package__).joinpath(file).read_text(encoding="utf-8"), file)


def parse(text: str, file: str) -> Instrument:
    """An instrument from TOML; a fault names its key."""
    table = TomlTable.parse(text, file, FrameworkError)
    table.refuse_unknown(
        (
            *("key", "version", "title", "framework", "pilot", "note", "stem", "minutes"),
            *("answers", "cannot_tell", "not_applicable", "scales"),
        )
    )
    return Instrument(
        key=table.string("key"),
        version=table.integer("version", 1),
        title=table.text("title"),
        framework=table.string("framework"),
        pilot=table.require("pilot") is True,
        note=table.text("note"),
        stem=table.text("stem"),
        minutes=table.integer("minutes", 1),
        answers=tuple(_answer(one) for one in table.tables("answers")),
        cannot_tell=table.text("cannot_tell"),
        not_applicable=table.text("not_applicable"),
        scales=tuple(_scale(one) for one in table.tables("scales")),
    )


def _answer(table: TomlTable) -> Answer:
    table.refuse_unknown(("number", "label"))
    return Answer(float(table.integer("number", 0)), table.text("label"))


def _scale(table: TomlTable) -> Scale:
    table.refuse_unknown(("key", "dimension", "title", "items"))
    return Scale(
        key=table.string("key"),
        title=table.text("title"),
        dimension=table.string("dimension"),
        items=tuple(_item(one) for one in table.tables("items")),
    )


def _item(table: TomlTable) -> Item:
    table.refuse_unknown(("key", "indicator", "text"))
    return Item(table.string("key"), table.text("text"), table.string("indicator"))
