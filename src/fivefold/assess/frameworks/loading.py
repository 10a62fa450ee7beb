"""Frameworks read from those that ship, or from a partnership's own file."""

from functools import cache
from importlib import resources
from pathlib import Path

from fivefold.assess.errors import FrameworkError, UsageError
from fivefold.assess.frameworks.framework import Dimension, Framework, Indicator, Step
from fivefold.assess.toml_tables import TomlTable, did_you_mean, one_of
from fivefold.files.sentences import say

DEFAULT = "rpp-2017"


@cache
def keys() -> tuple[str, ...]:
    """The keys of the frameworks that ship."""
    folder = resources.files(__package__)
    return tuple(
        sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml"))
    )


def load(key_or_path: str | Path = DEFAULT) -> Framework:
    """A shipped framework by its key, or another by the path of its TOML file."""
    key = str(key_or_path)
    if key in keys():
        return _shipped(key)
    path = Path(key_or_path)
    if not path.is_file():
        raise UsageError(
            "unknown_framework",
            say('There is no framework "{key}".', key=key),
            did_you_mean(
                key,
                keys(),
                say("Choose {keys}, or name the TOML file of another.", keys=one_of(keys())),
            ),
        )
    try:
        return parse(path.read_text(encoding="utf-8-sig"), path.name)
    except UnicodeDecodeError as fault:
        raise FrameworkError(
            code="not_toml",
            message=say("{file} is not a text file in UTF-8.", file=path.name),
            file=path.name,
            remedy=say("Name the TOML file of a framework, saved as UTF-8."),
        ) from fault


@cache
def _shipped(key: str) -> Framework:
    file = f"{key}.toml"
    return parse(resources.files(__package__).joinpath(file).read_text(encoding="utf-8"), file)


def parse(text: str, file: str) -> Framework:
    """A framework from TOML; a fault names its key."""
    table = TomlTable.parse(text, file, FrameworkError)
    table.refuse_unknown(
        ("key", "version", "title", "year", "citation", "license_note", "steps", "dimensions")
    )
    dimensions = tuple(_dimension(one) for one in table.tables("dimensions"))
    _refuse_repeated(table, "dimensions", [dimension.key for dimension in dimensions])
    return Framework(
        key=table.string("key"),
        version=table.integer("version", 1),
        title=table.text("title"),
        year=table.integer("year", 1),
        citation=table.string("citation"),
        license_note=table.text("license_note"),
        steps=tuple(_step(one) for one in table.tables("steps")),
        dimensions=dimensions,
    )


def _step(table: TomlTable) -> Step:
    table.refuse_unknown(("key", "label"))
    return Step(table.string("key"), table.text("label"))


def _dimension(table: TomlTable) -> Dimension:
    table.refuse_unknown(("key", "name", "short", "question", "indicators"))
    indicators = tuple(_indicator(one) for one in table.tables("indicators"))
    _refuse_repeated(table, "indicators", [indicator.key for indicator in indicators])
    return Dimension(
        key=table.string("key"),
        name=table.text("name"),
        short=table.text("short"),
        question=table.text("question"),
        indicators=indicators,
    )


def _indicator(table: TomlTable) -> Indicator:
    table.refuse_unknown(("key", "text", "says", "records", "rubric"))
    return Indicator(
        key=table.string("key"),
        text=table.text("text"),
        says=table.string("says") if table.has("says") else None,
        records=table.cells("records") if table.has("records") else (),
        rubric=table.text("rubric") if table.has("rubric") else None,
    )


def _refuse_repeated(table: TomlTable, key: str, names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            table.fault(
                key,
                "repeated_key",
                say('The key "{key}" is used twice in {place}.', key=name, place=table.at(key)),
                say("Give each its own key."),
            )
