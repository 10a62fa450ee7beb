"""What is sent after a session has ended waits for whoever sent it, and for nobody else."""

from datetime import timedelta
from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from fivefold.accounts import erasing
from fivefold.accounts.models import OpenSession, Person
from fivefold.accounts.sessions import forget_ended, idle_limit
from fivefold.partnerships.models import Invitation
from tests.accounts.coming_in import is_signed_in, type_code
from tests.cast import Cast

pytestmark = pytest.mark.django_db
TYPED = {
    "name": "Rosa “R” Delgado <ü>",
    "address": "rosa@cedarvalley.example",
    "role": "observer",
    "title": "Coach & friend",
    "language": "es",
}


@pytest.fixture(autouse=True)
def _as_on_a_server(db: None, settings: Settings) -> None:
    cache.clear()
    settings.EMAIL_BACKEND = "fivefold.core.mail.OutboxBackend"


def idle(client: Client, minutes: int = 1) -> None:
    long_ago = timezone.now() - idle_limit() - timedelta(minutes=minutes)
    OpenSession.objects.filter(session_key=client.session.session_key).update(seen_at=long_ago)


def send(client: Client, cast: Cast) -> str:
    answer = client.post(reverse("invite", args=[cast.cedar.public_id]), TYPED)
    assert answer.status_code == 302
    assert not Invitation.objects.exists()
    return str(answer["Location"])


def come_back(client: Client, person: Person, to: str) -> str:
    code_page = client.post(to, {"email": person.email})["Location"]
    arrived = type_code(client, code_page, person.email)
    assert arrived["Location"] == reverse("kept_form")
    assert is_signed_in(client)
    return unescape(client.get(reverse("kept_form"), follow=True).content.decode())


def test_what_was_typed_is_sent_by_one_press_after_signing_in(cast: Cast) -> None:
    client = cast.client(cast.marcus)
    idle(client)
    forget_ended()
    page = come_back(client, cast.marcus, send(client, cast))
    for name, value in TYPED.items():
        assert f'name="{name}" value="{value}"' in page
    (kept,) = client.session["kept_forms"]
    assert "csrfmiddlewaretoken" not in dict(kept["fields"])
    assert not Invitation.objects.exists()
    client.post(kept["to"], dict(kept["fields"]))
    assert Invitation.objects.get().name == TYPED["name"]


def test_what_other_windows_hold_is_kept_too(cast: Cast) -> None:
    client = cast.client(cast.marcus)
    idle(client)
    assert client.get(reverse("people", args=[cast.cedar.public_id])).status_code == 302
    to = send(client, cast)
    client.post(reverse("leave", args=[cast.cedar.public_id]), {"because": "Another window."})
    page = come_back(client, cast.marcus, to)
    assert TYPED["address"] in page
    assert "Another window." in page


def test_somebody_else_at_the_same_browser_gets_nothing_of_it(cast: Cast) -> None:
    client = cast.client(cast.marcus)
    idle(client)
    page = come_back(client, cast.denise, send(client, cast))
    assert "Rosa" not in page
    assert "kept_forms" not in client.session


def test_after_an_hour_it_is_gone(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client = cast.client(cast.marcus)
    idle(client)
    to = send(client, cast)
    monkeypatch.setattr("fivefold.accounts.kept_forms.LASTS_SECONDS", -1)
    assert "Rosa" not in come_back(client, cast.marcus, to)


@pytest.mark.parametrize("how", ["never signed in", "signed out", "file", "long"])
def test_what_has_no_owner_or_no_end_is_not_kept(cast: Cast, how: str) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = Client() if how == "never signed in" else cast.client(cast.marcus)
    if how == "signed out":
        client.post(reverse("account_logout"))
    elif how != "never signed in":
        idle(client)
    more = {"file": SimpleUploadedFile("a.csv", b"x")} if how == "file" else {}
    more |= {"name": "x" * 300_000} if how == "long" else {}
    answer = client.post(reverse("invite", args=[cast.cedar.public_id]), TYPED | more)
    assert answer.status_code == 302
    assert "kept_forms" not in client.session


def test_it_goes_with_whoever_typed_it(cast: Cast) -> None:
    client = cast.client(cast.denise)
    idle(client)
    client.post(reverse("leave", args=[cast.cedar.public_id]), {"words": "mine"})
    assert client.session["kept_forms"][0]["person"] == cast.denise.pk
    erasing.erase(cast.denise)
    assert not any("kept_forms" in one.get_decoded() for one in OpenSession.objects.all())
