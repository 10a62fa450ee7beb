"""The keyboard alone: everything that can be pressed can be reached, in order, and seen when reached."""

from playwright.sync_api import Page

from tests.browser.conftest import ComeIn
from tests.browser.demonstration import Demonstration

FOCUS = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);
  return {tag: at.tagName, text: (at.innerText || at.getAttribute('aria-label') || '').trim().slice(0, 60),
          outline: parseFloat(style.outlineWidth) || 0, kind: style.outlineStyle,
          seen: box.width > 0 && box.height > 0, top: box.top, bottom: box.bottom, height: innerHeight};
}"""


def tab_through(page: Page, limit: int = 200) -> list[dict[str, object]]:
    stops: list[dict[str, object]] = []
    for _ in range(limit):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop["tag"] == "BODY":
            return stops
        stops.append(stop)
    raise AssertionError("the focus never left the page: a trap")


def test_the_first_stop_skips_to_what_the_page_says(demo: Demonstration, come_in: ComeIn) -> None:
    page = come_in(demo, "marcus")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_every_stop_is_visible_and_marked(demo: Demonstration, come_in: ComeIn) -> None:
    page = come_in(demo, "marcus")
    for label in ("Home", "Surveys", "Health", "People", "Ledger"):
        page.get_by_role("link", name=label, exact=True).first.click()
        page.wait_for_load_state("networkidle")
        stops = tab_through(page)
        assert len(stops) > 5
        for stop in stops:
            assert stop["seen"], (label, stop)
            assert stop["kind"] != "none", (label, stop)
            assert stop["outline"] >= 2, (label, stop)  # type: ignore[operator]
            assert stop["bottom"] > 0, (label, stop)  # type: ignore[operator]
            assert stop["top"] < stop["height"], (label, stop)  # type: ignore[operator]


def test_the_way_back_is_the_same_way(demo: Demonstration, come_in: ComeIn) -> None:
    page = come_in(demo, "denise")
    forward = [stop["text"] for stop in tab_through(page)]
    backward: list[str] = []
    for _ in range(len(forward)):
        page.keyboard.press("Shift+Tab")
        backward.append(page.evaluate(FOCUS)["text"])
    assert backward == forward[::-1]


def test_menus_open_with_enter_and_close_with_escape(demo: Demonstration, come_in: ComeIn) -> None:
    page = come_in(demo, "marcus", width=390)
    menus = [menu for menu in page.locator("header details").all() if menu.is_visible()]
    assert len(menus) == 2
    for details in menus:
        details.locator("summary").focus()
        page.keyboard.press("Enter")
        assert details.evaluate("menu => menu.open")
        page.keyboard.press("Escape")
        assert not details.evaluate("menu => menu.open")
