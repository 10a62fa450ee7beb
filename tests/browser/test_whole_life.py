"""From an empty database to somebody's erasure: how a partnership begins, works, and lets go."""

import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.beginning import Meet, accept, become_administrator, invite, set_up
from tests.browser.someone import Someone, take_pdf
from tests.health.rounds import make_table, means
from tests.installation import Installation


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    """Our own pilot, answered by thirty of the district and twelve of the university."""
    table = make_table({"practice": 30, "research": 12}, means(3.6, 4.1, rigor=(2.4, 3.9)))
    columns = [[column.values[code] for code in column.codes] for column in table.columns]
    lines = [[column.name for column in table.columns], *map(list, zip(*columns, strict=True))]
    path = tmp_path / "members-spring.csv"
    path.write_text("\n".join(",".join(line) for line in lines))
    return path


@pytest.mark.walk
def test_a_partnership_from_nothing_to_an_erasure(
    meet: tuple[Installation, Meet], survey: Path, language: str
) -> None:
    running, someone = meet
    ada = someone("Ada Reyes", "ada@esa.example")
    marcus = someone("Marcus Webb", "marcus@cedarvalley.example")
    hannah = someone("Hannah Lindqvist", "hannah@northfield.example")
    priya = someone("Priya Raman", "priya+rpp@northfield.example", width=390)
    lucia = someone("Lucía Ortega", "lucia.ortega@board.example", width=390)

    become_administrator(ada, running)
    set_up(ada, [marcus, hannah], language)
    for lead in (marcus, hannah):
        accept(lead)
    home = marcus.page.url
    invite(hannah, priya, home, role="researcher")
    accept(priya)
    bring(marcus, survey)
    marcus.page.goto(f"{home}health/")
    marcus.look("card-shared")
    take_away(marcus, "card-pdf", "PDF", b"%PDF-")
    marcus.page.goto(f"{home}health/")
    take_away(marcus, "full-docx", "Word", b"PK")
    send_outside(marcus, lucia, home)
    read_outside(lucia)
    see_that_it_was_read(marcus, lucia, home)
    read_in_an_emergency(ada, marcus, home)
    nobody_is_left_without_a_lead(hannah, home)
    leave(priya, home)
    erase(priya)
    verify(marcus, home)


def bring(marcus: Someone, survey: Path) -> None:
    """The file of the survey, to a card that both sides read."""
    marcus.page.goto(f"{marcus.page.url}imports/new/")
    marcus.page.locator("input[name=file]").set_input_files(survey)
    marcus.press()
    marcus.look("match")
    marcus.fill(
        title="Spring 2026",
        began_on="2026-03-02",
        ended_on="2026-03-27",
        members_practice="40",
        members_research="16",
    )
    marcus.page.locator("button[name=check]").click()
    marcus.page.wait_for_url("**/check/")
    marcus.look("check")
    marcus.press()
    marcus.page.wait_for_url("**/health/**")
    marcus.look("card-private")
    marcus.page.locator("main a[href*='/share/']").first.click()
    marcus.look("share")
    marcus.press()


def take_away(marcus: Someone, key: str, format: str, begins: bytes) -> None:
    """What the worker makes waits on the page; somebody who opens it again finds it."""
    marcus.page.locator("main a[href*='/reports/']").first.click()
    here = marcus.page.url
    marcus.page.locator(f"input[value={key}]").check(force=True)
    marcus.press()
    deadline = time.monotonic() + 60
    made = marcus.page.locator("main a[download]", has_text=format)
    while marcus.page.goto(here) and not made.count():
        assert time.monotonic() < deadline, "no file was made"
        time.sleep(0.5)
    marcus.look(f"taken-{key}")
    with marcus.page.expect_download() as coming:
        made.click()
    assert Path(coming.value.path()).read_bytes().startswith(begins)


def send_outside(marcus: Someone, lucia: Someone, home: str) -> None:
    """The superintendent has no account, and needs none."""
    marcus.page.goto(f"{home}health/")
    marcus.page.locator("main a[href*='/outside/']").first.click()
    marcus.look("outside-nobody")
    marcus.page.locator("main a.button.primary").first.click()
    marcus.look("outside-form")
    marcus.fill(people=f"{lucia.name}, {lucia.address}", language=lucia.language)
    marcus.press()
    marcus.look("outside-before")
    marcus.press()
    marcus.look("outside-sent")


def read_outside(lucia: Someone) -> None:
    lucia.follow_link_in_mail()
    lucia.look("link")
    lucia.press()
    lucia.look("link-code")
    lucia.type_code()
    lucia.look("link-report")
    assert take_pdf(lucia.page).startswith(b"%PDF-")


def see_that_it_was_read(marcus: Someone, lucia: Someone, home: str) -> None:
    marcus.page.goto(f"{home}health/")
    marcus.page.locator("main a[href*='/outside/']").first.click()
    marcus.look("outside-read")
    marcus.page.locator("main button[value=end]").first.click()
    marcus.page.wait_for_load_state()
    lucia.page.reload()
    lucia.look("link-ended")


def read_in_an_emergency(ada: Someone, marcus: Someone, home: str) -> None:
    """Who looks after the server reads nothing, but for an hour that both sides know of."""
    assert closed_to(ada, home)
    ada.go("/administration/people/")
    ada.look("administrators")
    ada.go("/administration/partnerships/")
    ada.look("administration")
    ada.page.locator("main a[href*='/emergency/']").first.click()
    ada.look("emergency")
    marcus.forget_mail()
    because = "A court asks which figures both sides have seen."
    ada.fill(because=because)
    ada.press()
    ada.look("emergency-home")
    ada.page.goto(f"{home}health/")
    ada.look("emergency-card")
    assert because in marcus.next_mail()
    marcus.page.goto(home)
    marcus.look("emergency-seen")
    ada.page.locator("form[action*='/emergency/'] button").first.click()
    assert closed_to(ada, home)


def closed_to(person: Someone, address: str) -> bool:
    answer = person.page.goto(address)
    return answer is not None and answer.status == 404


def nobody_is_left_without_a_lead(hannah: Someone, home: str) -> None:
    hannah.page.goto(f"{home}people/leave/")
    hannah.look("leave-refused")
    expect(hannah.page.locator("main button.primary")).to_have_attribute("aria-disabled", "true")


def leave(priya: Someone, home: str) -> None:
    priya.page.goto(f"{home}people/leave/")
    priya.look("leave")
    priya.press()
    priya.look("left")
    assert closed_to(priya, home)


def erase(priya: Someone) -> None:
    priya.go("/me/known/")
    priya.look("known")
    priya.go("/me/erase/")
    priya.look("erase")
    priya.press()
    priya.look("erased")


def verify(marcus: Someone, home: str) -> None:
    marcus.page.goto(f"{home}ledger/")
    marcus.page.locator("main form[action$='/verify/'] button").first.click()
    marcus.look("verified")
    expect(marcus.page.locator("body")).not_to_contain_text("Priya")
