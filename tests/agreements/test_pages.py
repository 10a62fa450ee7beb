"""Terms as people read, propose and answer them in a browser."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.template import engines
from django.urls import reverse
from django.utils import timezone

from fivefold.accounts.models import Person
from fivefold.agreements import actions, knowing
from fivefold.agreements.models import Terms
from fivefold.agreements.queries import terms_in_force
from fivefold.agreements.states import TermsState
from fivefold.partnerships.models import Membership
from fivefold.partnerships.place import Place
from tests.agreements.agreeing import agree, as_sent, content, propose
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def words(html: str) -> str:
    """What the middle of a page says, in one line."""
    middle = html.partition("<main")[2].partition("</main>")[0].partition(">")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(middle)).split())


def page(cast: Cast, person: Person, route: str, *more: str, sent: dict[str, str] | None = None) -> str:
    client, url = cast.client(person), reverse(route, args=[cast.cedar.public_id, *more])
    response = client.get(url) if sent is None else client.post(url, sent, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_without_terms_the_page_shows_what_the_product_keeps_to_and_says_so(cast: Cast) -> None:
    shown = words(page(cast, cast.olivia, "agreement"))
    assert "No terms are agreed yet" in shown
    assert "The named leader replies within 10 school days" in shown
    assert "No budget is agreed" in shown
    assert "Whoever leads the two sides, together" in shown
    assert "Propose terms" not in shown


def test_one_lead_proposes_the_other_looks_and_confirms_and_all_read_the_same(cast: Cast) -> None:
    proposed = words(page(cast, cast.marcus, "terms_propose", sent=as_sent(cast)))
    assert "Your side’s proposal" in proposed
    assert "Confirm these terms" not in proposed
    terms = Terms.objects.get()
    assert terms_in_force(cast.cedar).is_default
    looked = words(page(cast, cast.hannah, "terms", terms.public_id))
    assert "Ten days were too short in June." in looked
    assert "The named leader replies within 10 school days 12 school days" in looked
    assert "Teachers none 84 people, 3.1 h each: 260 h in all" in looked
    assert "A second researcher checks" in looked.partition("What would stay as it is")[2]
    page(cast, cast.hannah, "terms_answer", terms.public_id, sent={"answer": "confirm"})
    now = terms_in_force(cast.cedar)
    assert (now.content.reply_days, now.content.threshold, now.content.order) == (
        12,
        8,
        "staff-cabinet-board",
    )
    readers = [cast.denise, cast.tomas, cast.priya, cast.amara, cast.olivia]
    (read,) = {words(page(cast, reader, "agreement")) for reader in readers}
    assert "Librarians 4 people, 1 h each: 4 h in all Together 264 h" in read
    assert "Told first: Mathematics Denise Okafor; alternate: Tomás Rivera" in read
    assert "Checks a finding from outside Dr. Chen, Lakeshore" in read
    assert "it does not read this threshold yet." in read
    assert "those whom it describes, staff, the cabinet, the board, the public" in read


def test_a_return_keeps_its_comment_and_a_proposal_can_start_from_it(cast: Cast) -> None:
    terms = propose(cast, by=cast.hannah, reply_days=3)
    came_back = page(
        cast, cast.marcus, "terms_answer", terms.public_id, sent={"answer": "return", "comment": ""}
    )
    assert "say what should be different." in came_back
    sent = {"answer": "return", "comment": "Three days are too few."}
    assert "Three days are too few." in page(cast, cast.marcus, "terms_answer", terms.public_id, sent=sent)
    url = reverse("terms_propose", args=[cast.cedar.public_id])
    anew = cast.client(cast.hannah).get(f"{url}?from={terms.public_id}").content.decode()
    assert 'name="reply_days" value="3"' in anew
    assert 'name="reply_days" value="10"' in page(cast, cast.hannah, "terms_propose")
    assert cast.client(cast.hannah).get(f"{url}?from={terms.public_id[:-1]}\x00").status_code == 200


def test_a_comment_on_what_was_withdrawn_meanwhile_is_not_lost(cast: Cast) -> None:
    terms = propose(cast, by=cast.hannah)
    actions.withdraw(terms, by=cast.hannah)
    sent = {"answer": "return", "comment": "Three days are too few."}
    assert "answered already" in page(cast, cast.marcus, "terms_answer", terms.public_id, sent=sent)


def test_a_form_that_comes_back_keeps_every_field(cast: Cast) -> None:
    sent = as_sent(cast) | {
        "reply_days": "many",
        "threshold": "4",
        "coaches_people": "7",
        "own_1_name": "Nurses",
        "area_5_name": "Reading",
    }
    came_back = page(cast, cast.marcus, "terms_propose", sent=sent)
    assert not Terms.objects.exists()
    assert "Ensure this value is greater than or equal to 5." in unescape(came_back)
    assert came_back.count("Fix: fill the whole row, or leave all of it empty.") == 5
    for said in ("many", "Nurses", "Reading", "Librarians", "Dr. Chen, Lakeshore", "Ten days were too short"):
        assert said in came_back, said
    assert f'value="{cast.tomas.public_id}" selected' in came_back


def test_a_part_of_a_role_at_one_school_is_proposed_and_comes_back(cast: Cast) -> None:
    part = {"part_0_name": "teachers", "part_0_school": "Oak Middle", "part_0_people": "9"}
    came_back = page(cast, cast.marcus, "terms_propose", sent=as_sent(cast) | part)
    assert "Oak Middle" in came_back
    assert "fill the whole row" in came_back
    own = {"own_0_school": "Oak Middle"}
    sent = as_sent(cast) | part | own | {"part_0_hours": "2"}
    proposed = words(page(cast, cast.marcus, "terms_propose", sent=sent))
    for said in ("Teachers, Oak Middle", "9 people, 2 h each: 18 h in all", "Librarians, Oak Middle"):
        assert said in proposed
    actions.confirm(Terms.objects.get(), by=cast.hannah)
    again = page(cast, cast.hannah, "terms_propose")
    assert 'name="part_0_school" value="Oak Middle"' in again
    assert 'name="own_0_school" value="Oak Middle"' in again


def test_who_proposes_while_another_proposal_is_open_keeps_what_they_typed(cast: Cast) -> None:
    propose(cast, by=cast.hannah)
    assert "<form method" not in page(cast, cast.marcus, "terms_propose").partition("<main")[2]
    came_back = page(cast, cast.marcus, "terms_propose", sent=as_sent(cast))
    assert "A proposal is open already." in came_back
    assert "Librarians" in came_back


def test_terms_cannot_name_a_stranger(cast: Cast) -> None:
    sent = as_sent(cast) | {"area_0_leader": cast.outsider.public_id}
    assert "not one of the available choices" in page(cast, cast.marcus, "terms_propose", sent=sent)


def test_a_proposal_that_names_who_left_cannot_be_confirmed_and_says_why(cast: Cast) -> None:
    terms = propose(cast, by=cast.marcus)
    Membership.objects.filter(person=cast.tomas).update(ended_on=timezone.localdate())
    looked = page(cast, cast.hannah, "terms", terms.public_id)
    assert "Tomás Rivera is not on the side of this partnership" in looked
    assert 'aria-disabled="true"' in looked
    assert "Tomás Rivera (no longer in this partnership)" in looked


def test_terms_to_come_are_told_beside_those_that_hold(cast: Cast) -> None:
    agree(cast)
    day = timezone.localdate() + timedelta(days=40)
    later = propose(cast, by=cast.hannah, from_day=day, reply_days=15)
    assert "A proposal waits for an answer" in page(cast, cast.marcus, "agreement")
    actions.confirm(later, by=cast.marcus)
    shown = page(cast, cast.olivia, "agreement")
    assert "other terms, in force from" in shown
    assert "10 school days" in shown
    assert "15 school days" not in shown


def test_a_rule_says_which_terms_it_comes_from(cast: Cast) -> None:
    def said() -> str:
        template = engines["django"].from_string('{% include "agreements/from_terms.html" %}')
        place = Place(cast.membership(cast.tomas), "agreement")
        html = template.render({"terms": terms_in_force(cast.cedar), "place": place})
        return re.sub(r"<[^>]+>", "", html).strip()

    assert said() == "From what the product proposes, since no terms are agreed yet."
    agree(cast)
    assert said().startswith("From the terms in force since ")


def test_every_state_has_its_page_in_both_languages(cast: Cast) -> None:
    actions.give_back(propose(cast, by=cast.marcus), "Longer.", by=cast.hannah)
    actions.withdraw(propose(cast, by=cast.hannah), by=cast.hannah)
    agree(cast)
    agree(cast, reply_days=14)
    propose(cast, by=cast.marcus, reply_days=16)
    assert {one.state for one in Terms.objects.all()} == set(TermsState)
    for language, expected in (("en", "Staff time in a school year"), ("es", "Tiempo del personal")):
        cast.hannah.language = language
        cast.hannah.save()
        for terms in Terms.objects.all():
            shown = words(page(cast, cast.hannah, "terms", terms.public_id))
            assert terms.is_open or expected in shown


def test_the_page_costs_the_same_with_more_terms(
    cast: Cast, assert_queries_do_not_grow: Callable[[Any, Any], None]
) -> None:
    agree(cast)
    url, olivia = reverse("agreement", args=[cast.cedar.public_id]), cast.client(cast.olivia)

    def add() -> None:
        for days in range(11, 15):
            agree(cast, reply_days=days)

    assert_queries_do_not_grow(lambda: olivia.get(url), add)


def test_a_person_learns_where_they_are_named_and_the_checker_is_let_go(cast: Cast) -> None:
    agree(cast, outside_checker="Nöel  Park")
    assert len(knowing.told(cast.denise)["terms_that_name_you"]) == 1
    assert len(knowing.told(cast.hannah)["terms_you_answered"]) == 1
    assert knowing.told(cast.nobody)["terms_that_name_you"] == []
    list(knowing.forget(cast.denise))
    assert terms_in_force(cast.cedar).content == content(cast, outside_checker="Nöel  Park")
    cast.nobody.name = "Nöel Park"
    list(knowing.forget(cast.nobody))
    assert terms_in_force(cast.cedar).content.outside_checker == ""
