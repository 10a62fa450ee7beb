"""Every page that a link leads to, as each person of the demonstration sees it."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import ComeIn
from tests.browser.demonstration import Demonstration
from tests.browser.visiting import ARTIFACTS, Watch, crawl, faults_of, keep_picture, shape

PEOPLE = ("marcus", *(pytest.param(who, marks=pytest.mark.walk) for who in ("priya", "amara", "denise")))
WIDTHS = (390, 1280)


def visit(page: Page, demo: Demonstration, addresses: list[str], name: str) -> None:
    watch = Watch(page, demo.url)
    faults: dict[str, list[str]] = {}
    for address in addresses:
        page.goto(address)
        keep_picture(
            page, ARTIFACTS / "pages", f"{shape(address).strip('/').replace('/', '_') or 'home'}-{name}"
        )
        found = faults_of(page) + watch.faults
        watch.faults.clear()
        if found:
            faults[address] = found
    assert not faults, "\n".join(
        f"{address}: {fault}" for address, found in faults.items() for fault in found
    )


@pytest.mark.parametrize("who", PEOPLE)
def test_every_link_leads_somewhere_and_every_page_can_be_read(
    demo: Demonstration, come_in: ComeIn, who: str
) -> None:
    page = come_in(demo, who)
    visit(page, demo, list(crawl(page, demo.url).shapes.values()), f"{who}-1280")


# With Marcus's pages above, each width, language and light is met once; the others walk.
QUICK = [(390, "es-MX", True)]
OTHERS = [
    (390, "es-MX", False),
    (390, "en-US", True),
    (1280, "es-MX", True),
    (390, "en-US", False),
    (1280, "es-MX", False),
    (1280, "en-US", True),
]
LOOKS = [*QUICK, *(pytest.param(*look, marks=pytest.mark.walk) for look in OTHERS)]


@pytest.mark.parametrize(("width", "language", "dark"), LOOKS)
def test_the_pages_hold_at_both_widths_in_both_languages_and_at_night(
    demo: Demonstration, come_in: ComeIn, width: int, language: str, dark: bool
) -> None:
    page = come_in(demo, "marcus", width=width, language=language, dark=dark)
    assert page.locator("html").get_attribute("lang") == language[:2]
    name = f"{language[:2]}-{width}{'-dark' if dark else ''}"
    visit(page, demo, list(crawl(page, demo.url).shapes.values()), name)


@pytest.mark.parametrize("path", ["/demo/", "/sign-in/", "/accessibility/", "/nothing/here/"])
@pytest.mark.parametrize("width", WIDTHS)
def test_pages_before_anyone_comes_in(demo: Demonstration, browser: Browser, path: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844}, locale="en-US")
    page.goto(demo.url + path)
    keep_picture(page, ARTIFACTS / "pages", f"{path.strip('/').replace('/', '_')}-{width}")
    assert faults_of(page) == []
    page.close()


def test_text_at_twice_its_size_and_a_narrow_window_lose_nothing(
    demo: Demonstration, come_in: ComeIn
) -> None:
    """WCAG 1.4.4 and 1.4.10: 200% text, and 400% zoom, which is a window of 320 pixels."""
    page = come_in(demo, "marcus", width=320)
    for address in crawl(page, demo.url).shapes.values():
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
    page.set_viewport_size({"width": 1280, "height": 900})
    for address in crawl(page, demo.url).shapes.values():
        page.goto(address)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280, address
