"""An administrator's pages, and emergency access from the reason to *End now*, in a browser."""

import os
import sqlite3

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ComeIn
from tests.browser.demonstration import Demonstration
from tests.browser.visiting import faults_of

pytestmark = pytest.mark.walk

MAKE = "UPDATE accounts_person SET is_administrator = 1 WHERE name = 'Denise Okafor'"
TAKE_OUT = (
    "DELETE FROM partnerships_membership WHERE person_id = "
    "(SELECT id FROM accounts_person WHERE name = 'Denise Okafor')"
)


@pytest.fixture
def with_administrator(own_demo: Demonstration) -> Demonstration:
    """Denise looks after the installation, and is in no partnership."""
    if os.environ.get("FIVEFOLD_TEST_DB") == "postgres":
        pytest.skip("made in the file of SQLite; the whole life of a partnership walks through it too")
    (database,) = own_demo.folder.glob("**/*.sqlite3")
    with sqlite3.connect(database) as connection:
        connection.execute(MAKE)
        connection.execute(TAKE_OUT)
    return own_demo


@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (390, False)])
def test_from_the_reason_to_the_end(
    with_administrator: Demonstration, come_in: ComeIn, width: int, scripts: bool
) -> None:
    page = come_in(with_administrator, "denise", width=width, scripts=scripts, partnership=None)
    faults: list[str] = []

    def look(page: Page) -> None:
        # Without scripts the reader of faults cannot run either.
        faults.extend(f"{page.url}: {fault}" for fault in (faults_of(page) if scripts else ()))

    page.goto(f"{with_administrator.url}/administration/people/")
    look(page)
    page.get_by_role("link", name="Invite another administrator").click()
    look(page)
    page.goto(f"{with_administrator.url}/administration/partnerships/")
    look(page)
    page.get_by_role("link", name="Emergency access to Middle-grades mathematics").click()
    page.get_by_role("button", name="Tell both sides").click()
    look(page)
    page.get_by_label("Why you need to read it").fill("A court asks which figures both sides have seen.")
    page.get_by_role("button", name="Tell both sides").click()
    home = page.url
    for place in ("", "people/", "ledger/", "surveys/", "health/"):
        page.goto(home + place)
        look(page)
        expect(page.get_by_text("60 minutes left")).to_be_visible()
    page.get_by_role("button", name="End now").click()
    look(page)
    expect(page.get_by_text("Emergency access has ended.")).to_be_visible()
    answer = page.goto(home)
    assert answer is not None
    assert answer.status == 404
    assert not faults, "\n".join(faults)
