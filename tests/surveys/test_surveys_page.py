import re
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from fivefold.surveys.actions.rounds import withdraw_round
from tests.health.rounds import make_card

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def show(cast, person):
    return cast.client(person).get(f"/p/{cast.cedar.public_id}/surveys/")


def test_a_round_says_who_was_asked_and_how_many_answered(cast):
    make_card(cast.cedar, by=cast.marcus)
    page = text_of(show(cast, cast.hannah))
    assert "Spring 2026" in page
    assert "80 of 120 members answered, 67%." in page
    assert "Asked: Practice side: 80, Research side: 40." in page
    assert "This is a pilot" in page


def test_a_page_of_both_sides_names_no_round_of_one_side(cast):
    make_card(cast.cedar, by=cast.marcus, title="Coaches", shared=False)
    for person in (cast.marcus, cast.denise, cast.hannah, cast.amara, cast.olivia, cast.tomas):
        assert "Coaches" not in text_of(show(cast, person))


def test_under_the_threshold_not_even_their_number_is_told(cast):
    make_card(cast.cedar, by=cast.marcus, answered={"practice": 3}, members={"practice": 17})
    page = text_of(show(cast, cast.marcus))
    assert "Fewer than 5 people answered" in page
    assert "3 of 17" not in page


def test_without_a_roster_the_rate_is_unknown(cast):
    from fivefold.surveys.models import Round

    make_card(cast.cedar, by=cast.marcus)
    Round.objects.update(members=None, members_by_side={})
    assert "80 people answered. How many were asked, and so the response rate, is unknown." in text_of(
        show(cast, cast.marcus)
    )


def test_an_empty_page_says_what_brings_a_round(cast):
    assert "No survey round yet." in text_of(show(cast, cast.marcus))


def test_its_queries_do_not_grow_with_the_rounds(cast, assert_queries_do_not_grow):
    make_card(cast.cedar, by=cast.marcus, title="Spring 2020")

    def add() -> None:
        for year in range(3):
            make_card(cast.cedar, by=cast.marcus, title=f"Round {year}")

    client = cast.client(cast.marcus)
    assert_queries_do_not_grow(lambda: client.get(f"/p/{cast.cedar.public_id}/surveys/"), add)


def test_a_withdrawal_has_the_day_of_this_place_on_every_page(cast):
    """At one in the morning of the 25th in Greenwich it is still the 24th in the district."""
    card = make_card(cast.cedar, by=cast.marcus)
    taken_back = withdraw_round(card.round, because="Wrong file.", by=cast.marcus)
    taken_back.withdrawn_at = datetime(2026, 11, 25, 1, 5, tzinfo=UTC)
    taken_back.save()
    with timezone.override("America/Los_Angeles"):
        assert "Withdrawn on November 24, 2026: Wrong file." in text_of(show(cast, cast.hannah))
        page = text_of(cast.client(cast.hannah).get(card.get_absolute_url()))
    assert "Withdrawn on November 24, 2026 by Marcus Webb." in page
