"""REDCap data dictionaries: one row for each field, with its choices in one cell."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fivefold.files.codebooks.codebook import Codebook, Kind, Names, Question
from fivefold.files.codebooks.faults import no_questions
from fivefold.files.codebooks.markup import plain

FORMAT = "redcap-dictionary"

# How the headers begin, in letters alone: as they are downloaded, in older versions, and by the API.
COLUMNS = {
    "name": ("variablefieldname", "fieldname"),
    "type": ("fieldtype",),
    "label": ("fieldlabel",),
    "choices": ("choices", "selectchoices"),
    "section": ("sectionheader",),
    "matrix": ("matrixgroupname",),
}
NEEDED = ("name", "type", "label")

FIXED = {
    "yesno": {"1": "Yes", "0": "No"},
    "truefalse": {"1": "True", "0": "False"},
}
BOX = {"0": "Unchecked", "1": "Checked"}
KINDS = {
    **dict.fromkeys(("radio", "dropdown", "select", "yesno", "truefalse"), Kind.ONE),
    **dict.fromkeys(("slider", "calc"), Kind.NUMBER),
    **dict.fromkeys(("text", "notes"), Kind.TEXT),
}
# Old versions write a line's end as two signs.
LINES = re.compile(r"\\n|\r\n|\r|\n")


@dataclass(frozen=True)
class _Field:
    name: str
    type: str
    label: str
    choices: str
    section: str
    matrix: str


def is_header(record: Sequence[str]) -> bool:
    places = _places(record)
    return all(name in places for name in NEEDED)


def parse(records: Sequence[Sequence[str]]) -> Codebook:
    header, *rows = records
    names = Names()
    found = False
    for field, stem in _with_stems(_fields(_places(header), rows)):
        found = True
        _add(names, field, f"{stem} [{field.label}]" if stem else field.label)
    if not found:
        raise no_questions()
    return Codebook(FORMAT, names.questions())


def _places(header: Sequence[str]) -> dict[str, int]:
    told = [re.sub(r"[^a-z]", "", name.casefold()) for name in header]
    places: dict[str, int] = {}
    for name, beginnings in COLUMNS.items():
        place = next((place for place, one in enumerate(told) if one.startswith(beginnings)), None)
        if place is not None:
            places[name] = place
    return places


def _fields(places: Mapping[str, int], rows: Sequence[Sequence[str]]) -> Iterator[_Field]:
    for row in rows:
        told = {
            name: row[places[name]].strip() if name in places and places[name] < len(row) else ""
            for name in COLUMNS
        }
        kind = told["type"].casefold()
        if told["name"] and kind != "descriptive":
            yield _Field(
                told["name"].casefold(),
                kind,
                plain(told["label"]) or told["name"],
                told["choices"],
                plain(told["section"]),
                told["matrix"],
            )


def _with_stems(fields: Iterator[_Field]) -> Iterator[tuple[_Field, str]]:
    """Each field with the header that stands above its matrix."""
    stems: dict[str, str] = {}
    for field in fields:
        if field.matrix:
            stems.setdefault(field.matrix, field.section)
        yield field, stems.get(field.matrix, "")


def _add(names: Names, field: _Field, text: str) -> None:
    kind = KINDS.get(field.type, Kind.OTHER)
    if field.type != "checkbox":
        offered = FIXED.get(field.type) or choices(field.choices)
        question = Question.of(kind, text, offered if kind is Kind.ONE else {})
        names.add(question, [field.name], [field.label])
        return
    for code, label in choices(field.choices).items():
        box = Question.of(Kind.BOX, f"{text} [{label}]", BOX)
        # With labels instead of names, REDCap heads a box by its question and choice.
        names.add(box, [f"{field.name}___{_in_name(code)}"], [f"{field.label} (choice={label})"])


def choices(cell: str) -> dict[str, str]:
    """`1, Never | 2, Seldom`, also with a choice on each line; a label may hold commas."""
    found: dict[str, str] = {}
    for part in cell.split("|") if "|" in cell else LINES.split(cell):
        code, comma, label = part.partition(",")
        code = code.strip()
        if not code and not label.strip():
            continue
        label = plain(label) if comma else code
        if found.setdefault(code, label) != label:
            # One code for two choices: whichever was meant, the other would be wrong.
            return {}
    return found


def _in_name(code: str) -> str:
    return re.sub(r"[^a-z0-9_]", "", code.casefold().replace("-", "_"))
