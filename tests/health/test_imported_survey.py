"""A survey from elsewhere: several scales to a dimension, one to none, no roster, no sides, its own words."""

import re
from datetime import date

import numpy as np
import pytest

from fivefold.assess.answer import Answer
from fivefold.assess.mapping import MappedScale, Mapping
from fivefold.assess.text import Text
from fivefold.files.table import Column, Table
from fivefold.health.models import Assessment
from fivefold.partnerships.sharing import share
from fivefold.surveys.actions import record_round
from tests.health.pages import get, words

pytestmark = pytest.mark.django_db
AGREE = ("Strongly disagree", "Disagree", "Mixed", "Agree", "Strongly agree")
ANSWERS = tuple(Answer(float(at), Text(label)) for at, label in enumerate(AGREE, start=1))
NUMBERS = tuple(Answer(float(at), Text(str(at))) for at in range(7))


def column(name: str, labels: tuple[str, ...], persons: int, start: int, text: str = "") -> Column:
    cells = np.array([(start + at) % len(labels) for at in range(persons)], dtype=np.int32)
    return Column(name, text or f"Statement {name}", {}, frozenset(), labels, cells)


@pytest.fixture
def card(cast):
    persons = 37
    scales = (
        MappedScale("talk", Text("We talk"), ("t1", "t2"), dimension="trust", answers=ANSWERS),
        MappedScale("keep", Text("We keep our word"), ("k1", "k2"), dimension="trust", answers=ANSWERS),
        MappedScale("pace", Text("Pace"), ("p1",), answers=NUMBERS),
    )
    columns = tuple(
        column(item, tuple(one.label.in_language("en") for one in scale.answers or ()), persons, at)
        for at, scale in enumerate(scales)
        for item in scale.items
    )
    table = Table.of_columns(columns, persons, file="x.csv")
    recorded = record_round(
        partnership=cast.cedar,
        title="Staff survey",
        began_on=date(2026, 5, 4),
        ended_on=date(2026, 5, 15),
        table=table,
        mapping=Mapping(scales=scales),
        members=None,
        by=cast.marcus,
    )
    return share(Assessment.objects.get(round=recorded), by=cast.marcus)


def test_each_scale_has_its_own_line_and_none_are_averaged(cast, card):
    text = words(get(cast.client(cast.hannah), cast.cedar, "health/"))
    for title in ("We talk", "We keep our word"):
        # Between a title and its score stand the words of the axis, which telephones show.
        assert re.search(rf"{title} (?:\w+ ){{0,9}}Mixed, \d", text), title
    assert text.count("Not asked in this round.") == 4
    assert "Not shown, to protect small groups" not in text
    assert "37 answered; how many were asked, and so the response rate, is unknown. 95% interval." in text
    assert "The sides are not compared: this round does not hold the answers of both." in text
    assert "This is a pilot" not in text


def test_a_scale_of_no_dimension_is_shown_beneath(cast, card):
    text = words(get(cast.client(cast.hannah), cast.cedar, "health/"))
    pace = text[text.index("Pace") :]
    assert pace.index("37 answered") < 80


def test_its_statements_are_in_the_words_of_its_file(cast, card):
    text = words(get(cast.client(cast.hannah), cast.cedar, f"health/{card.public_id}/trust/"))
    assert "Statement t1" in text
    assert "Statement k2" in text


def test_home_and_surveys_speak_of_it_too(cast, card):
    client = cast.client(cast.hannah)
    assert "2 scales: see the report card." in words(get(client, cast.cedar))
    assert "A survey from elsewhere, in its own wording." in words(get(client, cast.cedar, "surveys/"))


def test_a_framework_of_another_year_has_its_own_dimensions_and_questions(cast):
    persons = 20
    scale = MappedScale("ask", Text("We ask together"), ("q",), dimension="inquiry", answers=ANSWERS)
    table = Table.of_columns((column("q", AGREE, persons, 0),), persons, file="x.csv")
    record_round(
        partnership=cast.cedar,
        title="Inquiry",
        began_on=date(2026, 5, 4),
        ended_on=date(2026, 5, 15),
        table=table,
        mapping=Mapping(scales=(scale,)),
        members=30,
        by=cast.hannah,
        framework_key="rpp-2023",
    )
    text = words(get(cast.client(cast.priya), cast.cedar, "health/"))
    assert "Inclusive inquiry" in text
    assert "20 of 30 answered, 67%." in text
    assert "Which question came from the people concerned" in text or "had no part in the question?" in text


SIX = tuple(Answer(float(at), Text(f"Level {label}")) for at, label in enumerate("abcdef", start=1))


@pytest.fixture
def two_ranges(cast):
    return _two_scales(cast, SIX)


def _two_scales(cast, answers, *, members=60):
    """Trust on `answers`, goals on 1–5; each person's answers are high, with a spread."""
    persons = 40
    scales = (
        MappedScale("talk", Text("We talk"), ("t1", "t2"), dimension="trust", answers=answers),
        MappedScale("aim", Text("We aim"), ("a1", "a2"), dimension="goals", answers=ANSWERS),
    )
    columns = []
    for scale in scales:
        labels = tuple(one.label.in_language("en") for one in scale.answers or ())[-2:]
        columns += [column(item, labels, persons, at) for at, item in enumerate(scale.items)]
    recorded = record_round(
        partnership=cast.cedar,
        title="Staff survey",
        began_on=date(2026, 5, 4),
        ended_on=date(2026, 5, 15),
        table=Table.of_columns(columns, persons, file="x.csv"),
        mapping=Mapping(scales=scales),
        members=members,
        by=cast.marcus,
    )
    return share(Assessment.objects.get(round=recorded), by=cast.marcus)


@pytest.mark.parametrize(("language", "on"), [("en", "on"), ("es", "en")])
def test_where_numbers_lie_on_different_ranges_each_says_its_own(cast, two_ranges, language, on):
    client = cast.client(cast.hannah)
    client.cookies["django_language"] = language
    for path in ("", "health/"):
        text = words(get(client, cast.cedar, path))
        # In the opening, beside its interval where it has one, and in the rows beneath.
        assert re.search(rf"Trust 5\.5 {on} 1–6|Confianza 5\.5 {on} 1–6", text), path
        assert re.search(rf" 4\.5 {on} 1–5", text), path
        assert re.search(rf", 5\.5 {on} 1–6", text), path
        assert re.search(rf", 4\.5 {on} 1–5", text), path


def test_where_all_numbers_lie_on_one_range_none_repeats_it(cast):
    """Other words for the answers are no other range."""
    _two_scales(cast, tuple(Answer(one.number, Text(f"So {at}")) for at, one in enumerate(ANSWERS)))
    text = words(get(cast.client(cast.hannah), cast.cedar, "health/"))
    assert "4.5" in text
    assert " on 1–5" not in text


def test_of_few_answers_the_bounds_say_their_range(cast):
    _two_scales(cast, SIX, members=100)
    text = words(get(cast.client(cast.hannah), cast.cedar, "health/"))
    assert re.search(r"\d\.\d–\d\.\d on 1–6 whatever the silent would say\.", text)
    assert re.search(r"\d\.\d–\d\.\d on 1–5 whatever the silent would say\.", text)


GRID = "To what extent do you agree?"


@pytest.fixture
def grid(cast):
    """A grid of two statements on a scale by another title, and a third statement of it alone."""
    persons = 40
    scales = (
        MappedScale("year", Text("Enough time"), ("g1", "g2"), dimension="trust", answers=ANSWERS),
        MappedScale("one", Text(GRID), ("g3",), dimension="goals", answers=ANSWERS),
        MappedScale("pair", Text(GRID), ("g4", "g5"), dimension="capacity", answers=ANSWERS),
    )
    said = {
        "g1": "One year is enough",
        "g2": "We have time",
        "g3": "We aim",
        "g4": "We grow",
        "g5": "We learn",
    }
    columns = [
        column(name, AGREE[:4], persons, at, f"{GRID} [{row}]") for at, (name, row) in enumerate(said.items())
    ]
    recorded = record_round(
        partnership=cast.cedar,
        title="Staff survey",
        began_on=date(2026, 5, 4),
        ended_on=date(2026, 5, 15),
        table=Table.of_columns(columns, persons, file="x.csv"),
        mapping=Mapping(scales=scales),
        members=60,
        by=cast.marcus,
    )
    return share(Assessment.objects.get(round=recorded), by=cast.marcus)


def test_statements_of_a_grid_are_in_their_own_words_beneath_its_question(cast, grid):
    text = words(get(cast.client(cast.hannah), cast.cedar, f"health/{grid.public_id}/trust/"))
    statements = text.partition("Statement by statement")[2]
    assert statements.count(GRID) == 1
    assert statements.index(GRID) < statements.index("One year is enough")
    assert "[" not in text


@pytest.mark.parametrize(("dimension", "row"), [("goals", "We aim"), ("capacity", "We learn")])
def test_where_the_title_of_the_scale_is_the_question_it_stands_there_alone(cast, grid, dimension, row):
    text = words(get(cast.client(cast.hannah), cast.cedar, f"health/{grid.public_id}/{dimension}/"))
    assert text.count(GRID) == 1
    assert row in text.partition("Statement by statement")[2]
    assert "[" not in text


def test_the_statement_to_read_at_the_meeting_is_in_its_own_words_too(cast, grid):
    text = words(get(cast.client(cast.hannah), cast.cedar, "health/"))
    assert re.search(r"lowest typical answer here: “(One year is enough|We have time)”", text)


def test_the_record_and_the_command_line_keep_the_question_as_it_was_asked(grid):
    items = [item["text"] for one in grid.record["assessment"]["dimensions"] for item in _items(one)]
    assert f"{GRID} [One year is enough]" in str(items)


def _items(dimension):
    return [item for scale in dimension["scales"] for item in scale["item_results"]]
