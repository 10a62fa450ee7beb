"""The card goes into rooms without screens: its sheets are counted, and a table prints only if opened."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import ComeIn
from tests.browser.demonstration import Demonstration
from tests.browser.test_weight import report_card

SHEETS = 2


@pytest.mark.parametrize("paper", ["Letter", "A4"])
@pytest.mark.parametrize("language", ["en-US", "es-MX"])
def test_the_card_prints_on_two_sheets(
    demo: Demonstration, come_in: ComeIn, paper: str, language: str
) -> None:
    page = come_in(demo, "marcus", language=language)
    page.goto(report_card(page), wait_until="networkidle")
    assert sheets(page, paper) == SHEETS


def test_a_table_is_on_paper_only_where_it_was_opened(demo: Demonstration, come_in: ComeIn) -> None:
    page = come_in(demo, "marcus")
    page.goto(report_card(page), wait_until="networkidle")
    page.emulate_media(media="print")
    tables = page.locator("details.numbers")
    assert not tables.first.is_visible()
    tables.first.evaluate("details => { details.open = true; }")
    assert tables.first.get_by_role("table").is_visible()


def sheets(page: Page, paper: str) -> int:
    """Counted in the page tree, which the browser writes uncompressed."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper)))
