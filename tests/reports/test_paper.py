"""What a screen reader, a printer and a word processor find in the printed forms."""

import io
import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pikepdf
import pytest
from docx import Document
from docx.oxml.ns import qn

from fivefold.health.record import Record
from fivefold.partnerships.record import Counted
from fivefold.reports.states import Format, Part
from tests.health.rounds import means
from tests.reports.subjects import made, subject

WINDOW = (date(2025, 8, 1), date(2026, 3, 27))
KEPT = Counted(
    "activities_within_a_week_of_plan",
    "trust",
    "15 of 20 dates were kept within a week of the plan",
    15,
    20,
    *WINDOW,
    rows=(),
    note="One more was called off and is not counted.",
)
ABOUT = subject(
    {"practice": 40, "research": 20},
    means(4.2, 4.4),
    record=Record(*WINDOW, {"trust": (KEPT,)}),
    partnership="Middle-grades mathematics",
    between="Cedar Valley USD with Northfield University",
    space="shared",
    place="Shared by both sides",
    head="0123456789abcdef" * 4,
)


@pytest.fixture(scope="module", params=["en", "es"])
def pdf(request: pytest.FixtureRequest) -> Iterator[tuple[str, pikepdf.Pdf]]:
    content = made(ABOUT, Part.FULL, Format.PDF, request.param)
    with pikepdf.open(io.BytesIO(content)) as opened:
        yield request.param, opened


def tags(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Every structure element, in reading order."""
    found: list[pikepdf.Object] = []

    def walk(node: pikepdf.Object) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append(node)
            if "/K" in node:
                walk(node.K)

    walk(pdf.Root.StructTreeRoot.K)
    return found


def named(pdf: pikepdf.Pdf, *names: str) -> list[pikepdf.Object]:
    return [tag for tag in tags(pdf) if str(tag.S) in names]


@pytest.mark.pango
def test_a_pdf_is_tagged_and_says_its_language_and_title(pdf: tuple[str, pikepdf.Pdf]) -> None:
    language, opened = pdf
    assert opened.Root.MarkInfo.Marked
    assert str(opened.Root.Lang) == language
    assert opened.Root.ViewerPreferences.DisplayDocTitle
    assert "Middle-grades mathematics, Spring 2026" in str(opened.docinfo["/Title"])
    with opened.open_metadata() as meta:
        assert meta["pdfuaid:part"] == "1"


@pytest.mark.pango
def test_every_picture_has_a_text(pdf: tuple[str, pikepdf.Pdf]) -> None:
    _language, opened = pdf
    figures = named(opened, "/Figure")
    assert len(figures) > 20
    assert all(str(one.get("/Alt", "")).strip() for one in figures)


@pytest.mark.pango
def test_headings_come_in_order(pdf: tuple[str, pikepdf.Pdf]) -> None:
    _language, opened = pdf
    levels = [int(str(tag.S)[2:]) for tag in tags(opened) if re.fullmatch(r"/H[1-6]", str(tag.S))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.pango
def test_every_cell_of_a_table_knows_its_heads(pdf: tuple[str, pikepdf.Pdf]) -> None:
    _language, opened = pdf
    assert len(named(opened, "/Table")) >= 8
    heads = {str(one.ID) for one in named(opened, "/TH")}
    cells = named(opened, "/TD")
    assert len(cells) > 100
    for cell in cells:
        named_heads = [str(head) for head in cell.A.Headers]
        assert named_heads
        assert heads.issuperset(named_heads)


@pytest.mark.pango
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_card_keeps_to_one_sheet(language: str) -> None:
    with pikepdf.open(io.BytesIO(made(ABOUT, Part.CARD, Format.PDF, language))) as opened:
        assert len(opened.pages) == 1


def test_a_word_document_has_headings_heads_and_texts_for_its_pictures() -> None:
    document = Document(io.BytesIO(made(ABOUT, Part.FULL, Format.DOCX)))
    assert (
        document.core_properties.title
        == "How the partnership is doing, Middle-grades mathematics, Spring 2026"
    )
    assert document.core_properties.language == "en-US"
    assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-US"
    styles = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "Heading 3"} <= styles
    pictures = document.element.body.findall(f".//{qn('wp:docPr')}")
    assert len(pictures) > 10
    assert all(one.get("descr") for one in pictures)
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_a_page_file_needs_nothing_else() -> None:
    page = made(ABOUT, Part.FULL, Format.HTML).decode()
    assert "<script" not in page
    assert "<link" not in page
    assert not re.search(r"""(?:src|href)=["'](?!data:|#)""", page)
    assert set(re.findall(r"""url\(["']?([a-z]+:)""", page)) == {"data:"}
    assert "http:" not in page.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize("format", [Format.HTML, Format.DOCX])
@pytest.mark.parametrize("part", [Part.CARD, Part.FULL])
def test_every_form_carries_its_conditions(part: Part, format: Format) -> None:
    content = made(ABOUT, part, format)
    text = content.decode() if format == Format.HTML else _words(content)
    for said in ("60 of 70 members answered", "rpp-2017, version 1", ABOUT.head, "April 2, 2026", "Fivefold"):
        assert said in text, said


def _words(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    foot = [one.text for section in document.sections for one in section.footer.paragraphs]
    return "\n".join([*(one.text for one in document.paragraphs), *foot])
