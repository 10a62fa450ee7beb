"""The same figures in every format as on the page, and what the page withholds in none."""

import re
from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st

from fivefold.core.charts.numbers import decimal, interval, share
from fivefold.health.card import ReportCard
from fivefold.health.tables import card_table
from fivefold.reports.figures import figures
from fivefold.reports.states import Format, Part
from fivefold.reports.subject import Subject
from tests.health.rounds import means
from tests.reports.subjects import alike, from_csv, from_docx, from_json, from_xlsx, made, subject

WITHHELD = "Not shown, to protect small groups"
RESULTS = ("value", "low", "high", "least", "most", "answered", "asked", "rate_percent")


# From a handful of people to a few dozen, so that small groups, tiny sides and bounds all occur.
ASKED = st.tuples(
    st.integers(2, 30),
    st.integers(2, 30),
    st.sampled_from([1.4, 2.5, 3.3, 3.9, 4.6]),
    st.sampled_from([1.4, 2.5, 3.3, 3.9, 4.6]),
    st.sampled_from([0, 1, 5, 30]),
)
Asked = tuple[int, int, float, float, int]


def about_of(asked: Asked) -> Subject:
    practice, research, mean, other, silent = asked
    return subject({"practice": practice, "research": research}, means(mean, other), silent=silent)


def table_of(about: Subject) -> list[list[str]]:
    """As the page has it."""
    card: ReportCard = about.card
    return [list(row) for row in card_table(card, {one.key: one.key for one in card.dimensions}, "en").rows]


def as_the_page_says(row: dict[str, object]) -> list[str]:
    """One row of the figures in the words of the page’s table, but for the answer’s own words."""
    if row["shown"] == "withheld":
        return [WITHHELD, "", "", "", "", ""]
    low, high, least, most = (row[name] for name in ("low", "high", "least", "most"))
    around = {"everyone": "everyone answered"}.get(str(row["shown"]), "")
    return [
        "Not shown: fewer than half answered" if row["value"] is None else decimal(row["value"]),
        interval(low, high) if low is not None else around,
        f"{row['answered']:.0f}",
        "unknown" if row["asked"] is None else f"{row['asked']:.0f}",
        "unknown" if row["rate_percent"] is None else share(row["rate_percent"] / 100),
        interval(least, most) if least is not None else "",
    ]


@settings(max_examples=25)
@given(ASKED)
def test_the_figures_are_those_of_the_page(asked: Asked) -> None:
    about = about_of(asked)
    rows = [
        row
        for row in figures(about)
        if row["figure"] == "mean" and row["statement"] is None and row["scale"] is not None
    ]
    page = [[_number(row[2]), *row[3:]] for row in table_of(about)]
    assert [as_the_page_says(row) for row in rows] == [
        [cell.replace("nobody was silent", "everyone answered") for cell in row] for row in page
    ]


def _number(words: str) -> str:
    """“3.5” of “Sometimes to often, 3.5”; a label for what is not shown stays whole."""
    return words if words.startswith("Not shown") else words.rpartition(", ")[2]


@settings(max_examples=10)
@given(ASKED)
def test_every_format_holds_the_same_figures(asked: Asked) -> None:
    about = about_of(asked)
    expected = alike(figures(about))
    assert alike(from_json(made(about, Part.FIGURES, Format.JSON))) == expected
    assert alike(from_csv(made(about, Part.FIGURES, Format.CSV))) == expected
    assert alike(from_xlsx(made(about, Part.FIGURES, Format.XLSX))) == expected


@settings(max_examples=25)
@given(ASKED)
def test_what_is_withheld_leaves_no_number(asked: Asked) -> None:
    about = about_of(asked)
    for row in figures(about):
        if row["shown"] in {"withheld", "not_asked"}:
            assert [row[name] for name in RESULTS] == [None] * len(RESULTS)


@settings(max_examples=5)
@given(ASKED)
def test_the_tables_of_the_printed_forms_are_those_of_the_page(asked: Asked) -> None:
    about = about_of(asked)
    card = about.card
    names = {one.key: one.dimension.short.in_language("en") for one in card.dimensions}
    page = card_table(card, names, "en")
    expected = [list(page.columns), *([*row] for row in page.rows)]
    assert from_docx(made(about, Part.FULL, Format.DOCX))[0] == expected
    text = made(about, Part.FULL, Format.HTML).decode()
    table = text.split(f"<caption>{page.caption}</caption>")[1].split("</table>")[0]
    cells = re.findall(r"<t[hd](?: [^>]*)?>(.*?)</t[hd]>", table, re.DOTALL)
    assert [unescape(cell) for cell in cells] == [cell for row in expected for cell in row]


def test_a_side_too_small_to_show_is_withheld_in_every_format() -> None:
    about = subject({"practice": 30, "research": 3}, silent=10)
    for format in (Format.HTML, Format.DOCX):
        text = _text(made(about, Part.FULL, format), format)
        assert WITHHELD in text or "does not set the sides against each other" in text
        assert "3 of 13" not in text
    rows = from_json(made(about, Part.FIGURES, Format.JSON))
    assert not [row for row in rows if row["who"] == "research" and row["shown"] != "withheld"]


def _text(content: bytes, format: Format) -> str:
    if format == Format.HTML:
        return unescape(content.decode())
    import io

    from docx import Document

    document = Document(io.BytesIO(content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in document.paragraphs), *cells])
