"""Small raw tables, and codebooks laid beside them."""

from collections.abc import Mapping, Sequence

from fivefold.files.codebooks.codebook import Codebook, Kind, Question, Wording
from fivefold.files.raw import RawColumn, RawTable


def raw(columns: Mapping[str, Sequence[str]], texts: Mapping[str, str] | None = None) -> RawTable:
    found = []
    for name, cells in columns.items():
        column = RawColumn(name, (texts or {}).get(name, ""))
        column.encoder.extend(cells)
        found.append(column)
    table = RawTable("csv", 1, found)
    table.record.extend(range(2, 2 + len(found[0].encoder.codes)))
    return table


def asked(text: str, answers: Mapping[str, str] | None = None, kind: Kind = Kind.ONE) -> Question:
    return Question.of(kind, text, answers)


def in_languages(**wordings: tuple[str, dict[str, str]]) -> Question:
    return Question(Kind.ONE, {language: Wording(*wording) for language, wording in wordings.items()})


def book(format_name: str = "qsf", **questions: Question) -> Codebook:
    return Codebook(format_name, questions)


def labels(table: RawTable) -> dict[str, dict[str, str]]:
    return {column.name: column.labels for column in table.columns}


def texts(table: RawTable) -> dict[str, str]:
    return {column.name: column.text for column in table.columns}


def codes(table: RawTable) -> list[str]:
    return [code for code, *_ in table.notices]
