"""The pages of this room: what they say, and what they must not say."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fivefold.partnerships import actions
from tests.cast import Cast, join, make_partnership, make_person
from tests.health.pages import words
from tests.health.rounds import make_card

pytestmark = pytest.mark.django_db


def page(client: Client, name: str, *args: str, query: str = "") -> str:
    response = client.get(reverse(name, args=args) + query)
    assert response.status_code == 200, response
    return response.content.decode()


def test_home_leads_to_the_one_partnership_and_otherwise_to_the_list(cast: Cast) -> None:
    home = cast.client(cast.marcus).get("/")
    assert home["Location"] == cast.cedar.get_absolute_url()
    assert cast.client(cast.nobody).get("/")["Location"] == reverse("partnerships")
    join(cast.harbor, cast.marcus, "practice", "observer")
    assert cast.client(cast.marcus).get("/")["Location"] == reverse("partnerships")
    assert cast.client(None).get("/")["Location"] == reverse("account_login")


def test_the_list_names_only_partnerships_of_today(cast: Cast) -> None:
    marcus = page(cast.client(cast.marcus), "partnerships")
    assert cast.cedar.name in marcus
    assert cast.harbor.name not in marcus
    assert cast.cedar.name not in page(cast.client(cast.felix), "partnerships")
    assert "no partnership yet" in page(cast.client(cast.nobody), "partnerships")
    assert "opens no partnership" in page(cast.client(cast.admin), "partnerships")


def test_people_are_shown_by_side_with_their_role_in_a_sentence(cast: Cast) -> None:
    text = page(cast.client(cast.tomas), "people", cast.cedar.public_id)
    for name in ("Marcus Webb", "Priya Raman", "Amara Lewis", "Superintendent", "Speaks for the district"):
        assert name in text
    assert text.index("Marcus Webb") < text.index("Hannah Lindqvist") < text.index("Amara Lewis")
    assert "Felix Moreau" not in text
    assert "Gina Sole" not in text
    assert "@" not in text.split("<main")[1].split("</main>")[0]


def test_the_private_space_of_the_other_side_is_named_and_closed(cast: Cast) -> None:
    url = reverse("private_space", args=[cast.cedar.public_id])
    practice = page(cast.client(cast.denise), "people", cast.cedar.public_id)
    assert "Private to Cedar Valley" in practice
    assert "Northfield’s own space, closed to you" in practice
    assert url in practice
    for outside in (cast.amara, cast.tomas):
        text = page(cast.client(outside), "people", cast.cedar.public_id)
        assert "Cedar Valley’s own space, closed to you" in text
        assert url not in text
        assert cast.client(outside).get(url).status_code == 403


def test_the_private_space_says_who_can_see_it(cast: Cast) -> None:
    text = page(cast.client(cast.marcus), "private_space", cast.cedar.public_id)
    assert "Two people can see this space: Denise Okafor, Marcus Webb." in text
    assert "Private to Cedar Valley USD." in text


@pytest.mark.parametrize("path", ["private/", "imports/", "health/{card}/", "health/{card}/trust/"])
def test_who_may_not_share_reads_who_can_and_who_may_is_told_no_name(cast: Cast, path: str) -> None:
    card = make_card(cast.cedar, by=cast.hannah, shared=False)
    path = f"/p/{cast.cedar.public_id}/{path.format(card=card.public_id)}"
    can = "stays here until it is shared. Hannah Lindqvist (Research lead) can do that."
    researcher, lead = (words(cast.client(who).get(path)) for who in (cast.priya, cast.hannah))
    assert can in researcher
    assert "one of you shares it" not in researcher
    assert "What you leave here stays here until one of you shares it." in lead
    assert can not in lead


def test_an_empty_private_space_promises_nobody_a_right_they_lack(cast: Cast) -> None:
    path = f"/p/{cast.cedar.public_id}/private/"
    assert "stays until it is shared." in words(cast.client(cast.denise).get(path))
    assert "stays until one of you shares it." in words(cast.client(cast.marcus).get(path))


def test_the_refusal_names_the_right_and_who_can_give_it(cast: Cast) -> None:
    url = reverse("private_space", args=[cast.cedar.public_id])
    text = cast.client(cast.tomas).get(url).content.decode()
    assert "see your side’s private space" in text
    assert "Marcus Webb (Point person)" in text


def test_the_ledger_says_in_words_what_happened(cast: Cast) -> None:
    actions.admit(cast.nobody, cast.cedar, side="practice", role="observer", by=cast.marcus)
    text = page(cast.client(cast.priya), "ledger", cast.cedar.public_id)
    assert "<strong>Marcus Webb</strong> brought in Noel Park: Observer" in text


def test_verifying_reads_the_whole_chain_anew(cast: Cast) -> None:
    membership = actions.admit(cast.nobody, cast.cedar, side="practice", role="observer", by=cast.marcus)
    actions.end_membership(membership, by=cast.marcus)
    url = reverse("ledger_verify", args=[cast.cedar.public_id])
    text = cast.client(cast.olivia).post(url).content.decode()
    assert "We read all 2 entries anew" in text
    assert cast.client(cast.olivia).get(url).status_code == 405


def test_each_side_has_its_own_chain(cast: Cast) -> None:
    actions.admit(cast.nobody, cast.cedar, side="practice", role="observer", by=cast.marcus)
    private = page(cast.client(cast.marcus), "ledger", cast.cedar.public_id, query="?space=private")
    assert "Nothing has been entered yet." in private
    assert "space-practice" in private
    url = reverse("ledger", args=[cast.cedar.public_id]) + "?space=private"
    assert cast.client(cast.amara).get(url).status_code == 403
    verify = reverse("ledger_verify", args=[cast.cedar.public_id])
    assert cast.client(cast.amara).post(verify, {"space": "private"}).status_code == 403


def test_who_belongs_to_neither_side_learns_that_there_is_no_private_space(cast: Cast) -> None:
    for person, told in ((cast.amara, True), (cast.olivia, True), (cast.tomas, False)):
        sent = cast.client(person).get(reverse("private_space", args=[cast.cedar.public_id]))
        assert sent.status_code == 403
        assert ("You belong to neither side here" in sent.content.decode()) == told
        assert ("Who can grant it" in sent.content.decode()) != told


def test_a_time_on_the_ledger_has_its_zone_and_the_head_stands_beneath_the_entries(cast: Cast) -> None:
    actions.admit(cast.nobody, cast.cedar, side="practice", role="observer", by=cast.marcus)
    text = page(cast.client(cast.marcus), "ledger", cast.cedar.public_id)
    assert re.search(r"\d [AP]M C[SD]T", text)
    assert text.index("Entries, newest first") < text.index("Newest head")


def test_pages_of_a_partnership_are_not_kept_by_the_browser(cast: Cast) -> None:
    response = cast.client(cast.marcus).get(reverse("people", args=[cast.cedar.public_id]))
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


def test_the_switcher_gives_way_to_a_page_beyond_ten(cast: Cast) -> None:
    for number in range(10):
        other = make_partnership(
            f"Partnership {number}", cast.cedar.practice_organization, cast.cedar.research_organization
        )
        join(other, cast.marcus, "practice", "point_person")
    text = page(cast.client(cast.marcus), "people", cast.cedar.public_id)
    assert "Partnership 3" not in text
    assert reverse("partnerships") in text


@pytest.mark.parametrize("name", ["people", "ledger", "private_space", "partnerships"])
def test_no_page_asks_more_of_the_database_with_more_rows(
    name: str,
    cast: Cast,
    assert_queries_do_not_grow: Callable[[Callable[[], Any], Callable[[], Any]], None],
) -> None:
    client = cast.client(cast.marcus)
    args = [] if name == "partnerships" else [cast.cedar.public_id]

    def add_rows() -> None:
        for number in range(5):
            newcomer = make_person(f"Newcomer {number}")
            actions.admit(newcomer, cast.cedar, side="practice", role="practice_member", by=cast.marcus)
            other = make_partnership(
                f"Another {number}", cast.cedar.practice_organization, cast.cedar.research_organization
            )
            join(other, cast.marcus, "practice", "point_person", started_on=date(2025, 1, 1))

    actions.admit(cast.nobody, cast.cedar, side="practice", role="observer", by=cast.marcus)
    assert_queries_do_not_grow(lambda: page(client, name, *args), add_rows)
