"""What the ledger page says of a shared record: in the reader's language, and for as long as it is kept."""

import pytest
from django.urls import reverse

from fivefold.accounts.models import Person
from fivefold.health.actions import assess_round
from fivefold.health.models import Assessment
from fivefold.partnerships.sharing import share
from tests.cast import Cast
from tests.health.rounds import aged, make_card

pytestmark = pytest.mark.django_db


def ledger_page(cast: Cast, person: Person, language: str) -> str:
    person.language = language
    person.save()
    response = cast.client(person).get(reverse("ledger", args=[cast.cedar.public_id]))
    return response.content.decode()


@pytest.fixture
def card(cast: Cast) -> Assessment:
    return make_card(cast.cedar, by=cast.marcus, shared=False)


def share_page(cast: Cast, card: Assessment) -> str:
    return reverse("share", args=[cast.cedar.public_id, "assessment", card.public_id])


@pytest.mark.parametrize("of_the_actor", ["en", "es"])
def test_a_title_is_in_the_readers_language_whoever_shared_it(
    cast: Cast, card: Assessment, of_the_actor: str
) -> None:
    cast.marcus.language = of_the_actor
    cast.marcus.save()
    cast.client(cast.marcus).post(share_page(cast, card))
    english, spanish = ledger_page(cast, cast.hannah, "en"), ledger_page(cast, cast.tomas, "es")
    title = card.round.title
    assert f"shared “Report card, {title}”" in english
    assert f"shared “Survey round, {title}”" in english
    assert f"compartió “Informe de salud, {title}”" in spanish
    assert "Report card" not in spanish


def test_a_showing_keeps_its_title_when_the_figures_are_worked_out_again(
    cast: Cast, card: Assessment
) -> None:
    share(card, by=cast.marcus)
    assess_round(aged(card).round, by=cast.amara)
    shown = ledger_page(cast, cast.hannah, "en").partition("What has been shown, and to whom")[2]
    assert shown.count(f"<h3>Report card, {card.round.title}</h3>") == 2
    assert "assessment:" not in shown


def test_who_comes_back_to_share_reads_when_it_was_shared_and_by_whom(cast: Cast, card: Assessment) -> None:
    marcus = cast.client(cast.marcus)
    marcus.post(share_page(cast, card))
    page = marcus.get(share_page(cast, card)).content.decode()
    main = page.partition("<main")[2].partition("</main>")[0]
    assert "by Marcus Webb." in main
    assert card.get_absolute_url() in main
    assert "space-shared" in page
    assert "Private to Cedar Valley USD." not in page
    assert "<button" not in main


def test_figures_worked_out_again_were_shared_with_their_round(cast: Cast, card: Assessment) -> None:
    share(card, by=cast.marcus)
    newer = assess_round(aged(card).round, by=cast.amara)
    assert "by Marcus Webb." in cast.client(cast.marcus).get(share_page(cast, newer)).content.decode()
