"""A survey file becomes a report card, by someone who has never heard of a mapping."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ComeIn
from tests.browser.demonstration import Demonstration
from tests.browser.visiting import ARTIFACTS, faults_of, keep_picture
from tests.surveys.imports.bringing import survey


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "who-we-are.csv"
    path.write_bytes(survey(24, cells={3: "Oftn"}))
    return path


def start(page: Page, file: Path, name: str) -> None:
    page.goto(f"{page.url}imports/new/")
    look(page, f"import-bring-{name}")
    page.locator("input[name=file]").set_input_files(file)
    page.locator("main form .button.primary").first.click()
    page.wait_for_load_state()


def look(page: Page, name: str) -> None:
    keep_picture(page, ARTIFACTS / "pages", name)
    assert faults_of(page) == []


@pytest.mark.story
@pytest.mark.walk
def test_a_file_becomes_a_card_that_both_sides_read(
    own_demo: Demonstration, come_in: ComeIn, file: Path
) -> None:
    page = come_in(own_demo, "marcus")
    start(page, file, "en-1280")
    expect(page.get_by_role("heading", level=1)).to_have_text("Match the file to the scales")
    expect(page.locator(".error-summary")).to_contain_text('Row 5, column "We plan together": "Oftn"')
    look(page, "import-match-en-1280")
    page.locator(".error-summary a").first.click()
    page.locator(".answers .to-fix select").select_option("4")
    page.get_by_label("Its dimension").select_option(label="Trust")
    page.get_by_label("Title of the round").fill("Who we are, spring 2026")
    page.get_by_label("Members asked, Practice side").fill("20")
    page.get_by_label("Members asked, Research side").fill("18")
    page.get_by_role("button", name="Check the import").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check the import")
    look(page, "import-check-en-1280")
    page.get_by_role("button", name="Import the answers").click()
    expect(page.locator("main")).to_contain_text("24 of 38 members answered")

    page.get_by_role("link", name=re.compile("Share with")).click()
    page.get_by_role("button", name="Share with Northfield University").click()
    priya = come_in(own_demo, "priya")
    priya.goto(f"{priya.url}surveys/")
    expect(priya.locator("main")).to_contain_text("Who we are, spring 2026")


@pytest.mark.walk
@pytest.mark.parametrize("width", [390, 1280])
def test_the_same_in_spanish_by_night(
    own_demo: Demonstration, come_in: ComeIn, file: Path, width: int
) -> None:
    page = come_in(own_demo, "priya", width=width, language="es-MX", dark=True)
    start(page, file, f"es-{width}-dark")
    look(page, f"import-match-es-{width}-dark")
    say_what_is_missing(page)
    look(page, f"import-check-es-{width}-dark")
    page.locator("main form .button.primary").click()
    page.wait_for_url("**/health/**")


@pytest.mark.walk
def test_the_same_without_scripts_on_a_telephone(
    own_demo: Demonstration, come_in: ComeIn, file: Path
) -> None:
    page = come_in(own_demo, "marcus", width=390, scripts=False)
    page.goto(f"{page.url}imports/new/")
    page.locator("input[name=file]").set_input_files(file)
    page.locator("main form .button.primary").first.click()
    say_what_is_missing(page)
    page.locator("main form .button.primary").click()
    page.wait_for_url("**/health/**")


def say_what_is_missing(page: Page) -> None:
    page.locator(".answers .to-fix select").select_option("4")
    page.locator("select[id^=dimension-]").select_option("trust")
    page.locator("button[name=check]").click()
    page.wait_for_url("**/check/")


@pytest.mark.walk
def test_with_the_keyboard_alone(own_demo: Demonstration, come_in: ComeIn, file: Path) -> None:
    page = come_in(own_demo, "marcus")
    start(page, file, "keyboard")
    page.locator(".error-summary a").first.focus()
    page.keyboard.press("Enter")
    select = page.locator(".answers .to-fix select")
    expect(select).to_be_focused()
    page.keyboard.press("4")
    page.locator("select[id^=dimension-]").focus()
    page.keyboard.type("Trust")
    # Enter in a field keeps what was said and imports nothing.
    page.get_by_label("Title of the round").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[role=status]").first).to_contain_text("Saved. Nothing is imported yet.")
    expect(page.locator(".error-summary")).to_have_count(0)
    page.locator("button[name=check]").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Import the answers").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/health/**")


@pytest.mark.walk
def test_pupils_records_are_refused_in_words(
    own_demo: Demonstration, come_in: ComeIn, tmp_path: Path
) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("student_id,grade\n1,5\n2,6\n")
    page = come_in(own_demo, "marcus", width=390)
    start(page, path, "refused-390")
    expect(page.locator(".error-summary")).to_contain_text("records of single students")
    look(page, "import-refused-390")
