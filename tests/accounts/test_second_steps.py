"""Passkeys, the authenticator app and recovery codes, with a device and an app of the test's own."""

import json
import re
import subprocess
import sys
import textwrap
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from fivefold.accounts import actions as accounts
from fivefold.accounts import erasing, knowledge, second_steps
from fivefold.accounts.models import Person
from fivefold.core.models.mail import OutgoingMail
from tests.access.scene import main_of
from tests.accounts.coming_in import code_sent_to, is_signed_in, type_code
from tests.accounts.device import Device, code_of_app
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_on_a_server(db: None, settings: Settings) -> None:
    cache.clear()
    settings.EMAIL_BACKEND = "fivefold.core.mail.OutboxBackend"


def add_passkey(client: Client, device: Device, name: str = "Work laptop") -> HttpResponse:
    page = reverse("mfa_add_webauthn")
    options = re.search(r'id="passkey-options"[^>]*>(.*?)</script>', client.get(page).content.decode())
    assert options
    asked = json.loads(options.group(1))["creation_options"]["publicKey"]
    assert asked["authenticatorSelection"]["residentKey"] == "required"
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    return client.post(page, {"name": name, "credential": json.dumps(device.made(asked["challenge"]))})


def set_up_app(client: Client) -> str:
    page = reverse("mfa_activate_totp")
    shown = main_of(client.get(page))
    grouped = re.search(r'class="mono secret">([\w ]+)<', shown)
    assert grouped
    assert "otpauth://" in shown
    secret = grouped.group(1).replace(" ", "")
    assert '<svg class="qr" role="img"' in shown
    answer = client.post(page, {"code": code_of_app(secret)})
    assert answer["Location"] in {reverse("mfa_view_recovery_codes"), reverse("ways_in")}
    # The app shows another code by the time it is needed again.
    cache.clear()
    return secret


def with_mailed_code(email: str, client: Client | None = None) -> tuple[Client, HttpResponse]:
    client = client or Client()
    page = client.post(reverse("account_login"), {"email": email})["Location"]
    return client, type_code(client, page, email)


def recovery_codes(client: Client) -> list[str]:
    return re.findall(r"<li>(\d+)</li>", main_of(client.get(reverse("mfa_view_recovery_codes"))))


def test_a_passkey_alone_signs_in_and_leads_to_where_one_was_going(cast: Cast) -> None:
    device, people = Device(cast.marcus), reverse("people", args=[cast.cedar.public_id])
    add_passkey(cast.client(cast.marcus), device)
    client = Client()
    assert device.sign_in(client, next=people)["Location"] == people
    assert is_signed_in(client)
    other = Client()
    answer = device.sign_in(other, next="https://elsewhere.example/")
    assert answer["Location"] == reverse("home")


def test_after_a_second_step_is_made_the_mailed_code_is_not_enough(cast: Cast) -> None:
    secret = set_up_app(cast.client(cast.marcus))
    client, answer = with_mailed_code(cast.marcus.email)
    assert answer["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    assert "Second code" in main_of(client.get(answer["Location"]))
    client.post(answer["Location"], {"code": code_of_app(secret)})
    assert is_signed_in(client)


def test_the_second_step_leads_to_where_one_was_going(cast: Cast) -> None:
    secret = set_up_app(cast.client(cast.marcus))
    client, people = Client(), reverse("people", args=[cast.cedar.public_id])
    page = client.post(reverse("account_login"), {"email": cast.marcus.email, "next": people})["Location"]
    type_code(client, page, cast.marcus.email)
    answer = client.post(reverse("mfa_authenticate"), {"code": code_of_app(secret)})
    assert answer["Location"] == people


def test_asking_for_challenges_without_end_is_refused(cast: Cast) -> None:
    asked = [
        Client().get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"}) for _ in range(61)
    ]
    assert [answer.status_code for answer in asked] == [200] * 60 + [429]


def test_a_code_of_the_app_works_once(cast: Cast) -> None:
    secret = set_up_app(cast.client(cast.marcus))
    code = code_of_app(secret)
    first, page = with_mailed_code(cast.marcus.email)
    first.post(page["Location"], {"code": code})
    assert is_signed_in(first)
    OutgoingMail.objects.all().delete()
    second, page = with_mailed_code(cast.marcus.email)
    second.post(page["Location"], {"code": code})
    assert not is_signed_in(second)


def test_a_recovery_code_stands_for_the_device_once(cast: Cast) -> None:
    home = cast.client(cast.marcus)
    add_passkey(home, Device(cast.marcus))
    code = recovery_codes(home)[0]
    client, page = with_mailed_code(cast.marcus.email)
    client.post(page["Location"], {"code": code})
    assert is_signed_in(client)
    OutgoingMail.objects.all().delete()
    other, page = with_mailed_code(cast.marcus.email)
    other.post(page["Location"], {"code": code})
    assert not is_signed_in(other)


UNWANTED: dict[str, dict[str, Any]] = {
    "nobody was asked": {"asks": False},
    "made for another server": {"host": "elsewhere.example"},
}


@pytest.mark.parametrize("how", UNWANTED)
def test_a_passkey_that_proves_too_little_is_not_taken(cast: Cast, how: str) -> None:
    add_passkey(cast.client(cast.marcus), Device(cast.marcus, **UNWANTED[how]))
    assert not second_steps.of(cast.marcus).exists()


def test_a_passkey_signs_in_its_owner_alone(cast: Cast) -> None:
    device = Device(cast.marcus)
    add_passkey(cast.client(cast.marcus), device)
    device.person = cast.hannah
    client = Client()
    device.sign_in(client)
    assert not is_signed_in(client)
    stranger = Client()
    Device(cast.marcus).sign_in(stranger)
    assert not is_signed_in(stranger)


@pytest.mark.parametrize("sent", ["", "{}", "null", "[]", '{"response": 1}', "x" * 5000])
def test_what_is_no_passkey_opens_nothing_and_breaks_nothing(cast: Cast, sent: str) -> None:
    client = Client()
    client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    answer = client.post(reverse("mfa_login_webauthn"), {"credential": sent})
    assert answer.status_code == 302
    assert not is_signed_in(client)


def test_a_closed_account_is_not_opened_by_its_passkey(cast: Cast) -> None:
    device = Device(cast.priya)
    add_passkey(cast.client(cast.priya), device)
    accounts.close_account(cast.priya, by=None)
    client = Client()
    assert device.sign_in(client)["Location"] == reverse("account_login")
    assert not is_signed_in(client)


def test_an_open_browser_alone_does_not_change_the_ways_in(cast: Cast) -> None:
    device = Device(cast.marcus)
    add_passkey(cast.client(cast.marcus), device)
    left_open = cast.client(cast.marcus)
    passkey = second_steps.passkeys_of(cast.marcus).get()
    own = [passkey.data["public_id"]]
    for page in (
        reverse("remove_passkey", args=own),
        reverse("name_passkey", args=own),
        reverse("mfa_add_webauthn"),
        reverse("mfa_activate_totp"),
        reverse("mfa_generate_recovery_codes"),
        reverse("mfa_view_recovery_codes"),
    ):
        for answer in (left_open.get(page), left_open.post(page, {"name": "Mine"})):
            assert answer.status_code in {302, 405}, page
            if answer.status_code == 302:
                assert answer["Location"].startswith(reverse("mfa_reauthenticate_webauthn")), page
    assert second_steps.passkeys_of(cast.marcus).get().wrap().name == "Work laptop"


def test_renaming_and_removing(cast: Cast) -> None:
    client = cast.client(cast.marcus)
    add_passkey(client, Device(cast.marcus))
    own = [second_steps.passkeys_of(cast.marcus).get().data["public_id"]]
    client.post(reverse("name_passkey", args=own), {"name": "<b>Old</b> laptop"})
    assert "&lt;b&gt;Old&lt;/b&gt; laptop" in main_of(client.get(reverse("ways_in")))
    other = cast.client(cast.hannah)
    assert other.post(reverse("remove_passkey", args=own)).status_code == 404
    client.post(reverse("remove_passkey", args=own))
    # The codes that stood for it go with it.
    assert not second_steps.of(cast.marcus).exists()
    _client, answer = with_mailed_code(cast.marcus.email)
    assert answer["Location"] == reverse("home")


@pytest.mark.django_db(transaction=True)
def test_who_gains_or_loses_a_way_in_is_told_by_mail(cast: Cast) -> None:
    client = cast.client(cast.marcus)
    add_passkey(client, Device(cast.marcus))
    set_up_app(client)
    subjects = set(OutgoingMail.objects.filter(address=cast.marcus.email).values_list("subject", flat=True))
    assert subjects == {
        "A passkey was added to your account",
        "An authenticator app was set up for your account",
    }
    assert "127.0.0.1" not in "".join(OutgoingMail.objects.values_list("body", flat=True))


def test_secrets_lie_encrypted_and_under_another_key_nothing_fits(cast: Cast, settings: Settings) -> None:
    home = cast.client(cast.marcus)
    secret = set_up_app(home)
    codes = recovery_codes(home)
    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert not any(code in kept for code in codes)
    settings.SECRET_KEY = "another key, also long enough to please every check there is"
    client, _page = with_mailed_code(cast.marcus.email)
    for code in (code_of_app(secret), codes[0], "000000"):
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert not is_signed_in(client)


def test_erasing_takes_all_of_it_and_the_file_shows_it_before(cast: Cast) -> None:
    client = cast.client(cast.denise)
    add_passkey(client, Device(cast.denise), "Quill tablet")
    set_up_app(client)
    known = knowledge.known(cast.denise)
    assert {one["kind"] for one in known["ways_in"]} == {"webauthn", "totp", "recovery_codes"}
    assert [one["name"] for one in known["ways_in"] if one["name"]] == ["Quill tablet"]
    assert len(known["signed_in"]) == 1
    assert "secret" not in json.dumps(known, default=str)
    erasing.erase(cast.denise)
    assert not second_steps.of(cast.denise).exists()


def test_guesses_are_counted_for_the_account_whatever_the_browser(cast: Cast) -> None:
    secret = set_up_app(cast.client(cast.marcus))
    browsers = [with_mailed_code(cast.marcus.email)[0]]
    for _attempt in range(5):
        browsers[0].post(reverse("mfa_authenticate"), {"code": "000000"})
    OutgoingMail.objects.all().delete()
    fresh, _page = with_mailed_code(cast.marcus.email)
    answer = fresh.post(reverse("mfa_authenticate"), {"code": code_of_app(secret)})
    assert not is_signed_in(fresh)
    assert "too many attempts" in main_of(answer)


GUESS = """
    import sys
    from types import SimpleNamespace
    import django; django.setup()
    from django.db import connection
    connection.settings_dict["NAME"] = sys.argv[1]
    from allauth.core import ratelimit
    from django.test import RequestFactory
    request = RequestFactory().post("/")
    print([bool(ratelimit.consume(request, action="login_failed", key=sys.argv[2])) for _ in range(3)])
"""


@pytest.mark.django_db(transaction=True)
def test_guesses_are_counted_across_processes(cast: Cast) -> None:
    """Two processes, three guesses each at one account: five are let through, the sixth is not."""
    from django.db import connection

    key = f"mfa-auth-user-{cast.marcus.pk}"
    name = str(connection.settings_dict["NAME"])
    said = []
    for _process in range(2):
        run = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", textwrap.dedent(GUESS), name, key],
            env={**_environment(), "DJANGO_SETTINGS_MODULE": "tests.settings"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stderr
        said += json.loads(run.stdout.lower())
    assert said == [True] * 5 + [False]


def _environment() -> dict[str, str]:
    import os

    return dict(os.environ)


def test_routes_of_the_library_that_are_not_used_do_not_exist() -> None:
    client = Client()
    for path in ("signup", "password/reset", "email", "2fa", "social/connections", "oidc/district/login"):
        for prefix in ("", "accounts/", "sign-in/", "me/"):
            assert client.get(f"/{prefix}{path}/").status_code == 404


@pytest.mark.parametrize("person", ["marcus", "nobody"])
def test_who_was_locked_out_is_let_in_by_whoever_runs_the_server(cast: Cast, person: str) -> None:
    one: Person = getattr(cast, person)
    set_up_app(cast.client(one))
    accounts.remove_second_steps(one, by=None)
    told = OutgoingMail.objects.get(address=one.email)
    assert told.subject == "The second step was taken off your account"
    _client, answer = with_mailed_code(one.email)
    assert answer["Location"] == reverse("home")
    assert code_sent_to(one.email)
