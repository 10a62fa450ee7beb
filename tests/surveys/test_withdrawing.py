"""A round taken back: whoever could read its figures hears of it, and nobody else does."""

import pytest
from django.urls import reverse

from fivefold.core.models.mail import OutgoingMail
from fivefold.surveys.actions.rounds import withdraw_round
from tests.health.pages import words
from tests.health.rounds import make_card

pytestmark = pytest.mark.django_db
BECAUSE = "The two sides were mixed up."


@pytest.fixture
def shared(cast):
    card = make_card(cast.cedar, by=cast.marcus)
    OutgoingMail.objects.all().delete()
    return card


def test_everyone_who_could_read_its_figures_has_one_message_in_their_language(cast, shared):
    cast.priya.language = "es"
    cast.priya.save()
    withdraw_round(shared.round, because=f"  {BECAUSE} ", by=cast.marcus)
    told = {mail.to: mail for mail in OutgoingMail.objects.all()}
    # Marcus did it; Felix has left and Gina's account is closed.
    assert set(told) == {cast.denise, cast.tomas, cast.hannah, cast.priya, cast.amara, cast.olivia}
    assert OutgoingMail.objects.count() == len(told)
    assert told[cast.hannah].subject == "Marcus Webb withdrew “Survey round, Spring 2026”"
    assert told[cast.priya].language == "es"


def test_it_says_what_its_page_says_and_leads_there(cast, shared):
    withdraw_round(shared.round, because=BECAUSE, by=cast.marcus)
    body = OutgoingMail.objects.get(to=cast.hannah).body
    for said in ("Marcus Webb (Cedar Valley USD)", "Spring 2026", BECAUSE, "Middle-grades mathematics"):
        assert said in body
    address = reverse("card_of_round", args=[cast.cedar.public_id, shared.round.public_id])
    assert body.count("://") == 1
    assert address in body
    page = words(cast.client(cast.hannah).get(address, follow=True))
    assert BECAUSE in page
    assert "Marcus Webb" in page
    plain = body.replace("Spring 2026", "").replace(address, "")
    numbers = [word for word in plain.split() if "://" not in word and any(map(str.isdigit, word))]
    assert numbers == []


def test_nobody_hears_of_a_round_that_nobody_else_could_see(cast):
    private = make_card(cast.cedar, by=cast.marcus, shared=False)
    withdraw_round(private.round, because=BECAUSE, by=cast.marcus)
    assert not OutgoingMail.objects.exists()


def test_what_fails_midway_tells_nobody(cast, shared, monkeypatch):
    def full(*_args, **_named):
        raise OSError("no space left on device")

    monkeypatch.setattr("fivefold.partnerships.telling.queue_mail", full)
    with pytest.raises(OSError, match="no space left"):
        withdraw_round(shared.round, because=BECAUSE, by=cast.marcus)
    shared.round.refresh_from_db()
    assert not shared.round.is_withdrawn


def test_the_page_that_withdraws_says_beforehand_who_gets_a_message(cast, shared):
    address = f"/p/{cast.cedar.public_id}/surveys/{{}}/withdraw/"
    private = make_card(cast.cedar, by=cast.marcus, title="Coaches", shared=False)
    marcus = cast.client(cast.marcus)
    telling = "Everyone else in this partnership gets a message with your reason."
    assert telling in words(marcus.get(address.format(shared.round.public_id)))
    assert telling not in words(marcus.get(address.format(private.round.public_id)))
    done = marcus.post(address.format(shared.round.public_id), {"because": BECAUSE}, follow=True)
    assert "and everyone else in this partnership has a message." in words(done)
    done = marcus.post(address.format(private.round.public_id), {"because": BECAUSE}, follow=True)
    assert "Withdrawn. Its answers are deleted, and its pages say so." in words(done)


def test_what_was_withdrawn_in_private_asks_for_nothing_any_more(cast):
    card = make_card(cast.cedar, by=cast.marcus, shared=False)
    marcus, private = cast.client(cast.marcus), f"/p/{cast.cedar.public_id}/private/"
    share_page = reverse("share", args=[cast.cedar.public_id, "assessment", card.public_id])
    assert share_page in marcus.get(private).content.decode()
    withdraw_round(card.round, because=BECAUSE, by=cast.marcus)
    listed = marcus.get(private)
    assert share_page not in listed.content.decode()
    assert "Report card, Spring 2026 Report card. Withdrawn. By Marcus Webb" in words(listed)
    assert share_page not in marcus.get(f"/p/{cast.cedar.public_id}/").content.decode()


def test_the_page_that_shares_refuses_at_once_and_previews_nothing(cast):
    card = make_card(cast.cedar, by=cast.marcus, shared=False)
    withdraw_round(card.round, because=BECAUSE, by=cast.marcus)
    address = reverse("share", args=[cast.cedar.public_id, "assessment", card.public_id])
    page = cast.client(cast.marcus).get(address)
    assert "This round was withdrawn: its figures no longer hold." in words(page)
    for never in ("What they will see", "Who will see it", "Hannah Lindqvist", "Share with Northfield"):
        assert never not in words(page), never
    main = page.content.decode().partition("<main")[2]
    assert "<form" not in main
    assert f'href="/p/{cast.cedar.public_id}/private/"' in main
