"""Lines above the header, merged cells in it, and what must not be taken for either."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fivefold.files.reading import open_table
from tests.files.tools.heads import write_book, write_csv
from tests.files.written import cells, names, write

HEADER = ["role", "met", "asked"]
ANSWERS = [["Teacher", "Often", "Never"], ["Coach", "Never", "Always"]]


@pytest.mark.parametrize(
    ("above", "first"),
    [
        (["Staff survey 2026"], 3),
        (["Staff survey 2026,,"], 3),
        (["Staff survey", "Cedar Valley"], 4),
        (["Staff survey", ""], 4),
        (["Staff survey", ",,", "printed on 3 May"], 5),
    ],
)
def test_titles_are_left_out_and_named(tmp_path: Path, above: list[str], first: int) -> None:
    lines = [*above, *map(",".join, [HEADER, *ANSWERS])]
    table = open_table(write(tmp_path / "a.csv", "\n".join(lines)))
    assert names(table) == HEADER
    assert cells(table) == ANSWERS
    assert (table.header_rows, table.record.tolist()) == (1, [first, first + 1])
    (notice,) = table.warnings
    assert (notice.code, notice.row) == ("title_lines", 1)
    assert "Staff survey" in notice.message


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_the_sign_between_cells_is_found_under_a_title(tmp_path: Path, delimiter: str) -> None:
    lines = ["Survey, spring 2026", *map(delimiter.join, [HEADER, *ANSWERS])]
    table = open_table(write(tmp_path / "a.csv", "\n".join(lines)))
    assert (names(table), cells(table)) == (HEADER, ANSWERS)


def test_a_title_over_the_export_of_a_tool(tmp_path: Path) -> None:
    rows = [["Results"], ["Timestamp", "How often?", "Since when?"], ["5/1/2026 8:00:00", "Often", "Ever"]]
    table = open_table(write_book(tmp_path / "a.xlsx", Answers=rows))
    assert (table.rows, table.record.tolist(), table.column("Timestamp").metadata) == (1, [3], True)


def test_a_number_of_header_rows_given_by_a_person_stands(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["Which?", "", ""], HEADER, *ANSWERS])
    table = open_table(path, header_rows=2)
    assert names(table) == ["Which?", "column 2", "column 3"]
    assert [column.text for column in table.columns] == HEADER
    assert table.warnings == ()


@pytest.mark.parametrize(
    "text",
    [
        "id,,\n1,2,3\n2,3,4\n",  # numbers are no header
        'comment\n"Good, in all"\n"Bad, in part"\n',
        "comment\nGood; in all\nBad; in part\n",
        "a title,,\nrole,met,asked\n",  # nothing stands below
    ],
)
def test_what_is_no_title(tmp_path: Path, text: str) -> None:
    table = open_table(write(tmp_path / "a.csv", text))
    assert table.first_record == 2
    assert table.warnings == ()


@settings(max_examples=25)
@given(
    st.lists(st.text("abc é", min_size=1).filter(str.strip), max_size=3),
    st.lists(st.text("xyz", min_size=1), min_size=3, max_size=6, unique=True),
    st.integers(1, 4),
)
def test_any_titles_leave_the_same_table(
    tmp_path_factory: pytest.TempPathFactory, above: list[str], header: list[str], rows: int
) -> None:
    path = tmp_path_factory.mktemp("titles") / "a.csv"
    answers = [[f"{row}.{place}" for place in range(len(header))] for row in range(rows)]
    table = open_table(write_csv(path, [*([title] for title in above), header, *answers]))
    assert (names(table), cells(table)) == (header, answers)
    assert table.record.tolist() == list(range(len(above) + 2, len(above) + 2 + rows))


def test_a_merged_header_cell_goes_on_to_the_right(tmp_path: Path) -> None:
    rows = [["id", "Trust", "", "", "role"], ["", "met", "asked", "heard", ""], ["1", "2", "3", "4", "Coach"]]
    table = open_table(write_book(tmp_path / "a.xlsx", ["B1:D1", "A1:A2"], Answers=rows))
    assert (table.header_rows, table.record.tolist()) == (2, [3])
    assert names(table) == ["id", "Trust", "Trust (2)", "Trust (3)", "role"]
    assert [one.text for one in table.columns] == ["", "Trust [met]", "Trust [asked]", "Trust [heard]", ""]


def test_a_merged_cell_over_answers_is_one_header_row(tmp_path: Path) -> None:
    rows = [["id", "Scores", "", "role"], [1, 2, 3, "Coach"]]
    table = open_table(write_book(tmp_path / "a.xlsx", ["B1:C1"], Answers=rows))
    assert (table.header_rows, names(table)) == (1, ["id", "Scores", "Scores (2)", "role"])
    assert cells(table) == [["1", "2", "3", "Coach"]]


def test_a_title_merged_over_all_columns_and_a_merged_header_below(tmp_path: Path) -> None:
    rows = [
        ["Staff survey 2026", "", "", ""],
        ["id", "Trust", "", ""],
        ["", "met", "asked", "heard"],
        ["1", "2", "3", "4"],
    ]
    table = open_table(write_book(tmp_path / "a.xlsx", ["A1:D1", "B2:D2"], Answers=rows))
    assert (table.header_rows, table.record.tolist()) == (2, [4])
    assert table.columns[1].text == "Trust [met]"
    assert [notice.code for notice in table.warnings] == ["title_lines"]


def test_merged_answers_are_left_as_they_are(tmp_path: Path) -> None:
    rows = [["a", "b", "c"], ["1", "", "2"]]
    table = open_table(write_book(tmp_path / "a.xlsx", ["A2:B2"], Answers=rows))
    assert cells(table) == [["1", "", "2"]]
