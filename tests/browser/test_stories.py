"""Whole stories in a real browser. The first runs in `make test` on both databases, all in `make walk`."""

import re
import time

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ComeIn
from tests.browser.demonstration import Demonstration

CHECK_IN = "Coaches’ check-in, fall 2026"


def open_partnership(page: Page, demo: Demonstration, name: str = "Middle-grades mathematics") -> None:
    page.goto(demo.url + "/partnerships/")
    page.get_by_role("link", name=name).first.click()


def private_card(page: Page) -> str:
    """The address of the check-in's report card, found as its owner would find it."""
    link = page.get_by_role("link", name=re.compile("Look and share|Ver y compartir"))
    link.click()
    return page.url


@pytest.mark.story
@pytest.mark.walk
def test_a_district_reads_alone_then_shares_and_both_sides_can_prove_it(
    own_demo: Demonstration, come_in: ComeIn
) -> None:
    marcus, priya = come_in(own_demo, "marcus"), come_in(own_demo, "priya")
    open_partnership(priya, own_demo)
    expect(priya.locator("body")).not_to_contain_text(CHECK_IN)

    open_partnership(marcus, own_demo)
    share_page = private_card(marcus)
    expect(marcus.locator("main")).to_contain_text("Priya Raman")
    made_up = re.sub(r"[^/]+/$", "23456789bcdfgh/", share_page)
    answers = []
    for address in (share_page, made_up):
        response = priya.goto(address)
        assert response
        assert response.status == 403
        answers.append(priya.locator("main").inner_text())
    assert answers[0] == answers[1]

    marcus.get_by_role("button", name="Share with Northfield University").click()
    expect(marcus.locator("[role=status]").first).to_be_visible()

    open_partnership(priya, own_demo)
    priya.get_by_role("link", name="Health", exact=True).first.click()
    expect(priya.locator("main")).to_contain_text(CHECK_IN)

    priya.goto(own_demo.url + "/outbox/")
    expect(priya.locator("main")).to_contain_text(f"Marcus Webb shared “Report card, {CHECK_IN}” with you")

    for page in (marcus, priya):
        open_partnership(page, own_demo)
        page.get_by_role("link", name="Ledger", exact=True).first.click()
        page.get_by_role("button", name=re.compile("Verify")).first.click()
        expect(page.locator("[role=status]").first).to_contain_text(re.compile("unbroken", re.IGNORECASE))


@pytest.mark.walk
def test_the_same_without_scripts_on_a_telephone_in_spanish(own_demo: Demonstration, come_in: ComeIn) -> None:
    page = come_in(own_demo, "marcus", width=390, language="es-MX", scripts=False)
    open_partnership(page, own_demo)
    private_card(page)
    page.get_by_role("button", name=re.compile("Compartir con Northfield University")).click()
    expect(page.locator("[role=status]").first).to_be_visible()


@pytest.mark.walk
def test_a_member_signs_in_with_a_mailed_code(own_demo: Demonstration, browser: Browser) -> None:
    context = browser.new_context(locale="en-US")
    page = context.new_page()
    page.goto(own_demo.url + "/sign-in/")
    page.get_by_label(re.compile("mail", re.IGNORECASE)).fill("Hannah.Lindqvist@northfield.example")
    page.get_by_role("button", name="Send me a code").click()
    assert page.locator("h1").inner_text() == "Enter the code"

    outbox = context.new_page()
    outbox.goto(own_demo.url + "/outbox/")
    mail = outbox.locator("article").first.inner_text()
    assert "hannah.lindqvist@northfield.example" in mail.lower()
    code = next(line.strip() for line in mail.splitlines() if re.fullmatch(r"[A-Z0-9-]{6,12}", line.strip()))

    page.get_by_label(re.compile("code", re.IGNORECASE)).fill(code)
    page.get_by_role("button", name="Sign in").click()
    page.goto(own_demo.url + "/me/")
    expect(page.get_by_label("Name")).to_have_value("Hannah Lindqvist")
    context.close()


@pytest.mark.walk
def test_figures_are_worked_out_again_beside_the_server(own_demo: Demonstration, come_in: ComeIn) -> None:
    page = come_in(own_demo, "marcus")
    open_partnership(page, own_demo)
    page.get_by_role("link", name="Health", exact=True).first.click()
    before = page.locator("main .opening").first.inner_text()
    page.get_by_role("button", name="Work the figures out again").click()
    deadline = time.monotonic() + 60
    while page.get_by_role("link", name="See the result").count() == 0:
        assert time.monotonic() < deadline, page.locator("main").inner_text()
        time.sleep(0.5)
        page.reload()
    page.get_by_role("link", name="See the result").click()
    assert page.locator("main .opening").first.inner_text() == before


@pytest.mark.walk
def test_a_person_keeps_their_language_and_their_light(own_demo: Demonstration, come_in: ComeIn) -> None:
    page = come_in(own_demo, "denise")
    page.goto(own_demo.url + "/me/")
    page.get_by_label("Español").or_(page.get_by_label("Spanish")).check()
    page.get_by_label("Dark").check()
    page.locator("main form").first.get_by_role("button").first.click()
    page.goto(own_demo.url + "/me/")
    assert page.locator("html").get_attribute("lang") == "es"
    assert page.locator("html").get_attribute("data-theme") == "dark"
    again = come_in(own_demo, "denise")
    assert again.locator("html").get_attribute("lang") == "es"


@pytest.mark.walk
def test_the_small_and_the_empty_partnership_say_why_they_show_little(
    own_demo: Demonstration, come_in: ComeIn
) -> None:
    page = come_in(own_demo, "marcus")
    open_partnership(page, own_demo, "Early reading, rural schools")
    page.get_by_role("link", name="Health", exact=True).first.click()
    expect(page.locator("main")).to_contain_text("fewer than ten")
    open_partnership(page, own_demo, "High school advising")
    page.get_by_role("link", name="Health", exact=True).first.click()
    expect(page.locator("main .empty").first).to_be_visible()
