"""Names that people chose are text in every table, whatever they begin with."""

import csv
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.reports.exporters.safe_text import BEGIN_A_FORMULA, plain
from fivefold.reports.states import Format, Part
from tests.reports.subjects import made, subject

HOSTILE = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x","y")', "＝1+1", "\t=1"]


@pytest.mark.parametrize("title", HOSTILE)
def test_no_cell_of_a_workbook_is_a_formula(title: str) -> None:
    content = made(subject({"practice": 12, "research": 12}, title=title), Part.FIGURES, Format.XLSX)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name]
        assert not [name for name in archive.namelist() if "external" in name.lower()]
    assert len(sheets) == 2
    assert not [sheet for sheet in sheets if "<f>" in sheet or "<f " in sheet or "hyperlink" in sheet]


@pytest.mark.parametrize("title", HOSTILE)
def test_no_cell_of_a_csv_begins_like_a_formula(title: str) -> None:
    content = made(subject({"practice": 12, "research": 12}, title=title), Part.FIGURES, Format.CSV)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            for row in csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline="")):
                for cell in row:
                    assert not cell.startswith(BEGIN_A_FORMULA) or _is_number(cell), cell


@given(st.text())
def test_any_text_can_be_had_back(text: str) -> None:
    safe = str(plain(text))
    assert not safe.startswith(BEGIN_A_FORMULA)
    assert text in {safe, safe[1:]}


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_markup_in_a_title_is_text_in_the_page() -> None:
    about = subject({"practice": 12, "research": 12}, title="<script>alert(1)</script>")
    page = made(about, Part.CARD, Format.HTML).decode()
    assert "<script" not in page
    assert "&lt;script&gt;" in page
