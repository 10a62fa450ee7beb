import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.beginning import language, meet
from tests.browser.demonstration import Demonstration, demonstration

__all__ = ["language", "meet"]

QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chromium = os.environ.get("CHROMIUM")
    return {**browser_type_launch_args, "args": QUIET, **({"executable_path": chromium} if chromium else {})}


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """One demonstration that no test changes."""
    with demonstration(tmp_path_factory.mktemp("demo")) as running:
        yield running


@pytest.fixture
def own_demo(tmp_path: Path) -> Iterator[Demonstration]:
    """A demonstration for one story, which may change what it likes."""
    with demonstration(tmp_path) as running:
        yield running


ComeIn = Callable[..., Page]


@pytest.fixture
def come_in(browser: Browser) -> Iterator[ComeIn]:
    """`come_in(demo, "marcus", width=390, language="es-MX")`: a fresh browser, signed in by one press.

    It stands on the home page of the partnership named, or of none.
    """
    contexts = []

    def open_as(
        demo: Demonstration,
        who: str,
        *,
        width: int = 1280,
        language: str = "en-US",
        dark: bool = False,
        scripts: bool = True,
        partnership: str | None = "Middle-grades mathematics",
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 844 if width < 760 else 900},
            locale=language,
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{demo.url}/demo/")
        page.locator(f'form[action="/demo/{who}/"] button').click()
        page.wait_for_url(lambda url: "/demo/" not in url)
        if partnership:
            page.goto(f"{demo.url}/partnerships/")
            page.locator("main").get_by_role("link", name=partnership).first.click()
            page.wait_for_url("**/p/*/")
        return page

    yield open_as
    for context in contexts:
        context.close()
