"""Any questionnaire, written as each tool keeps it, gives its labels back to the answers in codes."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fivefold.files import child
from fivefold.files.codebooks.reading import read_codebook
from fivefold.files.raw import RawTable
from tests.files.codebooks.questionnaires import (
    Grid,
    Questionnaire,
    dictionary,
    kobo_csv,
    limesurvey_csv,
    lss,
    qsf,
    qualtrics_csv,
    redcap_csv,
    xlsform,
    xlsform_csv,
)

Write = Callable[[Path, Questionnaire], Path]
# Codebook, answers, what codes look like there, and how a row's question is said.
TOOLS: Mapping[str, tuple[Write, Write, str, str]] = {
    "Qualtrics": (qsf, qualtrics_csv, r"-?[1-9][0-9]{0,3}", "{stem} - {row}"),
    "Qualtrics without its texts": (
        qsf,
        lambda path, survey: qualtrics_csv(path, survey, texts=False),
        r"-?[1-9][0-9]{0,3}",
        "{stem} - {row}",
    ),
    "XLSForm": (xlsform, kobo_csv, r"[a-z][a-z0-9_]{0,8}", "{row}"),
    "XLSForm as text": (
        xlsform_csv,
        lambda path, survey: kobo_csv(path, survey, groups=False),
        r"[a-z][a-z0-9_]{0,8}",
        "{row}",
    ),
    "REDCap": (dictionary, redcap_csv, r"-?[0-9]{1,3}|[A-Za-z]{1,3}", "{stem} [{row}]"),
    "LimeSurvey": (lss, limesurvey_csv, r"[A-Z]{1,2}[0-9]{1,3}", "{stem} [{row}]"),
}

# Words in several scripts; what REDCap and forms give a meaning of their own is no part of a text there.
TEXT = st.from_regex(r"[A-Za-zÁ-ÿЀ-ӿ][A-Za-zÁ-ÿЀ-ӿ ,.;:'\"&<>()%/?!-]{0,30}[a-zа-я.?]", fullmatch=True).map(
    lambda text: " ".join(text.split())
)


@st.composite
def questionnaires(draw: st.DrawFn, code: str) -> list[Grid]:
    people = draw(st.integers(2, 4))
    stems = draw(st.lists(TEXT, min_size=1, max_size=3, unique_by=str.casefold))
    return [_grid(draw, place, stem, code, people) for place, stem in enumerate(stems, start=1)]


def _grid(draw: st.DrawFn, place: int, stem: str, code: str, people: int) -> Grid:
    labels = draw(st.lists(TEXT, min_size=2, max_size=5, unique_by=str.casefold))
    codes = draw(
        st.lists(
            st.from_regex(code, fullmatch=True).filter(lambda one: one not in {"NA", "na"}),
            min_size=len(labels),
            max_size=len(labels),
            unique_by=str.casefold,
        )
    )
    rows = draw(st.lists(TEXT, min_size=1, max_size=4, unique_by=str.casefold))
    # Qualtrics counts its rows.
    names = [str(row) for row in range(1, len(rows) + 1)]
    cell = st.sampled_from([*codes, ""])
    picked = draw(
        st.lists(st.lists(cell, min_size=len(rows), max_size=len(rows)), min_size=people, max_size=people)
    )
    return Grid(
        f"Q{place}", stem, dict(zip(names, rows, strict=True)), dict(zip(codes, labels, strict=True)), picked
    )


def with_names(survey: list[Grid]) -> list[Grid]:
    """Rows called as tools call them that do not count: q1_1, q1_2 …"""
    return [
        replace(grid, rows={f"{grid.tag.lower()}_{row}": text for row, text in grid.rows.items()})
        for grid in survey
    ]


def read(data: Path, codebook: Path) -> RawTable:
    """In this process: two more for each of many examples would take minutes."""
    options = {
        **dict.fromkeys(("format", "sheet", "header_rows", "encoding", "delimiter", "inside")),
        "codebook": read_codebook(codebook).to_record(),
    }
    return child.read(data, options)


@pytest.mark.parametrize("tool", TOOLS)
@given(data=st.data())
@settings(max_examples=50, deadline=None)
def test_labels_come_back(tmp_path_factory: pytest.TempPathFactory, tool: str, data: st.DataObject) -> None:
    write_codebook, write_answers, code, said = TOOLS[tool]
    survey = data.draw(questionnaires(code))
    if not tool.startswith("Qualtrics"):
        survey = with_names(survey)
    folder = tmp_path_factory.getbasetemp()
    table = read(
        write_answers(folder / "answers.csv", survey), write_codebook(folder / "codebook.xlsx", survey)
    )
    expected = [(grid, text) for grid in survey for text in grid.rows.values()]
    for column, (grid, text) in zip(table.columns[1:], expected, strict=True):
        assert column.labels == grid.answers
        assert column.text == said.format(stem=grid.stem, row=text)
    assert [code for code, *_ in table.notices] == []
