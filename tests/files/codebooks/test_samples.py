"""Real definitions of surveys, alone and beside real answers."""

from pathlib import Path

import pytest

from fivefold.files.codebooks.opening import open_codebook
from fivefold.files.errors import FileError
from fivefold.files.reading import open_table

# File, its kind, how many columns it describes, and how many of them with answers.
CODEBOOKS = [
    ("kobo_odk/xlsform_field_list.xlsx", "xlsform", 1, 1),
    ("kobo_odk/xlsform_or_other.xlsx", "xlsform", 3, 2),
    ("kobo_odk/xlsform_spec_test.xlsx", "xlsform", 36, 9),
    ("kobo_odk/xlsform_tutorial.xls", "xlsform", 10, 7),
    ("kobo_odk/xlsform_widgets.csv", "xlsform", 29, 6),
    ("limesurvey/sample_survey_english_v2.lss", "lss", 497, 194),
    ("limesurvey/validation_tests_v2.lss", "lss", 187, 51),
    ("qualtrics/better_sample_survey.qsf", "qsf", 114, 66),
    ("qualtrics/long_exhaustive_sample_survey.qsf", "qsf", 517, 332),
    ("qualtrics/single_answer_matrix.qsf", "qsf", 30, 15),
    ("qualtrics/survey_logic_everywhere.qsf", "qsf", 14, 7),
    ("redcap/checkboxes-1/dictionary.csv", "redcap-dictionary", 11, 9),
    ("redcap/decimal-comma/dictionary.csv", "redcap-dictionary", 5, 0),
    ("redcap/longitudinal/dictionary.csv", "redcap-dictionary", 115, 61),
    ("redcap/repeating-instruments/dictionary.csv", "redcap-dictionary", 11, 3),
    ("redcap/simple/dictionary.csv", "redcap-dictionary", 21, 8),
    ("redcap/survey/dictionary.csv", "redcap-dictionary", 25, 12),
    ("redcap/validation-types-1/dictionary.csv", "redcap-dictionary", 51, 7),
]

# Answers, their codebook, how many columns get labels, and what is said.
BESIDE = [
    ("qualtrics/better_sample_survey", "qualtrics/better_sample_survey.qsf", 41, ["codebook_partly"]),
    ("qualtrics/long_exhaustive_sample_survey", "qualtrics/long_exhaustive_sample_survey.qsf", 321, []),
    ("qualtrics/single_answer_matrix_insights_three_rows", "qualtrics/single_answer_matrix.qsf", 15, []),
    ("qualtrics/survey_logic_everywhere", "qualtrics/survey_logic_everywhere.qsf", 7, []),
    ("redcap/checkboxes-1/data", "redcap/checkboxes-1/dictionary.csv", 9, []),
    ("redcap/checkboxes-1/data_labels", "redcap/checkboxes-1/dictionary.csv", 9, []),
    ("redcap/decimal-comma/data", "redcap/decimal-comma/dictionary.csv", 0, []),
    ("redcap/validation-types-1/data", "redcap/validation-types-1/dictionary.csv", 7, []),
]

# All of these have columns called Q1 and Q2.
OF_OTHER_SURVEYS = [
    ("qualtrics/no_basis_insights_three_rows.csv", "qualtrics/better_sample_survey.qsf"),
    ("qualtrics/no_basis_legacy_two_rows.csv", "qualtrics/survey_logic_everywhere.qsf"),
    ("qualtrics/better_sample_survey.csv", "qualtrics/long_exhaustive_sample_survey.qsf"),
    ("limesurvey/shaped_export_answer_codes.csv", "limesurvey/validation_tests_v2.lss"),
    ("kobo_odk/shaped_export_customer_satisfaction.csv", "kobo_odk/xlsform_tutorial.xls"),
]


@pytest.mark.parametrize(("name", "kind", "columns", "answered"), CODEBOOKS)
def test_a_codebook_is_read(samples: Path, name: str, kind: str, columns: int, answered: int) -> None:
    codebook = open_codebook(samples / "surveys" / name)
    questions = {id(question): question for question in codebook.questions.values()}.values()
    assert (codebook.format, len(questions)) == (kind, columns)
    assert sum(bool(question.answers) for question in questions) == answered
    assert all("<" not in question.text or kind == "xlsform" for question in questions)


def test_every_codebook_is_listed(samples: Path) -> None:
    folder = samples / "surveys"
    patterns = ("**/*.qsf", "**/*.lss", "**/xlsform_*", "**/dictionary.csv")
    found = {str(path.relative_to(folder)) for pattern in patterns for path in folder.glob(pattern)}
    assert found == {name for name, *_ in CODEBOOKS}


@pytest.mark.parametrize(("name", "kind", "columns", "answered"), CODEBOOKS)
def test_a_codebook_is_refused_as_answers(
    samples: Path, name: str, kind: str, columns: int, answered: int
) -> None:
    with pytest.raises(FileError) as caught:
        open_table(samples / "surveys" / name)
    assert (caught.value.code, caught.value.file) == ("codebook_not_answers", Path(name).name)


def test_a_form_with_its_submissions_is_refused_by_name(samples: Path) -> None:
    forms = sorted((samples / "surveys/kobo_odk").glob("*.json"))
    assert len(forms) == 11
    for form in forms:
        with pytest.raises(FileError) as caught:
            open_table(form)
        assert "KoboToolbox form" in caught.value.message
        with pytest.raises(FileError) as caught:
            open_codebook(form)
        assert caught.value.code == "not_a_codebook"


@pytest.mark.parametrize(("name", "codebook", "labelled", "said"), BESIDE)
def test_a_codebook_beside_its_answers(
    samples: Path, name: str, codebook: str, labelled: int, said: list[str]
) -> None:
    folder = samples / "surveys"
    table = open_table(folder / f"{name}.csv", codebook=folder / codebook, keep_trials=True)
    assert sum(bool(column.labels) for column in table.columns) == labelled
    assert [notice.code for notice in table.warnings] == said


def test_one_question_of_each_shape(samples: Path) -> None:
    folder = samples / "surveys/qualtrics"
    table = open_table(
        folder / "better_sample_survey.csv", codebook=folder / "better_sample_survey.qsf", keep_trials=True
    )
    fruit = {"1": "Canteloupe", "2": "Kiwi", "3": "Pomagranite"}
    assert dict(table.column("q2_favorite").labels) == fruit
    assert table.column("q4_rank_2").labels["-1"] == "Never Tried It"
    assert dict(table.column("q6_reservations#1_1").labels) == {"1": "Yes", "2": "No", "3": "Unsure"}
    assert dict(table.column("q5_position").labels) == {}


@pytest.mark.parametrize(("answers", "codebook"), OF_OTHER_SURVEYS)
def test_a_codebook_of_another_survey(samples: Path, answers: str, codebook: str) -> None:
    folder = samples / "surveys"
    with pytest.raises(FileError) as caught:
        open_table(folder / answers, codebook=folder / codebook, keep_trials=True)
    assert caught.value.code == "codebook_of_another_survey"


def test_a_structure_that_reaches_for_files(samples: Path) -> None:
    with pytest.raises(FileError) as caught:
        open_codebook(samples / "hostile/xxe_structure.lss")
    assert caught.value.code == "document_type_declared"
    with pytest.raises(FileError) as caught:
        open_codebook(samples / "hostile/zip_bomb_sheet.xlsx")
    assert caught.value.code == "too_large"
