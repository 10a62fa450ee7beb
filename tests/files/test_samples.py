"""Real exports and hostile files, each with what is known of it from its publisher or its maker."""

import csv
from pathlib import Path

import pytest

from fivefold.files.errors import FileError
from fivefold.files.personal import is_personal
from fivefold.files.reading import open_table
from tests.files.tools.heads import write_csv

# file, format, header rows, rows, skipped, columns
READABLE = [
    ("surveys/qualtrics/german_headers_three_rows.csv", "qualtrics-csv", 3, 1, 0, 20),
    ("surveys/qualtrics/legacy_two_rows.csv", "qualtrics-csv", 2, 1, 0, 16),
    ("surveys/qualtrics/better_sample_survey.csv", "qualtrics-csv", 3, 0, 10, 59),
    ("surveys/qualtrics/long_exhaustive_sample_survey.csv", "qualtrics-csv", 3, 0, 31, 367),
    ("surveys/qualtrics/no_basis_insights_three_rows.csv", "qualtrics-csv", 3, 0, 15, 49),
    ("surveys/qualtrics/no_basis_legacy_two_rows.csv", "qualtrics-csv", 2, 0, 15, 49),
    ("surveys/qualtrics/single_answer_matrix_insights_three_rows.csv", "qualtrics-csv", 3, 0, 5, 30),
    ("surveys/qualtrics/survey_logic_everywhere.csv", "qualtrics-csv", 2, 0, 10, 21),
    ("surveys/google_forms/teacher_pre_survey.csv", "google-forms-csv", 1, 17, 0, 33),
    ("surveys/google_forms/educators_2016.csv", "google-forms-csv", 1, 125, 0, 25),
    ("surveys/surveymonkey/comma_one_header_row.csv", "surveymonkey-csv", 1, 1129, 0, 13),
    ("surveys/surveymonkey/star_wars_two_header_rows_not_utf8.csv", "surveymonkey-csv", 2, 1186, 0, 38),
    ("surveys/other_tools/surveygizmo_notebook_ux_2015.csv", "csv", 1, 1706, 0, 37),
    ("surveys/other_tools/carpentries_longterm_2017.csv", "csv", 1, 476, 0, 75),
    ("surveys/limesurvey/shaped_export_answer_codes.csv", "limesurvey-csv", 1, 300, 0, 32),
    ("surveys/limesurvey/shaped_export_full_text.csv", "limesurvey-csv", 1, 300, 0, 30),
    ("surveys/limesurvey/shaped_vv_export.txt", "limesurvey-csv", 2, 300, 0, 30),
    ("surveys/kobo_odk/shaped_export_customer_satisfaction.csv", "kobo-csv", 1, 3, 0, 12),
    ("surveys/kobo_odk/shaped_export_literacy_test.csv", "kobo-csv", 1, 3, 0, 11),
    ("surveys/kobo_odk/shaped_export_grouped_repeatable.xlsx", "kobo-xlsx", 1, 6, 0, 7),
    ("surveys/redcap/checkboxes-1/data.csv", "redcap-csv", 1, 4, 0, 13),
    ("surveys/redcap/checkboxes-1/data_labels.csv", "redcap-csv", 1, 4, 0, 13),
    ("surveys/redcap/decimal-comma/data.csv", "redcap-csv", 1, 4, 0, 6),
    ("surveys/redcap/russian/data.csv", "redcap-csv", 1, 3, 0, 402),
    ("surveys/redcap/validation-types-1/data.csv", "redcap-csv", 1, 1, 0, 52),
    ("surveys/school_climate/nyc_school_survey_2011_d75.txt", "csv", 1, 56, 0, 1773),
    ("surveys/school_climate/nyc_school_survey_2011_general_ed.txt", "csv", 1, 455, 0, 1942),
    ("surveys/spss_stata/talis2018_teachers_fra_ita_mex.sav", "spss", 0, 548, 0, 121),
    ("surveys/spss_stata/foreign_electric.sav", "spss", 0, 240, 0, 13),
    ("surveys/spss_stata/pyreadstat_hebrews.sav", "spss", 0, 99, 0, 1),
    ("surveys/spss_stata/pyreadstat_sample_missing.sav", "spss", 0, 7, 0, 7),
    ("surveys/spss_stata/pyreadstat_multiple_response.sav", "spss", 0, 6, 0, 12),
    ("surveys/spss_stata/pyreadstat_missing_char.sav", "spss", 0, 2, 0, 1),
    ("surveys/spss_stata/pyreadstat_tegulu.sav", "spss", 0, 1, 0, 2),
    ("surveys/spss_stata/haven_labelled-str.sav", "spss", 0, 2, 0, 1),
    ("surveys/spss_stata/pyreadstat_sample.por", "spss", 0, 5, 0, 7),
    ("surveys/spss_stata/pyreadstat_sample.dta", "stata", 0, 5, 0, 7),
    ("surveys/spss_stata/pyreadstat_missing_test.dta", "stata", 0, 1, 0, 9),
    ("surveys/spss_stata/haven_types.dta", "stata", 0, 2, 0, 8),
    ("surveys/spss_stata/haven_notes.dta", "stata", 0, 5, 0, 4),
    ("surveys/spss_stata/michigan_core_panel.dta", "stata", 0, 3850, 0, 10),
    ("scales/bfi.csv", "csv", 1, 2800, 0, 28),
    ("scales/science_attitudes.csv", "csv", 1, 392, 0, 4),
    ("panels/michigan_districts_mathpnl.csv", "csv", 1, 3850, 0, 52),
    ("panels/california_prop99.csv", "csv", 1, 1209, 0, 4),
    ("panels/nyc_schools_math_2006_2011.csv", "csv", 1, 28478, 0, 16),
    ("panels/minneapolis_schools_race_frpl.csv", "csv", 1, 74, 0, 27),
    ("studies/bangertdrowns2004.csv", "csv", 1, 48, 0, 16),
    ("rosters/oneroster_v1p1_base/orgs.csv", "csv", 1, 2, 0, 11),
    ("rosters/oneroster_v1p1_base/classes.csv", "csv", 1, 3, 0, 13),
    ("hostile/cp1252.csv", "csv", 1, 40, 0, 6),
    ("hostile/duplicate_and_blank_headers.csv", "csv", 1, 6, 0, 7),
    ("hostile/embedded_newlines.csv", "csv", 1, 12, 0, 6),
    ("hostile/external_links.xlsx", "xlsx", 1, 1, 0, 2),
    ("hostile/formula_injection.csv", "csv", 1, 17, 0, 2),
    ("hostile/formulas_without_cached_values.xlsx", "xlsx", 1, 5, 0, 3),
    ("hostile/impossible_values.csv", "csv", 1, 7, 0, 4),
    ("hostile/mixed_line_endings.csv", "csv", 1, 4, 0, 2),
    ("hostile/one_cell_1mb.csv", "csv", 1, 2, 0, 2),
    ("hostile/semicolon_decimal_comma.csv", "csv", 1, 30, 0, 4),
    ("hostile/unicode_bidi_names.csv", "csv", 1, 16, 0, 2),
    ("hostile/utf16le_bom.csv", "csv", 1, 40, 0, 6),
    ("hostile/utf8_bom.csv", "csv", 1, 10, 0, 6),
]

# file, code, row, column
REFUSED = [
    ("hostile/bit_flipped.sav", "damaged_file", None, None),
    ("hostile/truncated.sav", "damaged_file", None, None),
    ("hostile/truncated.xlsx", "damaged_file", None, None),
    ("hostile/zip_bomb_sheet.xlsx", "too_large", None, None),
    ("hostile/wide_50000_columns.csv", "too_many_columns", 1, None),
    ("hostile/empty.csv", "empty_file", None, None),
    ("hostile/only_bom.csv", "empty_file", None, None),
    ("hostile/header_only.csv", "no_rows", 1, None),
    ("hostile/html_table_as_xls.xls", "not_a_table", None, None),
    ("hostile/pdf_as_csv.csv", "not_a_table", None, None),
    ("hostile/xxe_structure.lss", "codebook_not_answers", None, None),
    ("hostile/nul_bytes.csv", "nul_bytes", 3, None),
    ("hostile/ragged_rows.csv", "too_many_cells", 4, "column 4"),
    ("hostile/latex_macros.bib", "not_a_table", None, None),
    ("hostile/rrule_secondly_forever.ics", "not_a_table", None, None),
    ("surveys/kobo_odk/xlsform_tutorial.xls", "codebook_not_answers", None, None),
    ("surveys/spss_stata/foreign_sample100.por", "pupil_records", None, "STUID"),
    ("surveys/qualtrics/better_sample_survey.qsf", "codebook_not_answers", None, None),
    ("surveys/limesurvey/validation_tests_v2.lss", "codebook_not_answers", None, None),
    ("surveys/learning_platform/online_science_merged.csv", "pupil_records", 1, "student_id"),
    ("surveys/learning_platform/online_science_pre_survey.csv", "pupil_records", 1, "opdata_username"),
    ("surveys/spss_stata/foreign_sample100.sav", "pupil_records", None, "STUID"),
    ("surveys/redcap/simple/data.csv", "pupil_records", 1, "dob"),
    ("surveys/redcap/simple/data_labels.csv", "pupil_records", 1, "Date of birth"),
    ("surveys/redcap/survey/data.csv", "pupil_records", 1, "dob"),
    ("surveys/redcap/survey/data_labels.csv", "pupil_records", 1, "Date of birth"),
    ("surveys/redcap/longitudinal/data.csv", "pupil_records", 1, "dob"),
    ("surveys/redcap/repeating-instruments/data.csv", "pupil_records", 1, "dob"),
    ("panels/egsingle_students_within_schools.csv", "pupil_records", 1, "childid"),
    ("panels/tennessee_star.csv.gz", "not_a_table", None, None),
    ("rosters/oneroster_v1p1_base/demographics.csv", "pupil_records", 1, "birthdate"),
    ("rosters/oneroster_v1p1_base/enrollments.csv", "pupil_records", 1, "userSourcedId"),
    ("rosters/oneroster_v1p1_base/users.csv", "pupil_records", 1, "role"),
]


@pytest.mark.parametrize(("name", "kind", "header_rows", "rows", "skipped", "columns"), READABLE)
def test_files_that_are_read(
    samples: Path, name: str, kind: str, header_rows: int, rows: int, skipped: int, columns: int
) -> None:
    table = open_table(samples / name)
    found = (table.format, table.header_rows, table.rows, len(table.skipped), len(table.columns))
    assert found == (kind, header_rows, rows, skipped, columns)
    assert len({column.name for column in table.columns}) == columns
    assert all(len(column.codes) == rows for column in table.columns)


@pytest.mark.parametrize(("name", "code", "row", "column"), REFUSED)
def test_files_that_are_refused(
    samples: Path, name: str, code: str, row: int | None, column: str | None
) -> None:
    with pytest.raises(FileError) as caught:
        open_table(samples / name)
    error = caught.value
    assert (error.code, error.row, error.column, error.file) == (code, row, column, Path(name).name)
    assert error.remedy


def test_the_same_survey_in_both_qualtrics_styles(samples: Path) -> None:
    """Answers agree where the styles have the same questions, first answer included."""
    folder = samples / "surveys/qualtrics"
    new = open_table(folder / "no_basis_insights_three_rows.csv", keep_trials=True)
    old = open_table(folder / "no_basis_legacy_two_rows.csv", keep_trials=True)
    assert (new.rows, new.first_record, old.rows, old.first_record) == (15, 4, 15, 3)
    for name in ("Q1", "Q3_1", "Q5_1_1"):
        assert new.column(name).text == old.column(name).text
        assert [new.column(name).cell(i) for i in range(15)] == [old.column(name).cell(i) for i in range(15)]


def without(path: Path, name: str, folder: Path) -> Path:
    """The file less one column: with a date of birth it would be refused as a pupil's."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    place = rows[0].index(name)
    return write_csv(folder / path.name, [[*row[:place], *row[place + 1 :]] for row in rows])


def test_a_longitudinal_project_has_one_row_a_person(samples: Path, tmp_path: Path) -> None:
    """Three persons in two arms, six rows each; the arms share some of their events."""
    path = without(samples / "surveys/redcap/longitudinal/data.csv", "dob", tmp_path)
    table = open_table(path)
    assert (table.rows, table.record.tolist()) == (3, [2, 8, 14])
    assert [table.column("study_id").cell(row) for row in range(3)] == ["100", "220", "304"]
    assert table.column("first_name").values == ("Zharko", "Milivoj", "Melech")
    told = {
        "dose 1": (["2", "0", ""], 3),
        "visit 1": (["1", "0", ""], 4),
        "dose 2": (["3", "1", ""], 5),
        "visit 2": (["0", "3", ""], 6),
        "first dose": (["", "", "0"], 2),
        "first visit": (["", "", "2"], 2),
    }
    found = {
        one.part: ([one.cell(row) for row in range(3)], table.record_of(0, one))
        for one in table.columns
        if one.field == "pmq1"
    }
    assert found == told


def test_repeated_forms_become_columns(samples: Path, tmp_path: Path) -> None:
    table = open_table(without(samples / "surveys/redcap/repeating-instruments/data.csv", "dob", tmp_path))
    assert table.rows == 2
    pressure = [table.column(f"bp_systolic [bp {number}]") for number in (1, 2, 3)]
    assert [[one.cell(row) for one in pressure] for row in range(2)] == [
        ["110", "111", "112"],
        ["114", "", ""],
    ]
    assert [table.record_of(0, one) for one in pressure] == [3, 4, 5]


def test_letters_that_r_broke_are_read(samples: Path) -> None:
    table = open_table(samples / "surveys/redcap/russian/data.csv")
    assert table.column("recruitment_other").values[1] == "мама и сестра"
    assert [notice.code for notice in table.warnings] == ["letters_mended", "na_as_blank"]


def test_repeats_of_a_workbook_are_named(samples: Path) -> None:
    table = open_table(samples / "surveys/kobo_odk/shaped_export_grouped_repeatable.xlsx")
    assert [(notice.code, "houshold_member_repeat" in notice.message) for notice in table.warnings] == [
        ("repeats_left_out", True)
    ]


def test_talis_labels_and_missing_codes(samples: Path) -> None:
    table = open_table(samples / "surveys/spss_stata/talis2018_teachers_fra_ita_mex.sav")
    gender = table.column("tt3g01")
    assert gender.text == "Gender - T"
    assert gender.labels == {
        "1": "Female",
        "2": "Male",
        "7": "Not Reached",
        "8": "Not administered",
        "9": "Missing",
    }
    assert gender.user_missing == {"7", "8", "9"}
    assert sum(bool(column.user_missing) for column in table.columns) >= 100
    assert set(table.column("cntry").values) == {"FRA", "ITA", "MEX"}


def test_a_range_of_missing_codes(samples: Path) -> None:
    table = open_table(samples / "surveys/spss_stata/pyreadstat_multiple_response.sav")
    assert table.column("z").user_missing == {"-9", "999"}
    assert table.column("x").user_missing == {"7", "8", "99"}


def test_one_table_as_stata_as_portable_and_as_sav(samples: Path) -> None:
    folder = samples / "surveys/spss_stata"
    sav, portable, stata = (open_table(folder / f"pyreadstat_sample.{end}") for end in ("sav", "por", "dta"))
    for name in ("mychar", "mynum", "mydate", "dtime", "mylabl", "myord", "mytime"):
        told = {
            (column.text, tuple(column.labels.items()), column.values)
            for column in (sav.column(name), portable.column(name.upper()), stata.column(name))
        }
        assert len(told) == 1, told


def test_hostile_cells_are_only_text(samples: Path) -> None:
    table = open_table(samples / "hostile/formula_injection.csv")
    assert table.column("comment").cell(0) == "=1+1"
    linked = open_table(samples / "hostile/external_links.xlsx")
    assert linked.column("score").cell(0) == "3"


def test_repeated_and_blank_names(samples: Path) -> None:
    table = open_table(samples / "hostile/duplicate_and_blank_headers.csv")
    expected = ["id", "score", "score (2)", "column 4", "score (3)", "Score", "id (2)"]
    assert [column.name for column in table.columns] == expected


@pytest.mark.parametrize(
    ("name", "personal"),
    [
        ("surveys/qualtrics/german_headers_three_rows.csv", 8),
        ("surveys/qualtrics/legacy_two_rows.csv", 8),
        ("surveys/google_forms/teacher_pre_survey.csv", 3),
        ("surveys/surveymonkey/comma_one_header_row.csv", 1),
        ("surveys/limesurvey/shaped_export_full_text.csv", 1),
        ("surveys/kobo_odk/shaped_export_customer_satisfaction.csv", 2),
        ("surveys/redcap/validation-types-1/data.csv", 0),
        ("scales/bfi.csv", 0),
    ],
)
def test_personal_columns_are_known(samples: Path, name: str, personal: int) -> None:
    found = {column.name: is_personal(column) for column in open_table(samples / name).columns}
    assert sum(reason is not None for reason in found.values()) == personal, found
