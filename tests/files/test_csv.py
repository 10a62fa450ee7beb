"""Comma-separated files of every dialect, through the front door."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fivefold.files.csv_tables import CsvOptions, read_csv
from fivefold.files.errors import FileError
from fivefold.files.raw import RawTable
from fivefold.files.reading import open_table
from tests.files.written import cells, names, write

# Letters that every encoding below can hold, with all the signs that make CSV hard.
LETTERS = "aZ09 ,;|\t\"'\n\ré€ñ“”.-+=@#"
TEXT = st.text(LETTERS, max_size=8)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    width = draw(st.integers(1, 6))
    rows = draw(st.lists(st.lists(TEXT, min_size=width, max_size=width), min_size=1, max_size=12))
    # The first cell is filled, so that no record is a blank line and none is trimmed at the end.
    return [[f"r{i}", *row] for i, row in enumerate(rows)]


def plain(table: RawTable) -> list[list[str]]:
    columns = []
    for column in table.columns:
        texts = column.encoder.texts()
        columns.append(["" if code < 0 else texts[code] for code in column.encoder.codes])
    return [list(row) for row in zip(*columns, strict=True)]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("csv") / "answers.csv"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_any_table_reads_back_as_written(file: Path, delimiter: str, encoding: str, line_end: str) -> None:
    # Python's writer leaves a lone line end of another kind without quotation marks.
    styles = [csv.QUOTE_MINIMAL, csv.QUOTE_ALL] if line_end == "\r\n" else [csv.QUOTE_ALL]

    @settings(max_examples=20)
    @given(rows=tables(), quoting=st.sampled_from(styles))
    def reads_back(rows: list[list[str]], quoting: int) -> None:
        header = [f"c{i}" for i in range(len(rows[0]))]
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=delimiter, lineterminator=line_end, quoting=quoting).writerows(
            [header, *rows]
        )
        write(file, out.getvalue(), encoding)
        # Windows-1252 has no mark: few letters could as well be another machine's, so a person says it.
        told = encoding if encoding == "cp1252" else None
        table = read_csv(file, CsvOptions(delimiter=delimiter, encoding=told))
        assert plain(table) == [[cell if cell.strip() else "" for cell in row] for row in rows]
        assert list(table.record) == list(range(2, len(rows) + 2))

    reads_back()


@settings(max_examples=50)
@given(rows=tables())
def test_the_sign_between_plain_cells_is_found(file: Path, rows: list[list[str]]) -> None:
    for delimiter in ",;\t|":
        simple = [["".join(ch for ch in cell if ch.isalnum()) for cell in row] for row in rows]
        lines = [delimiter.join(f"c{i}" for i in range(len(rows[0]))), *map(delimiter.join, simple)]
        write(file, "\n".join(lines))
        assert plain(read_csv(file, CsvOptions())) == simple


@pytest.mark.parametrize(
    ("encoding", "recorded"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
        ("cp1252", "cp1252"),
    ],
)
def test_the_encoding_is_recorded(tmp_path: Path, encoding: str, recorded: str) -> None:
    table = open_table(write(tmp_path / "a.csv", "Escuela;Sí\nNiñez;“siempre”\n", encoding))
    assert (table.encoding, table.format, table.sheet, table.header_rows) == (recorded, "csv", None, 1)
    assert names(table) == ["Escuela", "Sí"]
    assert cells(table) == [["Niñez", "“siempre”"]]
    assert [notice.code for notice in table.warnings] == (
        ["encoding_assumed"] if encoding == "cp1252" else []
    )


def test_an_encoding_and_a_delimiter_given_by_a_person_stand(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", "Škola#q,1\nČ#a,b\n", "cp1250")
    table = open_table(file, encoding="cp1250", delimiter="#")
    assert names(table) == ["Škola", "q,1"]
    assert cells(table) == [["Č", "a,b"]]


def test_the_remark_to_excel_is_not_a_row(tmp_path: Path) -> None:
    table = open_table(write(tmp_path / "a.csv", "sep=|\r\na|b,c\r\n1|2,3\r\n"))
    assert names(table) == ["a", "b,c"]
    assert table.first_record == 2


def test_newlines_inside_cells_do_not_count_as_records(tmp_path: Path) -> None:
    table = open_table(write(tmp_path / "a.csv", 'a,b\n1,"x\ny\nz"\n2,"w"\n'))
    assert cells(table) == [["1", "x\ny\nz"], ["2", "w"]]
    assert table.record.tolist() == [2, 3]


def test_blank_lines_count_as_records_but_are_no_rows(tmp_path: Path) -> None:
    table = open_table(write(tmp_path / "a.csv", "\na,b\n1,2\n\n3,4\n,\n\n,,\n"))
    assert table.record.tolist() == [3, 5]
    assert (table.rows, table.header_rows) == (2, 1)


def test_a_row_without_answers_between_others_is_kept(tmp_path: Path) -> None:
    table = open_table(write(tmp_path / "a.csv", "a,b\n1,2\n, \n3,4\n"))
    assert cells(table) == [["1", "2"], ["", ""], ["3", "4"]]


def test_short_rows_are_filled_up_and_named(tmp_path: Path) -> None:
    table = open_table(write(tmp_path / "a.csv", "a,b,c\n1,2,3\n4\n5,6\n7\n8\n9,9,9\n"))
    assert cells(table)[1:3] == [["4", "", ""], ["5", "6", ""]]
    (notice,) = table.warnings
    assert (notice.code, notice.row) == ("short_rows", 3)
    assert "row 3, 4, 5 and 1 more" in notice.message


def test_blank_cells_beyond_the_header_are_no_fault(tmp_path: Path) -> None:
    assert cells(open_table(write(tmp_path / "a.csv", "a,b\n1,2,, \n"))) == [["1", "2"]]


def test_one_column_needs_no_delimiter(tmp_path: Path) -> None:
    assert cells(open_table(write(tmp_path / "a.csv", "score\n3\n4"))) == [["3"], ["4"]]


@pytest.mark.parametrize(
    ("content", "code", "row", "column"),
    [
        (b"", "empty_file", None, None),
        (b"\xef\xbb\xbf", "empty_file", None, None),
        (b" \n\n", "empty_file", None, None),
        (b"a,b\n", "no_rows", 1, None),
        (b"a,b\n1,2\n3,4,5\n", "too_many_cells", 3, "column 3"),
        (b'a,b\n1,2\n3,"4\n5,6\n7,8\n', "unterminated_quote", 3, None),
        (b'a,b\n1,"2', "unterminated_quote", 2, None),
        (b'a,b\n1,2,3\n4,"5\n', "too_many_cells", 2, "column 3"),
        (b"a,b\n1,2\n3,4\n5,6\n7,\x00\n", "nul_bytes", 5, "b"),
        (b"a,\x00\n1,2\n", "nul_bytes", 1, None),
        (b"a,b\n1,\x81\xe9\n", "unknown_encoding", None, None),
        (b"a,b\n1," + b"x" * 2_000_001 + b"\n", "cell_too_long", 2, None),
        (",".join(f"q{i}" for i in range(5_001)).encode() + b"\n", "too_many_columns", 1, None),
    ],
)
def test_each_fault_is_located(
    tmp_path: Path, content: bytes, code: str, row: int | None, column: str | None
) -> None:
    with pytest.raises(FileError) as caught:
        open_table(write(tmp_path / "answers.csv", content))
    error = caught.value
    assert (error.code, error.row, error.column, error.file) == (code, row, column, "answers.csv")
    assert error.remedy
    assert str(error).startswith("answers.csv: ")
    assert "\n" not in str(error)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"encoding": "klingon"}, "unknown_encoding"),
        ({"encoding": "base64"}, "unknown_encoding"),
        ({"encoding": "undefined"}, "unknown_encoding"),
        ({"encoding": "\0"}, "unknown_encoding"),
        ({"encoding": "ascii"}, "undecodable"),
        ({"delimiter": ", "}, "bad_delimiter"),
        ({"delimiter": '"'}, "bad_delimiter"),
        ({"header_rows": 0}, "bad_header_rows"),
        ({"header_rows": 9}, "no_rows"),
        ({"sheet": "Tabelle1"}, "no_sheets"),
        ({"format": "qualtrics-csv"}, "not_qualtrics"),
        ({"format": "spss"}, "format_mismatch"),
        ({"format": "xlsx"}, "format_mismatch"),
        *(
            ({"format": f"{tool}-csv"}, "format_mismatch")
            for tool in ("kobo", "redcap", "limesurvey", "google-forms", "surveymonkey")
        ),
        ({"format": "kobo-xlsx"}, "format_mismatch"),
        ({"format": "wordperfect"}, "unknown_format"),
    ],
)
def test_options_that_do_not_fit_are_said(tmp_path: Path, options: dict[str, object], code: str) -> None:
    file = write(tmp_path / "a.csv", "a,b\n1,é\n")
    with pytest.raises(FileError) as caught:
        open_table(file, **options)  # type: ignore[arg-type]
    assert caught.value.code == code
    assert caught.value.remedy


def test_a_utf16_file_cut_in_the_middle_of_a_letter(tmp_path: Path) -> None:
    content = "a,b\n1,2\n".encode("utf-16") + b"3"
    with pytest.raises(FileError, match="cannot be read as utf-16"):
        open_table(write(tmp_path / "a.csv", content))


def test_a_cell_of_a_megabyte_is_read(tmp_path: Path) -> None:
    table = open_table(write(tmp_path / "a.csv", "a,b\n1," + "lorem " * 180_000 + "\n"))
    assert len(table.column("b").cell(0)) == 1_080_000


def test_two_header_rows_of_any_tool(tmp_path: Path) -> None:
    table = open_table(write(tmp_path / "a.csv", "Which?,,\nred,green, blue \n1,0,1\n"), header_rows=2)
    assert names(table) == ["Which?", "column 2", "column 3"]
    assert [column.text for column in table.columns] == ["red", "green", "blue"]
    assert table.record.tolist() == [3]


SPANISH = "Pregunta,Año\n¿Cómo está la niña?,Sí\nMañana también,“Según”\nÚltimo día,más\n"


@pytest.mark.parametrize(
    ("content", "encoding", "cell"),
    [
        (SPANISH.encode("mac_roman"), "mac_roman", "¿Cómo está la niña?"),
        (SPANISH.encode("cp1252"), "cp1252", "¿Cómo está la niña?"),
        ("質問,答え\nよく話し合う,はい\nいつも,いいえ\n".encode("shift_jis"), "cp932", "よく話し合う"),
        (
            "Frage,Jahr\nWie häufig für Schüler über 9?,größer\n".encode("mac_roman"),
            "mac_roman",
            "Wie häufig für Schüler über 9?",
        ),
        ("a,b\ncaf\u00e9,\u00b11\n".encode("cp1252"), "cp1252", "café"),
    ],
)
def test_letters_of_other_machines_are_guessed_and_a_person_is_told(
    tmp_path: Path, content: bytes, encoding: str, cell: str
) -> None:
    table = open_table(write(tmp_path / "a.csv", content))
    assert (table.encoding, table.columns[0].cell(0)) == (encoding, cell)
    assert [notice.code for notice in table.warnings] == ["encoding_assumed"]
    assert table.warnings[0].message.startswith("The file is not in UTF-8 and was read as ")


def test_two_writings_in_one_file_are_refused_with_the_line(tmp_path: Path) -> None:
    lines = [line.encode() for line in SPANISH.splitlines()] + ["Niñez,también".encode("cp1252")]
    with pytest.raises(FileError) as caught:
        open_table(write(tmp_path / "a.csv", b"\n".join(lines)))
    assert (caught.value.code, caught.value.row) == ("mixed_encodings", 5)
