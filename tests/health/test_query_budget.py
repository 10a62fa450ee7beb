"""A page costs the same number of queries however much there is."""

from datetime import date

import pytest

from fivefold.cycles.models import Cycle
from tests.cast import join, make_partnership, make_person
from tests.health.counting import make_year, plan
from tests.health.rounds import make_card

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["", "health/", "health/{card}/trust/", "health/methods/"])
def test_pages_do_not_ask_more_for_more_rounds_and_partnerships(cast, path, assert_queries_do_not_grow):
    for year in (2021, 2022, 2023):
        make_card(cast.cedar, by=cast.marcus, title=f"Spring {year}", ended_on=date(year, 3, 27))
    card = make_card(cast.cedar, by=cast.marcus)
    client = cast.client(cast.marcus)
    url = f"/p/{cast.cedar.public_id}/{path.format(card=card.public_id)}"

    plan(cast, make_year(cast), 3, 4)

    def more() -> None:
        plan(cast, Cycle.objects.get(), 14, 20, month=11)
        for year in (2024, 2025):
            make_card(cast.cedar, by=cast.marcus, title=f"Spring {year}", ended_on=date(year, 3, 27))
        make_card(cast.cedar, by=cast.marcus, title="Private", shared=False)
        for number in range(4):
            other = make_partnership(
                f"Another {number}", cast.cedar.practice_organization, cast.cedar.research_organization
            )
            lead = join(other, make_person(f"Lead {number}"), "practice", "point_person")
            make_card(other, by=lead)

    assert_queries_do_not_grow(lambda: client.get(url), more)


def test_the_list_of_partnerships_does_not_ask_more_for_more_of_them(cast, assert_queries_do_not_grow):
    make_card(cast.cedar, by=cast.marcus)
    client = cast.client(cast.marcus)

    def more() -> None:
        for number in range(4):
            other = make_partnership(
                f"Another {number}", cast.cedar.practice_organization, cast.cedar.research_organization
            )
            join(other, cast.marcus, "practice", "point_person")
            make_card(other, by=cast.marcus)

    assert_queries_do_not_grow(lambda: client.get("/partnerships/"), more)
