"""SPSS files: labels, missing codes, and the crash that must stay in its process."""

import datetime
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from fivefold.files.errors import FileError
from fivefold.files.reading import open_table
from tests.files.written import cells, write


def save(path: Path) -> Path:
    frame = pd.DataFrame(
        {
            "trust_1": [1.0, 5.0, 8.0, None, -9.0],
            "share": [0.5, 2.0, -3.0, 1e20, 7.0],
            "side": ["practice", "research ", "", "n/a", "practice"],
            "day": [datetime.date(2026, 1, 2), None, None, None, datetime.date(1950, 12, 24)],
        }
    )
    pyreadstat.write_sav(
        frame,
        path,
        column_labels={"trust_1": "We meet when we said we would", "side": "Your side"},
        variable_value_labels={"trust_1": {1: "Never", 5: "Always", 8: "I cannot tell", 9: "Refused"}},
        missing_ranges={"trust_1": [8, {"lo": -99, "hi": -1}], "side": ["n/a"]},
    )
    return path


def outcome_of(path: Path) -> str:
    try:
        open_table(path)
    except FileError as error:
        return error.code
    return "read"


def test_labels_and_missing_codes(tmp_path: Path) -> None:
    table = open_table(save(tmp_path / "survey.sav"))
    assert (table.format, table.header_rows, table.record.tolist()) == ("spss", 0, [1, 2, 3, 4, 5])
    assert table.encoding == "UTF-8"
    trust = table.column("trust_1")
    assert trust.text == "We meet when we said we would"
    assert dict(trust.labels) == {"1": "Never", "5": "Always", "8": "I cannot tell", "9": "Refused"}
    assert trust.user_missing == {"8", "-9"}
    assert table.column("side").user_missing == {"n/a"}
    assert cells(table) == [
        ["1", "0.5", "practice", "2026-01-02"],
        ["5", "2", "research", ""],
        ["8", "-3", "", ""],
        ["", "1e+20", "n/a", ""],
        ["-9", "7", "practice", "1950-12-24"],
    ]


def test_compressed_files_and_any_ending(tmp_path: Path) -> None:
    pyreadstat.write_sav(pd.DataFrame({"q": [1.0, 2.0]}), tmp_path / "survey.zsav", compress=True)
    (tmp_path / "survey.zsav").rename(tmp_path / "survey.csv")
    table = open_table(tmp_path / "survey.csv")
    assert (table.format, cells(table)) == ("spss", [["1"], ["2"]])


def test_missing_texts_given_by_a_person(tmp_path: Path) -> None:
    table = open_table(save(tmp_path / "survey.sav"), missing=["NEVER", "7.0"])
    assert table.column("trust_1").user_missing == {"8", "-9", "1"}
    assert table.column("share").user_missing == {"7"}


def test_previews_by_their_labels(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {"StartDate": ["a", "b"], "EndDate": ["a", "b"], "Status": [0.0, 1.0], "Q1": [3.0, 4.0]}
    )
    labels = {"Status": {0: "IP Address", 1: "Survey Preview"}}
    pyreadstat.write_sav(frame, tmp_path / "q.sav", variable_value_labels=labels)
    table = open_table(tmp_path / "q.sav")
    assert (table.rows, table.skipped[0].row) == (1, 2)
    assert "Survey Preview" in table.skipped[0].reason


def test_every_cut_of_a_file_is_a_sentence(tmp_path: Path) -> None:
    whole = save(tmp_path / "survey.sav").read_bytes()
    for length in (5, 100, 200, len(whole) // 2, len(whole) - 30):
        with pytest.raises(FileError) as caught:
            open_table(write(tmp_path / "cut.sav", whole[:length]))
        assert caught.value.code in {"damaged_file", "too_large"}, length


def test_flipped_bytes_never_crash_the_caller(tmp_path: Path) -> None:
    whole = save(tmp_path / "survey.sav").read_bytes()
    for place in range(4, len(whole), len(whole) // 12):
        damaged = bytearray(whole)
        damaged[place] ^= 0xFF
        outcome = outcome_of(write(tmp_path / "bad.sav", bytes(damaged)))
        assert outcome in {"read", "damaged_file", "too_large", "too_slow", "no_rows"}, place


def test_a_file_without_cases(tmp_path: Path) -> None:
    pyreadstat.write_sav(pd.DataFrame({"q": pd.Series([], dtype=float)}), tmp_path / "none.sav")
    with pytest.raises(FileError) as caught:
        open_table(tmp_path / "none.sav")
    assert (caught.value.code, caught.value.row) == ("no_rows", None)
