"""XLSForms, as KoboToolbox, ODK and others read them: a sheet of questions and a sheet of choices."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from fivefold.files.codebooks.codebook import Codebook, Kind, Names, Question, Wording
from fivefold.files.codebooks.faults import no_questions
from fivefold.files.codebooks.markup import plain

FORMAT = "xlsform"
Record = list[str]
Sheets = Mapping[str, Sequence[Record]]
SHEETS = ("survey", "choices", "columns", "settings")

# Older names of columns and of types, with the present ones.
SAME_COLUMN = {"list name": "list_name", "value": "name", "command": "type", "caption": "label"}
LABEL = re.compile(r"(?:label|caption)\s*(?:::?\s*(?P<language>.*\S))?\s*", re.IGNORECASE)
SELECT = re.compile(
    r"""
    (?P<how>
      select[ _]?one(?:[ _]from[ _]file|[ _]external)? | select1 | select[ _]?multiple(?:[ _]from[ _]file)?
      | select\ all\ that\ apply | rank | add\ select\ (?:one|multiple)\ prompt\ using
    )
    (?:\s+from)? \s+ (?P<list>\S+?) (?P<other>\s+or[ _](?:other|specify[ ]other))?
    """,
    re.IGNORECASE | re.VERBOSE,
)
# KoboToolbox's own: several rows under one list of answers.
ROWS_BEGIN = re.compile(r"begin[ _](?P<how>score|rank)\s+(?P<list>\S+)", re.IGNORECASE)
ROW = re.compile(r"(?:score__row|rank__level)", re.IGNORECASE)
BEGIN = re.compile(r"begin[ _].*", re.IGNORECASE)
END = re.compile(r"end[ _].*", re.IGNORECASE)
NUMBERS = frozenset({"integer", "int", "decimal", "range", "calculate"})
TEXTS = frozenset({"text", "string", "barcode"})
# Nothing of these stands in a table of answers.
UNASKED = frozenset({"note", "audit", "xml-external", "csv-external"})
OTHER_CODE = "other"
OTHER_LABEL = {"": "Other", "es": "Otro", "español": "Otro", "spanish": "Otro"}


@dataclass
class _Group:
    name: str
    labels: dict[str, str] = field(default_factory=dict)
    rows_of: str | None = None
    """The list of answers, where each row inside is a question of its own."""
    headed: bool = False
    """Whether its label stands above its rows as a question's does above a matrix."""


def is_survey_header(record: Record) -> bool:
    told = {_column(name) for name in record}
    return {"type", "name"} <= told and any(LABEL.fullmatch(name.strip()) for name in record)


def is_type(name: str) -> bool:
    return _column(name) == "type"


def is_known_type(cell: str) -> bool:
    kind = " ".join(cell.split()).casefold()
    return bool(SELECT.fullmatch(kind) or BEGIN.fullmatch(kind)) or kind in NUMBERS | TEXTS | UNASKED


def sheets_of_text(records: Sequence[Record]) -> dict[str, list[Record]]:
    """A form saved as one text: a sheet's name alone in the first column, its records one column in."""
    sheets: dict[str, list[Record]] = {}
    sheet = ""
    for record in records:
        name = record[0].strip().casefold()
        if name in SHEETS and not any(cell.strip() for cell in record[1:]):
            sheet = name
            sheets[sheet] = []
        elif sheet:
            sheets[sheet].append(record[1:])
    return sheets or {"survey": list(records)}


def parse(sheets: Sheets) -> Codebook:
    """`sheets` holds the records of each sheet by its name in small letters."""
    survey = list(_rows(sheets.get("survey", ())))
    languages = _languages(sheets, survey)
    form = _Form(_lists(sheets, languages), languages)
    for row in survey:
        form.take(row)
    questions = form.names.questions()
    if not questions:
        raise no_questions()
    return Codebook(FORMAT, questions)


def _column(name: str) -> str:
    folded = " ".join(name.split()).casefold()
    return SAME_COLUMN.get(folded, folded)


def _rows(records: Sequence[Record]) -> Iterator[dict[str, str]]:
    """Each record by the names of its columns; a label's column is named `label::language`."""
    names: list[str] = []
    for record in records:
        if not names:
            names = [_label_column(name) or _column(name) for name in record]
        else:
            yield {name: cell.strip() for name, cell in zip(names, record, strict=False) if name}


def _label_column(name: str) -> str | None:
    found = LABEL.fullmatch(name.strip())
    return f"label::{_language(found['language'] or '')}" if found else None


def _language(named: str) -> str:
    """`English (en)` is `english`."""
    return re.sub(r"\s*\([\w-]*\)$", "", named.strip()).casefold()


def _languages(sheets: Sheets, survey: Sequence[Mapping[str, str]]) -> list[str]:
    """The form's own language first: the one it names, or else that of the first column of labels."""
    named = [name.removeprefix("label::") for row in survey for name in row if name.startswith("label::")]
    languages = list(dict.fromkeys(named)) or [""]
    settings = next(iter(_rows(sheets.get("settings", ()))), {})
    own = _language(settings.get("default_language", ""))
    return sorted(languages, key=lambda language: language not in {own, ""})


def _labels(row: Mapping[str, str], languages: Sequence[str]) -> dict[str, str]:
    """The label in every language; where one has none, that without a language, any, or the name."""
    told = {name: plain(label) for name, label in row.items() if name.startswith("label::")}
    own = told.get("label::") or next((label for label in told.values() if label), row.get("name", ""))
    return {language: told.get(f"label::{language}") or own for language in languages}


def _lists(sheets: Sheets, languages: Sequence[str]) -> dict[str, dict[str, dict[str, str]]]:
    """By the list's name: each choice's code with its label in every language."""
    lists: dict[str, dict[str, dict[str, str]]] = {}
    for sheet in ("choices", "columns"):
        for row in _rows(sheets.get(sheet, ())):
            if row.get("list_name") and row.get("name"):
                lists.setdefault(row["list_name"], {}).setdefault(row["name"], _labels(row, languages))
    return lists


class _Form:
    """The questions as the rows of the survey come."""

    def __init__(self, lists: Mapping[str, dict[str, dict[str, str]]], languages: Sequence[str]) -> None:
        self.names = Names()
        self._lists = lists
        self._languages = languages
        self._groups: list[_Group] = []

    def take(self, row: Mapping[str, str]) -> None:
        kind = " ".join(row.get("type", "").split())
        if END.fullmatch(kind):
            if self._groups:
                self._groups.pop()
        elif BEGIN.fullmatch(kind):
            self._begin(kind, row)
        elif row.get("name") and kind and kind.casefold() not in UNASKED:
            self._ask(kind, row)

    def _begin(self, kind: str, row: Mapping[str, str]) -> None:
        rows = ROWS_BEGIN.fullmatch(kind)
        headed = rows is not None or "table-list" in row.get("appearance", "")
        labels = _labels({**row, "name": ""}, self._languages)
        self._groups.append(_Group(row.get("name", ""), labels, rows["list"] if rows else None, headed))

    def _ask(self, kind: str, row: Mapping[str, str]) -> None:
        texts = self._texts(row)
        select = SELECT.fullmatch(kind)
        group = self._groups[-1] if self._groups else None
        if select:
            self._select(select, row["name"], texts)
        elif ROW.fullmatch(kind) and group is not None and group.rows_of:
            self._add(Kind.ONE, texts, [row["name"]], self._lists.get(group.rows_of, {}))
        else:
            folded = kind.casefold()
            asked = Kind.NUMBER if folded in NUMBERS else Kind.TEXT if folded in TEXTS else Kind.OTHER
            self._add(asked, texts, [row["name"]])

    def _texts(self, row: Mapping[str, str]) -> dict[str, str]:
        labels = _labels(row, self._languages)
        group = self._groups[-1] if self._groups else None
        if group is None or not group.headed:
            return labels
        stems = group.labels
        return {one: f"{stems[one]} [{label}]" if stems[one] else label for one, label in labels.items()}

    def _select(self, select: re.Match[str], name: str, texts: Mapping[str, str]) -> None:
        choices = dict(self._lists.get(select["list"], {}))
        if select["other"]:
            choices.setdefault(OTHER_CODE, {one: _other(one) for one in self._languages})
            others = {one: f"{text} [{_other(one)}]" for one, text in texts.items()}
            self._add(Kind.TEXT, others, [f"{name}_other"])
        how = select["how"].casefold()
        if "multiple" not in how and "all that" not in how:
            self._add(Kind.OTHER if how == "rank" else Kind.ONE, texts, [name], choices)
            return
        self._add(Kind.SEVERAL, texts, [name], choices)
        for code, labels in choices.items():
            boxes = {one: f"{text} [{labels[one]}]" for one, text in texts.items()}
            self._add(Kind.BOX, boxes, [name, code])

    def _add(
        self,
        kind: Kind,
        texts: Mapping[str, str],
        last: Sequence[str],
        choices: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        answers = {
            one: {code: labels[one] for code, labels in (choices or {}).items()} for one in self._languages
        }
        question = Question(kind, {one: Wording(text, answers[one]) for one, text in texts.items()})
        path = [group.name for group in self._groups if group.name]
        self.names.add(question, ["/".join([*path, *last])], ["/".join(last), *texts.values()])


def _other(language: str) -> str:
    return OTHER_LABEL.get(language, OTHER_LABEL[""])
