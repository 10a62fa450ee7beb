"""Commitments as people read and keep them in a browser."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from fivefold.accounts.models import Person
from fivefold.commitments import actions, knowing, listing
from fivefold.commitments.models import Commitment
from fivefold.core.identifiers import new_public_id
from tests.cast import Cast
from tests.commitments.promising import WHAT, in_days, promise

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def words(html: str) -> str:
    middle = html.partition("<main")[2].partition("</main>")[0].partition(">")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(middle)).split())


def page(cast: Cast, person: Person, route: str, *more: str, sent: dict[str, str] | None = None) -> str:
    client, url = cast.client(person), reverse(route, args=[cast.cedar.public_id, *more])
    response = client.get(url) if sent is None else client.post(url, sent, follow=True)
    assert response.status_code == 200
    return words(response.content.decode())


def test_an_empty_list_says_what_it_is_for(cast: Cast) -> None:
    assert "nothing disappears" in page(cast, cast.olivia, "commitments")
    assert "write them down" in page(cast, cast.denise, "commitments")
    assert "Write one down" in page(cast, cast.priya, "commitments")


def test_written_down_moved_and_done_with_everything_in_sight(cast: Cast) -> None:
    owner = cast.membership(cast.denise).public_id
    sent = {"what": WHAT, "owner": owner, "due": in_days(3).isoformat(), "pressed": new_public_id()}
    for _ in range(2):
        assert WHAT in page(cast, cast.marcus, "commitment_new", sent=sent)
    one = Commitment.objects.get()
    moved = {"due": in_days(10).isoformat(), "reason": "Testing week."}
    page(cast, cast.denise, "commitment_move", one.public_id, sent=moved)
    listed = page(cast, cast.denise, "commitments", sent=None)
    assert "Yours" in listed
    assert "moved: “Testing week.”" in listed
    back = page(cast, cast.denise, "commitment_act", one.public_id, sent={"act": "done", "then": "list"})
    assert "Done. Both sides can see it." in back
    for reader in (cast.tomas, cast.olivia, cast.priya, cast.amara):
        shown = page(cast, reader, "commitment", one.public_id)
        assert "Testing week." in shown
        assert "Done today" not in shown
    ledger = page(cast, cast.olivia, "ledger")
    assert "wrote down for Denise Okafor: “Send the principals" in ledger
    assert "because: “Testing week.”" in ledger


def test_of_what_has_ended_the_newest_stand_first_and_all_behind_a_link(cast: Cast, monkeypatch) -> None:
    monkeypatch.setattr(listing, "ENDED_SHOWN", 2)
    for number in range(3):
        one = promise(cast.cedar, owner=cast.denise, by=cast.marcus, what=f"Number {number}.")
        actions.done(one, on=in_days(0), by=cast.denise)
    shown = page(cast, cast.olivia, "commitments")
    assert "Number 0." not in shown
    assert "Show everything that has ended" in shown
    url = reverse("commitments", args=[cast.cedar.public_id]) + "?all"
    everything = words(cast.client(cast.olivia).get(url).content.decode())
    assert "Number 0." in everything
    assert "Show everything" not in everything


def test_late_is_said_in_words(cast: Cast) -> None:
    promise(cast.cedar, owner=cast.denise, by=cast.marcus, days=-9)
    promise(cast.cedar, owner=cast.denise, by=cast.marcus, days=-1)
    promise(cast.cedar, owner=cast.denise, by=cast.marcus, days=0)
    shown = page(cast, cast.marcus, "commitments")
    for said in ("9 days late", "1 day late", ": today"):
        assert said in shown


def test_a_form_that_comes_back_keeps_every_field(cast: Cast) -> None:
    owner = cast.membership(cast.denise).public_id
    sent = {"what": "Do it.", "owner": owner, "due": "2199-01-01", "pressed": new_public_id()}
    client = cast.client(cast.marcus)
    came_back = client.post(reverse("commitment_new", args=[cast.cedar.public_id]), sent).content.decode()
    assert "That day is too far away." in came_back
    for kept in ("Do it.", f'value="{owner}" selected', "2199-01-01"):
        assert kept in came_back
    one = promise(cast.cedar, owner=cast.denise, by=cast.marcus)
    url = reverse("commitment_move", args=[cast.cedar.public_id, one.public_id])
    came_back = client.post(url, {"due": one.due.isoformat(), "reason": "Snow."}).content.decode()
    assert "That is the day it has." in came_back
    assert "Snow." in came_back


def test_what_is_not_mine_goes_back_and_can_be_handed_on(cast: Cast) -> None:
    one = promise(cast.cedar, owner=cast.denise, by=cast.hannah)
    assert "This is not mine" in page(cast, cast.denise, "commitment", one.public_id)
    page(cast, cast.denise, "commitment_act", one.public_id, sent={"act": "not_mine"})
    assert "This is not mine" not in page(cast, cast.marcus, "commitment", one.public_id)
    to = cast.membership(cast.priya).public_id
    shown = page(cast, cast.marcus, "commitment_hand_on", one.public_id, sent={"owner": to})
    assert "Handed on : from Marcus Webb to Priya Raman" in shown
    assert "Given back : from Denise Okafor to Marcus Webb" in shown


@pytest.mark.parametrize("sent", [{"act": "burn"}, {}])
def test_a_made_up_act_is_nowhere(cast: Cast, sent: dict[str, str]) -> None:
    one = promise(cast.cedar, owner=cast.denise, by=cast.marcus)
    url = reverse("commitment_act", args=[cast.cedar.public_id, one.public_id])
    assert cast.client(cast.denise).post(url, sent).status_code == 404


def test_a_day_that_is_no_day_loses_nothing(cast: Cast) -> None:
    one = promise(cast.cedar, owner=cast.denise, by=cast.marcus)
    shown = page(cast, cast.denise, "commitment_act", one.public_id, sent={"act": "done", "on": "soon"})
    assert "Choose the day on which it was done." in shown
    shown = page(cast, cast.denise, "commitment_act", one.public_id, sent={"act": "take_back"})
    assert "That is no longer open." in shown


def test_pages_cost_the_same_with_more_of_them(
    cast: Cast, assert_queries_do_not_grow: Callable[[Any, Any], None]
) -> None:
    one = promise(cast.cedar, owner=cast.denise, by=cast.marcus)

    def more() -> None:
        for number in range(6):
            another = promise(cast.cedar, owner=cast.priya, by=cast.hannah, what=f"Number {number}")
            actions.move(another, due=in_days(30), reason="Why.", by=cast.hannah)
        for number in range(4):
            another = promise(cast.cedar, owner=cast.denise, by=cast.hannah, what=f"Again {number}")
            actions.done(another, on=in_days(0), by=cast.denise)
        actions.move(one, due=in_days(30), reason="Why.", by=cast.denise)

    actions.move(one, due=in_days(20), reason="Why.", by=cast.denise)
    actions.done(promise(cast.cedar, owner=cast.denise, by=cast.marcus), on=in_days(0), by=cast.denise)
    olivia = cast.client(cast.olivia)
    urls = [reverse("commitments", args=[cast.cedar.public_id]), one.get_absolute_url()]
    assert_queries_do_not_grow(lambda: [olivia.get(url) for url in urls], more)


def test_a_person_learns_what_is_theirs_and_no_words_of_it(cast: Cast) -> None:
    promise(cast.cedar, owner=cast.denise, by=cast.marcus)
    told = knowing.told(cast.denise)["commitments_you_own"]
    assert len(told) == 1
    assert "protocol" not in str(told)
