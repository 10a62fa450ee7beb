"""The next meeting always gets a question, and a statement to read only where statements may be shown."""

from dataclasses import replace

import pytest

from fivefold.assess.assessing import assess
from fivefold.assess.frameworks import load
from fivefold.health.card import Say
from fivefold.health.meeting import question_text, statement_to_read
from fivefold.health.reader import report_card
from fivefold.health.reading import Showing
from tests.health.rounds import PILOT, make_table, means
from tests.health.test_sentences import SIDES, card_of


def test_the_statement_is_the_lowest_of_the_dimension_that_the_question_is_about():
    card = card_of(means(4, 4, rigor=(2.4, 4.1)))
    assert card.question[0] == "rigor"
    items = card.dimension("rigor").scales[0].items
    # Of those that print alike the first asked: the page tells nobody which of them is lower.
    lowest = min(items, key=lambda item: round(1 + item.say.mean / 25, 1))
    text = next(one.text for one in PILOT.items if one.key == lowest.key)
    assert f"“{text.in_language('en')}”" in statement_to_read(card, PILOT, "en")
    assert text.in_language("es") in statement_to_read(card, PILOT, "es")


def test_withheld_statements_are_not_read_out():
    card = card_of(means(4, 4, rigor=(2.4, 4.1)))
    one = card.dimension("rigor")
    hidden = tuple(replace(item, say=Say(Showing.WITHHELD)) for item in one.scales[0].items)
    without = replace(one, scales=(replace(one.scales[0], items=hidden),))
    card = replace(
        card, dimensions=tuple(without if each.key == "rigor" else each for each in card.dimensions)
    )
    assert statement_to_read(card, PILOT, "en") == ""
    assert question_text(card)


@pytest.mark.parametrize(
    ("members", "answered"),
    [
        ({"practice": 7, "research": 4}, {"practice": 6, "research": 3}),
        ({"practice": 3, "research": 2}, {"practice": 2, "research": 1}),
        ({"practice": 80, "research": 40}, {"practice": 20, "research": 10}),
    ],
    ids=["small", "under the threshold", "below half"],
)
def test_however_little_may_be_shown_there_is_a_question(members, answered):
    found = assess(make_table(answered, means(4, 2)), PILOT.mapping(SIDES), framework=load(), members=members)
    card = report_card(found, framework=load(), earlier=[], no_change=None)
    assert question_text(card).endswith("?")
