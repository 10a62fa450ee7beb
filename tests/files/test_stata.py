"""Stata files of every version: labels, extended missing values, encodings, and damage that stays outside."""

import datetime
import struct
from pathlib import Path

import numpy as np
import pandas as pd
import pyreadstat
import pytest

from fivefold.files.errors import FileError
from fivefold.files.reading import open_table
from tests.files.written import cells, write

# A file that no longer begins like Stata's is taken for a text.
READ_OR_REFUSED = {"read", "damaged_file", "too_large", "too_slow", "no_rows", "nul_bytes"}


def save(path: Path, version: int = 15) -> Path:
    frame = pd.DataFrame(
        {
            "trust_1": [1.0, 5.0, "a", None, "b"],
            "side": ["practice", "research ", "", "a", "practice"],
            "day": [datetime.date(2026, 1, 2), None, None, None, datetime.date(1950, 12, 24)],
        }
    )
    pyreadstat.write_dta(
        frame,
        path,
        version=version,
        column_labels={"trust_1": "We meet when we said we would", "side": "Your side"},
        variable_value_labels={"trust_1": {1: "Never", 5: "Always", "a": "I cannot tell"}},
        missing_user_values={"trust_1": ["a", "b"]},
    )
    return path


def code_of(path: Path, **options: str) -> str:
    try:
        open_table(path, **options)
    except FileError as error:
        return error.code
    return "read"


@pytest.mark.parametrize("version", range(8, 16))
def test_labels_and_extended_missing_values(tmp_path: Path, version: int) -> None:
    table = open_table(save(tmp_path / "survey.dta", version))
    assert (table.format, table.header_rows, table.record.tolist()) == ("stata", 0, [1, 2, 3, 4, 5])
    trust = table.column("trust_1")
    assert trust.text == "We meet when we said we would"
    assert dict(trust.labels) == {"1": "Never", "5": "Always", ".a": "I cannot tell"}
    assert trust.user_missing == {".a", ".b"}
    assert table.column("side").user_missing == frozenset()
    assert cells(table) == [
        ["1", "practice", "2026-01-02"],
        ["5", "research", ""],
        [".a", "", ""],
        ["", "a", ""],
        [".b", "practice", "1950-12-24"],
    ]


def test_an_extended_missing_value_that_nobody_chose_is_missing_too(tmp_path: Path) -> None:
    frame = pd.DataFrame({"q": [1.0, 2.0], "r": ["z", None]})
    labels = {1: "No", 2: "Yes", "z": "Refused"}
    pyreadstat.write_dta(
        frame,
        tmp_path / "a.dta",
        variable_value_labels={"q": {1: "No"}, "r": labels},
        missing_user_values={"q": ["z"], "r": ["z"]},
    )
    table = open_table(tmp_path / "a.dta")
    assert table.column("q").user_missing == frozenset()
    assert table.column("r").user_missing == {".z"}


def test_four_bytes_are_written_as_they_were_typed(tmp_path: Path) -> None:
    frame = pd.DataFrame({"mean": np.array([3.1, 2.0, 4.75], dtype=np.float32), "n": [1, 2, 3]})
    frame.to_stata(tmp_path / "a.dta", write_index=False)
    assert open_table(tmp_path / "a.dta").column("mean").values == ("3.1", "2", "4.75")


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "mac-roman"])
def test_an_old_file_is_read_in_the_encoding_that_is_named(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path / "old.dta", old_release(108, "Señal", "año", encoding))
    table = open_table(path, encoding=encoding)
    assert (table.column("q").text, table.column("q").labels["1"]) == ("Señal", "año")
    assert (table.encoding, table.warnings) == (encoding, ())


def test_an_old_file_without_a_named_encoding(tmp_path: Path) -> None:
    """UTF-8 where it is that, as R writes it; else Windows-1252, and a person is told."""
    modern = open_table(write(tmp_path / "a.dta", old_release(108, "Señal", "año", "utf-8")))
    assert (modern.column("q").text, modern.encoding, modern.warnings) == ("Señal", "utf-8", ())
    old = open_table(write(tmp_path / "b.dta", old_release(108, "Señal", "año", "cp1252")))
    assert (old.column("q").text, old.encoding) == ("Señal", "cp1252")
    assert [notice.code for notice in old.warnings] == ["encoding_assumed"]


def test_an_encoding_that_does_not_fit(tmp_path: Path) -> None:
    path = write(tmp_path / "old.dta", old_release(108, "Señal", "año", "cp1252"))
    assert code_of(path, encoding="utf-8") == "undecodable"
    assert code_of(path, encoding="utf-16") == "undecodable"
    assert code_of(path, encoding="martian") == "unknown_encoding"


@pytest.mark.parametrize("release", [105, 108, 110, 111, 113])
def test_releases_of_the_nineties_and_after(tmp_path: Path, release: int) -> None:
    table = open_table(write(tmp_path / "old.dta", old_release(release, "How often", "Never")))
    assert (table.column("q").text, dict(table.column("q").labels)) == ("How often", {"1": "Never"})
    assert cells(table) == [["1"], ["2"], [""]]


def test_big_endian(tmp_path: Path) -> None:
    pd.DataFrame({"q": [1, 2]}).to_stata(tmp_path / "big.dta", byteorder=">", write_index=False)
    assert open_table(tmp_path / "big.dta").column("q").values == ("1", "2")


def test_hundreds_of_columns(tmp_path: Path) -> None:
    frame = pd.DataFrame({f"q{number}": [1, 2] for number in range(900)})
    frame.to_stata(tmp_path / "wide.dta", write_index=False)
    assert len(open_table(tmp_path / "wide.dta").columns) == 900


def test_any_ending_and_the_format_named(tmp_path: Path) -> None:
    path = save(tmp_path / "survey.csv")
    assert open_table(path, format="stata").format == "stata"
    assert code_of(path, format="spss") == "format_mismatch"


@pytest.mark.parametrize("version", [10, 15])
def test_every_cut_of_a_file_is_a_sentence(tmp_path: Path, version: int) -> None:
    whole = save(tmp_path / "survey.dta", version).read_bytes()
    for length in (40, 200, len(whole) // 2, len(whole) - 30, len(whole) - 1):
        assert code_of(write(tmp_path / "cut.dta", whole[:length])) == "damaged_file", length


@pytest.mark.parametrize("version", [10, 15])
def test_flipped_bytes_never_crash_the_caller(tmp_path: Path, version: int) -> None:
    whole = save(tmp_path / "survey.dta", version).read_bytes()
    for place in range(1, len(whole), len(whole) // 9):
        damaged = bytearray(whole)
        damaged[place] ^= 0xFF
        outcome = code_of(write(tmp_path / "bad.dta", bytes(damaged)))
        assert outcome in READ_OR_REFUSED, place


def old_release(release: int, text: str, label: str, encoding: str = "ascii") -> bytes:
    """One variable of a byte each, 1 labelled, in a layout that today's programs read and do not write."""
    name = 9 if release < 110 else 33
    told = 32 if release < 108 else 81
    shown = 12 if release < 114 else 49
    plain = b"b" if release < 111 else bytes([251])
    expansion = b"" if release < 105 else struct.pack("<B", 0) + bytes(2 if release < 110 else 4)
    numbers = struct.pack("<bbb", 1, 2, 127 if release < 113 else 101)
    return b"".join(
        [
            struct.pack("<BBBBHI", release, 2, 1, 0, 1, 3),
            bytes(told),
            bytes(18),
            plain,
            b"q".ljust(name, b"\0"),
            bytes(4),
            b"%8.0g".ljust(shown, b"\0"),
            b"often".ljust(name, b"\0"),
            text.encode(encoding).ljust(told, b"\0"),
            expansion,
            numbers,
            _labels(release, label.encode(encoding)),
        ]
    )


def _labels(release: int, label: bytes) -> bytes:
    if release < 108:
        return struct.pack("<H9sBH8s", 1, b"often", 0, 1, label.ljust(8, b"\0"))
    words = label + b"\0"
    table = struct.pack("<iiii", 1, len(words), 0, 1) + words
    return (
        struct.pack("<i", len(table)) + b"often".ljust(9 if release < 110 else 33, b"\0") + bytes(3) + table
    )
