"""Files that are no tables say what they are, whatever they are called."""

import io
import zipfile
from pathlib import Path

import pytest

from fivefold.files.errors import FileError
from fivefold.files.reading import open_table
from tests.files.written import write


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"%PDF-1.7\n1 0 obj", "not_a_table", "PDF"),
        (b"{\\rtf1 x}", "not_a_table", "RTF"),
        (b"SQLite format 3\0...", "not_a_table", "SQLite"),
        (b"\x89PNG\r\n\x1a\n", "not_a_table", "PNG"),
        (b"\xff\xd8\xff\xe0", "not_a_table", "JPEG"),
        (b"GIF89a", "not_a_table", "GIF"),
        (b"\x1f\x8b\x08", "not_a_table", "gzip"),
        (b"\n <!DOCTYPE html><html>", "not_a_table", "HTML"),
        (b"<table><tr><td>1", "not_a_table", "HTML"),
        ("\ufeff<html><table>".encode("utf-16-le"), "not_a_table", "HTML"),
        (b'<?xml version="1.0"?><document/>', "not_a_table", "XML"),
        (b'{"Survey": {}}', "not_a_table", "JSON"),
        (b'[{"a": 1}]', "not_a_table", "JSON"),
        (b"BEGIN:VCALENDAR\r\n", "not_a_table", "calendar"),
        (b"@article{key,\n title={x}}", "not_a_table", "BibTeX"),
        (b"TY  - JOUR\nER  - ", "not_a_table", "RIS"),
        (archive("a.csv", "b.csv"), "not_a_table", "zip"),
        (archive("word/document.xml"), "not_a_table", "Word"),
        (archive("mimetype", "content.xml"), "format_not_read_yet", "OpenDocument"),
        (archive("xl/workbook.bin"), "format_not_read_yet", "xlsb"),
        (OLE, "format_not_read_yet", "old Office"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted_file", "password"),
        (b"<stata_dta><header>", "damaged_file", "Stata"),
        (b"\x73\x02\x01\x00", "damaged_file", "Stata"),
        (b"C" * 200 + b"ASCII SPSS PORT FILE", "damaged_file", "SPSS"),
        (b"C" * 456 + b"SPSSPORTA", "damaged_file", "SPSS"),
        (b"PK\x03\x04 and nothing more", "damaged_file", "damaged"),
    ],
)
def test_what_is_no_table_is_called_by_its_name(tmp_path: Path, content: bytes, code: str, said: str) -> None:
    with pytest.raises(FileError) as caught:
        open_table(write(tmp_path / "survey.csv", content))
    assert caught.value.code == code
    assert said in caught.value.message
    assert caught.value.remedy


@pytest.mark.parametrize(
    "content",
    [
        "<b>How often?</b>,b\n1,2\n",
        "{a},[b]\n1,2\n",
        "[1],b\n1,2\n",
        "#q,b\n1,2\n",
        "@handle,b\n1,2\n",
        "TY,b\n1,2\n",
    ],
)
def test_tables_with_strange_headers_stay_tables(tmp_path: Path, content: str) -> None:
    assert open_table(write(tmp_path / "a.csv", content)).rows == 1
