"""LimeSurvey: headings in codes, words and both, in several languages, and VV files."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fivefold.assess import frameworks
from fivefold.assess.errors import ProposalError
from fivefold.assess.proposal import Proposal, propose
from fivefold.files.reading import open_table
from fivefold.files.table import Table
from tests.files.tools.heads import write_book, write_csv
from tests.files.written import cells, names, write

OWN = ["id", "submitdate", "lastpage", "startlanguage", "seed"]
OWN_IN_WORDS = ["Response ID", "Date submitted", "Last page", "Start language", "Seed"]
BOTH = [f"{code}. {text}" for code, text in zip(OWN, OWN_IN_WORDS, strict=True)]
CODES = ["AO01", "AO02", "AO03", "AO04", "AO05"]
WORDS = ["Never", "Seldom", "Sometimes", "Often", "Always"]
ROWS = ["We meet", "We decide", "We learn"]


def answers(said: list[str], rows: int = 10) -> list[list[str]]:
    """People who give three answers each; every third never pressed the last button."""
    return [
        [str(n), "" if n % 3 == 0 else "2026-02-02 08:00:00", "3", "en", str(1000 * n)]
        + [said[(n * step) % 5] for step in (1, 2, 3)]
        for n in range(rows)
    ]


def read(tmp_path: Path, rows: list[list[str]], **options: str) -> Table:
    return open_table(write_csv(tmp_path / "results.csv", rows, **options))


def proposed(table: Table) -> Proposal:
    return propose(table, frameworks.load())


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("own", "asked"),
    [
        (OWN, [f"G01Q01[A{n}]" for n in (1, 2, 3)]),
        (OWN, [f"G01Q01_A{n}" for n in (1, 2, 3)]),
        (OWN, [f"Q1(SQ00{n})" for n in (1, 2, 3)]),
        (OWN, [f"Q1 (SQ00{n})" for n in (1, 2, 3)]),
        (OWN, [f"843217X11X97A{n}" for n in (1, 2, 3)]),
        (OWN_IN_WORDS, [f"How often? [{row}]" for row in ROWS]),
        ([name.replace(" ", "_") for name in OWN_IN_WORDS], [f"How_often? [{row}]" for row in ROWS]),
        (BOTH, [f"G01Q01[A{n}]. How often? [{row}]" for n, row in enumerate(ROWS, 1)]),
        (
            [f"{code} - {text}" for code, text in zip(OWN, OWN_IN_WORDS, strict=True)],
            [f"G01Q01[A{n}] - How often? [{row}]" for n, row in enumerate(ROWS, 1)],
        ),
        (
            ["ID de respuesta", "Fecha de envío", "Última página", "Lenguaje inicial", "Semilla"],
            [f"¿Con qué frecuencia? [{row}]" for row in ROWS],
        ),
        (
            ["Antwort ID", "Datum Abgeschickt", "Letzte Seite", "Start-Sprache", "Zufallsstartwert"],
            [f"Wie oft? [{row}]" for row in ROWS],
        ),
        (
            ["ID de la réponse", "Date de soumission", "Dernière page", "Langue de départ", "Graine"],
            [f"À quelle fréquence ? [{row}]" for row in ROWS],
        ),
        (
            ["ID da resposta", "Data de envio", "Última página", "Idioma inicial", "Semente"],
            [f"Com que frequência? [{row}]" for row in ROWS],
        ),
    ],
)
def test_every_kind_of_heading(tmp_path: Path, own: list[str], asked: list[str], delimiter: str) -> None:
    table = read(tmp_path, [[*own, *asked], *answers(CODES)], delimiter=delimiter)
    assert (table.format, table.header_rows, table.rows) == ("limesurvey-csv", 1, 10)
    assert names(table) == [*own, *asked]
    assert [one.metadata for one in table.columns] == [True] * 5 + [False] * 3
    (notice,) = table.warnings
    assert notice.code == "partial_answers"
    assert "4 of 10" in notice.message
    (scale,) = proposed(table).mapping.scales
    assert scale.items == tuple(asked)
    assert [(one.number, one.label.in_language("en")) for one in scale.answers or ()] == list(
        enumerate(CODES, start=1)
    )


@pytest.mark.parametrize(
    "header",
    [
        ["id", "submitdate", "Q1"],
        ["id", "seed", "token", "Q1"],
        ["Date submitted", "Q1", "Q2"],
        ["lastpage", "age", "sex"],
    ],
)
def test_a_name_or_two_are_not_enough(tmp_path: Path, header: list[str]) -> None:
    assert read(tmp_path, [header, ["1"] * len(header)]).format == "csv"


def test_codes_and_words_give_the_question(tmp_path: Path) -> None:
    table = read(tmp_path, [[*BOTH, "Q2. How old are you?", "Q1[A]. How? [So]"], ["1"] * 7])
    assert [one.text for one in table.columns[-2:]] == ["How old are you?", "How? [So]"]


def test_both_scales_of_a_row_are_told_apart(tmp_path: Path) -> None:
    asked = ["Q1[SQ001][1]", "Q1[SQ001][2]", "How? [So][Now]"]
    table = read(tmp_path, [[*OWN, *asked], ["1"] * 8])
    assert [one.text for one in table.columns[5:]] == ["Q1 (1) [SQ001]", "Q1 (2) [SQ001]", "How? (Now) [So]"]


def test_timings_are_no_answers(tmp_path: Path) -> None:
    asked = ["Q1", "leisureTime", "interviewtime", "groupTime12", "Q1Time"]
    table = read(tmp_path, [[*OWN, *asked], ["1"] * 10])
    assert [one.metadata for one in table.columns[5:]] == [False, False, True, True, True]
    spelled = ["How long?", "Total time", "Group time: Trust", "Question time: Q1", "Time for reading"]
    table = read(tmp_path, [[*OWN_IN_WORDS, *spelled], ["1"] * 10])
    assert [one.metadata for one in table.columns[5:]] == [False, True, True, True, False]


def vv(tmp_path: Path, texts: list[str], codes: list[str], rows: list[list[str]], end: str = "") -> Table:
    lines = ["\t".join(texts) + end, "\t".join(codes) + end, *map("\t".join, rows)]
    return open_table(write(tmp_path / "vvexport_1.csv", "\n".join(lines) + "\n"))


@pytest.mark.parametrize("end", ["", "\t"])
def test_a_vv_file(tmp_path: Path, end: str) -> None:
    asked = [f"How often? [{row}]" for row in ROWS]
    codes = [f"G01Q01_A{n}" for n in (1, 2, 3)]
    rows = answers(CODES)
    rows[0][1], rows[3][6] = "NULL", "{question_not_shown}"
    table = vv(tmp_path, [*OWN_IN_WORDS, *asked], [*OWN, *codes], rows, end)
    assert (table.format, table.header_rows, table.rows, table.first_record) == ("limesurvey-csv", 2, 10, 3)
    assert names(table) == [*OWN_IN_WORDS, *asked]
    assert cells(table)[3][6] == ""
    assert [notice.code for notice in table.warnings] == ["partial_answers"]
    assert "4 of 10" in table.warnings[0].message
    assert [scale.items for scale in proposed(table).mapping.scales] == [tuple(asked)]


def test_an_old_vv_file_says_the_question_without_its_row(tmp_path: Path) -> None:
    codes = [f"843217X11X97A{n}" for n in (1, 2, 3)]
    table = vv(tmp_path, [*OWN_IN_WORDS, *["How often?"] * 3], [*OWN, *codes], answers(CODES))
    assert names(table)[5:] == ["How often?", "How often? (2)", "How often? (3)"]
    assert [scale.title.in_language("en") for scale in proposed(table).mapping.scales] == ["How often?"]


@settings(max_examples=40, deadline=None)
@given(st.text('ab{}\n\r\t"q', min_size=1, max_size=8).filter(str.strip))
def test_any_text_survives_a_vv_file(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("vv")
    # The brace is written before the others, so theirs must not be written again.
    signs = {"{": "{lbrace}", "\n": "{newline}", "\r": "{cr}", "\t": "{tab}"}
    written = "".join(signs.get(sign, sign) for sign in text)
    written = "{quote}" + written[1:] if written.startswith('"') else written
    table = vv(
        folder,
        ["Response ID", "Date submitted", "Last page", "Say"],
        [*OWN[:3], "Q1"],
        [["1", "", "2", written]],
    )
    assert table.column("Say").cell(0) == text


def test_words_and_codes_of_the_same_people_agree(tmp_path: Path) -> None:
    by_code = read(tmp_path, [[*OWN, *(f"Q[{n}]" for n in "abc")], *answers(CODES, 30)])
    by_word = read(tmp_path, [[*OWN_IN_WORDS, *(f"Q [{n}]" for n in "abc")], *answers(WORDS, 30)])
    for one, other in zip(by_code.columns[5:], by_word.columns[5:], strict=True):
        assert [CODES.index(one.cell(row)) for row in range(30)] == [
            WORDS.index(other.cell(row)) for row in range(30)
        ]
    (coded,), (worded,) = proposed(by_code).mapping.scales, proposed(by_word).mapping.scales
    assert [one.number for one in coded.answers or ()] == [one.number for one in worded.answers or ()]


def test_lists_of_codes_side_by_side_are_no_scale(tmp_path: Path) -> None:
    with pytest.raises(ProposalError):
        proposed(read(tmp_path, [[*OWN, "town", "street", "district"], *answers(CODES)]))


def test_codes_nobody_chose_are_answers_too(tmp_path: Path) -> None:
    rows = answers(["A1", "A3", "A5", "A1", "A3"])
    (scale,) = proposed(read(tmp_path, [[*OWN, "Q[a]", "Q[b]", "Q[c]"], *rows])).mapping.scales
    assert [one.label.in_language("en") for one in scale.answers or ()] == ["A1", "A2", "A3", "A4", "A5"]


def test_a_workbook_of_it(tmp_path: Path) -> None:
    table = open_table(write_book(tmp_path / "r.xlsx", results=[[*OWN, "Q[a]"], ["1"] * 6]))
    assert (table.format, table.column("seed").metadata) == ("xlsx", True)


def test_named_it_needs_no_columns_of_its_own(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "r.csv", [["Q1[A1]", "Q1[A2]"], ["AO01", "AO02"]])
    assert open_table(path).format == "csv"
    assert open_table(path, format="limesurvey-csv").format == "limesurvey-csv"
