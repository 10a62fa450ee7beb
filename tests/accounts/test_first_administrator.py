"""The link that `fivefold createadmin` prints: what it opens, for how long, and how often."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fivefold.accounts import actions, links
from fivefold.accounts.models import AdministratorLink, Person
from fivefold.core import ledger
from fivefold.core.links import signed
from fivefold.core.rules import RuleError
from tests.access.scene import main_of
from tests.access.test_rights import undone
from tests.accounts.coming_in import is_signed_in
from tests.cast import Cast, make_person
from tests.commands.test_settings_faults import sentence_of, server
from tests.examples import up_to

pytestmark = pytest.mark.django_db
ADA = {"name": "Ada Quinn", "email": "Ada.Quinn+fivefold@Lakeshore.example"}


def path_of(link: AdministratorLink) -> str:
    return urlsplit(links.address_of(link)).path


def test_opening_spends_nothing_and_the_button_spends_it_once() -> None:
    page = path_of(links.make_link())
    scanner = Client()
    for _ in range(3):
        assert scanner.get(page).status_code == 200
        assert scanner.head(page).status_code == 200
    assert not Person.objects.exists()
    ada = Client()
    assert ada.post(page, ADA).status_code == 302
    assert is_signed_in(ada)
    person = Person.objects.get()
    assert (person.email, person.is_administrator) == ("ada.quinn+fivefold@lakeshore.example", True)
    for client in (ada, Client()):
        assert client.get(page).status_code == 410
        pressed_again = client.post(page, {**ADA, "email": "eve@example.org"})
        assert pressed_again.status_code == 410
        assert "sign in" in pressed_again.content.decode()
    assert Person.objects.count() == 1


def test_a_link_that_was_printed_once_says_that_it_has_ended_and_a_made_up_one_says_nothing() -> None:
    older = path_of(links.make_link())
    newer = links.make_link()
    ended = path_of(newer)
    AdministratorLink.objects.update(ends_at=timezone.now())
    made_up = reverse("first_administrator", args=[f"{newer.public_id}:{'x' * 43}"])
    of_another_purpose = reverse("first_administrator", args=[signed("invitation", newer.public_id)])
    printed, others = (older, ended), (made_up, of_another_purpose)
    for pages, status in ((printed, 410), (others, 404)):
        answers = [Client().get(page) for page in pages]
        assert {one.status_code for one in answers} == {status}
        assert len({main_of(one) for one in answers}) == 1
    assert not Person.objects.exists()


def test_what_nobody_can_be_called_or_reached_by_comes_back(cast: Cast) -> None:
    page = path_of(links.make_link(another=True))
    for wrong in ({"name": "\u202e"}, {"email": "ada"}, {"email": "a@b.example\r\nBcc: eve@example.org"}):
        response = Client().post(page, {**ADA, **wrong})
        assert response.status_code == 200
        assert response.context["form"].errors
    assert AdministratorLink.objects.get().spent_at is None


def test_where_there_is_an_administrator_another_is_asked_for_knowingly(cast: Cast) -> None:
    with pytest.raises(RuleError) as refusal:
        links.make_link()
    assert refusal.value.code == "administrator_already"
    Client().post(path_of(links.make_link(another=True)), ADA)
    assert Person.objects.filter(is_administrator=True).count() == 2
    assert ledger.verify(ledger.INSTALLATION).unbroken


def test_a_first_link_ends_when_somebody_else_becomes_administrator() -> None:
    page = path_of(links.make_link())
    make_person("Someone", is_administrator=True)
    assert Client().post(page, ADA).status_code == 410


def test_who_has_an_account_is_made_administrator_and_signs_in_as_ever(cast: Cast) -> None:
    client = Client()
    page = path_of(links.make_link(another=True))
    sent = client.post(page, {"name": "Eve", "email": cast.marcus.email.upper()})
    assert sent["Location"] == reverse("account_login")
    assert not is_signed_in(client)
    cast.marcus.refresh_from_db()
    assert (cast.marcus.name, cast.marcus.is_administrator) == ("Marcus Webb", True)


def test_a_closed_account_is_no_administrator(cast: Cast) -> None:
    page = path_of(links.make_link(another=True))
    response = Client().post(page, {"name": "Gina Sole", "email": cast.gone.email})
    assert "This account is closed" in response.content.decode()
    assert AdministratorLink.objects.get().spent_at is None


def test_the_last_administrator_stays(cast: Cast) -> None:
    with pytest.raises(RuleError) as refusal:
        actions.close_account(cast.admin, by=None)
    assert refusal.value.code == "last_administrator"
    second = make_person("Second", is_administrator=True)
    actions.close_account(cast.admin, by=second)
    with pytest.raises(RuleError):
        actions.close_account(second, by=None)
    # Somebody who was an administrator a moment ago, in another window.
    stale = Person(pk=cast.admin.pk, is_administrator=True, is_active=True)
    with pytest.raises(RuleError) as refusal:
        actions.close_account(second, by=stale)
    assert refusal.value.code == "administrators_only"


def test_whoever_alone_leads_a_side_keeps_their_account(cast: Cast) -> None:
    with pytest.raises(RuleError) as refusal:
        actions.close_account(cast.hannah, by=cast.admin)
    assert refusal.value.code == "last_lead"


@settings(max_examples=up_to(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    minutes=st.sampled_from([-1500, -1, 1, 1500]),
    spent=st.booleans(),
    another=st.booleans(),
    administrator=st.sampled_from(["none", "closed", "active"]),
)
def test_a_link_opens_exactly_when_it_should(
    db: None, minutes: int, spent: bool, another: bool, administrator: str
) -> None:
    with undone():
        now = timezone.now()
        if administrator != "none":
            make_person("Anyone", is_administrator=True, is_active=administrator == "active")
        link = AdministratorLink.objects.create(
            ends_at=now + timedelta(minutes=minutes), spent_at=now if spent else None, another=another
        )
        due = minutes > 0 and not spent and (another or administrator != "active")
        assert (Client().get(path_of(link)).status_code == 200) == due
        before = Person.objects.filter(is_administrator=True).count()
        Client().post(path_of(link), ADA)
        assert Person.objects.filter(is_administrator=True).count() - before == due


def test_the_command_prints_one_link_and_refuses_where_it_is_not_needed(tmp_path: Path) -> None:
    printed = server("createadmin", data=tmp_path, FIVEFOLD_URL="https://fivefold.example.org")
    assert printed.returncode == 0
    assert printed.stdout.splitlines()[-1].startswith("https://fivefold.example.org/first/")
    assert server("createadmin", data=tmp_path).returncode == 0
    _let_there_be_an_administrator(tmp_path)
    refused = server("createadmin", data=tmp_path)
    assert refused.returncode == 2
    assert "createadmin --another" in sentence_of(refused)
    assert server("createadmin", "--another", data=tmp_path).returncode == 0


def _let_there_be_an_administrator(folder: Path) -> None:
    import sqlite3

    with sqlite3.connect(folder / "fivefold.sqlite3") as database:
        database.execute(
            "INSERT INTO accounts_person (password, public_id, email, name, language, theme, is_active, "
            "is_administrator, joined_at) "
            "VALUES ('', '23456789bcdfgh', 'a@b.example', 'Ada', '', 'device', 1, 1, '2026-01-01')"
        )
