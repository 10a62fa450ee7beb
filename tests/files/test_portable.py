"""SPSS portable files: what pyreadstat reads of them, and the codes and letters that it loses."""

import datetime
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fivefold.files.errors import FileError
from fivefold.files.portable import read_portable
from fivefold.files.reading import open_table
from tests.examples import up_to
from tests.files.written import cells, write

SPLASH = "ASCII SPSS PORT FILE".ljust(40).encode() * 5 + bytes(range(256)).replace(b"\r", b"0").replace(
    b"\n", b"0"
)
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRST"


def number(value: int) -> str:
    digits, rest = "", abs(value)
    while rest or not digits:
        rest, digit = divmod(rest, 30)
        digits = DIGITS[digit] + digits
    return f"{'-' if value < 0 else ''}{digits}/"


def text(value: str, encoding: str = "cp1252") -> str:
    return f"{number(len(value.encode(encoding)))}{value}"


def variable(name: str, width: int = 0, declared: str = "", label: str = "", form: int = 5) -> str:
    forms = (number(form) + number(8) + number(0)) * 2
    return f"7{number(width)}{text(name)}{forms}{declared}{'C' + text(label) if label else ''}"


def portable(body: str, encoding: str = "cp1252", end: bytes = b"\r\n") -> bytes:
    begin = f"SPSSPORTA{text('20261124')}{text('120000')}1{text('SPSS')}4{number(2)}5{number(11)}"
    content = SPLASH + f"{begin}{body}".encode(encoding)
    content += b"Z" * (80 - len(content) % 80)
    return end.join(content[at : at + 80] for at in range(0, len(content), 80)) + end


ANSWERS = portable(
    variable("TRUST", declared=f"8{number(9)}B{number(-9)}{number(-1)}", label="Confiáis en año")
    + variable("SIDE", 8, declared=f"8{text('n/a')}")
    + f"D{number(1)}{text('TRUST')}{number(2)}{number(1)}{text('Nunca')}{number(9)}{text('No sé')}"
    + f"E{number(1)}{text('a note')}"
    + "F"
    + "".join(
        f"{trust}{text(side)}" for trust, side in (("1/", "señor"), ("9/", "n/a"), ("-3/", ""), ("*.", "x"))
    )
)


def test_labels_missing_codes_and_letters(tmp_path: Path) -> None:
    table = open_table(write(tmp_path / "survey.por", ANSWERS))
    assert (table.format, table.header_rows, table.encoding) == ("spss", 0, "cp1252")
    assert [notice.code for notice in table.warnings] == ["encoding_assumed"]
    trust = table.column("TRUST")
    assert (trust.text, dict(trust.labels)) == ("Confiáis en año", {"1": "Nunca", "9": "No sé"})
    assert trust.user_missing == {"9", "-3"}
    assert table.column("SIDE").user_missing == {"n/a"}
    assert cells(table) == [["1", "señor"], ["9", "n/a"], ["-3", ""], ["", "x"]]


def test_an_encoding_that_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "survey.por", ANSWERS)
    assert open_table(path, encoding="latin-1").warnings == ()
    for encoding, code in (("utf-8", "undecodable"), ("martian", "unknown_encoding")):
        with pytest.raises(FileError) as caught:
            open_table(path, encoding=encoding)
        assert caught.value.code == code


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r"])
def test_any_line_end_and_blanks_that_an_editor_took_away(tmp_path: Path, end: bytes) -> None:
    body = variable("Q", 8) + "F" + text("a" + " " * 199) + text("b")
    lines = portable(body, end=end).split(end)
    content = end.join(line.rstrip(b" ") for line in lines)
    assert cells(open_table(write(tmp_path / "a.txt", content))) == [["a"], ["b"]]


def test_ranges_without_an_end(tmp_path: Path) -> None:
    body = variable("LOW", declared=f"9{number(0)}") + variable("HIGH", declared=f"A{number(8)}") + "F"
    table = open_table(write(tmp_path / "a.por", portable(body + "-1/7/0/8/1/9/")))
    assert (table.column("LOW").user_missing, table.column("HIGH").user_missing) == ({"-1", "0"}, {"8", "9"})


def test_dates_and_those_beyond_the_calendar(tmp_path: Path) -> None:
    body = variable("DAY", form=20) + variable("AT", form=104) + variable("HOUR", form=103) + "F"
    second = number(13_900_000_000)
    table = open_table(write(tmp_path / "a.por", portable(f"{body}{second * 3}{number(10**15) * 2}61/")))
    assert cells(table) == [
        ["2023-04-04", "2023-04-04 15:06:40", "13900000000"],
        ["1000000000000000", "1000000000000000", "00:03:01"],
    ]


@given(
    st.lists(
        st.one_of(
            st.none(),
            st.integers(-(10**9), 10**9).map(float),
            st.floats(-1e6, 1e6).map(lambda value: round(value, 3)),
        ),
        min_size=1,
        max_size=20,
    )
)
@settings(max_examples=40, deadline=None)
def test_what_pyreadstat_writes_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, values: list[float | None]
) -> None:
    path = tmp_path_factory.mktemp("por") / "a.por"
    days = [datetime.date(2026, 1, 1) + datetime.timedelta(days=day) for day in range(len(values))]
    frame = pd.DataFrame({"Q": pd.Series(values, dtype=float), "DAY": days, "S": "a b"})
    pyreadstat.write_por(frame, path)
    table = read_portable(path, None)
    found = [[*column.encoder.texts(), ""] for column in table.columns]
    read = [found[0][code] for code in table.columns[0].encoder.codes]
    assert [cell == "" for cell in read] == [value is None for value in values]
    given = [value for value in values if value is not None]
    assert [float(cell) for cell in read if cell] == pytest.approx(given, rel=1e-14)
    assert found[1][: len(days)] == [day.isoformat() for day in days]


def test_every_cut_of_a_file_is_a_sentence(tmp_path: Path) -> None:
    for length in range(len(SPLASH) + 20, ANSWERS.index(b"ZZ"), 7):
        with pytest.raises(FileError) as caught:
            read_portable(write(tmp_path / "cut.por", ANSWERS[:length]), None)
        assert caught.value.code == "damaged_file", length


@given(st.integers(len(SPLASH), len(ANSWERS) - 1), st.integers(0, 255))
@settings(max_examples=up_to(300), deadline=None)
def test_a_damaged_byte_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, place: int, byte: int
) -> None:
    damaged = bytearray(ANSWERS)
    damaged[place] = byte
    path = write(tmp_path_factory.getbasetemp() / "bad.por", bytes(damaged))
    assert outcome_of(path) in {"read", "damaged_file", "empty_file"}


def outcome_of(path: Path) -> str:
    try:
        read_portable(path, None)
    except FileError as error:
        return error.code
    return "read"
