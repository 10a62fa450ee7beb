"""One dimension: why, strand by strand."""

import re
from datetime import date

import pytest

from tests.health.pages import get, words
from tests.health.rounds import PILOT, make_card, means

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(cast):
    for year, mean in ((2024, 3.0), (2025, 3.3)):
        make_card(
            cast.cedar,
            by=cast.marcus,
            title=f"Spring {year}",
            ended_on=date(year, 3, 27),
            of=means(mean, mean, rigor=(3.2, 3.4)),
        )
    return make_card(
        cast.cedar, by=cast.marcus, of=means(4, 4, rigor=(2.4, 4.1)), cannot_tell={"practice": 20}
    )


def page(cast, card, key="rigor", person=None):
    return words(get(cast.client(person or cast.marcus), cast.cedar, f"health/{card.public_id}/{key}/"))


def test_statements_stand_in_the_order_in_which_they_were_asked(cast, card):
    text = page(cast, card)
    texts = [item.text.in_language("en") for item in PILOT.items if item.key.startswith("rigor")]
    places = [text.index(one) for one in texts]
    assert places == sorted(places)
    assert "shown, never ranked" in text


def test_the_lead_says_what_the_rules_found(cast, card):
    text = page(cast, card)
    assert "Members’ answers are not yet favorable: look at how the work is designed." in text
    assert re.search(r"The two sides see it differently: 1\.\d apart \([\d.–]+\): practice lower", text)


def test_the_sides_are_drawn_over_the_rounds_with_their_table(cast, card):
    sent = get(cast.client(cast.hannah), cast.cedar, f"health/{card.public_id}/rigor/").content.decode()
    trend = sent[sent.index("Research for action: the sides have drifted apart since") :]
    assert 'stroke-dasharray="5 4"' in trend
    for title in ("Spring 2024", "Spring 2025", "Spring 2026"):
        assert trend.count(title) >= 3  # once under the axis, twice in the table: practice and research
    assert sent.count("<figure") == sent.count("The numbers as a table") - 1


def test_a_small_change_is_not_called_one(cast, card):
    text = page(cast, card, "goals")
    assert "Up since Spring 2025" in text
    earlier = page(cast, card, "rigor")
    assert "Practice went from " in earlier
    assert "own since Spring 2025" not in earlier


def test_how_visible_the_work_is(cast, card):
    text = page(cast, card, "field")
    assert "25% of answers were “I cannot tell from where I sit”: that is how visible the work is." in text
    assert "Do the people whom our results describe know where to read them?" in text


def test_what_the_record_and_the_talk_would_leave_here(cast, card):
    text = page(cast, card)
    assert "Under three due, it says that it is too early." in text
    assert "Not in place · Starting · Working · Part of how we work" in text
    assert "Research aims at problems that the practice side really has." in text
    assert "Ten-minute routine: Put the next three decisions" in text


def test_reliability_comes_with_a_plain_sentence(cast, card):
    assert "Reliability: alpha" in page(cast, card, "trust")


def test_there_is_nothing_at_a_dimension_that_the_framework_has_not(cast, card):
    assert get(cast.client(cast.marcus), cast.cedar, f"health/{card.public_id}/weather/").status_code == 404


def test_earlier_rounds_have_their_own_pages(cast, card):
    from fivefold.health.models import Assessment

    first = Assessment.objects.get(round__title="Spring 2024")
    text = page(cast, first)
    assert "No round before this one to compare with." in text
    assert "Spring 2026" not in text
