"""A mapping read from TOML; every fault names its key."""

from pathlib import Path

from fivefold.assess.answer import Answer
from fivefold.assess.errors import MappingError
from fivefold.assess.mapping import (
    SIDES,
    FileOptions,
    MappedScale,
    Mapping,
    SideColumn,
    refuse_shared_items,
)
from fivefold.assess.matching import fold
from fivefold.assess.text import Text
from fivefold.assess.toml_tables import TomlTable, cell_text, did_you_mean, in_short
from fivefold.files.sentences import say

FORMATS = (
    *("qualtrics-csv", "spss", "stata", "redcap-csv", "limesurvey-csv", "kobo-csv", "kobo-xlsx"),
    *("google-forms-csv", "surveymonkey-csv", "csv", "xlsx"),
)


def load(path: Path) -> Mapping:
    try:
        return parse(path.read_text(encoding="utf-8-sig"), path.name)
    except UnicodeDecodeError as fault:
        raise MappingError(
            code="not_toml",
            message=say("{file} is not a text file in UTF-8.", file=path.name),
            file=path.name,
            remedy=say("Save the mapping as plain text in UTF-8."),
        ) from fault


def parse(text: str, file: str) -> Mapping:
    """A mapping from TOML, checked on its own; columns are checked when it meets its table."""
    root = TomlTable.parse(text, file, MappingError)
    root.refuse_unknown(("file", "scales", "groups"))
    named = root.table("scales")
    scales = tuple(_scale(key, named.table(key)) for key in named.values)
    if not scales:
        root.fault(
            "scales",
            "no_scales",
            say("The mapping names no scale."),
            say("Add [scales.KEY] with its items."),
        )
    groups = root.table("groups") if root.has("groups") else None
    everyone = _everyone(groups) if groups and groups.has("everyone") else None
    mapping = Mapping(
        scales=scales,
        options=_options(root.table("file")) if root.has("file") else FileOptions(),
        side=_side(groups) if groups and not everyone else None,
        everyone=everyone,
        file=file,
    )
    refuse_shared_items(mapping)
    return mapping


def _options(table: TomlTable) -> FileOptions:
    table.refuse_unknown(("format", "sheet", "header_rows", "missing", "encoding", "delimiter"))
    chosen = table.string("format") if table.has("format") else None
    if chosen is not None and chosen not in FORMATS:
        table.fault(
            "format",
            "unknown_format",
            say('"{format}" is not a format.', format=chosen),
            say("Choose one of {formats}.", formats=", ".join(FORMATS)),
        )
    return FileOptions(
        format=chosen,
        sheet=table.string("sheet") if table.has("sheet") else None,
        header_rows=table.integer("header_rows", 1) if table.has("header_rows") else None,
        missing=table.cells("missing") if table.has("missing") else (),
        encoding=table.string("encoding") if table.has("encoding") else None,
        delimiter=_delimiter(table) if table.has("delimiter") else None,
    )


def _delimiter(table: TomlTable) -> str:
    value = table.require("delimiter")
    if not isinstance(value, str) or len(value) != 1:
        table.fault(
            "delimiter",
            "not_text",
            say("The delimiter is not a single character."),
            say('Write delimiter = ";" (or "," or "|" or "\\t").'),
        )
    return value


def _scale(key: str, table: TomlTable) -> MappedScale:
    table.refuse_unknown(
        ("title", "dimension", "items", "reverse", "answers", "cannot_tell", "not_applicable", "missing")
    )
    scale = MappedScale(
        key=key,
        title=table.text("title") if table.has("title") else Text(key),
        dimension=table.string("dimension") if table.has("dimension") else None,
        items=table.cells("items"),
        reverse=table.cells("reverse") if table.has("reverse") else (),
        answers=_answers(table.table("answers")) if table.has("answers") else None,
        cannot_tell=table.cells("cannot_tell") if table.has("cannot_tell") else (),
        not_applicable=table.cells("not_applicable") if table.has("not_applicable") else (),
        missing=table.cells("missing") if table.has("missing") else (),
    )
    _check_items(table, scale)
    _check_labels(table, scale)
    return scale


def _check_items(table: TomlTable, scale: MappedScale) -> None:
    if not scale.items:
        table.fault(
            "items",
            "no_items",
            say('The scale "{scale}" has no items.', scale=scale.key),
            say("List its columns."),
        )
    for item in scale.items:
        if scale.items.count(item) > 1:
            table.fault(
                "items",
                "item_twice",
                say('"{item}" is listed twice in {place}.', item=item, place=table.path),
                say("List it once."),
            )
    for item in scale.reverse:
        if item not in scale.items:
            table.fault(
                "reverse",
                "reverse_not_an_item",
                say(
                    '"{item}" is to be reversed but is not an item of "{scale}".', item=item, scale=scale.key
                ),
                say("Reverse only columns that are listed in items, spelled the same."),
            )


def _check_labels(table: TomlTable, scale: MappedScale) -> None:
    """A label with two meanings would be read as whichever happened to come first."""
    meaning: dict[str, str] = {}
    named = {
        "answers": [label for answer in scale.answers or () for label in answer.label.values()],
        "cannot_tell": scale.cannot_tell,
        "not_applicable": scale.not_applicable,
        "missing": scale.missing,
    }
    for key, labels in named.items():
        for label in labels:
            if fold(label) in meaning and (key == "answers" or meaning[fold(label)] != key):
                table.fault(
                    key,
                    "label_twice",
                    say(
                        '"{label}" stands twice in {place}: in {first} and in {second}.',
                        label=label,
                        place=table.path,
                        first=meaning[fold(label)],
                        second=key,
                    ),
                    say("Give each label one meaning; capitals and spaces at the ends make no difference."),
                )
            meaning[fold(label)] = key


def _answers(table: TomlTable) -> tuple[Answer, ...]:
    answers = []
    for label, number in table.values.items():
        if isinstance(number, bool) or not isinstance(number, int | float) or not abs(number) < 1e9:
            table.fault(
                label,
                "not_a_number",
                say('The answer "{label}" has {found} for its number.', label=label, found=in_short(number)),
                say('Write a number without quotation marks, such as "{label}" = 3.', label=label),
            )
        answers.append(Answer(float(number), Text(label)))
    if len({answer.number for answer in answers}) < 2:
        table.fault(
            "",
            "too_few_answers",
            say("{place} needs at least two different numbers.", place=table.path),
            say('Write answers = {{ "Never" = 1, "Always" = 5 }}, every answer with its number.'),
        )
    return tuple(answers)


def _everyone(table: TomlTable) -> str:
    table.refuse_unknown(("everyone", "side"))
    side = table.string("everyone")
    if side not in SIDES:
        table.fault(
            "everyone",
            "unknown_side",
            say("“{side}” is no side.", side=side),
            did_you_mean(side, SIDES, say("Write one of: {sides}.", sides=", ".join(SIDES))),
        )
    if table.has("side"):
        table.fault(
            "everyone",
            "sides_told_twice",
            say("Everybody is put on one side, and a column tells the sides as well."),
            say("Leave one of the two out."),
        )
    return side


def _side(table: TomlTable) -> SideColumn:
    table.refuse_unknown(("everyone", "side"))
    side = table.table("side")
    side.refuse_unknown(("column", *SIDES))
    values = {key: side.cells(key) for key in side.values if key in SIDES}
    if not values:
        side.fault(
            "practice",
            "no_sides",
            say("No side is named."),
            say('Add practice = ["…"], research = ["…"].'),
        )
    owner: dict[str, str] = {}
    for key, cells in values.items():
        for cell in cells:
            if owner.setdefault(fold(cell), key) != key:
                side.fault(
                    key,
                    "value_on_two_sides",
                    say(
                        '"{cell}" is listed for {first} and for {second}.',
                        cell=cell,
                        first=owner[fold(cell)],
                        second=key,
                    ),
                    say("List it for one side."),
                )
    return SideColumn(column=_column_name(side), values=values)


def _column_name(side: TomlTable) -> str:
    name = cell_text(side.require("column"))
    return name if name else side.string("column")
