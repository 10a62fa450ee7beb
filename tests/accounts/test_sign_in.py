"""Coming in: by a code in an e-mail, entered by hand, and in no other way."""

import os
import re
import subprocess
import sys
import time
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from allauth.account.internal.flows import code_verification
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from fivefold.accounts.forms import CODE_MINUTES
from fivefold.core.models.mail import OutgoingMail
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_on_a_server(db: None, settings: Settings) -> None:
    """No attempts counted yet, and mail takes its real road, which Django's test runner replaces."""
    cache.clear()
    settings.EMAIL_BACKEND = "fivefold.core.mail.OutboxBackend"


def ask(client: Client, email: str, next_page: str = "") -> str:
    response = client.post(reverse("account_login"), {"email": email, "next": next_page})
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


def code_sent_to(email: str) -> str:
    mail = OutgoingMail.objects.filter(address__iexact=email).first()
    assert mail is not None
    found = re.search(r"^([A-Z0-9-]{6,})$", mail.body, re.MULTILINE)
    assert found
    return found.group(1)


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("me")).status_code == 200


def test_the_code_signs_in_and_leads_to_where_one_was_going(cast: Cast) -> None:
    client = Client()
    people = reverse("people", args=[cast.cedar.public_id])
    to_sign_in = client.get(people)["Location"]
    assert urlsplit(to_sign_in).path == reverse("account_login")
    page = ask(client, "Marcus.Webb@cedarvalley.example", people)
    response = client.post(page, {"code": code_sent_to(cast.marcus.email), "action": "verify"})
    assert response["Location"] == people
    assert is_signed_in(client)


def test_a_code_works_once_and_only_in_the_browser_that_asked(cast: Cast) -> None:
    client, other = Client(), Client()
    page = ask(client, cast.marcus.email)
    code = code_sent_to(cast.marcus.email)
    other.post(page, {"code": code, "action": "verify"})
    assert not is_signed_in(other)
    client.post(page, {"code": code, "action": "verify"})
    client.post(reverse("account_logout"))
    client.post(page, {"code": code, "action": "verify"})
    assert not is_signed_in(client)


def test_opening_pages_signs_nobody_in_or_out(cast: Cast) -> None:
    client = Client()
    page = ask(client, cast.marcus.email)
    code = code_sent_to(cast.marcus.email)
    client.get(page, {"code": code, "action": "verify"})
    assert not is_signed_in(client)
    client.post(page, {"code": code, "action": "verify"})
    assert is_signed_in(client)
    client.get(reverse("account_logout"))
    assert is_signed_in(client)


def test_nobody_learns_who_has_an_account(cast: Cast) -> None:
    pages = []
    for email in (cast.marcus.email, "stranger@example.org", cast.gone.email):
        client = Client()
        page = ask(client, email)
        text = client.get(page).content.decode().replace(email, "ADDRESS")
        pages.append(re.sub(r'value="[A-Za-z0-9]{64}"', "", text))
    assert pages[0] == pages[1] == pages[2]
    assert not OutgoingMail.objects.exclude(address=cast.marcus.email).exists()


def test_a_closed_account_gets_no_code_and_loses_its_session(cast: Cast) -> None:
    client = cast.client(cast.marcus)
    assert is_signed_in(client)
    cast.marcus.is_active = False
    cast.marcus.save()
    assert not is_signed_in(client)


def test_an_account_closed_between_code_and_entry_does_not_come_in(cast: Cast) -> None:
    client = Client()
    page = ask(client, cast.marcus.email)
    code = code_sent_to(cast.marcus.email)
    cast.marcus.is_active = False
    cast.marcus.save()
    response = client.post(page, {"code": code, "action": "verify"})
    assert response["Location"] == reverse("account_login")
    assert not is_signed_in(client)


def test_wrong_codes_end_the_attempt(cast: Cast) -> None:
    client = Client()
    page = ask(client, cast.marcus.email)
    code = code_sent_to(cast.marcus.email)
    wrong = client.post(page, {"code": "WRONG1", "action": "verify"})
    assert "this is not the code we sent" in wrong.content.decode()
    for _ in range(2):
        client.post(page, {"code": "WRONG1", "action": "verify"})
    client.post(page, {"code": code, "action": "verify"})
    assert not is_signed_in(client)


def test_a_wrong_code_tells_nobody_who_has_an_account(cast: Cast) -> None:
    answers = []
    for email in (cast.marcus.email, "stranger@example.org"):
        client = Client()
        page = ask(client, email)
        tried = [client.post(page, {"code": "WRONG1", "action": "verify"}) for _ in range(4)]
        answers.append([(each.status_code, each.get("Location"), main_of(each, email)) for each in tried])
    assert answers[0] == answers[1]


def main_of(response: HttpResponse, email: str) -> str:
    main = response.content.decode().partition("<main")[2].replace(email, "ADDRESS")
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", main)


def test_a_code_too_old_does_not_come_in(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for minutes, comes_in in ((CODE_MINUTES - 1, True), (CODE_MINUTES + 1, False)):
        client = Client()
        page = ask(client, cast.marcus.email)
        code = code_sent_to(cast.marcus.email)
        later = time.time() + minutes * 60
        with monkeypatch.context() as patch:
            patch.setattr(code_verification, "time", SimpleNamespace(time=lambda at=later: at))
            client.post(page, {"code": code, "action": "verify"})
        assert is_signed_in(client) == comes_in


def test_a_code_may_be_typed_as_people_type(cast: Cast) -> None:
    client = Client()
    page = ask(client, cast.marcus.email)
    code = code_sent_to(cast.marcus.email)
    client.post(page, {"code": f" {code.lower()} ", "action": "verify"})
    assert is_signed_in(client)


def test_codes_cannot_be_asked_for_without_end(cast: Cast) -> None:
    answers = [
        Client().post(reverse("account_login"), {"email": cast.marcus.email}).status_code for _ in range(8)
    ]
    assert 302 in answers
    assert answers[-1] != 302


def test_where_nothing_can_be_written_nobody_is_told_that_they_tried_too_often(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.core.cache.backends.db.DatabaseCache._base_set", lambda *told: False)
    page = Client().post(reverse("account_login"), {"email": cast.marcus.email}).content.decode()
    assert "Nothing can be written on this server" in page
    assert "too many attempts" not in page


def test_signing_in_elsewhere_than_here_is_refused(cast: Cast) -> None:
    client = Client()
    page = ask(client, cast.marcus.email, "https://evil.example/")
    response = client.post(
        page, {"code": code_sent_to(cast.marcus.email), "action": "verify", "next": "https://evil.example/"}
    )
    assert response["Location"] == reverse("home")


def test_there_is_no_password_and_no_way_to_sign_up(cast: Cast) -> None:
    for path in ("signup/", "accounts/signup/", "password/reset/", "accounts/password/reset/", "admin/"):
        assert Client().get(f"/{path}").status_code == 404
    assert not cast.marcus.has_usable_password()
    assert not Client().login(email=cast.marcus.email, password="")


def test_the_message_is_in_the_language_of_the_page(cast: Cast) -> None:
    client = Client(headers={"accept-language": "es"})
    ask(client, cast.marcus.email)
    assert OutgoingMail.objects.get().language == "es"


def too_many(address: str, claimed: str) -> bool:
    """Whether one more attempt from this address, which claims to stand for others, is refused."""
    headers = {"x-forwarded-for": claimed}
    email = {"email": f"nobody{time.monotonic_ns()}@elsewhere.example"}
    reply = Client(REMOTE_ADDR=address, headers=headers).post(reverse("account_login"), email)
    return "too many" in reply.content.decode()


def test_behind_a_proxy_one_visitor_locks_out_nobody_else(settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    refused = [too_many("127.0.0.1", f"9.9.9.{place}, 203.0.113.5") for place in range(25)]
    assert refused[-1], "what a visitor claims before the proxy's own word counts for nothing"
    assert not too_many("127.0.0.1", "198.51.100.7")


def test_without_a_proxy_nobody_gets_out_of_the_count_by_a_header(settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    refused = [too_many("203.0.113.5", f"9.9.9.{place}") for place in range(25)]
    assert refused[-1]


@pytest.mark.parametrize(("behind_proxy", "count"), [("1", "1"), ("0", "0")])
def test_the_proxy_is_believed_only_where_there_is_one(behind_proxy: str, count: str) -> None:
    code = "from fivefold.config import settings; print(settings.ALLAUTH_TRUSTED_PROXY_COUNT)"
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "FIVEFOLD_BEHIND_PROXY": behind_proxy},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == count


@pytest.mark.parametrize(
    "next_page", ["foo", "people", "//evil.example", "/\\evil.example", "https:evil.example"]
)
def test_signing_in_leads_to_no_other_server_and_to_no_fault(cast: Cast, next_page: str) -> None:
    client = Client()
    page = ask(client, cast.marcus.email, next_page)
    response = client.post(page, {"code": code_sent_to(cast.marcus.email), "action": "verify"})
    assert response.status_code == 302
    assert urlsplit(response["Location"]).netloc == ""
    assert client.get(response["Location"]).status_code in {302, 404}
