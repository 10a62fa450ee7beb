"""Every survey of the samples that can be read goes through map and assess, or is refused by its code."""

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
    "surveys/limesurvey/shaped_export_answer_codes.csv": [300],
    "surveys/limesurvey/shaped_export_full_text.csv": [300],
    "surveys/limesurvey/shaped_vv_export.txt": [300],
    "surveys/surveymonkey/star_wars_two_header_rows_not_utf8.csv": [820],
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
    # Boxes to tick, codes of other questions, dates: nothing that is answered on one scale.
    "surveys/redcap/checkboxes-1/data.csv": "no_scales_found",
    "surveys/redcap/checkboxes-1/data_labels.csv": "no_scales_found",
    "surveys/redcap/decimal-comma/data.csv": "no_scales_found",
    "surveys/redcap/russian/data.csv": "no_scales_found",
    "surveys/redcap/validation-types-1/data.csv": "no_scales_found",
    "surveys/kobo_odk/shaped_export_customer_satisfaction.csv": "no_scales_found",
    "surveys/kobo_odk/shaped_export_literacy_test.csv": "no_scales_found",
    "surveys/kobo_odk/shaped_export_grouped_repeatable.xlsx": "no_scales_found",
    # Forms, dictionaries and lists of events beside the answers.
    "surveys/redcap/checkboxes-1/dictionary.csv": "codebook_not_answers",
    "surveys/redcap/decimal-comma/dictionary.csv": "codebook_not_answers",
    "surveys/redcap/longitudinal/arm.csv": "no_scales_found",
    "surveys/redcap/longitudinal/dictionary.csv": "codebook_not_answers",
    "surveys/redcap/longitudinal/event.csv": "no_scales_found",
    "surveys/redcap/repeating-instruments/dictionary.csv": "codebook_not_answers",
    "surveys/redcap/simple/dictionary.csv": "codebook_not_answers",
    "surveys/redcap/survey/dictionary.csv": "codebook_not_answers",
    "surveys/redcap/validation-types-1/dictionary.csv": "codebook_not_answers",
    "surveys/kobo_odk/xlsform_widgets.csv": "codebook_not_answers",
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
    # Shares of answers by school, not answers: each row is a school.
    "surveys/school_climate/nyc_school_survey_2011_d75.txt": "answer_outside_scale",
    "surveys/school_climate/nyc_school_survey_2011_general_ed.txt": "answer_outside_scale",
    # Dates of birth.
    "surveys/redcap/longitudinal/data.csv": "pupil_records",
    "surveys/redcap/repeating-instruments/data.csv": "pupil_records",
    "surveys/redcap/simple/data.csv": "pupil_records",
    "surveys/redcap/simple/data_labels.csv": "pupil_records",
    "surveys/redcap/survey/data.csv": "pupil_records",
    "surveys/redcap/survey/data_labels.csv": "pupil_records",
    "surveys/spss_stata/foreign_sample100.por": "pupil_records",
    "surveys/spss_stata/haven_notes.dta": "no_scales_found",
    "surveys/spss_stata/haven_types.dta": "no_scales_found",
    "surveys/spss_stata/michigan_core_panel.dta": "no_scales_found",
    "surveys/spss_stata/pyreadstat_missing_test.dta": "no_scales_found",
    "surveys/spss_stata/pyreadstat_sample.dta": "no_scales_found",
    "surveys/spss_stata/pyreadstat_sample.por": "no_scales_found",
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


def test_every_survey_is_listed(samples: Path) -> None:
    """New samples must not pass by unseen. Other formats than these are refused by name in `tests/files`."""
    found = {
        str(path.relative_to(samples))
        for kind in ("*.csv", "*.txt", "*.sav", "*.dta", "*.por", "*.xlsx")
        for path in (samples / "surveys").rglob(kind)
    }
    assert found - {*READ, *TRIALS_ONLY, *REFUSED} == set()


def test_the_same_people_have_the_same_means_in_every_export_of_limesurvey(samples: Path) -> None:
    """Codes, words and a VV file of three hundred people: every item, whatever it is called."""
    folder = samples / "surveys/limesurvey"
    told = [
        assessed(folder / name).scales[0]
        for name in ("shaped_export_answer_codes.csv", "shaped_export_full_text.csv", "shaped_vv_export.txt")
    ]
    means = [
        [one.mean, one.n, *(item.figure.mean if item.figure else None for item in one.item_results)]
        for one in told
    ]
    assert means[0] == pytest.approx(means[1])
    assert means[0] == pytest.approx(means[2])
    assert len(means[0]) == 27


def test_both_header_rows_of_surveymonkey_are_found(samples: Path) -> None:
    """1,186 people are known of this file; the number of header rows need not be said."""
    path = samples / "surveys/surveymonkey/star_wars_two_header_rows_not_utf8.csv"
    table, proposal = open_proposed(path, RPP)
    (scale,) = proposal.mapping.scales
    assert table.rows == 1186
    assert len(scale.items) == 14
    assert scale.title.in_language("en").startswith("Please state whether you view")
    assert proposal.mapping.options.header_rows is None
    assert assess(table, proposal.mapping, framework=RPP).scales[0].cannot_tell is not None


def test_a_mapping_by_hand_may_still_say_how_many_header_rows(samples: Path, tmp_path: Path) -> None:
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
