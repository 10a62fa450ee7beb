"""Home: what needs this person, then how things stand."""

from datetime import UTC, datetime

import pytest

from fivefold.health.home import part_of_day
from tests.health.pages import get, words
from tests.health.rounds import make_card, means

pytestmark = pytest.mark.django_db


def home(cast, person) -> str:
    return words(get(cast.client(person), cast.cedar))


def test_the_five_dimensions_each_have_a_sentence(cast):
    make_card(cast.cedar, by=cast.marcus, of=means(4, 4, rigor=(2.4, 4.1)))
    text = home(cast, cast.denise)
    assert "Nothing needs you today." in text
    assert text.startswith("Four of five dimensions hold up; one is not there yet.")
    assert text.index("Talk about this") < text.index("Denise.")
    assert text.count("Talk about this") == 1
    assert "Trust Often, 4.0." in text
    assert "The sides see it differently." in text
    assert "Spring 2026. 80 of 120 members answered (67%)." in text
    assert "Marcus Webb shared “Report card, Spring 2026”" in text


def test_a_card_that_waits_to_be_shared_waits_for_who_may(cast):
    make_card(cast.cedar, by=cast.marcus, shared=False)
    assert "One thing needs you." in home(cast, cast.marcus)
    for person in (cast.denise, cast.hannah, cast.amara, cast.tomas):
        text = home(cast, person)
        brings_surveys = person == cast.hannah
        assert ("Nothing needs you today." in text) != brings_surveys
        assert ("Bring the first survey" in text) == brings_surveys
        assert "Spring 2026" not in text
        assert "No shared report card yet." in text


def test_a_partnership_without_a_card_says_what_brings_it_on_its_way(cast):
    assert "The partnership begins here." in home(cast, cast.marcus)
    assert "Invite the people of your side" not in home(cast, cast.marcus)
    cast.cedar.memberships.filter(person__in=[cast.denise, cast.tomas]).delete()
    assert "Invite the people of your side" in home(cast, cast.marcus)
    make_card(cast.cedar, by=cast.hannah)
    assert "The partnership begins here." not in home(cast, cast.marcus)


def test_what_waits_for_a_person_comes_before_how_things_stand(cast):
    make_card(cast.cedar, by=cast.marcus)
    make_card(cast.cedar, by=cast.marcus, title="Coaches’ check-in", shared=False)
    text = home(cast, cast.marcus)
    assert text.index("One thing needs you.") < text.index("hold up") < text.index("Talk about this")


def test_the_list_of_partnerships_has_the_line_that_each_card_begins_with(cast):
    make_card(cast.cedar, by=cast.marcus, of=means(4, 4, rigor=(2.4, 4.1)))
    for person in (cast.marcus, cast.amara):
        listed = words(cast.client(person).get("/partnerships/"))
        card = words(get(cast.client(person), cast.cedar, "health/"))
        line = "Four of five dimensions hold up; one is not there yet. Research for action is where the sides"
        assert line in listed
        assert line in card
        assert "Spring 2026. 80 of 120 members answered (67%)." in listed


def test_the_list_says_nothing_of_a_card_that_is_private(cast):
    make_card(cast.cedar, by=cast.marcus, shared=False)
    for person in (cast.marcus, cast.hannah):
        listed = words(cast.client(person).get("/partnerships/"))
        assert "No shared report card yet." in listed
        assert "hold" not in listed


def test_a_card_waits_beside_one_that_is_shared_already(cast):
    make_card(cast.cedar, by=cast.marcus, title="Spring 2026")
    make_card(cast.cedar, by=cast.marcus, title="Coaches’ check-in", shared=False)
    assert "Coaches’ check-in" in words(get(cast.client(cast.marcus), cast.cedar))
    assert "Coaches" not in words(get(cast.client(cast.denise), cast.cedar))


def test_a_new_partnership_says_what_will_be_here(cast):
    text = words(cast.client(cast.outsider).get(f"/p/{cast.harbor.public_id}/"))
    assert "No shared report card yet." in text


@pytest.mark.parametrize(
    ("hour", "expected"), [(0, "morning"), (11, "morning"), (12, "afternoon"), (18, "evening")]
)
def test_the_time_of_day(hour, expected):
    assert part_of_day(datetime(2026, 4, 22, hour, tzinfo=UTC)) == expected


def test_the_methods_page_states_the_rules_with_their_numbers(cast):
    text = words(get(cast.client(cast.olivia), cast.cedar, "health/methods/"))
    for stated in (
        "Rules of reading, version 4.",
        "above 60 on 0 to 100",
        "fewer than 10 members",
        "Holm",
        "which is 3.4 on 1–5 in the members’ survey",
        "at least four in five of what was due was done",
        "Henrick",
    ):
        assert stated in text
