"""The card goes into rooms without screens: its sheets are counted, and a table prints only if opened."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import ComeIn
from tests.browser.demonstration import Demonstration
from tests.browser.test_weight import report_card
from tests.surveys.imports.bringing import survey

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


@pytest.mark.parametrize("paper", ["Letter", "A4"])
@pytest.mark.parametrize("language", ["en-US", "es-MX"])
def test_the_year_prints_on_one_sheet(
    demo: Demonstration, come_in: ComeIn, paper: str, language: str
) -> None:
    page = come_in(demo, "marcus", language=language)
    page.goto(report_card(page).partition("health/")[0] + "year/", wait_until="networkidle")
    earlier = page.locator("nav.rounds li a").first.get_attribute("href")
    for address in (page.url, f"{demo.url}{earlier}"):
        page.goto(address, wait_until="networkidle")
        assert sheets(page, paper) == 1


@pytest.mark.walk
@pytest.mark.parametrize("language", ["en-US", "es-MX"])
def test_the_card_of_one_topic_prints_on_one_sheet(
    own_demo: Demonstration, come_in: ComeIn, tmp_path: Path, language: str
) -> None:
    """Both sides answered: with its rows for four dimensions that nobody was asked about it took two."""
    survey_file = tmp_path / "one-topic.csv"
    survey_file.write_bytes(survey(24))
    page = come_in(own_demo, "marcus", language=language)
    page.goto(f"{page.url}imports/new/")
    page.locator("input[name=file]").set_input_files(survey_file)
    page.locator("main form .button.primary").first.click()
    page.locator("select[id^=dimension-]").select_option("trust")
    page.locator("input[name=title]").fill("One topic")
    page.locator("button[name=check]").click()
    page.wait_for_url("**/check/")
    page.locator("main form .button.primary").click()
    page.wait_for_url("**/health/**")
    assert [sheets(page, paper) for paper in ("Letter", "A4")] == [1, 1]
    page.emulate_media(media="print")
    assert page.locator(".strand:visible").count() == 2
    assert page.get_by_text(
        re.compile("Not asked in this round|No se preguntó en esta ronda")
    ).first.is_visible()


def sheets(page: Page, paper: str) -> int:
    """Counted in the page tree, which the browser writes uncompressed."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper)))
