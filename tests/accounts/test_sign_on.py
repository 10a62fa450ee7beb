"""Coming in by the district's own sign-on, from a real service on this machine."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from fivefold.accounts import actions as accounts
from fivefold.accounts.models import OpenSession, Person
from fivefold.partnerships import inviting
from tests.access.scene import main_of
from tests.accounts.coming_in import is_signed_in
from tests.accounts.sign_on_service import CLIENT, SECRET, Service, new_key, service
from tests.cast import Cast

pytestmark = pytest.mark.django_db
NAME = "Cedar Valley USD"


@pytest.fixture
def district(db: None, settings: Settings) -> Iterator[Service]:
    cache.clear()
    with service() as running:
        app = {
            "provider_id": "district",
            "name": NAME,
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": running.address, "oauth_pkce_enabled": True},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"district": {"APPS": [app]}}
        yield running


def to_the_district(client: Client, going_to: str = "") -> str:
    page = client.post(reverse("district_sign_on"), {"next": going_to})
    assert page.status_code == 200, page["Location"]
    address = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page.content.decode())
    assert address
    return unescape(address.group(1))


def come_in(client: Client, district: Service, going_to: str = "") -> HttpResponse:
    return client.get(district.come_to(to_the_district(client, going_to)))


def test_who_is_known_comes_in_and_gets_where_they_were_going(cast: Cast, district: Service) -> None:
    client = Client()
    assert NAME in main_of(client.get(reverse("account_login")))
    district.signs_in("Marcus.Webb@cedarvalley.example")
    people = reverse("people", args=[cast.cedar.public_id])
    assert come_in(client, district, people)["Location"] == people
    assert is_signed_in(client)
    assert OpenSession.objects.filter(person=cast.marcus).count() == 1


def test_nothing_of_the_district_s_is_kept(cast: Cast, district: Service) -> None:
    district.signs_in(cast.marcus.email)
    come_in(Client(), district)
    assert not SocialAccount.objects.exists()
    assert not SocialToken.objects.exists()


def test_who_is_waited_for_gets_their_account_and_nothing_but_the_invitation(
    cast: Cast, district: Service
) -> None:
    inviting.invite(
        cast.cedar,
        side="practice",
        role="observer",
        address="ines@elsewhere.example",
        name="Ines Duarte",
        by=cast.marcus,
    )
    client = Client()
    district.signs_in("INES@elsewhere.example")
    come_in(client, district)
    assert is_signed_in(client)
    person = Person.objects.get(email="ines@elsewhere.example")
    assert not cast.cedar.memberships.filter(person=person).exists()
    assert client.get(reverse("people", args=[cast.cedar.public_id])).status_code == 404


def withdrawn(cast: Cast) -> str:
    invitation = inviting.invite(
        cast.cedar,
        side="practice",
        role="observer",
        address="gone@elsewhere.example",
        name="Ines Duarte",
        by=cast.marcus,
    )
    inviting.withdraw(invitation, by=cast.marcus)
    return "gone@elsewhere.example"


UNWANTED: dict[str, Callable[[Cast, Service], None]] = {
    "unknown": lambda cast, district: district.signs_in("stranger@elsewhere.example"),
    "unverified": lambda cast, district: district.signs_in(cast.marcus.email, verified=False),
    "unverified in words": lambda cast, district: district.signs_in(cast.marcus.email, verified="false"),
    "not said to be verified": lambda cast, district: district.signs_in(cast.marcus.email, verified=None),
    "closed": lambda cast, district: district.signs_in(cast.gone.email),
    "no longer waited for": lambda cast, district: district.signs_in(withdrawn(cast)),
    # Which PostgreSQL takes for the same in capitals.
    "another's in letters like them": lambda cast, district: district.signs_in(
        cast.denise.email.replace("is", "ıſ")
    ),
    "an address in a list": lambda cast, district: district.userinfo.update(email=[cast.marcus.email]),
    "without an address": lambda cast, district: district.signs_in(""),
}


def test_whoever_is_not_known_learns_nothing_and_gets_no_account(cast: Cast, district: Service) -> None:
    answers = set()
    for bend in UNWANTED.values():
        cache.clear()
        bend(cast, district)
        people, client = Person.objects.count(), Client()
        answer = come_in(client, district)
        assert answer["Location"] == reverse("account_login")
        assert not is_signed_in(client)
        assert Person.objects.count() == people
        page = main_of(client.get(answer["Location"]))
        answers.add(re.sub(r'value="[^"]*"', "", page))
    assert len(answers) == 1
    assert "did not open an account" in answers.pop()


BROKEN: dict[str, Callable[[Service], None]] = {
    "signed by another": lambda of: setattr(of, "signs_with", new_key()),
    "signed with the public secret": lambda of: (
        setattr(of, "algorithm", "HS256"),
        setattr(of, "signs_with", SECRET.ljust(32, "x")),
    ),
    "not signed": lambda of: (setattr(of, "algorithm", "none"), setattr(of, "signs_with", "")),
    "for another server": lambda of: of.claims.update(aud="another"),
    "from another issuer": lambda of: of.claims.update(iss="https://elsewhere.example"),
    "too old": lambda of: of.claims.update(exp=1),
    "of another subject": lambda of: of.claims.update(sub="s-2"),
    "discovery of another issuer": lambda of: of.discovery.update(issuer="https://elsewhere.example"),
    "without an address for tokens": lambda of: of.discovery.update(token_endpoint=None),
    "keys that are none": lambda of: of.discovery.update(jwks_uri=f"{of.address}/nowhere"),
    "userinfo elsewhere": lambda of: of.discovery.update(userinfo_endpoint=f"{of.address}/nowhere"),
    "userinfo that is a list": lambda of: setattr(of, "userinfo", [of.userinfo]),
    "an endless subject": lambda of: (of.claims.update(sub="s" * 9000), of.userinfo.update(sub="s" * 9000)),
    "a subject that is none": lambda of: (of.claims.update(sub=""), of.userinfo.update(sub="")),
    "down": lambda of: setattr(of, "is_down", True),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_token_that_does_not_hold_opens_nothing(cast: Cast, district: Service, how: str) -> None:
    client = Client()
    district.signs_in(cast.marcus.email)
    address = district.come_to(to_the_district(client))
    BROKEN[how](district)
    answer = client.get(address)
    assert answer["Location"] == reverse("account_login")
    assert not is_signed_in(client)
    assert "did not answer as it should" in main_of(client.get(answer["Location"]))


def test_a_service_that_is_down_is_said_before_anybody_leaves(cast: Cast, district: Service) -> None:
    district.is_down = True
    client = Client()
    answer = client.post(reverse("district_sign_on"))
    assert answer["Location"] == reverse("account_login")
    assert "come in with a code" in main_of(client.get(answer["Location"]))


def test_what_was_sent_back_opens_once_and_only_in_the_browser_that_asked(
    cast: Cast, district: Service
) -> None:
    client, other = Client(), Client()
    district.signs_in(cast.marcus.email)
    address = district.come_to(to_the_district(client))
    other.get(address)
    assert not is_signed_in(other)
    client.get(address)
    assert is_signed_in(client)
    client.post(reverse("account_logout"))
    client.get(address)
    assert not is_signed_in(client)


@pytest.mark.parametrize("sent", ["error=access_denied", "error=server_error", "", "code=x&state=y"])
def test_who_turns_back_is_where_they_were(cast: Cast, district: Service, sent: str) -> None:
    client = Client()
    state = parse_qs(urlsplit(to_the_district(client)).query)["state"][0]
    answer = client.get(
        f"{reverse('district_back')}?{sent or 'x=y'}" + ("" if "state" in sent else f"&state={state}")
    )
    assert answer["Location"] == reverse("account_login")
    assert not is_signed_in(client)


def test_nobody_is_sent_on_to_another_site(cast: Cast, district: Service) -> None:
    district.signs_in(cast.marcus.email)
    answer = come_in(Client(), district, "https://elsewhere.example/")
    assert urlsplit(answer["Location"]).netloc == ""


def test_who_has_a_session_already_changes_to_whom_the_district_says(cast: Cast, district: Service) -> None:
    client = cast.client(cast.denise)
    district.signs_in(cast.marcus.email)
    come_in(client, district)
    assert cast.marcus.name in client.get(reverse("me")).content.decode()


def test_an_account_that_closes_on_the_way_does_not_open(cast: Cast, district: Service) -> None:
    client = Client()
    district.signs_in(cast.priya.email)
    address = district.come_to(to_the_district(client))
    accounts.close_account(cast.priya, by=None)
    client.get(address)
    assert not is_signed_in(client)


def test_without_a_sign_on_there_is_no_button_and_no_page(cast: Cast) -> None:
    client = Client()
    assert "district" not in main_of(client.get(reverse("account_login")))
    assert client.post(reverse("district_sign_on")).status_code == 404
    assert client.get(reverse("district_back")).status_code == 404


def test_the_service_really_verifies_what_it_is_sent(district: Service) -> None:
    """Of this test's own service: it would not notice a client without secret or PKCE otherwise."""
    asked = {"code_challenge": "another"}
    district.codes["c"] = asked
    sent = {"code": "c", "client_id": CLIENT, "client_secret": SECRET, "code_verifier": "x"}
    assert district.answer("/token", sent, "")[0] == 400
