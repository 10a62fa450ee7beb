"""Zips: only three files are opened, wherever they lie, and nothing hostile gets beyond a sentence."""

import zipfile
from pathlib import Path

import pytest

from fivefold.files import limits
from fivefold.files.rolls.opening import open_people
from tests.files.rolls.made import ENROLLMENTS, USERS_1_1, refusal, rows, user, zipped

USERS = rows(USERS_1_1, user(1, role="teacher"), user(2, role="aide"))


def test_users_are_found_in_any_folder_and_capitals(tmp_path: Path) -> None:
    files = {
        "Cedar/OneRoster/Users.CSV": USERS,
        "__MACOSX/Cedar/._users.csv": b"\0\1",
        "Cedar/.users.csv": "x",
    }
    assert open_people(zipped(tmp_path / "export.zip", files)).count == 2
    assert open_people(zipped(tmp_path / "windows.zip", {"Cedar\\users.csv": USERS})).count == 2
    assert open_people(zipped(tmp_path / "named.csv", {"users.csv": USERS})).count == 2


def test_no_other_file_is_opened(tmp_path: Path) -> None:
    """The bytes of the other files are wiped out; whoever opens one of them would fail."""
    path = zipped(tmp_path / "export.zip", {"enrollments.csv": ENROLLMENTS * 9, "users.csv": USERS})
    with zipfile.ZipFile(path) as archive:
        entry = archive.getinfo("enrollments.csv")
        begins = entry.header_offset + 30 + len(entry.filename)
    content = bytearray(path.read_bytes())
    content[begins : begins + entry.compress_size] = b"\xff" * entry.compress_size
    path.write_bytes(content)
    assert open_people(path).count == 2


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"enrollments.csv": ENROLLMENTS}, "it holds enrollments.csv"),
        ({"people.csv": USERS, "notes.txt": "x"}, "it holds people.csv, notes.txt"),
        ({}, "it is empty"),
        ({"inner.zip": b"PK\x05\x06" + bytes(18)}, "it holds inner.zip"),
        ({f"{place}.csv": "x" for place in range(9)}, "3.csv, …"),
        ({"a\x1b[2Jb.csv": "x"}, "it holds a [2Jb.csv"),
    ],
)
def test_a_zip_without_users_says_what_is_in_it(tmp_path: Path, files: dict[str, bytes], said: str) -> None:
    error = refusal(zipped(tmp_path / "export.zip", files))
    assert (error.code, error.file) == ("not_in_zip", "export.zip")
    assert said in error.message


def test_two_exports_in_one_zip_are_not_chosen_from(tmp_path: Path) -> None:
    error = refusal(zipped(tmp_path / "export.zip", {"a/users.csv": USERS, "b/users.csv": USERS}))
    assert error.code == "several_in_zip"
    assert "a/users.csv, b/users.csv" in error.message


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = zipped(tmp_path / "bomb.zip", {"users.csv": USERS + "x" * 20_000_000})
    error = refusal(bomb)
    assert (error.code, error.file) == ("too_large", "bomb.zip/users.csv")


def test_more_is_never_unpacked_than_an_entry_declares(tmp_path: Path) -> None:
    """A bomb that lies about its size is cut off where it said it ends, and found out by its checksum."""
    path = zipped(tmp_path / "liar.zip", {"users.csv": USERS + "x" * 9_000_000})
    content = path.read_bytes()
    true_size = (len(USERS) + 9_000_000).to_bytes(4, "little")
    assert content.count(true_size) == 2
    path.write_bytes(content.replace(true_size, len(USERS).to_bytes(4, "little")))
    assert refusal(path).code == "damaged_file"


def test_a_zip_of_very_many_files(tmp_path: Path) -> None:
    many = {f"{place}": "" for place in range(limits.WORKBOOK_ENTRIES)}
    assert refusal(zipped(tmp_path / "many.zip", {**many, "users.csv": USERS})).code == "too_large"


def test_a_zip_under_a_password(tmp_path: Path) -> None:
    path = zipped(tmp_path / "locked.zip", {"users.csv": USERS})
    content = bytearray(path.read_bytes())
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(sign) + flags] |= 1
    path.write_bytes(content)
    assert refusal(path).code == "encrypted_file"


def test_a_zip_packed_in_a_rare_way(tmp_path: Path) -> None:
    path = tmp_path / "rare.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("users.csv", USERS)
    assert refusal(path).code == "format_not_read_yet"


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_zip_that_was_cut_off(tmp_path: Path, share: float) -> None:
    path = zipped(tmp_path / "export.zip", {"users.csv": USERS})
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])
    assert refusal(path).code == "damaged_file"


@pytest.mark.parametrize(
    "content", [b"\0\1\2", b"%PDF-1.7\n%", b"PK\x03\x04", b"\xff\xd8\xff\xe0", b"", b"\n\n"]
)
def test_what_is_called_users_and_is_none(tmp_path: Path, content: bytes) -> None:
    error = refusal(zipped(tmp_path / "export.zip", {"users.csv": content}))
    assert error.code in {"nul_bytes", "empty_file", "no_header", "undecodable", "unknown_encoding"}
    assert error.file == "export.zip/users.csv"


def test_a_fault_in_the_file_inside_has_its_place(tmp_path: Path) -> None:
    error = refusal(zipped(tmp_path / "export.zip", {"users.csv": USERS + '"never closed'}))
    assert (error.code, error.row, error.file) == ("unterminated_quote", 4, "export.zip/users.csv")


def test_nothing_is_written_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    path = zipped(tmp_path / "export.zip", {"users.csv": USERS})
    assert open_people(path).count == 2
    assert list(scratch.iterdir()) == []
