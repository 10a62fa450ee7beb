"""The pictures in the documents, taken from the demonstration: `make pictures` puts them in their place."""

import pytest

from tests.browser.conftest import ComeIn
from tests.browser.demonstration import Demonstration
from tests.browser.visiting import ARTIFACTS


@pytest.mark.walk
def test_the_report_card_of_the_readme(demo: Demonstration, come_in: ComeIn) -> None:
    page = come_in(demo, "marcus")
    page.get_by_role("link", name="Health", exact=True).first.click()
    page.wait_for_load_state("networkidle")
    folder = ARTIFACTS / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / "report-card.png")
    assert (folder / "report-card.png").stat().st_size > 10_000
