"""Made-up questionnaires, and the files in which each survey tool keeps them and the answers to them."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter

FREQUENCY = {"1": "Never", "2": "Seldom", "3": "Sometimes", "4": "Often", "5": "Always"}


@dataclass(frozen=True)
class Grid:
    """A question with several rows that share their answers, by code in the order in which they are offered.

    `picked` holds a code, or a blank, for every row of the question and every person.
    """

    tag: str
    stem: str
    rows: Mapping[str, str]
    answers: Mapping[str, str]
    picked: Sequence[Sequence[str]] = field(default_factory=list)


Questionnaire = Sequence[Grid]


def persons(survey: Questionnaire) -> int:
    return len(survey[0].picked)


def _write_csv(path: Path, records: Sequence[Sequence[str]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(records)
    return path


def table(path: Path, headers: Sequence[Sequence[str]], survey: Questionnaire) -> Path:
    """The answers as codes under the given headers."""
    rows = [
        [str(person + 1), *(code for grid in survey for code in grid.picked[person])]
        for person in range(persons(survey))
    ]
    return _write_csv(path, [*headers, *rows])


# Qualtrics: choices have ids; codes are their recode values.


def qsf(path: Path, survey: Questionnaire, *, bom: bool = False) -> Path:
    elements = [
        {
            "Element": "SQ",
            "PrimaryAttribute": f"QID{place}",
            "Payload": {
                "QuestionID": f"QID{place}",
                "DataExportTag": grid.tag,
                "QuestionText": f"<div>{escape(grid.stem)}</div>",
                "QuestionType": "Matrix",
                "Selector": "Likert",
                "SubSelector": "SingleAnswer",
                "Choices": _displays(grid.rows.values()),
                "ChoiceOrder": [row for row, _ in _numbered(grid.rows)],
                "Answers": _displays(grid.answers.values()),
                "AnswerOrder": [one for one, _ in _numbered(grid.answers)],
                "RecodeValues": {str(one): code for one, code in _numbered(grid.answers)},
                "ChoiceDataExportTags": False,
                "Language": [],
            },
        }
        for place, grid in enumerate(survey, start=1)
    ]
    document = {"SurveyEntry": {"SurveyID": "SV_1", "SurveyLanguage": "EN"}, "SurveyElements": elements}
    path.write_text(json.dumps(document), encoding="utf-8-sig" if bom else "utf-8")
    return path


def _numbered(texts: Iterable[str]) -> list[tuple[int, str]]:
    return list(enumerate(texts, start=1))


def _displays(texts: Iterable[str]) -> dict[str, dict[str, str]]:
    return {str(one): {"Display": escape(text)} for one, text in _numbered(texts)}


def qualtrics_names(survey: Questionnaire) -> list[str]:
    return ["ResponseId", *(f"{grid.tag}_{row}" for grid in survey for row, _ in _numbered(grid.rows))]


def qualtrics_csv(path: Path, survey: Questionnaire, *, texts: bool = True) -> Path:
    """With all three header rows, or as somebody keeps it who deleted the last two."""
    names = qualtrics_names(survey)
    asked = [f"{grid.stem} - {text}" for grid in survey for text in grid.rows.values()]
    ids = [
        f'{{"ImportId":"QID{place}_{row}"}}'
        for place, grid in enumerate(survey, start=1)
        for row, _ in _numbered(grid.rows)
    ]
    more = [["Response ID", *asked], ['{"ImportId":"_recordId"}', *ids]]
    return table(path, [names, *(more if texts else [])], survey)


# XLSForm: answers are names without blanks.


def xlsform_records(survey: Questionnaire) -> dict[str, list[list[str]]]:
    asked = [["type", "name", "label::English (en)", "label::Español (es)"]]
    choices = [["list_name", "name", "label::English (en)", "label::Español (es)"]]
    for grid in survey:
        asked.append(["begin group", grid.tag, grid.stem, ""])
        asked += [
            [f"select_one {grid.tag}_answers", row, text, f"ES {text}"] for row, text in grid.rows.items()
        ]
        asked.append(["end group", "", "", ""])
        listed = f"{grid.tag}_answers"
        choices += [[listed, code, label, f"ES {label}"] for code, label in grid.answers.items()]
    settings = [["form_title", "default_language"], ["A survey", "English (en)"]]
    return {"survey": asked, "choices": choices, "settings": settings}


def xlsform(path: Path, survey: Questionnaire) -> Path:
    with xlsxwriter.Workbook(path) as book:
        for name, records in xlsform_records(survey).items():
            sheet = book.add_worksheet(name)
            for place, record in enumerate(records):
                for column, cell in enumerate(record):
                    sheet.write_string(place, column, cell)
    return path


def xlsform_csv(path: Path, survey: Questionnaire) -> Path:
    records = []
    for name, rows in xlsform_records(survey).items():
        records.append([name])
        records += [["", *row] for row in rows]
    return _write_csv(path, records)


def kobo_csv(path: Path, survey: Questionnaire, *, groups: bool = True) -> Path:
    names = [f"{grid.tag}/{row}" if groups else row for grid in survey for row in grid.rows]
    return table(path, [["_id", *names]], survey)


# REDCap: one field a row.

DICTIONARY_HEADER = [
    *("Variable / Field Name", "Form Name", "Section Header", "Field Type", "Field Label"),
    *("Choices, Calculations, OR Slider Labels", "Field Note", "Text Validation Type OR Show Slider Number"),
    *("Text Validation Min", "Text Validation Max", "Identifier?", "Branching Logic (Show field only if...)"),
    *("Required Field?", "Custom Alignment", "Question Number (surveys only)", "Matrix Group Name"),
    *("Matrix Ranking?", "Field Annotation"),
]


def dictionary_records(survey: Questionnaire) -> list[list[str]]:
    rows = [["record_id", "survey", "", "text", "Record ID"]]
    for grid in survey:
        choices = " | ".join(f"{code}, {label}" for code, label in grid.answers.items())
        for place, (row, text) in enumerate(grid.rows.items()):
            stem = f"<p>{escape(grid.stem)}</p>" if place == 0 else ""
            rows.append([row, "survey", stem, "radio", escape(text), choices, *[""] * 9, grid.tag])
    return [DICTIONARY_HEADER, *([*row, *[""] * (18 - len(row))] for row in rows)]


def dictionary(path: Path, survey: Questionnaire) -> Path:
    return _write_csv(path, dictionary_records(survey))


def redcap_csv(path: Path, survey: Questionnaire) -> Path:
    return table(path, [["record_id", *(row for grid in survey for row in grid.rows)]], survey)


# LimeSurvey: sections of rows, texts apart from them since version 4.


def lss(path: Path, survey: Questionnaire, *, doctype: str = "") -> Path:
    sections: dict[str, list[dict[str, object]]] = {
        name: []
        for name in ("answers", "answer_l10ns", "questions", "subquestions", "question_l10ns", "surveys")
    }
    sections["surveys"].append({"sid": 77, "language": "en"})
    for place, grid in enumerate(survey, start=1):
        _add_grid(sections, place, grid)
    tables = "".join(
        f"<{name}><rows>{''.join(map(_lss_row, rows))}</rows></{name}>" for name, rows in sections.items()
    )
    path.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<document>'
        f"<LimeSurveyDocType>Survey</LimeSurveyDocType><DBVersion>480</DBVersion>{tables}</document>",
        encoding="utf-8",
    )
    return path


def _add_grid(sections: dict[str, list[dict[str, object]]], place: int, grid: Grid) -> None:
    own = {"sid": 77, "gid": 5, "type": "F", "other": "N", "scale_id": 0}
    sections["questions"].append({"qid": place, "parent_qid": 0, "title": grid.tag, **own})
    stem = {"qid": place, "question": f"<b>{escape(grid.stem)}</b>", "language": "en"}
    sections["question_l10ns"].append(stem)
    for order, (row, text) in enumerate(grid.rows.items()):
        qid = place * 1000 + order
        sections["subquestions"].append(
            {"qid": qid, "parent_qid": place, "title": row, "question_order": order, **own}
        )
        sections["question_l10ns"].append({"qid": qid, "question": escape(text), "language": "en"})
    for order, (code, label) in enumerate(grid.answers.items()):
        aid = place * 1000 + order
        sections["answers"].append(
            {"aid": aid, "qid": place, "code": code, "sortorder": order, "scale_id": 0}
        )
        sections["answer_l10ns"].append({"aid": aid, "answer": escape(label), "language": "en"})


def _lss_row(row: Mapping[str, object]) -> str:
    fields = (f"<{name}><![CDATA[{value}]]></{name}>" for name, value in row.items())
    return f"<row>{''.join(fields)}</row>"


def limesurvey_csv(path: Path, survey: Questionnaire) -> Path:
    names = [f"{grid.tag}[{row}]" for grid in survey for row in grid.rows]
    return table(path, [["id", *names]], survey)
