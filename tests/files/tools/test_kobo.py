"""KoboToolbox and ODK: groups, select-multiple, repeats in further sheets, versions of a form."""

from pathlib import Path

import pytest

from fivefold.assess import frameworks
from fivefold.assess.proposal import propose
from fivefold.files.personal import is_personal
from fivefold.files.reading import open_table
from fivefold.files.table import Table
from tests.files.tools.heads import write_book, write_csv
from tests.files.written import cells, names

ASKED = ["trust/met", "trust/asked", "use/reports", "use/reports/board", "use/reports/staff"]
KOBO = [
    "start",
    "end",
    *ASKED,
    "__version__",
    "meta/instanceID",
    "_id",
    "_uuid",
    "_submission_time",
    "_index",
]
CENTRAL = ["SubmissionDate", "start", "end", "trust-met", "trust-asked", "loc-Latitude", "loc-Longitude"]
CENTRAL += ["loc-Altitude", "loc-Accuracy", "meta-instanceID", "KEY", "SubmitterID", "SubmitterName"]
CENTRAL += ["AttachmentsPresent", "AttachmentsExpected", "Status", "ReviewState", "DeviceID", "Edits"]


def row(header: list[str], number: int = 1, **told: str) -> list[str]:
    return [told.get(name.replace("/", "_"), f"{number}") for name in header]


def read(tmp_path: Path, rows: list[list[str]], **options: str) -> Table:
    return open_table(write_csv(tmp_path / "form.csv", rows, **options))


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize(
    "header",
    [
        KOBO,
        [name.replace("/", ".") for name in KOBO],
        CENTRAL,
        ["q1", "_uuid", "_submission_time"],
        ["Do you agree?", "_id", "_validation_status", "_index"],
        ["q1", "formhub/uuid", "__version__"],
        ["SubmissionDate", "starttime", "q1", "instanceID", "formdef_version", "KEY"],
        ["*meta-instance-id*", "*meta-submission-date*", "q1"],
    ],
)
def test_its_header_is_known(tmp_path: Path, header: list[str], delimiter: str) -> None:
    table = read(tmp_path, [header, row(header)], delimiter=delimiter)
    assert (table.format, table.header_rows, names(table)) == ("kobo-csv", 1, header)
    book = open_table(write_book(tmp_path / "form.xlsx", Form=[header, row(header)]))
    assert (book.format, cells(book)) == ("kobo-xlsx", cells(table))


@pytest.mark.parametrize(
    "header", [["_id", "_index", "_type", "_score"], ["start", "end", "KEY"], ["_uuid", "q"]]
)
def test_names_that_others_use_are_not_enough(tmp_path: Path, header: list[str]) -> None:
    assert read(tmp_path, [header, row(header)]).format == "csv"


def test_what_the_tool_notes_and_what_was_asked(tmp_path: Path) -> None:
    table = read(tmp_path, [KOBO, row(KOBO)])
    assert [one.name for one in table.columns if not one.metadata] == ASKED
    central = read(tmp_path, [CENTRAL, row(CENTRAL)])
    assert [one.name for one in central.columns if not one.metadata] == ["trust-met", "trust-asked"]


@pytest.mark.parametrize("sign", ["/", ".", "-"])
def test_a_group_is_a_part_of_the_survey(tmp_path: Path, sign: str) -> None:
    header = [name.replace("/", sign) for name in KOBO]
    table = read(tmp_path, [header, row(header)])
    told = [(one.part, one.text) for one in table.columns if not one.metadata]
    assert told == [
        ("trust", "met"),
        ("trust", "asked"),
        ("use", "reports"),
        (f"use{sign}reports", "board"),
        (f"use{sign}reports", "staff"),
    ]


def test_labels_with_a_slash_are_no_path(tmp_path: Path) -> None:
    table = read(tmp_path, [["Does he/she agree?", "_uuid", "_index"], ["1", "2", "3"]])
    assert (table.columns[0].part, table.columns[0].text) == ("", "")
    labels = ["Our trust/Did we meet?", "Our trust/Did he/she ask?", "Our trust/Why?", "_uuid", "_index"]
    told = [one.part for one in read(tmp_path, [labels, ["1"] * 5]).columns]
    assert told == ["Our trust", "", "Our trust", "", ""]


def test_groups_side_by_side_are_scales_of_their_own(tmp_path: Path) -> None:
    header = ["trust/met", "trust/asked", "use/board", "use/staff", "_uuid", "_index"]
    rows = [
        [*([answer] * 4), str(n), str(n)]
        for n, answer in enumerate(["never", "seldom", "sometimes", "often", "always"] * 2)
    ]
    proposal = propose(read(tmp_path, [header, *rows]), frameworks.load())
    assert [one.items for one in proposal.mapping.scales] == [tuple(header[:2]), tuple(header[2:4])]
    assert [one.title.in_language("en") for one in proposal.mapping.scales] == ["trust", "use"]


def test_boxes_are_no_scale_and_no_box_is_a_person(tmp_path: Path) -> None:
    header = ["use", "use/board", "use/staff", "_uuid", "_index"]
    table = read(tmp_path, [header, ["board staff", "1", "1", "a", "1"], ["", "0", "0", "b", "2"]])
    assert (table.rows, cells(table)[1]) == (2, ["", "0", "0", "b", "2"])


MEMBERS = [
    ["name", "_index", "_parent_table_name", "_parent_index"],
    ["Ana", "1", "Form", "1"],
    ["Bo", "2", "Form", "1"],
]


def test_repeats_are_left_out_and_named(tmp_path: Path) -> None:
    table = open_table(
        write_book(tmp_path / "f.xlsx", Form=[KOBO, row(KOBO)], members=MEMBERS, visits=MEMBERS)
    )
    assert (table.sheet, table.rows) == ("Form", 1)
    (notice,) = table.warnings
    assert notice.code == "repeats_left_out"
    assert "“members”, “visits”" in notice.message


def test_the_sheet_of_persons_is_found_behind_a_repeat(tmp_path: Path) -> None:
    path = write_book(tmp_path / "f.xlsx", members=MEMBERS, Form=[KOBO, row(KOBO)])
    assert open_table(path).sheet == "Form"
    named = open_table(path, sheet="members")
    assert (named.sheet, named.rows) == ("members", 2)
    assert [notice.code for notice in named.warnings] == ["repeat_rows"]


def test_a_repeat_exported_by_itself_says_so(tmp_path: Path) -> None:
    table = read(tmp_path, [["name", "PARENT_KEY", "KEY"], ["Ana", "uuid:1", "uuid:1/member[1]"]])
    assert [notice.code for notice in table.warnings] == ["repeat_rows"]


@pytest.mark.parametrize(
    ("header", "first", "second"),
    [
        (["q", "_uuid", "__version__"], ["1", "a", "vA"], ["2", "b", "vB"]),
        (["q", "_uuid", "_version_", "_version__001"], ["1", "a", "vA", ""], ["2", "b", "", "vB"]),
        (["q", "meta-instanceID", "FormVersion"], ["1", "a", "1"], ["2", "b", "2"]),
    ],
)
def test_mixed_versions_are_said(
    tmp_path: Path, header: list[str], first: list[str], second: list[str]
) -> None:
    assert read(tmp_path, [header, first]).warnings == ()
    (notice,) = read(tmp_path, [header, first, second]).warnings
    assert notice.code == "versions_mixed"
    assert "2 versions" in notice.message


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("_submitted_by", "account or link to the invitation"),
        ("username", "account or link to the invitation"),
        ("deviceid", "device"),
        ("_geolocation", "coordinates"),
        ("_home_latitude", "coordinates"),
        ("_home_precision", "coordinates"),
        ("loc-Longitude", "coordinates"),
        ("respondent/name", "name"),
        ("respondent/phone_number", "telephone number"),
        ("trust/met", None),
    ],
)
def test_columns_that_tell_who_it_is(tmp_path: Path, name: str, reason: str | None) -> None:
    header = [name, "_uuid", "_index"]
    assert is_personal(read(tmp_path, [header, ["often", "a", "1"]]).columns[0]) == reason
