"""Workbooks: cells as a CSV export would write them, and those that hold no result."""

import datetime
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from fivefold.files.errors import FileError
from fivefold.files.reading import open_table
from fivefold.files.workbooks import cell_text
from tests.files.written import cells, names, write


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """`book(sheet=rows, …)` writes a workbook; a cell may be a (value, number format) pair."""

    def make(**sheets: list[list[object]]) -> Path:
        path = tmp_path / "answers.xlsx"
        with xlsxwriter.Workbook(path) as workbook:
            for name, rows in sheets.items():
                sheet = workbook.add_worksheet(name)
                for i, row in enumerate(rows):
                    for j, cell in enumerate(row):
                        if isinstance(cell, tuple):
                            sheet.write(i, j, cell[0], workbook.add_format({"num_format": cell[1]}))
                        elif cell is not None:
                            sheet.write(i, j, cell)
        return path

    return make


def rewrite(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The workbook with one of its parts changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_cells_read_as_text(book: Callable[..., Path]) -> None:
    path = book(
        data=[
            ["id", "score", "day", "at", "clock", "yes", "text"],
            [
                1,
                2.5,
                (datetime.date(2026, 1, 2), "yyyy-mm-dd"),
                (datetime.datetime(2026, 1, 2, 3, 4, 5), "yyyy-mm-dd hh:mm:ss"),
                (datetime.time(3, 4), "hh:mm"),
                True,
                "007",
            ],
            [None, -3, None, None, None, False, " x "],
        ]
    )
    table = open_table(path)
    assert (table.format, table.sheet, table.encoding) == ("xlsx", "data", None)
    assert cells(table) == [
        ["1", "2.5", "2026-01-02", "2026-01-02 03:04:05", "03:04:00", "TRUE", "007"],
        ["", "-3", "", "", "", "FALSE", " x "],
    ]


@given(st.integers(-(10**15), 10**15))
def test_whole_numbers_have_no_point(number: int) -> None:
    assert cell_text(float(number)) == str(number)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_keep_their_value(number: float) -> None:
    assert float(cell_text(number)) == number


def test_rows_are_numbered_as_on_screen(book: Callable[..., Path]) -> None:
    table = open_table(
        book(data=[[], [], [None, "a", "b"], [None, 1, 2], [None, None], [None, 3, 4], [], [None, " "]])
    )
    assert names(table) == ["a", "b"]
    assert table.record.tolist() == [4, 5, 6]
    assert cells(table) == [["1", "2"], ["", ""], ["3", "4"]]


def test_sheets_by_name_and_by_default(book: Callable[..., Path]) -> None:
    path = book(blank=[], hidden=[["secret"], [1]], Answers=[["a"], [2]], other=[["b"], [3]])
    rewrite(
        path, "xl/workbook.xml", lambda xml: xml.replace(b'name="hidden"', b'name="hidden" state="hidden"')
    )
    assert open_table(path).sheet == "Answers"
    assert names(open_table(path, sheet="OTHER")) == ["b"]
    with pytest.raises(FileError) as caught:
        open_table(path, sheet="Sheet9")
    assert caught.value.code == "unknown_sheet"
    assert "“blank”, “hidden”, “Answers”, “other”" in caught.value.remedy


def test_a_workbook_from_qualtrics(book: Callable[..., Path]) -> None:
    head = ["StartDate", "EndDate", "Status", "ResponseId", "Q1"]
    said = ["Start Date", "End Date", "Response Type", "Response ID", "How often?"]
    row = ["2026-01-02", "2026-01-02", "IP Address", "R_12345678", "Often"]
    trial = ["2026-01-02", "2026-01-02", "Survey Preview", "R_12345679", "Never"]
    table = open_table(book(d=[head, said, row, trial]))
    assert (table.format, table.header_rows, table.rows, table.skipped[0].row) == ("xlsx", 2, 1, 4)
    assert table.column("Q1").text == "How often?"


def test_formulas_without_a_result_are_named(book: Callable[..., Path]) -> None:
    path = book(d=[["id", "twice", "wrong", "said"], [1, "=A2*2", "=1/0", "=A2"], [2, 4, 5, "=A3"]])

    def never_calculated(xml: bytes) -> bytes:
        assert b"<f>A2*2</f><v>0</v>" in xml
        xml = xml.replace(b"<f>A2*2</f><v>0</v>", b"<f>A2*2</f><v></v>")
        return xml.replace(b'<c r="C2"><f>1/0</f><v>0</v>', b'<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v>')

    table = open_table(rewrite(path, "xl/worksheets/sheet1.xml", never_calculated))
    assert [(notice.code, notice.row, notice.column) for notice in table.warnings] == [
        ("formula_without_value", 2, "twice"),
        ("formula_error", 2, "wrong"),
    ]
    assert cells(table)[0] == ["1", "", "", "0"]


@pytest.mark.parametrize("dimension", [b"A1", b"A1:XFD1048576"])
def test_a_false_dimension_changes_nothing(book: Callable[..., Path], dimension: bytes) -> None:
    path = book(d=[["a", "b"], *([i, i] for i in range(300))])
    rewrite(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"A1:B301", dimension))
    assert open_table(path).rows == 300


def test_a_cell_in_the_last_corner_is_refused_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "far.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write(0, 0, "a")
        sheet.write(1_048_575, 16_383, 1)
    with pytest.raises(FileError) as caught:
        open_table(path)
    assert caught.value.code == "too_large"


def test_a_bomb_is_refused_before_it_is_opened(book: Callable[..., Path]) -> None:
    path = book(d=[["a"], [1]])
    rewrite(path, "xl/worksheets/sheet1.xml", lambda xml: xml + b" " * 30_000_000)
    with pytest.raises(FileError, match=r"unpacks from 0\.0 MB to 30 MB") as caught:
        open_table(path)
    assert caught.value.code == "too_large"


@pytest.mark.parametrize("keep", [0.3, 0.9])
def test_a_workbook_cut_off(book: Callable[..., Path], keep: float) -> None:
    path = book(d=[["a"], *([i] for i in range(100))])
    content = path.read_bytes()
    with pytest.raises(FileError) as caught:
        open_table(write(path, content[: int(len(content) * keep)]))
    assert caught.value.code == "damaged_file"


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"]
)
def test_a_damaged_part(book: Callable[..., Path], part: str) -> None:
    path = rewrite(book(d=[["a"], ["=1"]]), part, lambda xml: xml[: len(xml) // 2])
    with pytest.raises(FileError) as caught:
        open_table(path)
    assert caught.value.code in {"damaged_file", "empty_file"}


def test_entities_are_not_expanded(book: Callable[..., Path]) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "' + b"&a;" * 50 + b'">]>'

    def plant(xml: bytes) -> bytes:
        return xml.replace(b"<worksheet", bomb + b"<worksheet", 1).replace(b"<v>1</v>", b"<v>&b;</v>")

    path = rewrite(book(d=[["a", "b"], [1, 2]]), "xl/worksheets/sheet1.xml", plant)
    # The reader leaves unknown entities out; what matters is that none grows.
    assert "ha" not in "".join(cells(open_table(path))[0])


def test_a_link_to_another_workbook_keeps_its_stored_value(book: Callable[..., Path]) -> None:
    path = book(d=[["a"], ["=A9"]])
    rewrite(
        path,
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"<f>A9</f><v>0</v>", b"<f>[1]Sheet1!$A$1</f><v>3</v>"),
    )
    assert cells(open_table(path)) == [["3"]]


def test_an_empty_workbook(book: Callable[..., Path]) -> None:
    with pytest.raises(FileError) as caught:
        open_table(book(a=[], b=[[" "]]))
    assert caught.value.code == "empty_file"


def test_an_escaped_nul_is_a_question_mark(book: Callable[..., Path]) -> None:
    # xlsxwriter writes what looks like an escape as text; a program that means ill does not.
    plain = book(Answers=[["a NULLb", "c"], ["x NULLy \\u0000", "1"]])
    path = plain.with_name("odd.xlsx")
    with zipfile.ZipFile(plain) as archive, zipfile.ZipFile(path, "w") as made:
        for entry in archive.infolist():
            made.writestr(entry, archive.read(entry).replace(b"NULL", b"_x0000_"))
    table = open_table(path)
    assert names(table) == ["a ?b", "c"]
    assert cells(table) == [["x ?y \\u0000", "1"]]


def test_a_sheet_of_remarks_before_the_answers_is_passed_over(book: Callable[..., Path]) -> None:
    path = book(Read_me=[["Answers of spring"], [], ["Do not edit"]], Answers=[["a", "b"], [1, 2]])
    assert open_table(path).sheet == "Answers"
    assert open_table(path, sheet="Read_me").sheet == "Read_me"
    assert open_table(book(Only=[["a"], [1]], Empty=[])).sheet == "Only"
