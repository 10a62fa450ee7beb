"""A working year as its point person, research lead, facilitator and a principal have it."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from urllib.request import urlopen

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from tests.browser.beginning import Meet, accept, become_administrator, invite, set_up
from tests.browser.someone import Someone
from tests.files.calendars.made import calendar, event
from tests.installation import Installation

pytestmark = pytest.mark.walk
TODAY = date.today()
AUGUST = date(TODAY.year if TODAY.month >= 8 else TODAY.year - 1, 8, 1)


def school_day(weeks: int) -> date:
    """A Wednesday so many weeks from now."""
    return TODAY + timedelta(days=7 * weeks + 2 - TODAY.weekday())


COACHING, TASKS, LATE = school_day(3), school_day(4), school_day(5)
CLOSED = school_day(6)


def test_a_year(meet: tuple[Installation, Meet], language: str, tmp_path: Path) -> None:
    running, someone = meet
    ada = someone("Ada Reyes", "ada@esa.example")
    marcus = someone("Marcus Webb", "marcus@cedarvalley.example", width=390)
    hannah = someone("Hannah Lindqvist", "hannah@northfield.example")
    amara = someone("Amara Lewis", "amara@esa.example")
    rosa = someone("Rosa Delgado", "rosa@cedarvalley.example", width=390)

    become_administrator(ada, running)
    setup = set_up(ada, [marcus, hannah], language)
    for lead in (marcus, hannah):
        accept(lead)
    home = marcus.page.url
    ada.page.goto(f"{setup}invite/broker/")
    ada.fill(name=amara.name, address=amara.address, role="facilitator", language=language)
    ada.press()
    accept(amara)
    invite(marcus, rosa, home, role="practice_member")
    accept(rosa)

    agree_terms(hannah, marcus, rosa, home)
    plan_the_year(hannah, home)
    bring_the_calendar(marcus, home, tmp_path)
    approve_from_the_mail(hannah, marcus, rosa, home)
    decline(hannah, marcus, home)
    approve_beyond_the_hours(hannah, marcus, home)
    hold_a_meeting(amara, [marcus, hannah, rosa], home)
    keep_a_commitment(rosa)
    see_what_it_costs(rosa, home)
    take_the_calendar_along(rosa)
    choose_the_mail(marcus)
    for person in (marcus, hannah, amara, rosa):
        person.page.goto(home)
        person.look(f"year-home-{person.name.split()[0].lower()}")
        person.page.goto(f"{home}needs/")
        person.look("year-needs")
    hannah.page.goto(f"{home}year/")
    hannah.look("year-in-use")


def choose(person: Someone, **labels: str) -> None:
    for name, label in labels.items():
        person.page.locator(f"main [name={name}]").select_option(label=label)


def agree_terms(hannah: Someone, marcus: Someone, rosa: Someone, home: str) -> None:
    """Two hours of each of five coaches; nothing of anybody else."""
    hannah.page.goto(f"{home}agreement/propose/")
    hannah.fill(coaches_people="5", coaches_hours="2", area_0_name="Mathematics")
    choose(hannah, area_0_leader=rosa.name, area_0_alternate=marcus.name)
    choose(hannah, pause_practice=marcus.name, pause_research=hannah.name)
    hannah.look("year-terms")
    marcus.forget_mail()
    hannah.press()
    marcus.follow_link_in_mail()
    marcus.look("year-terms-proposed")
    marcus.page.locator("main button[value=confirm]").click()
    marcus.page.wait_for_load_state()
    marcus.look("year-terms-agreed")


def plan_the_year(hannah: Someone, home: str) -> None:
    hannah.page.goto(f"{home}year/begin/")
    hannah.fill(name=f"{AUGUST.year}–{AUGUST.year + 1}", first_day=AUGUST.isoformat())
    hannah.page.locator("main [name=source][value=mist-year]").check(force=True)
    hannah.look("year-begin")
    hannah.press()
    if hannah.page.locator("main button[value=save]").count():
        hannah.look("year-conflicts")
        hannah.page.locator("main button[value=save]").click()
    hannah.page.wait_for_url(re.compile(r"/year/\w{14}/$"))
    hannah.look("year-planned")


def bring_the_calendar(marcus: Someone, home: str, folder: Path) -> None:
    file = folder / "district.ics"
    days = f"DTSTART;VALUE=DATE:{CLOSED:%Y%m%d}"
    file.write_bytes(
        calendar(
            event("UID:1", "SUMMARY:Snow break", days),
            event("UID:2", "SUMMARY:Board meeting", f"DTSTART:{COACHING:%Y%m%d}T230000Z"),
        ).encode()
    )
    marcus.page.goto(f"{home}year/days/calendar/")
    marcus.look("year-calendar")
    marcus.page.locator("main [name=calendar]").set_input_files(file)
    marcus.press()
    marcus.look("year-choose")
    marcus.press()
    if marcus.page.locator("main button[value=save]").count():
        marcus.page.locator("main button[value=save]").click()
    marcus.sees("Snow break")
    expect(marcus.page.locator("main")).not_to_contain_text("Board meeting")
    marcus.look("year-days")


def ask(hannah: Someone, home: str, name: str, day: date, *, by_name: str = "", **other: str) -> None:
    hannah.page.goto(f"{home}asks/new/")
    fields: Mapping[str, str] = {
        "title": name,
        "role": "coaches",
        "people": "5",
        "minutes_each": "60",
        "first": day.isoformat(),
        "because": "We need to know how a week with two schools goes.",
        "gives_back": "A page on their load, before anybody else reads it.",
        **other,
    }
    hannah.fill(**fields)
    if by_name:
        hannah.page.locator("main label", has_text=by_name).first.click()
    hannah.look("year-ask")
    hannah.press()
    if hannah.page.locator("main button[value=save]").count():
        hannah.look("year-ask-known")
        hannah.page.locator("main button[value=save]").click()
        hannah.page.wait_for_load_state()


def approve_from_the_mail(hannah: Someone, marcus: Someone, rosa: Someone, home: str) -> None:
    """On a telephone, signed out: the link, the code, one button."""
    ask(hannah, home, "Days that are closed", CLOSED)
    hannah.sees("Snow break")
    marcus.forget_mail()
    ask(hannah, home, "Coaches tell of a week", COACHING, by_name=rosa.name)
    marcus.sign_out()
    marcus.follow_link_in_mail()
    marcus.look("year-ask-link")
    marcus.press()
    marcus.type_code()
    marcus.sees("Coaches tell of a week")
    marcus.look("year-ask-decide")
    approve = marcus.page.locator("main button[value=approve]")
    box = approve.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 844, "the decision is not on the first screen"
    approve.click()
    marcus.page.wait_for_load_state()
    marcus.look("year-ask-approved")


def decline(hannah: Someone, marcus: Someone, home: str) -> None:
    marcus.forget_mail()
    ask(hannah, home, "A second look", TASKS)
    marcus.follow_link_in_mail()
    marcus.page.locator("main a[href*='do=decline']").click()
    marcus.page.locator("main [name=decline-reason]").fill("Two visits in one month are too many.")
    hannah.forget_mail()
    marcus.page.locator("main button[value=decline]").click()
    marcus.page.wait_for_load_state()
    marcus.look("year-ask-declined")
    assert "Two visits in one month are too many." in hannah.next_mail()


def approve_beyond_the_hours(hannah: Someone, marcus: Someone, home: str) -> None:
    """Five of ten hours are booked: six more go beyond, and need their reason on the record."""
    marcus.forget_mail()
    ask(hannah, home, "Coaches read the draft", LATE, minutes_each="72")
    marcus.follow_link_in_mail()
    marcus.look("year-ask-beyond")
    approve = marcus.page.locator("main button[value=approve]")
    approve.click()
    marcus.page.wait_for_load_state()
    assert marcus.page.locator("main [name$=exception]").count()
    marcus.page.locator("main [name$=exception]").first.fill("The coaches asked for it themselves.")
    approve.click()
    marcus.page.wait_for_load_state()
    marcus.sees("The coaches asked for it themselves.")
    marcus.page.goto(f"{home}asks/")
    marcus.look("year-asks")


def hold_a_meeting(amara: Someone, others: list[Someone], home: str) -> None:
    """Planned for today, written down, closed: everybody hears what was taken on."""
    rosa = others[-1]
    amara.page.goto(f"{home}meetings/new/")
    amara.fill(title="Midyear", day=TODAY.isoformat(), starts="09:00", minutes="90")
    amara.look("year-meeting-plan")
    amara.press()
    if amara.page.locator("main button[value=save]").count():
        amara.page.locator("main button[value=save]").click()
    amara.page.wait_for_url(re.compile(r"/meetings/\w{14}/$"))
    meeting = amara.page.url
    amara.page.goto(f"{meeting}agenda/")
    amara.look("year-agenda")
    amara.fill(text="What the coaches told", minutes="30")
    amara.page.locator("main button[value=add]").first.click()
    amara.page.goto(meeting)
    for kind, text in (("note", "Two schools are too many for one coach."), ("decision", "One school each.")):
        amara.page.locator(f"#write-form [name=kind][value={kind}]").check(force=True)
        amara.page.locator("#write-form [name=text]").fill(text)
        amara.page.locator("#write-form button").click()
        expect(amara.page.locator("#entries")).to_contain_text(text)
    amara.page.locator("#write-form [name=kind][value=commitment]").check(force=True)
    amara.page.locator("#write-form [name=text]").fill("Draw up the coaches’ calendar.")
    amara.page.locator("#write-form [name=owner]").select_option(label=rosa.name)
    amara.page.locator("#write-form [name=due]").fill((TODAY + timedelta(days=5)).isoformat())
    amara.page.locator("#write-form button").click()
    expect(amara.page.locator("#entries")).to_contain_text("Draw up the coaches’ calendar.")
    amara.look("year-meeting-written")
    amara.page.goto(f"{meeting}close/")
    for one in others:
        amara.page.locator("main label", has_text=one.name).first.click()
    amara.page.locator("main [name=practice_authority][value=yes]").check(force=True)
    amara.page.locator("main [name=research_authority][value=no]").check(force=True)
    who = amara.page.locator("main [name=practice_decides], main [name=practice_who]")
    if who.count():
        who.first.fill("Marcus Webb")
    amara.look("year-meeting-close")
    rosa.forget_mail()
    amara.page.locator("main button[value=close]").click()
    amara.page.wait_for_url(meeting)
    amara.look("year-meeting-closed")
    assert "One school each." in rosa.next_mail()


def keep_a_commitment(rosa: Someone) -> None:
    """It waits on Home, and is done by one press."""
    rosa.go("/")
    rosa.sees("Draw up the coaches’ calendar.")
    rosa.page.locator("main .ask a.button").first.click()
    rosa.look("year-commitment")
    rosa.page.locator("main button[value=done]").first.click()
    rosa.page.wait_for_load_state()
    rosa.look("year-commitment-done")


def see_what_it_costs(rosa: Someone, home: str) -> None:
    rosa.page.goto(f"{home}asks/mine/")
    rosa.look("year-mine")


def take_the_calendar_along(rosa: Someone) -> None:
    """Read as a calendar program reads it: without a session, by a strict parser, until it is ended."""
    rosa.go("/me/calendar/")
    rosa.look("year-my-calendar")
    rosa.page.locator("main button[value=make]").click()
    rosa.page.wait_for_load_state()
    rosa.look("year-my-calendar-made")
    address = rosa.page.locator("main code").inner_text().strip()
    with urlopen(address) as answer:
        assert answer.headers["Content-Type"].startswith("text/calendar")
        read = Calendar.from_ical(answer.read(), multiple=False)
    said = [str(one["SUMMARY"]) for one in read.walk("VEVENT")]
    assert any("Midyear" in one for one in said)
    assert any("Snow break" in one for one in said)
    rosa.page.locator("main button[value=end]").click()
    rosa.page.wait_for_load_state()
    answer = rosa.page.request.get(address)
    assert answer.status == 404


def choose_the_mail(marcus: Someone) -> None:
    marcus.go("/me/calendar/")
    marcus.fill(hour="6", days="every")
    marcus.page.locator("main section[aria-labelledby=mail] button").click()
    marcus.page.wait_for_load_state()
    marcus.look("year-daily-mail")
