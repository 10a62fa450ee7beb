"""REDCap: raw and labels, statuses and boxes, and one row for each record."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fivefold.files import limits
from fivefold.files.errors import FileError
from fivefold.files.reading import open_table
from fivefold.files.table import Table
from tests.files.tools.heads import write_book, write_csv
from tests.files.written import cells, names

RAW = [
    ["record_id", "survey_timestamp", "trust_1", "race___1", "race___2", "staff_survey_complete"],
    ["1", "2026-02-01 10:00:00", "3", "0", "1", "2"],
    ["2", "[not completed]", "4", "1", "0", "0"],
]
LABELS = [
    [
        "Record ID",
        "Survey Timestamp",
        "We meet",
        "Race (choice=Asian)",
        "Race (choice=White (any))",
        "Complete?",
    ],
    ["1", "2026-02-01 10:00:00", "Often", "Unchecked", "Checked", "Complete"],
    ["2", "[not completed]", "Never", "Checked", "Unchecked", "Incomplete"],
]
EVENTS = [
    ["record_id", "redcap_event_name", "redcap_data_access_group", "school", "mood", "end", "form_complete"],
    ["7", "enrollment_arm_1", "north", "Oak", "", "", "2"],
    ["7", "dose_1_arm_1", "north", "", "3", "", "2"],
    ["7", "dose_2_arm_1", "north", "", "5", "stop", "2"],
    ["9", "enrollment_arm_1", "south", "Elm", "", "", "0"],
    ["9", "dose_2_arm_1", "south", "", "9", "", "0"],
]


def read(tmp_path: Path, rows: list[list[str]], **options: str) -> Table:
    return open_table(write_csv(tmp_path / "data.csv", rows, **options))


def column_of(table: Table, name: str) -> list[str]:
    return [table.column(name).cell(row) for row in range(table.rows)]


@pytest.mark.parametrize(
    "header",
    [
        RAW[0],
        LABELS[0],
        ["Record ID", "Event Name", "Repeat Instrument", "Repeat Instance", "Mood"],
        ["pid", "redcap_survey_identifier", "mood"],
        ["study_id", "mood", "form_1_complete"],
        ["ptid", "mood", "box___a", "box___b"],
        ["code", "mood", "day_1_complete"],
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_its_header_is_known(tmp_path: Path, header: list[str], delimiter: str) -> None:
    rows = [header, ["1", *[""] * (len(header) - 2), "1"], ["2", *[""] * (len(header) - 2), "0"]]
    table = read(tmp_path, rows, delimiter=delimiter)
    assert (table.format, table.header_rows, table.rows) == ("redcap-csv", 1, 2)


@pytest.mark.parametrize(
    ("header", "answers"),
    [
        (["id", "task_complete", "grade"], ["1", "1", "5"]),
        (["record_id", "mood", "task_complete"], ["1", "4", "yes"]),
        (["Name", "Was it complete?", "Complete?"], ["1", "4", "quite"]),
        (["record_id", "mood"], ["1", "4"]),
    ],
)
def test_a_file_that_only_looks_like_it(tmp_path: Path, header: list[str], answers: list[str]) -> None:
    assert read(tmp_path, [header, answers]).format == "csv"


def test_what_the_tool_notes_and_what_was_asked(tmp_path: Path) -> None:
    for rows in (RAW, LABELS):
        table = read(tmp_path, rows)
        assert [one.metadata for one in table.columns] == [True, True, False, False, False, True]
        assert cells(table) == rows[1:]
        assert table.warnings == ()
    assert [one.text for one in table.columns[2:5]] == ["", "Race [Asian]", "Race [White (any)]"]


def test_a_form_status_that_every_form_has_is_numbered(tmp_path: Path) -> None:
    rows = [["Study ID", "A", "Complete?", "B", "Complete?"], ["1", "x", "Complete", "y", "Unverified"]]
    table = read(tmp_path, rows)
    assert names(table) == ["Study ID", "A", "Complete?", "B", "Complete? (2)"]
    assert [one.metadata for one in table.columns] == [True, False, True, False, True]


def test_decimal_commas_are_left_as_written(tmp_path: Path) -> None:
    table = read(tmp_path, [["record_id", "height", "form_complete"], ["1", "1,54", "2"]])
    assert column_of(table, "height") == ["1,54"]


def test_one_row_for_each_record(tmp_path: Path) -> None:
    table = read(tmp_path, EVENTS)
    assert names(table) == [
        "record_id",
        "redcap_data_access_group",
        "school",
        "mood [dose 1]",
        "mood [dose 2]",
        "end",
        "form_complete",
    ]
    assert cells(table) == [
        ["7", "north", "Oak", "3", "5", "stop", "2"],
        ["9", "south", "Elm", "", "9", "", "0"],
    ]
    assert [notice.code for notice in table.warnings] == ["rows_joined"]
    assert "2 records" in table.warnings[0].message
    assert "5 rows" in table.warnings[0].message


def test_a_column_for_each_time_knows_its_field_and_its_words(tmp_path: Path) -> None:
    mood = read(tmp_path, EVENTS).column("mood [dose 1]")
    assert (mood.text, mood.part, mood.field) == ("mood", "dose 1", "mood")


def test_every_cell_keeps_the_row_it_stood_in(tmp_path: Path) -> None:
    table = read(tmp_path, EVENTS)
    assert table.record.tolist() == [2, 5]
    assert [table.record_of(0, table.column(f"mood [dose {n}]")) for n in (1, 2)] == [3, 4]
    assert table.record_of(1, table.column("mood [dose 2]")) == 6
    # A person who was not there on that day: the first row of theirs.
    assert table.record_of(1, table.column("mood [dose 1]")) == 5


def test_what_was_asked_together_stays_together(tmp_path: Path) -> None:
    rows = [["record_id", "redcap_event_name", "met", "asked"]]
    rows += [[str(n), event, str(n), str(n + 1)] for n in (1, 2) for event in ("start", "end")]
    assert names(read(tmp_path, rows))[1:] == ["met [start]", "asked [start]", "met [end]", "asked [end]"]


def test_an_event_of_the_same_name_in_two_arms_is_one(tmp_path: Path) -> None:
    rows = [
        ["record_id", "redcap_event_name", "mood"],
        ["1", "start_arm_1", "3"],
        ["1", "end_arm_1", "4"],
        ["2", "start_arm_2", "5"],
        ["2", "end_arm_2", "6"],
    ]
    table = read(tmp_path, rows)
    assert names(table) == ["record_id", "mood [start]", "mood [end]"]
    assert cells(table) == [["1", "3", "4"], ["2", "5", "6"]]


def test_a_person_in_two_arms_keeps_both(tmp_path: Path) -> None:
    rows = [["Record ID", "Event Name", "Mood", "Complete?"]]
    rows += [["1", f"Start (Arm {arm}: Drug {arm})", str(arm), "Complete"] for arm in (1, 2)]
    table = read(tmp_path, rows)
    assert names(table) == [
        "Record ID",
        "Mood [Start (Arm 1: Drug 1)]",
        "Mood [Start (Arm 2: Drug 2)]",
        "Complete?",
    ]
    assert cells(table) == [["1", "1", "2", "Complete"]]


@pytest.mark.parametrize(
    "header",
    [
        ["record_id", "redcap_repeat_instrument", "redcap_repeat_instance", "name", "score"],
        ["Record ID", "Repeat Instrument", "Repeat Instance", "Name", "Score"],
    ],
)
def test_repeated_forms(tmp_path: Path, header: list[str]) -> None:
    rows = [
        header,
        ["1", "", "", "Ana", ""],
        ["1", "visit", "1", "", "3"],
        ["1", "visit", "2", "", "4"],
        ["2", "", "", "Bo", ""],
        ["2", "visit", "1", "", "5"],
    ]
    table = read(tmp_path, rows)
    score = header[-1]
    assert names(table) == [header[0], header[3], f"{score} [visit 1]", f"{score} [visit 2]"]
    assert cells(table) == [["1", "Ana", "3", "4"], ["2", "Bo", "5", ""]]


def test_a_repeated_event_and_a_form_repeated_in_it(tmp_path: Path) -> None:
    rows = [
        ["record_id", "redcap_event_name", "redcap_repeat_instrument", "redcap_repeat_instance", "a", "b"],
        ["1", "week_arm_1", "", "1", "x", ""],
        ["1", "week_arm_1", "", "2", "y", ""],
        ["1", "end_arm_1", "call", "1", "", "p"],
        ["1", "end_arm_1", "call", "2", "", "q"],
    ]
    table = read(tmp_path, rows)
    assert names(table) == ["record_id", "a [week, 1]", "a [week, 2]", "b [end, call 1]", "b [end, call 2]"]
    assert cells(table) == [["1", "x", "y", "p", "q"]]


def test_nothing_is_overwritten_where_rows_are_alike(tmp_path: Path) -> None:
    rows = [["record_id", "redcap_event_name", "mood"], ["1", "start", "3"], ["1", "start", "4"]]
    assert cells(read(tmp_path, rows)) == [["1", "3", "4"]]
    assert names(read(tmp_path, rows)) == ["record_id", "mood [start]", "mood [start (2)]"]


def test_rows_of_one_event_stay_as_they_are(tmp_path: Path) -> None:
    rows = [EVENTS[0], EVENTS[1], EVENTS[4]]
    table = read(tmp_path, rows)
    assert (cells(table), table.warnings) == (rows[1:], ())
    assert table.column("redcap_event_name").metadata


def test_a_record_in_several_rows_without_an_event_is_said(tmp_path: Path) -> None:
    table = read(tmp_path, [RAW[0], RAW[1], RAW[1], RAW[2]])
    assert (table.rows, [notice.code for notice in table.warnings]) == (3, ["records_repeated"])


def test_rows_without_a_number_are_each_somebody(tmp_path: Path) -> None:
    rows = [["record_id", "redcap_event_name", "mood"], ["", "a", "3"], ["", "b", "4"], ["1", "a", "5"]]
    assert read(tmp_path, rows).rows == 3


def test_data_access_groups_that_differ_within_a_record_are_all_kept(tmp_path: Path) -> None:
    rows = [[*row] for row in EVENTS]
    rows[2][2] = "west"
    table = read(tmp_path, rows)
    assert [name for name in names(table) if name.startswith("redcap_data")] == [
        f"redcap_data_access_group [{event}]" for event in ("enrollment", "dose 1", "dose 2")
    ]


def test_too_many_repetitions_are_refused_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    header = ["record_id", "redcap_repeat_instance", *(f"q{n}" for n in range(60))]
    rows = [["1", str(n), *["x"] * 60] for n in range(1, limits.COLUMNS // 60 + 2)]
    with pytest.raises(FileError) as caught:
        read(tmp_path, [header, *rows])
    assert caught.value.code == "too_many_columns"
    assert caught.value.remedy == "Export fewer events or forms."


def test_letters_that_r_broke_are_put_back(tmp_path: Path) -> None:
    rows = [
        ["", "Record ID", "Kto", "<U+0448><U+043A>", "Complete?"],
        ["1", "A", "<U+043E><U+0442> <U+0438>", "NA", "2"],
        ["2", "B", "<U+D800> <U+043E>", "x", "2"],
    ]
    table = read(tmp_path, rows)
    assert names(table) == ["column 1", "Record ID", "Kto", "шк", "Complete?"]
    # What is no letter was not written by R: the whole cell stays.
    assert column_of(table, "Kto") == ["от и", "<U+D800> <U+043E>"]
    assert column_of(table, "шк") == ["", "x"]
    assert [notice.code for notice in table.warnings] == ["letters_mended", "na_as_blank"]
    assert table.column("Record ID").metadata


def test_na_is_an_answer_where_r_did_not_write_the_file(tmp_path: Path) -> None:
    assert column_of(read(tmp_path, [RAW[0], ["1", "", "NA", "0", "1", "2"]]), "trust_1") == ["NA"]


def test_it_may_be_named_and_may_come_as_a_workbook(tmp_path: Path) -> None:
    plain = write_csv(tmp_path / "a.csv", [["record_id", "mood"], ["1", "4"]])
    assert open_table(plain, format="redcap-csv").format == "redcap-csv"
    table = open_table(write_book(tmp_path / "a.xlsx", data=EVENTS))
    assert (table.format, cells(table)) == ("xlsx", cells(read(tmp_path, EVENTS)))


CELL = st.sampled_from(["", "1", "2", "3"])


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 4), st.sampled_from(["a", "b", "c"]), st.sampled_from(["", "1", "2"]), CELL, CELL
        ),
        min_size=1,
        max_size=14,
    )
)
def test_nothing_is_lost_and_everything_is_found_where_it_stood(
    tmp_path_factory: pytest.TempPathFactory, told: list[tuple[int, str, str, str, str]]
) -> None:
    path = tmp_path_factory.mktemp("redcap") / "data.csv"
    header = ["record_id", "redcap_event_name", "redcap_repeat_instance", "q", "r"]
    rows = [[str(record), event, instance, *answers] for record, event, instance, *answers in told]
    table = open_table(write_csv(path, [header, *rows]))
    kept = {
        (field, table.record_of(row, column), column.cell(row))
        for column in table.columns
        if (field := column.field) in {"q", "r"}
        for row in range(table.rows)
        if column.cell(row)
    }
    assert kept == {
        (field, number, cell)
        for number, row in enumerate(rows, 2)
        for field, cell in zip(("q", "r"), row[3:], strict=True)
        if cell
    }
    contexts = {(event, instance) for _, event, instance, *_ in told}
    repeated = len(rows) > len({tuple(row[:3]) for row in rows})
    persons = len({row[0] for row in rows})
    assert table.rows == (persons if len(contexts) > 1 or repeated else len(rows))
