"""The same people in the shape of every tool: the same assessment."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fivefold.assess import frameworks
from fivefold.assess.answer import Answer
from fivefold.assess.assessing import assess
from fivefold.assess.assessment import ScaleResult
from fivefold.assess.mapping import MappedScale, Mapping
from fivefold.assess.text import Text
from fivefold.files.reading import open_table
from fivefold.files.table import Table
from tests.files.tools.heads import Rows, write_book, write_csv

RPP = frameworks.load()
OFTEN = ("Never", "Seldom", "Sometimes", "Often", "Always")
ROWS = ("We meet", "We decide", "We learn")
GRID = [f"How often? [{row}]" for row in ROWS]
DATE = "2026-02-01 08:00:00"
People = list[tuple[str, str, str]]
Shape = Callable[[People], Rows]


def plain(people: People) -> Rows:
    return [["id", *GRID], *([f"p{n}", *told] for n, told in enumerate(people))]


def under_a_title(people: People) -> Rows:
    return [["Staff survey, spring 2026"], [], *plain(people)]


def google_forms(people: People) -> Rows:
    return [["Timestamp", *GRID], *([DATE, *told] for told in people)]


def qualtrics(people: People) -> Rows:
    own = ["StartDate", "EndDate", "Status", "ResponseId"]
    names = [*own, "Q1_1", "Q1_2", "Q1_3"]
    said = [
        "Start Date",
        "End Date",
        "Response Type",
        "Response ID",
        *(f"How often? - {row}" for row in ROWS),
    ]
    ids = [f'{{"ImportId":"{name}"}}' for name in names]
    trial = [DATE, DATE, "Survey Preview", "R_0", "Never", "Never", "Never"]
    answers = ([DATE, DATE, "IP Address", f"R_{n}", *told] for n, told in enumerate(people, 1))
    return [names, said, ids, trial, *answers]


def surveymonkey(people: People) -> Rows:
    own = ["Respondent ID", "Collector ID", "Start Date"]
    answers = ([str(11_800_000_000 + n), "47", DATE, *told] for n, told in enumerate(people))
    return [[*own, "How often?", "", ""], ["", "", "", *ROWS], *answers]


def limesurvey(people: People, codes: bool = False) -> Rows:
    own = ["id", "submitdate", "lastpage", "startlanguage"]
    items = [f"G01Q01[SQ00{n}]" for n in (1, 2, 3)]
    code = {word: f"AO{n:02d}" if codes else word for n, word in enumerate(OFTEN, 1)}
    answers = (
        [str(n), DATE if n % 2 else "", "3", "en", *(code.get(word, word) for word in told)]
        for n, told in enumerate(people)
    )
    return [[*own, *items], *answers]


def limesurvey_codes(people: People) -> Rows:
    return limesurvey(people, codes=True)


def limesurvey_vv(people: People) -> Rows:
    names = ["Response ID", "Date submitted", "Last page", "Start language", *GRID]
    (codes, *answers) = limesurvey_codes(people)
    blank = {"": "{question_not_shown}"}
    return [names, codes, *([*row[:4], *(blank.get(str(cell), cell) for cell in row[4:])] for row in answers)]


def kobo(people: People) -> Rows:
    items = ["start", "trust/met", "trust/decided", "trust/learned", "_uuid", "_index"]
    return [items, *([DATE, *told, f"u{n}", str(n)] for n, told in enumerate(people, 1))]


def central(people: People) -> Rows:
    items = ["SubmissionDate", "trust-met", "trust-decided", "trust-learned", "meta-instanceID", "KEY"]
    return [items, *([DATE, *told, f"u{n}", f"u{n}"] for n, told in enumerate(people, 1))]


def redcap(people: People) -> Rows:
    items = ["record_id", "trust_1", "trust_2", "trust_3", "survey_complete"]
    return [items, *([str(n), *told, "2"] for n, told in enumerate(people, 1))]


def redcap_in_two_events(people: People) -> Rows:
    """The first two statements in fall, the third in spring; a person who never came back has one row."""
    rows: list[list[str]] = [["Record ID", "Event Name", *GRID, "Complete?"]]
    for number, (first, second, third) in enumerate(people, 1):
        rows.append([str(number), "Fall", first, second, "", "Complete"])
        if third:
            rows.append([str(number), "Spring", "", "", third, "Incomplete"])
    return rows


SHAPES = [plain, under_a_title, google_forms, qualtrics, surveymonkey, limesurvey, limesurvey_codes]
SHAPES += [limesurvey_vv, kobo, central, redcap, redcap_in_two_events]


def scored(table: Table, threshold: int = 1) -> ScaleResult | None:
    """The three columns that are neither the tool's own nor a number, as one scale."""
    items = tuple(one.name for one in table.columns if not one.metadata and one.name != "id")
    answers = tuple(
        Answer(float(n), Text({"en": word, "code": f"AO{n:02d}"})) for n, word in enumerate(OFTEN, 1)
    )
    mapping = Mapping((MappedScale("trust", Text("Trust"), items, answers=answers),))
    assert len(items) == 3
    scales = assess(table, mapping, framework=RPP, threshold=threshold).scales
    return scales[0] if scales else None


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_every_shape_gives_the_same_assessment(
    tmp_path_factory: pytest.TempPathFactory, shape: Shape, ending: str
) -> None:
    folder = tmp_path_factory.mktemp("shapes")

    @settings(max_examples=3, deadline=None)
    @given(
        st.lists(st.tuples(*[st.sampled_from(("", *OFTEN))] * 3), min_size=3, max_size=8),
        st.sampled_from([",", ";", "\t"]),
    )
    def same(people: People, delimiter: str) -> None:
        # Spreadsheets leave blank rows below a table, so a last person without an answer is none.
        people = [*people, ("Often", "Never", "Always")]
        wanted = scored(open_table(write_csv(folder / "plain.csv", plain(people))))
        if ending == "csv":
            table = open_table(write_csv(folder / "survey.csv", shape(people), delimiter))
        else:
            table = open_table(write_book(folder / "survey.xlsx", Sheet=shape(people)))
        found = scored(table)
        assert table.rows == len(people)
        assert (found is None) == (wanted is None)
        if found and wanted:
            assert (found.n, found.mean, found.sd) == (wanted.n, wanted.mean, wanted.sd)
            assert [one.figure for one in found.item_results] == [one.figure for one in wanted.item_results]

    same()


def test_a_slip_is_named_by_the_row_of_the_file(tmp_path: Path) -> None:
    people = [("Often", "Never", "Always")] * 3 + [("Often", "Never", "Perhaps")]
    rows = [*redcap_in_two_events(people)]
    with pytest.raises(Exception, match=r"Row 9, column .*We learn.*Perhaps"):
        scored(open_table(write_csv(tmp_path / "data.csv", rows)))
