"""Reports for the tests of this room: of made-up answers, without a database."""

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from datetime import date
from typing import Any

from docx import Document
from python_calamine import CalamineWorkbook

from fivefold.assess import frameworks
from fivefold.assess.assessing import assess
from fivefold.assess.mapping import SideColumn
from fivefold.health.reader import report_card
from fivefold.health.reading import NoChange
from fivefold.health.record import Record
from fivefold.reports.exporters import make
from fivefold.reports.states import Format, Order, Part
from fivefold.reports.subject import Subject
from tests.health.rounds import PILOT, Means, make_table, means

SIDES = SideColumn("side", {"practice": ("practice",), "research": ("research",)})
MADE_ON = date(2026, 4, 2)


def subject(
    answered: Mapping[str, int],
    of: Means | None = None,
    *,
    silent: int = 5,
    title: str = "Spring 2026",
    record: Record | None = None,
    **more: Any,
) -> Subject:
    framework = frameworks.load()
    figures = assess(
        make_table(answered, of or means(3.6, 3.9)),
        PILOT.mapping(SIDES),
        framework=framework,
        members={side: count + silent for side, count in answered.items()},
    )
    first_round = {"earlier": (), "no_change": NoChange.FIRST_ROUND}
    card = report_card(figures, framework=framework, record=record, **first_round)
    return Subject(
        title=title, card=card, figures=figures, earlier=(), instrument=PILOT, made_on=MADE_ON, **more
    )


def made(about: Subject, part: Part, format: Format, language: str = "en") -> bytes:
    return make(Order(part, format, language), lambda: about).content


def from_json(content: bytes) -> list[dict[str, Any]]:
    return json.loads(content)["figures"]


def from_csv(content: bytes) -> list[dict[str, Any]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read("figures.csv").decode("utf-8-sig")
    return [_typed(row) for row in csv.DictReader(io.StringIO(text, newline=""))]


def from_xlsx(content: bytes) -> list[dict[str, Any]]:
    heads, *rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    return [{str(head): cell for head, cell in zip(heads, row, strict=True)} for row in rows]


def from_docx(content: bytes) -> list[list[list[str]]]:
    document = Document(io.BytesIO(content))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


def text_of_docx(content: bytes) -> str:
    """Every paragraph, without tables and pictures."""
    document = Document(io.BytesIO(content))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def _typed(row: dict[str, str]) -> dict[str, Any]:
    return {name: _number(cell) for name, cell in row.items()}


def _number(cell: str) -> str | float:
    try:
        return float(cell)
    except ValueError:
        return cell


def alike(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of any format: an empty cell is None, every number a float."""
    return [
        {name: None if cell in ("", None) else _float(cell) for name, cell in row.items()} for row in rows
    ]


def _float(cell: object) -> object:
    return float(cell) if isinstance(cell, (int, float)) else cell
