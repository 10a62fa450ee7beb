"""The front door: places that are no files, processes that die, and what comes back through the pipe."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from fivefold.files import confinement, limits, transport
from fivefold.files.errors import FileError
from fivefold.files.reading import open_table
from fivefold.files.sentences import say
from tests.files.written import cells, write


def code_of(path: Path) -> str:
    with pytest.raises(FileError) as caught:
        open_table(path)
    assert caught.value.file == path.name
    assert caught.value.remedy
    return caught.value.code


def test_places_that_are_no_files(tmp_path: Path) -> None:
    assert code_of(tmp_path / "none.csv") == "no_such_file"
    assert code_of(tmp_path) == "not_a_file"
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    assert code_of(pipe) == "not_a_file"


def test_a_file_too_large_is_not_opened(tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    with large.open("wb") as stream:
        stream.truncate(limits.FILE_BYTES + 1)
    assert code_of(large) == "too_large"


def test_a_reader_that_takes_too_long_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path / "slow.csv", "a,b\n" + "1,2\n" * 500_000)
    monkeypatch.setattr(limits, "WALL_SECONDS", 0.02)
    monkeypatch.setattr(limits, "MEGABYTES_PER_SECOND", 1_000_000)
    assert code_of(file) == "too_slow"


def test_a_reader_that_works_too_long_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = ",".join(f"{i}x" for i in range(60)) + "\n"
    file = write(tmp_path / "busy.csv", row * 300_000)
    monkeypatch.setattr(limits, "CPU_SECONDS", 1)
    monkeypatch.setattr(limits, "MEGABYTES_PER_SECOND", 1_000_000)
    assert code_of(file) == "too_slow"


def test_more_cells_than_a_survey_has(tmp_path: Path) -> None:
    header = ",".join(f"q{i}" for i in range(4_000))
    file = write(tmp_path / "cells.csv", header + "\n" + ("," * 3_998 + "1,1\n") * 12_501)
    with pytest.raises(FileError) as caught:
        open_table(file)
    assert (caught.value.code, caught.value.message) == (
        "too_large",
        "The table has more than 50,000,000 cells.",
    )


def test_the_child_leaves_no_import_to_the_folder_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "csv.py", "raise SystemExit('taken over')")
    write(tmp_path / "json.py", "raise SystemExit('taken over')")
    monkeypatch.chdir(tmp_path)
    assert cells(open_table(write(tmp_path / "a.csv", "a\n1\n"))) == [["1"]]


def test_the_child_is_told_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://fivefold:secret@localhost/fivefold")
    monkeypatch.setenv("FIVEFOLD_SECRET_KEY", "secret")
    assert "secret" not in str(confinement._environment())


def test_columns_are_encoded_once_and_cannot_be_changed(tmp_path: Path) -> None:
    table = open_table(write(tmp_path / "a.csv", "a,b\nx,1\ny,\nx,1\n, \n"), keep_trials=True)
    column = table.column("a")
    assert (column.values, column.codes.tolist(), column.codes.dtype) == (("x", "y"), [0, 1, 0], np.int32)
    assert table.column("b").codes.tolist() == [0, -1, 0]
    with pytest.raises(ValueError, match="read-only"):
        column.codes[0] = 1
    with pytest.raises(KeyError):
        table.column("c")


def test_an_error_survives_the_journey() -> None:
    error = FileError(
        "a_code",
        say("Row {row} is a fault.", row=3),
        remedy=say("A remedy."),
        file="f.csv",
        row=3,
        column="q",
    )
    assert error.to_dict() == {
        "code": "a_code",
        "message": "Row 3 is a fault.",
        "file": "f.csv",
        "row": 3,
        "column": "q",
        "remedy": "A remedy.",
    }
    again = FileError.of_record(json.loads(json.dumps(error.to_record())))
    assert again.to_dict() == error.to_dict()
    assert (again.message.pattern, again.remedy.pattern) == ("Row {row} is a fault.", "A remedy.")
    assert str(again) == "f.csv: Row 3 is a fault. A remedy."


def test_what_the_other_process_says_can_be_said_again(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        open_table(write(tmp_path / "f.csv", "a,b\n1,2,3\n"))
    assert caught.value.message.pattern == "Row {row} has {cells} cells, but the header names {width}."
    (notice,) = open_table(write(tmp_path / "f.csv", "a,b\n1\n")).warnings
    assert notice.message.fields == {"rows": "2"}


@pytest.mark.parametrize("answer", [b"", b"\x05", (9).to_bytes(8, "little") + b"{}"])
def test_a_broken_answer_is_noticed(answer: bytes) -> None:
    with pytest.raises(ValueError, match="broke off"):
        transport.described(answer)


def test_the_child_starts_light() -> None:
    said = subprocess.run(
        [sys.executable, "-c", "import fivefold.files.child, sys; print('numpy' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == "False"
