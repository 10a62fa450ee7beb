"""Two people write the minutes of one meeting, and one of them loses the network in the middle of it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ComeIn
from tests.browser.demonstration import Demonstration

pytestmark = pytest.mark.walk
PATIENCE = 20_000


def to_meeting(page: Page) -> str:
    """The one that is still to come."""
    page.goto(page.url + "meetings/")
    page.locator("main .rows a").first.click()
    page.wait_for_url(re.compile(r"/meetings/\w{14}/$"))
    return page.url


def write(page: Page, text: str) -> None:
    page.locator("#write-form [name=text]").fill(text)
    page.locator("#write-form button").click()


def entries(page: Page) -> list[str]:
    return page.locator("#entries .said").all_inner_texts()


def test_nothing_that_two_people_write_is_lost_or_there_twice(
    own_demo: Demonstration, come_in: ComeIn
) -> None:
    marcus, priya = come_in(own_demo, "marcus"), come_in(own_demo, "priya")
    to_meeting(marcus)
    at = to_meeting(priya)
    write(marcus, "Zero: both have the network.")
    expect(priya.locator("#entries")).to_contain_text("Zero: both have the network.", timeout=PATIENCE)

    priya.context.set_offline(True)
    for number in ("One", "Two", "Three"):
        write(priya, f"{number}: written without a network.")
    waiting = priya.locator("#unsent .rows > li")
    expect(waiting).to_have_count(3)
    expect(waiting.first).to_contain_text("Not sent yet: kept on this device")
    priya.locator("#write-form [name=text]").fill("Half a sent")
    for number in ("Four", "Five"):
        write(marcus, f"{number}: written meanwhile.")
    expect(marcus.locator("#entries .said")).to_have_count(3, timeout=PATIENCE)

    # A reload without a network shows nothing of ours; what was written is still on the device.
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        priya.goto(at)
    priya.context.set_offline(False)
    priya.goto(at)
    assert priya.locator("#write-form [name=text]").input_value() == "Half a sent"
    for page in (marcus, priya):
        expect(page.locator("#entries .said")).to_have_count(6, timeout=PATIENCE)
    expect(priya.locator("#unsent")).to_be_hidden()
    said = entries(priya)
    assert said == entries(marcus)
    assert sorted(one.split(":")[0] for one in said) == ["Five", "Four", "One", "Three", "Two", "Zero"]
    for page in (marcus, priya):
        page.reload()
        assert entries(page) == said


def test_an_answer_that_never_came_makes_no_second_entry(own_demo: Demonstration, come_in: ComeIn) -> None:
    priya = come_in(own_demo, "priya")
    to_meeting(priya)
    sent = []

    def lose_the_answer(route) -> None:  # type: ignore[no-untyped-def]
        if route.request.method == "POST" and not sent:
            sent.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    priya.route("**/minutes/", lose_the_answer)
    write(priya, "Heard, but the answer was lost.")
    expect(priya.locator("#unsent")).to_be_visible(timeout=PATIENCE)
    expect(priya.locator("#unsent")).to_be_hidden(timeout=PATIENCE)
    assert sent == [204]
    expect(priya.locator("#entries .said")).to_have_count(1, timeout=PATIENCE)


def test_who_is_signed_out_keeps_what_they_wrote_and_sends_it_after(
    own_demo: Demonstration, come_in: ComeIn
) -> None:
    priya = come_in(own_demo, "priya")
    at = to_meeting(priya)
    priya.context.clear_cookies()
    write(priya, "Written when the session had ended.")
    expect(priya.locator("#unsent")).to_contain_text("You are signed out.", timeout=PATIENCE)
    # Somebody else on the same device sends nothing in their name.
    other = priya.context.new_page()
    other.goto(f"{own_demo.url}/demo/")
    other.locator('form[action="/demo/amara/"] button').click()
    expect(priya.locator("#unsent")).to_contain_text("Somebody else is signed in here now.", timeout=PATIENCE)
    other.goto(at)
    expect(other.locator("#unsent")).to_be_hidden()
    other.context.clear_cookies()
    other.goto(f"{own_demo.url}/demo/")
    other.locator('form[action="/demo/priya/"] button').click()
    expect(priya.locator("#unsent")).to_be_hidden(timeout=PATIENCE)
    other.goto(at)
    expect(other.locator("#entries .said")).to_have_count(1)
    expect(other.locator("#entries")).to_contain_text("Priya Raman")


def test_what_the_server_refuses_comes_back_into_the_form(own_demo: Demonstration, come_in: ComeIn) -> None:
    priya = come_in(own_demo, "priya")
    to_meeting(priya)
    priya.locator("#write-form [name=kind][value=commitment]").check(force=True)
    write(priya, "Nobody takes this on.")
    refused = priya.locator("#unsent .rows > li")
    expect(refused).to_contain_text("Not accepted: choose who takes it on.", timeout=PATIENCE)
    refused.get_by_role("button").click()
    assert priya.locator("#write-form [name=text]").input_value() == "Nobody takes this on."
    expect(priya.locator("#unsent")).to_be_hidden()


def test_a_brief_has_two_pages_at_most(demo: Demonstration, come_in: ComeIn, tmp_path: Path) -> None:
    import pikepdf

    page = come_in(demo, "marcus")
    page.goto(page.url + "meetings/")
    page.get_by_role("link", name="Dialogue, two hours").click()
    page.get_by_role("link", name="Read the dialogue").click()
    page.get_by_role("link", name="The brief, on paper").click()
    page.wait_for_url("**/brief/")
    # As long as people will write: four times what the demonstration has.
    page.evaluate(
        "for (const one of document.querySelectorAll('.brief p'))"
        "  one.textContent = (one.textContent + ' ').repeat(4)"
    )
    brief = tmp_path / "brief.pdf"
    for size in ("Letter", "A4"):
        page.pdf(path=brief, format=size)
        assert len(pikepdf.open(brief).pages) <= 2
