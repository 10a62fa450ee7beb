"""Every Qualtrics, SPSS, CSV and XLSX survey of the samples goes through map and assess, or is refused."""

from pathlib import Path

import pytest

from fivefold.assess import frameworks, mapping_toml
from fivefold.assess.assessing import assess
from fivefold.assess.assessment import Assessment
from fivefold.assess.from_file import open_mapped, open_proposed
from fivefold.assess.proposal import render
from fivefold.files.errors import FileError

RPP = frameworks.load()

# Per file: the people scored on each proposed scale. Files of tests only are mapped; nobody answered them.
READ = {
    "surveys/google_forms/teacher_pre_survey.csv": [17, 17, 17],
    "surveys/limesurvey/shaped_export_full_text.csv": [300],
    "surveys/other_tools/carpentries_longterm_2017.csv": [409],
    "surveys/spss_stata/talis2018_teachers_fra_ita_mex.sav": [487],
    "scales/bfi.csv": [2797, 2796, 2797, 2796, 2796],
    "scales/groups_lq2002.csv": [2042, 2042, 2042],
    "scales/science_attitudes.csv": [392],
    "hostile/cp1252.csv": [40],
    "hostile/embedded_newlines.csv": [12],
    "hostile/utf16le_bom.csv": [40],
    "hostile/utf8_bom.csv": [10],
}
TRIALS_ONLY = {
    "surveys/qualtrics/better_sample_survey.csv": 3,
    "surveys/qualtrics/long_exhaustive_sample_survey.csv": 7,
    "surveys/qualtrics/no_basis_insights_three_rows.csv": 2,
    "surveys/qualtrics/no_basis_legacy_two_rows.csv": 2,
    "surveys/qualtrics/single_answer_matrix_insights_three_rows.csv": 2,
}
REFUSED = {
    # One answer, or none to a set of ordered answers that columns share.
    "surveys/qualtrics/german_headers_three_rows.csv": "no_scales_found",
    "surveys/qualtrics/legacy_two_rows.csv": "no_scales_found",
    "surveys/qualtrics/survey_logic_everywhere.csv": "no_scales_found",
    "surveys/google_forms/educators_2016.csv": "no_scales_found",
    "surveys/surveymonkey/comma_one_header_row.csv": "no_scales_found",
    "surveys/other_tools/surveygizmo_notebook_ux_2015.csv": "no_scales_found",
    "surveys/kobo_odk/shaped_export_grouped_repeatable.xlsx": "no_scales_found",
    "surveys/kobo_odk/xlsform_field_list.xlsx": "codebook_not_answers",
    "surveys/kobo_odk/xlsform_or_other.xlsx": "codebook_not_answers",
    "surveys/kobo_odk/xlsform_spec_test.xlsx": "codebook_not_answers",
    "surveys/spss_stata/foreign_electric.sav": "no_scales_found",
    "surveys/spss_stata/haven_labelled-str.sav": "no_scales_found",
    "surveys/spss_stata/pyreadstat_hebrews.sav": "no_scales_found",
    "surveys/spss_stata/pyreadstat_missing_char.sav": "no_scales_found",
    "surveys/spss_stata/pyreadstat_missing_test.sav": "no_scales_found",
    "surveys/spss_stata/pyreadstat_multiple_response.sav": "no_scales_found",
    "surveys/spss_stata/pyreadstat_ordered_category.sav": "no_scales_found",
    "surveys/spss_stata/pyreadstat_sample.sav": "no_scales_found",
    "surveys/spss_stata/pyreadstat_sample_missing.sav": "no_scales_found",
    "surveys/spss_stata/pyreadstat_tegulu.sav": "no_scales_found",
    "surveys/spss_stata/foreign_sample100.por": "pupil_records",
    "surveys/spss_stata/haven_notes.dta": "no_scales_found",
    "surveys/spss_stata/haven_types.dta": "no_scales_found",
    "surveys/spss_stata/michigan_core_panel.dta": "no_scales_found",
    "surveys/spss_stata/pyreadstat_missing_test.dta": "no_scales_found",
    "surveys/spss_stata/pyreadstat_sample.dta": "no_scales_found",
    "surveys/spss_stata/pyreadstat_sample.por": "no_scales_found",
    # Two header rows without a mark of their tool: the mapping has to say header_rows = 2.
    "surveys/surveymonkey/star_wars_two_header_rows_not_utf8.csv": "answer_outside_scale",
    "surveys/learning_platform/online_science_merged.csv": "pupil_records",
    "surveys/learning_platform/online_science_pre_survey.csv": "pupil_records",
    "surveys/spss_stata/foreign_sample100.sav": "pupil_records",
    "hostile/bit_flipped.sav": "damaged_file",
    "hostile/duplicate_and_blank_headers.csv": "no_scales_found",
    "hostile/empty.csv": "empty_file",
    "hostile/header_only.csv": "no_rows",
    "hostile/impossible_values.csv": "no_scales_found",
    "hostile/nul_bytes.csv": "nul_bytes",
    "hostile/one_cell_1mb.csv": "no_scales_found",
    "hostile/only_bom.csv": "empty_file",
    "hostile/pdf_as_csv.csv": "not_a_table",
    "hostile/ragged_rows.csv": "too_many_cells",
    "hostile/semicolon_decimal_comma.csv": "no_scales_found",
    "hostile/truncated.sav": "damaged_file",
    "hostile/truncated.xlsx": "damaged_file",
    "hostile/wide_50000_columns.csv": "too_many_columns",
    "hostile/zip_bomb_sheet.xlsx": "too_large",
}


def assessed(path: Path) -> Assessment:
    table, proposal = open_proposed(path, RPP)
    return assess(table, proposal.mapping, framework=RPP)


@pytest.mark.parametrize("name", READ)
def test_a_survey_goes_through_map_and_assess(samples: Path, name: str) -> None:
    table, proposal = open_proposed(samples / name, RPP)
    mapping = mapping_toml.parse(render(proposal, table, RPP), "map.toml")
    result = assess(table, mapping, framework=RPP)
    assert [scale.n for scale in result.scales] == READ[name]
    assert all(scale.to_dict() for scale in result.scales)


@pytest.mark.parametrize("name", TRIALS_ONLY)
def test_a_survey_of_tests_alone_is_mapped_and_counts_nobody(samples: Path, name: str) -> None:
    table, proposal = open_proposed(samples / name, RPP)
    assert len(proposal.scales) == TRIALS_ONLY[name]
    result = assess(table, proposal.mapping, framework=RPP)
    assert result.responses == 0
    assert result.source.rows == len(result.source.skipped) > 0
    assert result.scales == ()
    assert result.warns("under_threshold")


@pytest.mark.parametrize("name", REFUSED)
def test_another_file_is_refused_with_a_sentence(samples: Path, name: str) -> None:
    with pytest.raises(FileError) as caught:
        assessed(samples / name)
    fault = caught.value
    assert fault.code == REFUSED[name]
    assert fault.file == Path(name).name
    assert fault.message.endswith(".")
    assert fault.remedy.endswith(".")


def test_every_survey_of_these_formats_is_listed(samples: Path) -> None:
    """New samples must not pass by unseen. Formats of a later issue are not meant."""
    later = {"limesurvey/shaped_export_answer_codes.csv", "kobo_odk/xlsform_widgets.csv"}
    folder = samples / "surveys"
    found = {
        str(path.relative_to(samples))
        for kind in ("*.csv", "*.sav", "*.dta", "*.por", "*.xlsx")
        for path in folder.rglob(kind)
        if "redcap" not in path.parts
        and not path.match("kobo_odk/*.csv")
        and str(path.relative_to(folder)) not in later
    }
    assert found - {*READ, *TRIALS_ONLY, *REFUSED} == set()


def test_two_header_rows_are_read_when_the_mapping_says_so(samples: Path, tmp_path: Path) -> None:
    path = samples / "surveys/surveymonkey/star_wars_two_header_rows_not_utf8.csv"
    mapping = tmp_path / "map.toml"
    mapping.write_text(
        """
        [file]
        header_rows = 2
        [scales.favor]
        items = ["column 17", "column 18", "column 21"]
        answers = { "Very unfavorably" = 1, "Somewhat unfavorably" = 2, \
"Neither favorably nor unfavorably (neutral)" = 3, "Somewhat favorably" = 4, "Very favorably" = 5 }
        not_applicable = ["Unfamiliar (N/A)"]
        """,
        encoding="utf-8",
    )
    result = assess(*open_mapped(path, mapping), framework=RPP)
    assert result.source.rows == 1186
    assert result.scales[0].n > 800
    assert result.scales[0].not_applicable is not None
