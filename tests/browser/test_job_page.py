"""Work in the background, as the person sees it who asked for it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ComeIn
from tests.browser.demonstration import Demonstration
from tests.browser.visiting import Watch, faults_of


@pytest.mark.walk
def test_the_page_tells_by_itself_when_the_figures_are_there(
    own_demo: Demonstration, come_in: ComeIn
) -> None:
    page = come_in(own_demo, "marcus")
    watch = Watch(page, own_demo.url)
    page.get_by_role("link", name="Health", exact=True).first.click()
    page.get_by_role("button", name="Work the figures out again").click()
    page.wait_for_url("**/jobs/*/")
    page.evaluate("window.stayed = true")
    assert faults_of(page) == []
    expect(page.get_by_role("link", name="See the result")).to_be_visible(timeout=30_000)
    assert page.evaluate("window.stayed"), "the person had to load the page again"
    expect(page.get_by_role("status").first).to_contain_text("Done")
    assert page.locator("[hx-get]").count() == 0
    assert faults_of(page) == []
    assert watch.faults == []
    page.get_by_role("link", name="See the result").click()
    expect(page.locator("h1")).to_have_count(1)


@pytest.mark.walk
def test_without_scripts_a_link_tells(own_demo: Demonstration, come_in: ComeIn) -> None:
    page = come_in(own_demo, "marcus", scripts=False)
    page.get_by_role("link", name="Health", exact=True).first.click()
    page.get_by_role("button", name="Work the figures out again").click()
    result = page.get_by_role("link", name="See the result")
    again = page.get_by_role("link", name=re.compile("See how far it is now"))
    for _ in range(60):
        if result.count():
            break
        again.click()
        page.wait_for_timeout(500)
    expect(result).to_be_visible()
