"""What every page is held to: read by axe, framed by its viewport, silent in the console, complete."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Request

MAIL_OF_OTHERS = "/outbox/"
ARTIFACTS = Path(__file__).parents[2] / "artifacts"
# With what signs it, in a mailed link.
PUBLIC_ID = re.compile(r"/[2-9b-df-hj-np-tv-xz]{14}(:[\w-]{43})?(?=/|$)")
# WCAG 2.2 AA, the level the design promises.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@dataclass(frozen=True)
class Found:
    """Every address that links lead to, and one address for each shape of page."""

    addresses: tuple[str, ...]
    shapes: dict[str, str]


def shape(address: str) -> str:
    """The address without its public identifiers and tokens: pages of one shape come from one template."""
    return PUBLIC_ID.sub("/*", urlsplit(address).path)


def crawl(page: Page, base: str) -> Found:
    """Follow every link of this site from where the page stands; each must lead somewhere."""
    waiting, seen, shapes = [page.url], set(), {}
    while waiting:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        response = page.request.get(address)
        assert response.ok, f"{address} answered {response.status}"
        if "text/html" not in response.headers.get("content-type", ""):
            continue
        shapes.setdefault(shape(address), address)
        if urlsplit(address).path == MAIL_OF_OTHERS:
            # The demonstration shows everybody's mail; what a message links to is for whoever got it.
            continue
        waiting.extend(link for link in links(response.text(), address, base) if link not in seen)
    return Found(tuple(sorted(seen)), shapes)


def links(html: str, address: str, base: str) -> Iterator[str]:
    for target in re.findall(r'<a\b[^>]*?\bhref="([^"]+)"', html):
        link = urldefrag(urljoin(address, target.replace("&amp;", "&"))).url
        if link.startswith(base + "/"):
            yield link


class Watch:
    """Collects what a page must never do while somebody looks at it."""

    def __init__(self, page: Page, base: str) -> None:
        self.base = base
        self.faults: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(f"console {message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.base, "data:")):
            self.faults.append(f"a request left this machine's server: {request.url}")


def faults_of(page: Page) -> list[str]:
    """What is wrong with the page as it stands: accessibility, width, headings, language, title."""
    found = [f"axe {one['id']}: {one['help']} ({_where(one)})" for one in _violations(page)]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        found.append(f"the page is {wide} px wider than the window")
    if page.locator("h1").count() != 1:
        found.append(f"{page.locator('h1').count()} first-level headings")
    if not page.title().strip(" ·"):
        found.append("no title")
    return found


def _violations(page: Page) -> list[dict[str, Any]]:
    violations: list[dict[str, Any]] = Axe().run(page, options=RULES).response["violations"]
    return violations


def _where(violation: dict[str, Any]) -> str:
    return "; ".join(str(node["target"]) for node in violation["nodes"][:3])


def keep_picture(page: Page, folder: Path, name: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png", full_page=True)
