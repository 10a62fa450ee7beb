"""From an empty database to a partnership with people on both sides, each in a browser of their own."""

import re
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from fivefold.accounts.links import address_of, make_link
from fivefold.accounts.models import Person
from fivefold.core import ledger
from fivefold.core.models.mail import OutgoingMail
from fivefold.partnerships.actions import found_organization
from fivefold.partnerships.models import Membership, Organization, Partnership
from tests.accounts.coming_in import is_signed_in, type_code
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_on_a_server(db: None, settings: Settings) -> None:
    cache.clear()
    settings.EMAIL_BACKEND = "fivefold.core.mail.OutboxBackend"


def heading(response: HttpResponse) -> str:
    found = re.search(r"<h1>(.*?)</h1>", response.content.decode(), re.DOTALL)
    assert found
    return found.group(1)


def link_sent_to(email: str) -> str:
    """The path of the newest link in a message to this address."""
    mail = OutgoingMail.objects.filter(address=email, body__contains="/invitation/").first()
    assert mail is not None
    found = re.search(r"https?://\S+/invitation/\S+", mail.body)
    assert found
    return urlsplit(found.group()).path


def come_in_by(link: str, email: str) -> Client:
    """Open the link, have a code sent, type it, take part."""
    client = Client()
    assert client.get(link).status_code == 200
    to_code = client.post(link)["Location"]
    assert type_code(client, to_code, email)["Location"] == link
    assert "Take part" in client.get(link).content.decode()
    answered = client.post(f"{link}answer/", {"answer": "accept"})
    assert client.get(answered["Location"]).status_code == 200
    return client


def become_administrator() -> Client:
    admin = Client()
    first = urlsplit(address_of(make_link())).path
    assert admin.get(first).status_code == 200
    assert not is_signed_in(admin)
    sent = admin.post(first, {"name": "Ada Quinn", "email": "Ada.Quinn@lakeshore.example"})
    assert admin.get(sent["Location"])["Location"] == reverse("setup")
    return admin


def set_up(admin: Client) -> Partnership:
    """Two organizations and a partnership, left and resumed after each piece."""
    setup = reverse("setup")
    assert heading(admin.get(setup)) == "Nothing is set up yet. First, the district."
    organization = reverse("setup_organization")
    admin.post(organization, {"name": "Cedar Valley USD", "short_name": "Cedar Valley", "kind": "district"})
    assert heading(admin.get(setup)) == "One of three done. Next, the research partner."
    admin.post(organization, {"name": "Northfield University", "kind": "university"})
    assert heading(admin.get(setup)) == "Two of three done. Next, the partnership."
    page = admin.get(reverse("setup_partnership"))
    chosen = {name: page.context["form"].initial[name].pk for name in ("practice", "research")}
    sent = {"name": "Middle-grades mathematics", "began_on": "2026-08-01", **chosen}
    admin.post(reverse("setup_partnership"), sent)
    assert heading(admin.get(setup)) == "Three of five done. Next, the district’s point person."
    return Partnership.objects.get()


def invite(client: Client, page: str, **sent: str) -> None:
    answer = client.post(page, {"language": "en", "title": "", **sent})
    assert answer.status_code == 302, answer.context["form"].errors


def test_from_the_printed_link_to_people_on_both_sides() -> None:
    admin = become_administrator()
    cedar = set_up(admin)
    for side, role, name, email in (
        ("practice", "point_person", "Marcus Webb", "marcus.webb@cedarvalley.example"),
        ("research", "research_lead", "Hannah Lindqvist", "hannah@northfield.example"),
    ):
        page = reverse("setup_invite", args=[cedar.public_id, side])
        invite(admin, page, role=role, name=name, address=email)
    assert heading(admin.get(reverse("setup"))) == "Three of five done. The rest is for others to answer."

    marcus = come_in_by(link_sent_to("marcus.webb@cedarvalley.example"), "marcus.webb@cedarvalley.example")
    come_in_by(link_sent_to("hannah@northfield.example"), "hannah@northfield.example")
    assert heading(admin.get(reverse("setup"))) == "The partnership is set up."
    assert admin.get(cedar.get_absolute_url()).status_code == 404

    sent = {"role": "practice_member", "name": "Denise Okafor", "address": "denise@cedarvalley.example"}
    invite(marcus, reverse("invite", args=[cedar.public_id]), **sent)
    come_in_by(link_sent_to("denise@cedarvalley.example"), "denise@cedarvalley.example")

    places = set(Membership.objects.values_list("person__name", "side", "role"))
    assert places == {
        ("Marcus Webb", "practice", "point_person"),
        ("Hannah Lindqvist", "research", "research_lead"),
        ("Denise Okafor", "practice", "practice_member"),
    }
    assert Person.objects.count() == 4
    for space in cedar.spaces.all():
        assert ledger.verify(space.key).unbroken
    shared = {entry.act for entry in ledger.entries(cedar.spaces.get(side="").key)}
    assert shared == {"partnerships.space_opened", "partnerships.partnership_began", "partnerships.joined"}


@pytest.mark.parametrize(
    ("route", "sent", "model"),
    [
        ("setup_organization", {"name": "Lakeshore", "kind": "broker"}, Organization),
        ("setup_partnership", {"name": "Attendance", "began_on": "2026-08-01"}, Partnership),
    ],
)
def test_pressed_twice_it_is_set_up_once(
    cast: Cast, route: str, sent: dict[str, str], model: type[Model]
) -> None:
    client, before = cast.client(cast.admin), model._default_manager.count()
    sides = {
        "practice": cast.cedar.practice_organization.pk,
        "research": cast.cedar.research_organization.pk,
    }
    answers = [client.post(reverse(route), sent | sides) for _press in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert model._default_manager.count() == before + 1


LONG = f"{'a' * 245}@b.example"


@pytest.mark.parametrize("route", ["invite", "setup_invite", "administrator_invite", "first_administrator"])
def test_an_address_longer_than_the_database_holds_is_refused_in_the_form(cast: Cast, route: str) -> None:
    address, who = {
        "invite": (reverse("invite", args=[cast.cedar.public_id]), cast.marcus),
        "setup_invite": (reverse("setup_invite", args=[cast.cedar.public_id, "practice"]), cast.admin),
        "administrator_invite": (reverse("administrator_invite"), cast.admin),
        "first_administrator": (urlsplit(address_of(make_link(another=True))).path, None),
    }[route]
    sent = {"name": "Ines Duarte", "role": "observer", "language": "en", "address": LONG, "email": LONG}
    answer = cast.client(who).post(address, sent)
    assert answer.status_code == 200
    assert "254" in answer.content.decode()
    assert not OutgoingMail.objects.exists()


def test_the_installation_s_ledger_is_read_by_administrators_in_words(cast: Cast) -> None:
    make_link(another=True)
    found_organization(name="Lakeshore", short_name="", kind="broker", by=cast.admin)
    page = cast.client(cast.admin).get(reverse("installation_ledger")).content.decode()
    assert "had a link printed that makes an administrator" in page
    assert f"<strong>{cast.admin.name}</strong> entered an organization" in page
    assert "accounts." not in page
    assert (
        reverse("installation_ledger")
        in cast.client(cast.admin).get(reverse("administration")).content.decode()
    )
