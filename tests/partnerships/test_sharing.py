"""Moving a record from one side's private space to the shared one: what follows, and what never does."""

import json
import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.http import Http404
from django.urls import reverse

from fivefold.core import ledger
from fivefold.core.models.mail import OutgoingMail
from fivefold.core.models.publication import Publication
from fivefold.core.rules import PermissionNeeded, RuleError
from fivefold.health.models import Assessment
from fivefold.partnerships import sharing
from fivefold.partnerships.models import Space
from fivefold.surveys.models import Round
from tests.cast import Cast, join, make_person
from tests.health.rounds import make_card

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(cast: Cast) -> Assessment:
    return make_card(cast.cedar, by=cast.marcus, shared=False)


def acts(space: Space) -> list[tuple[str, str]]:
    return [(entry.act, entry.about) for entry in reversed(ledger.entries(space.key))]


def share_page(cast: Cast, card: Assessment) -> str:
    return reverse("share", args=[cast.cedar.public_id, "assessment", card.public_id])


def test_both_chains_remember_the_card_and_its_round(cast: Cast, card: Assessment) -> None:
    moved = [f"assessment:{card.public_id}", f"round:{card.round.public_id}"]
    assert acts(cast.shared) == []
    before = len(acts(cast.practice))
    sharing.share(card, by=cast.marcus)
    assert acts(cast.practice)[before:] == [("partnerships.moved_out", about) for about in moved]
    logged = ledger.mark_of(Publication.objects.get())
    assert acts(cast.shared) == [
        ("partnerships.shared", moved[0]),
        (ledger.PUBLISHED, logged),
        ("partnerships.shared", moved[1]),
    ]
    assert acts(cast.research) == []
    assert all(ledger.verify(space.key).unbroken for space in (cast.practice, cast.shared))


def test_the_shared_chain_learns_what_arrived_and_nothing_else(cast: Cast, card: Assessment) -> None:
    sharing.share(card, by=cast.marcus)
    newest = ledger.entries(cast.shared.key)[-1]
    assert newest.detail == {"kind": "assessment", "title": card.round.title, "from": "practice"}
    assert newest.actor == cast.marcus.public_id


def test_the_publication_log_keeps_every_figure_that_is_out(cast: Cast, card: Assessment) -> None:
    sharing.share(card, by=cast.marcus)
    logged = Publication.objects.get(about=f"assessment:{card.public_id}")
    shown = Assessment.objects.get(pk=card.pk).figures_shown()
    assert logged.figures == json.loads(json.dumps(shown, cls=DjangoJSONEncoder))
    assert logged.figures
    assert logged.audience == "Cedar Valley USD, Northfield University"
    assert (logged.by, logged.space_key) == (cast.marcus, cast.shared.key)
    assert logged.ledger_head in {entry.hash for entry in ledger.entries(cast.shared.key)}


def test_a_message_goes_to_everyone_for_whom_it_is_new(cast: Cast, card: Assessment) -> None:
    cast.priya.language = "es"
    cast.priya.save()
    sharing.share(card, by=cast.marcus)
    told = {mail.to: mail for mail in OutgoingMail.objects.all()}
    # Denise could see it before; Felix has left and Gina's account is closed.
    assert set(told) == {cast.hannah, cast.priya, cast.amara, cast.olivia, cast.tomas}
    assert told[cast.hannah].subject == f"Marcus Webb shared “{card}” with you"
    assert card.get_absolute_url() in told[cast.hannah].body
    assert "Lakeshore Education Service Agency" in told[cast.hannah].body
    assert told[cast.priya].language == "es"
    assert told[cast.priya].subject != told[cast.hannah].subject


def test_no_message_says_a_figure(cast: Cast, card: Assessment) -> None:
    sharing.share(card, by=cast.marcus)
    for mail in OutgoingMail.objects.all():
        words = [word for word in mail.body.replace(card.round.title, "").split() if "://" not in word]
        assert not any(character.isdigit() for character in " ".join(words)), mail.body


def test_shared_twice_it_is_shared_once(cast: Cast, card: Assessment) -> None:
    sharing.share(card, by=cast.marcus)
    entries, mails = acts(cast.shared), OutgoingMail.objects.count()
    with pytest.raises(RuleError) as refusal:
        sharing.share(card, by=cast.marcus)
    assert refusal.value.code == "already_shared"
    assert (acts(cast.shared), OutgoingMail.objects.count()) == (entries, mails)
    assert Publication.objects.filter(about=f"assessment:{card.public_id}").count() == 1


@pytest.mark.django_db(transaction=True)
def test_shared_twice_at_once_it_is_shared_once(cast: Cast) -> None:
    card = make_card(cast.cedar, by=cast.marcus, shared=False)
    ready, outcomes = threading.Barrier(2), []

    def press() -> None:
        ready.wait(timeout=10)
        try:
            sharing.share(card, by=cast.marcus)
            outcomes.append("shared")
        except RuleError as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    presses = [threading.Thread(target=press) for _ in range(2)]
    for each in presses:
        each.start()
    for each in presses:
        each.join(timeout=60)
    assert sorted(outcomes) == ["already_shared", "shared"]
    assert Publication.objects.filter(about=f"assessment:{card.public_id}").count() == 1
    assert ledger.verify(cast.shared.key).unbroken


def test_what_fails_midway_leaves_nothing_behind(
    cast: Cast, card: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: object) -> None:
        raise OSError("no space left on device")

    before = acts(cast.practice)
    monkeypatch.setattr(sharing, "queue_mail", full)
    with pytest.raises(OSError, match="no space left"):
        sharing.share(card, by=cast.marcus)
    assert Assessment.objects.get(pk=card.pk).space == cast.practice
    assert Round.objects.get(pk=card.round.pk).space == cast.practice
    assert (acts(cast.practice), acts(cast.shared)) == (before, [])
    assert not Publication.objects.exists()


def test_only_who_may_shares(cast: Cast, card: Assessment) -> None:
    for person in (cast.denise, cast.tomas, cast.priya, cast.amara, cast.olivia):
        with pytest.raises(PermissionNeeded):
            sharing.share(card, by=person)
    for person in (cast.outsider, cast.felix, cast.admin, cast.nobody):
        with pytest.raises(Http404):
            sharing.share(card, by=person)
    with pytest.raises(RuleError) as refusal:
        sharing.share(card, by=cast.hannah)
    assert refusal.value.code == "not_your_space"


def test_the_page_says_what_moves_and_who_will_see_it_and_moves_nothing(cast: Cast, card: Assessment) -> None:
    response = cast.client(cast.marcus).get(share_page(cast, card))
    page = response.content.decode().partition("<main")[2]
    for words in (str(card), "Hannah Lindqvist", "Tomás Rivera", "Share with Northfield University"):
        assert words in page
    for seen_by_already in ("Denise Okafor", "Felix Moreau", "Gina Sole"):
        assert seen_by_already not in page
    assert Assessment.objects.get(pk=card.pk).space == cast.practice


def test_one_press_shares_and_a_second_one_says_so(cast: Cast, card: Assessment) -> None:
    marcus, hannah = cast.client(cast.marcus), cast.client(cast.hannah)
    assert hannah.get(card.get_absolute_url()).status_code == 404
    first = marcus.post(share_page(cast, card), follow=True)
    assert "Both sides can see it now" in first.content.decode()
    assert hannah.get(card.get_absolute_url()).status_code == 200
    second = marcus.post(share_page(cast, card), follow=True)
    assert "Both sides can see this already." in second.content.decode()
    assert Publication.objects.filter(about=f"assessment:{card.public_id}").count() == 1


def test_before_it_is_shared_the_other_side_reads_of_it_nowhere(cast: Cast, card: Assessment) -> None:
    hannah, marcus = cast.client(cast.hannah), cast.client(cast.marcus)
    for route in ("partnership_home", "people", "ledger", "surveys", "report_card", "private_space"):
        address = reverse(route, args=[cast.cedar.public_id])
        assert card.round.title not in hannah.get(address).content.decode(), route
    assert str(card) in marcus.get(reverse("private_space", args=[cast.cedar.public_id])).content.decode()


def test_afterwards_the_ledger_page_lists_what_has_been_shown(cast: Cast, card: Assessment) -> None:
    sharing.share(card, by=cast.marcus)
    page = cast.client(cast.olivia).get(reverse("ledger", args=[cast.cedar.public_id])).content.decode()
    assert f"<strong>Marcus Webb</strong> shared “{card}”" in page
    shown = page.partition("What has been shown, and to whom")[2]
    assert str(card) in shown
    assert "Shown to everyone in this partnership: Cedar Valley USD, Northfield University" in shown


def test_an_erased_detail_leaves_the_chain_whole(cast: Cast, card: Assessment) -> None:
    sharing.share(card, by=cast.marcus)
    entry = next(
        entry for entry in ledger.entries(cast.shared.key) if entry.about == f"assessment:{card.public_id}"
    )
    with transaction.atomic():
        ledger.erase_detail(entry, by=cast.marcus)
    verify = reverse("ledger_verify", args=[cast.cedar.public_id])
    page = cast.client(cast.hannah).post(verify).content.decode()
    assert "<strong>Marcus Webb</strong> shared “(erased)”" in page
    assert "erased the detail of an earlier entry" in page
    assert "Unbroken." in page


@pytest.mark.parametrize("route", ["private_space", "share", "ledger"])
def test_no_page_asks_more_of_the_database_with_more_records(
    route: str,
    cast: Cast,
    card: Assessment,
    assert_queries_do_not_grow: Callable[[Callable[[], Any], Callable[[], Any]], None],
) -> None:
    make_card(cast.cedar, by=cast.marcus, title="Spring 2021", ended_on=date(2021, 3, 26))
    client = cast.client(cast.marcus)
    address = share_page(cast, card) if route == "share" else reverse(route, args=[cast.cedar.public_id])

    def add_records() -> None:
        for year in (2022, 2023):
            for is_shared in (False, True):
                title, ended_on = f"Spring {year} {is_shared}", date(year, 3, 26)
                make_card(cast.cedar, by=cast.marcus, title=title, ended_on=ended_on, shared=is_shared)
            join(cast.cedar, make_person(f"Reader {year}"), "research", "researcher")

    assert_queries_do_not_grow(lambda: client.get(address), add_records)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="on SQLite whoever writes is alone anyway")
def test_sharing_holds_up_nobody_who_writes_in_the_same_partnership(cast: Cast, monkeypatch) -> None:
    """An import holds its chain and looks for its partnership at its end: sharing must not hold that."""
    card = make_card(cast.cedar, by=cast.marcus, shared=False)
    remember, tried = sharing._remember, []

    def another_writer() -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                for table in ("partnerships_partnership", "surveys_round"):
                    cursor.execute(f"SELECT 1 FROM {table} FOR KEY SHARE NOWAIT")
                tried.append("not held up")
        finally:
            connection.close()

    def while_it_is_shared(*arguments) -> None:
        thread = threading.Thread(target=another_writer)
        thread.start()
        thread.join()
        remember(*arguments)

    monkeypatch.setattr(sharing, "_remember", while_it_is_shared)
    sharing.share(card, by=cast.marcus)
    assert "not held up" in tried
