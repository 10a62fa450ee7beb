"""A passkey in a real browser, with an authenticator of its own that the browser makes up."""

import re

import pytest
from playwright.sync_api import CDPSession, Page

from tests.browser.conftest import ComeIn
from tests.browser.demonstration import Demonstration
from tests.browser.visiting import ARTIFACTS, Watch, faults_of, keep_picture

pytestmark = pytest.mark.walk

# The kind in a telephone or laptop: it keeps the key, and has asked who is there.
KEPT_IN_THE_DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def with_authenticator(page: Page) -> tuple[CDPSession, str]:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": KEPT_IN_THE_DEVICE})
    return session, made["authenticatorId"]


def look(page: Page, name: str) -> None:
    """At both widths, by day and by night."""
    for width in (390, 1280):
        for scheme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 844 if width == 390 else 900})
            page.emulate_media(color_scheme=scheme)
            keep_picture(page, ARTIFACTS / "ways-in", f"{name}-{width}-{scheme}")
            assert faults_of(page) == [], name
    page.emulate_media(color_scheme="light")


def sign_out(page: Page, demo: Demonstration) -> None:
    page.goto(f"{demo.url}/sign-out/")
    page.locator("main").get_by_role("button", name="Sign out").click()


def newest_code(page: Page, demo: Demonstration) -> str:
    """From the page on which the demonstration shows the mail that it does not send."""
    found = re.search(
        r"Your code for signing in to Fivefold:\s+([A-Z0-9-]{7,9})\s",
        re.sub("<[^>]+>", " ", page.request.get(f"{demo.url}/outbox/").text()),
    )
    assert found
    return found.group(1)


def test_a_passkey_is_added_signs_in_is_renamed_and_removed(own_demo: Demonstration, come_in: ComeIn) -> None:
    page = come_in(own_demo, "denise")
    watch = Watch(page, own_demo.url)
    with_authenticator(page)
    page.goto(f"{own_demo.url}/me/")
    page.get_by_role("link", name="How you come in").click()
    look(page, "none")
    page.get_by_role("link", name="Add a passkey").click()
    look(page, "add")
    page.get_by_label("Its name").fill("Work laptop")
    page.get_by_role("button", name="Make the passkey").click()
    page.wait_for_url("**/me/ways-in/codes/")
    assert page.locator(".codes li").count() == 10
    look(page, "codes")
    page.goto(f"{own_demo.url}/me/ways-in/")
    assert "Work laptop" in page.locator("main").inner_text()
    look(page, "one")

    sign_out(page, own_demo)
    page.goto(f"{own_demo.url}/sign-in/")
    page.get_by_label("Work e-mail").fill("denise.okafor@cedarvalley.example")
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code").fill(newest_code(page, own_demo))
    page.get_by_role("button", name="Sign in").click()
    look(page, "second-step")
    page.get_by_role("button", name="Use my passkey").click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)

    sign_out(page, own_demo)
    page.goto(f"{own_demo.url}/sign-in/?next=/me/ways-in/")
    look(page, "sign-in")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/me/ways-in/")

    # Before the ways in change, whoever asks is asked once more.
    page.get_by_role("link", name="Rename Work laptop").click()
    look(page, "again-passkey")
    page.get_by_role("link", name="Use the authenticator app or a recovery code").click()
    look(page, "again")
    page.get_by_role("link", name="Use my passkey").click()
    page.get_by_role("button", name="Use my passkey").click()
    page.get_by_label("Its name").fill("Old laptop")
    look(page, "rename")
    page.get_by_role("button", name="Save the name").click()
    page.get_by_role("link", name="Remove Old laptop").click()
    look(page, "remove")
    page.get_by_role("button", name="Remove the passkey").click()
    page.wait_for_url("**/me/ways-in/")
    assert "Old laptop" not in page.locator("main .ways").all_inner_texts().__str__()
    assert watch.faults == []


def test_where_the_device_refuses_nothing_changes_and_a_sentence_says_so(
    own_demo: Demonstration, come_in: ComeIn
) -> None:
    page = come_in(own_demo, "denise")
    session, authenticator = with_authenticator(page)
    page.goto(f"{own_demo.url}/me/ways-in/passkeys/add/")
    session.send("WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": False})
    page.get_by_role("button", name="Make the passkey").click()
    page.get_by_role("alert").wait_for()
    assert "Nothing has changed" in page.get_by_role("alert").inner_text()


@pytest.mark.parametrize("address", ["/sign-in/", "/me/ways-in/passkeys/add/"])
def test_without_javascript_no_button_promises_a_passkey(
    demo: Demonstration, come_in: ComeIn, address: str
) -> None:
    page = come_in(demo, "denise", scripts=False, partnership=None)
    if address == "/sign-in/":
        page.context.clear_cookies()
    page.goto(demo.url + address)
    assert page.get_by_role("button", name="passkey").count() == 0
    if address == "/sign-in/":
        assert page.get_by_role("button", name="Send me a code").is_visible()


def test_an_authenticator_app_is_set_up(own_demo: Demonstration, come_in: ComeIn) -> None:
    page = come_in(own_demo, "denise")
    page.goto(f"{own_demo.url}/me/ways-in/app/")
    look(page, "app")
    page.get_by_label("The six digits").fill("000000")
    page.get_by_role("button", name="Set up the app").click()
    look(page, "app-wrong")
