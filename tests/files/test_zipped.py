"""A table handed over in a zip: the same answers as the file in it, or a sentence."""

import zipfile
from pathlib import Path

import pytest

from fivefold.files.errors import FileError
from fivefold.files.reading import open_table
from tests.files.rolls.made import zipped
from tests.files.written import cells, names

GRID = "Timestamp,How often? [We meet],How often? [We learn]\n11/3/2025 10:00:00,Often,Niño\n"
NAME = "Encuesta año 2 (Responses).csv"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("beside", [{}, {"__MACOSX/._x.csv": b"\0\1"}, {"photo.jpg": b"\xff\xd8"}])
def test_the_table_in_a_zip(tmp_path: Path, encoding: str, beside: dict[str, bytes]) -> None:
    (tmp_path / "plain.csv").write_bytes(GRID.encode(encoding))
    plain = open_table(tmp_path / "plain.csv")
    table = open_table(zipped(tmp_path / "export.zip", {f"folder/{NAME}": GRID.encode(encoding), **beside}))
    assert (table.file, table.format, table.encoding) == ("export.zip", "google-forms-csv", plain.encoding)
    assert (names(table), cells(table), table.warnings) == (names(plain), cells(plain), plain.warnings)


def refusal(path: Path) -> FileError:
    with pytest.raises(FileError) as caught:
        open_table(path)
    assert caught.value.file == path.name
    assert caught.value.remedy
    return caught.value


def test_several_tables_are_not_chosen_from(tmp_path: Path) -> None:
    error = refusal(zipped(tmp_path / "two.zip", {"a.csv": GRID, "b.CSV": GRID}))
    assert (error.code, "a.csv, b.CSV" in error.message) == ("not_a_table", True)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04" + bytes(200), "not_a_table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(200), "not_a_table"),
        (b"%PDF-1.7", "not_a_table"),
        (b'{"SurveyEntry": {}, "SurveyElements": []}', "codebook_not_answers"),
        (b"", "empty_file"),
        (b"student_id,name,grade,dob\n1,Ana,4,2014-01-02\n2,Ben,5,2013-03-04\n", "pupil_records"),
        (b"a,b\n" + b"x" * 20_000_000, "too_large"),
    ],
)
def test_what_is_in_the_zip_is_judged_as_any_file(tmp_path: Path, content: bytes, code: str) -> None:
    assert refusal(zipped(tmp_path / "export.zip", {"data.csv": content})).code == code


def test_a_damaged_zip(tmp_path: Path) -> None:
    path = zipped(tmp_path / "export.zip", {"data.csv": GRID * 200})
    whole = bytearray(path.read_bytes())
    whole[60:80] = bytes(20)
    path.write_bytes(whole)
    assert refusal(path).code == "damaged_file"


def test_a_zip_under_a_password(tmp_path: Path) -> None:
    path = zipped(tmp_path / "locked.zip", {"data.csv": GRID})
    with zipfile.ZipFile(path) as archive:
        header = archive.infolist()[0].header_offset
    locked = bytearray(path.read_bytes())
    locked[header + 6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(locked)
    assert refusal(path).code == "encrypted_file"
