"""Google Forms: a timestamp in any language, grids, cells with several choices or lines."""

from pathlib import Path

import pytest

from fivefold.assess import frameworks
from fivefold.assess.proposal import propose
from fivefold.files.personal import is_personal
from fivefold.files.reading import open_table
from fivefold.files.table import Table
from tests.files.tools.heads import write_book, write_csv
from tests.files.written import cells

GRID = ["How often? [We meet]", "How often? [We decide]", "How often? [We learn]"]
OFTEN = ["Never", "Sometimes", "Often", "Always"]


def read(tmp_path: Path, rows: list[list[str]], **options: str) -> Table:
    return open_table(write_csv(tmp_path / "responses.csv", rows, **options))


@pytest.mark.parametrize(
    "date", ["2026/05/01 3:45:12 PM GMT+2", "5/1/2026 15:45:12", "01.05.2026 15:45", "2026-05-01"]
)
@pytest.mark.parametrize(
    "name",
    [
        "Timestamp",
        "Marca temporal",
        "Marca de tiempo",
        "Zeitstempel",
        "Horodateur",
        "Carimbo de data/hora",
        "Informazioni cronologiche",
    ],
)
def test_it_is_known_by_its_timestamp(tmp_path: Path, name: str, date: str) -> None:
    table = read(tmp_path, [[name, *GRID], [date, "Often", "Never", ""]])
    assert (table.format, table.header_rows, table.rows) == ("google-forms-csv", 1, 1)
    assert [one.metadata for one in table.columns] == [True, False, False, False]


@pytest.mark.parametrize(
    "rows",
    [
        [["timestamp", "sensor", "value"], ["2026-05-01", "3", "4"]],
        [["Timestamp", "sensor", "value"], ["1777593600", "3", "4"]],
        [["School", "Timestamp"], ["Oak", "2026-05-01"]],
    ],
)
def test_another_table_with_times(tmp_path: Path, rows: list[list[str]]) -> None:
    assert read(tmp_path, rows).format == "csv"


def test_cells_are_left_as_they_are(tmp_path: Path) -> None:
    answers = ["5/1/2026 8:00:00", "Art, Music", "Art;Music", "first line\nsecond line", "4"]
    header = ["Timestamp", "Which subjects?", "Which others?", "Why?", "From 1 to 5"]
    assert cells(read(tmp_path, [header, answers])) == [answers]


def test_a_grid_becomes_a_scale_and_a_linear_scale_too(tmp_path: Path) -> None:
    header = ["Timestamp", *GRID, "Which?", "Score", "Use of time", "Use of data"]
    rows = [
        ["5/1/2026 8:00:00", *(OFTEN[(n * step) % 4] for step in (1, 2, 3)), "Art, Music", "7 / 10", *two]
        for n, two in enumerate([["1", "5"], ["2", "4"], ["3", "3"], ["5", "5"], ["4", "2"], ["5", "1"]])
    ]
    proposal = propose(read(tmp_path, [header, *rows]), frameworks.load())
    assert [one.items for one in proposal.mapping.scales] == [tuple(GRID), ("Use of time", "Use of data")]
    assert proposal.mapping.options.format == "google-forms-csv"


@pytest.mark.parametrize(
    "name",
    [
        "Email Address",
        "Dirección de correo electrónico",
        "E-Mail-Adresse",
        "Adresse e-mail",
        "Endereço de e-mail",
    ],
)
def test_collected_addresses_are_personal(tmp_path: Path, name: str) -> None:
    table = read(tmp_path, [["Timestamp", name, "Q"], ["5/1/2026 8:00:00", "a@example.org", "1"]])
    assert is_personal(table.columns[1]) == "e-mail address"
    assert table.columns[1].metadata


def test_a_sheet_downloaded_as_a_workbook(tmp_path: Path) -> None:
    rows = [["Timestamp", *GRID], ["5/1/2026 8:00:00", "Often", "Never", ""]]
    table = open_table(write_book(tmp_path / "r.xlsx", Form_Responses_1=rows))
    assert (table.format, table.sheet, table.columns[0].metadata) == ("xlsx", "Form Responses 1", True)
