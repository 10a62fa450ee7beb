"""The performance budget: what a first and a later visit transfer, and that nothing moves while it loads."""

from typing import Any

from playwright.sync_api import CDPSession, Page

from tests.browser.conftest import ComeIn
from tests.browser.demonstration import Demonstration

FIRST_VISIT = 60_000
LATER_VISIT = 15_000
HTML = 20_000
STYLES = 12_000


class Scale:
    """Weighs what comes over the wire, compressed as it comes."""

    def __init__(self, page: Page) -> None:
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.session.send("Network.enable")
        self.urls: dict[str, str] = {}
        self.weights: dict[str, float] = {}
        self.session.on("Network.responseReceived", self._name)
        self.session.on("Network.loadingFinished", self._weigh)

    def _name(self, event: dict[str, Any]) -> None:
        response = event["response"]
        self.urls[event["requestId"]] = "" if response.get("fromDiskCache") else response["url"]

    def _weigh(self, event: dict[str, Any]) -> None:
        if self.urls.get(event["requestId"]):
            self.weights[self.urls[event["requestId"]]] = event["encodedDataLength"]

    def total(self) -> float:
        return sum(self.weights.values())


def report_card(page: Page) -> str:
    return str(page.locator('nav a[href$="/health/"]').first.evaluate("link => link.href"))


def test_a_first_visit_to_the_report_card_is_light(demo: Demonstration, come_in: ComeIn) -> None:
    page = come_in(demo, "marcus")
    address = report_card(page)
    scale = Scale(page)
    scale.session.send("Network.clearBrowserCache")
    page.goto(address, wait_until="networkidle")
    assert scale.total() < FIRST_VISIT, scale.weights
    assert scale.weights[address] < HTML
    assert sum(weight for url, weight in scale.weights.items() if url.endswith(".css")) < STYLES
    scale.weights.clear()
    page.goto(address + "?again", wait_until="networkidle")
    assert scale.total() < LATER_VISIT, scale.weights


def test_nothing_moves_while_the_page_loads(demo: Demonstration, come_in: ComeIn) -> None:
    page = come_in(demo, "marcus", width=390)
    page.goto(report_card(page), wait_until="networkidle")
    shift = page.evaluate(
        """() => new Promise(done => {
             let moved = 0;
             new PerformanceObserver(list => list.getEntries().forEach(entry => { moved += entry.value; }))
               .observe({type: 'layout-shift', buffered: true});
             setTimeout(() => done(moved), 300);
           })"""
    )
    assert shift == 0
