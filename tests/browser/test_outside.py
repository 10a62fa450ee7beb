"""The superintendent's link, from the page that sends it to the PDF, on a telephone."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ComeIn
from tests.browser.demonstration import Demonstration
from tests.browser.someone import take_pdf
from tests.browser.visiting import ARTIFACTS, Watch, faults_of, keep_picture

ADDRESS = "lucia.ortega@board.example"
LOOKS = ((390, False), (1280, False), (390, True), (1280, True))


def look_at(page: Page, name: str) -> None:
    """In every width, by day and by night; on a telephone what is wrong is found too."""
    for width, dark in LOOKS:
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme="dark" if dark else "light")
        keep_picture(page, ARTIFACTS / "outside", f"{name}-{width}{'-dark' if dark else ''}")
        assert faults_of(page) == [], (name, width, dark)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 390, "height": 844})


def newest_mail(page: Page, demo: Demonstration) -> str:
    page.goto(demo.url + "/outbox/")
    return page.locator("article").filter(has_text=ADDRESS).first.inner_text()


@pytest.mark.walk
def test_the_superintendent_reads_a_report_card_by_a_link(
    own_demo: Demonstration, come_in: ComeIn, browser: Browser
) -> None:
    marcus = come_in(own_demo, "marcus", width=390)
    marcus.goto(marcus.url + "health/")
    marcus.get_by_role("link", name="Share with someone outside").click()
    look_at(marcus, "list-empty")
    marcus.get_by_role("link", name="Share with someone outside").click()
    marcus.get_by_label("Who may read it?").fill("nobody at all")
    marcus.get_by_role("button", name="Look at what they will see").click()
    look_at(marcus, "form-to-fix")
    marcus.get_by_label("Who may read it?").fill(f"Lucía Ortega <{ADDRESS}>\nמרים כהן, miriam@board.example")
    marcus.get_by_label("A line of greeting").fill("Before Tuesday’s board meeting.")
    marcus.get_by_role("button", name="Look at what they will see").click()
    look_at(marcus, "look")
    marcus.get_by_role("button", name="Send to 2 people").click()
    expect(marcus.locator("main")).to_contain_text("The other leads of both sides are told.")
    look_at(marcus, "list")
    the_list = marcus.url

    found = re.search(r"http\S+/shared/\S+", newest_mail(marcus, own_demo))
    assert found
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-US")
    page = context.new_page()
    watch = Watch(page, own_demo.url)
    page.goto(found.group())
    look_at(page, "ask")
    page.get_by_role("button", name="Send me a code").click()
    look_at(page, "code")
    code = re.search(r"^[A-Z0-9]{3}-[A-Z0-9]{3}$", newest_mail(marcus, own_demo), re.MULTILINE)
    assert code
    page.get_by_label("Code").fill(code.group())
    page.get_by_role("button", name="Open the report card").click()
    expect(page.locator("h1")).to_have_text("How the partnership is doing")
    look_at(page, "report")
    page.emulate_media(media="print")
    keep_picture(page, ARTIFACTS / "outside", "report-print")
    page.emulate_media(media="screen")
    assert take_pdf(page).startswith(b"%PDF-")
    assert watch.faults == []

    # What opens here opens nothing else: no page of the partnership, no link of another.
    page.goto(own_demo.url + "/partnerships/")
    assert "/sign-in/" in page.url
    marcus.goto(the_list)
    expect(marcus.locator("main")).to_contain_text("Opened once")
    marcus.get_by_role("button", name="End this link").first.click()
    answer = page.goto(found.group())
    assert answer
    assert answer.status == 410
    expect(page.locator("main")).to_contain_text("Ask Marcus Webb")
    look_at(page, "ended")
    context.close()
