"""Meetings in a browser without scripts: what each sees, what comes back, what is kept."""

import re
from datetime import timedelta

import pytest

from fivefold.commitments.models import Commitment
from fivefold.core.identifiers import new_public_id
from fivefold.core.models.mail import OutgoingMail
from fivefold.cycles.models import Activity
from fivefold.meetings import actions
from fivefold.meetings.models import Entry, Meeting, TalkVersion
from tests.cast import Cast
from tests.cycles.planning import close_days
from tests.goals.writing import make_goal, make_strategy
from tests.health.pages import words
from tests.meetings.holding import (
    DIALOGUE,
    close,
    make_meeting,
    make_this_year,
    meeting_activity,
    take_on,
    today,
    write,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def url(cast: Cast, rest: str = "") -> str:
    return f"/p/{cast.cedar.public_id}/meetings/{rest}"


def of(meeting: Meeting, rest: str = "") -> str:
    return meeting.get_absolute_url() + rest


SENT = {"starts": "14:30", "minutes": "90", "where": "Room 4", "kind": "working", "norms": ""}


def test_a_meeting_is_planned_in_the_year_and_here_in_one_form(cast: Cast) -> None:
    make_this_year(cast)
    client = cast.client(cast.amara)
    assert client.get(url(cast, "new/")).status_code == 200
    day = (today() + timedelta(days=3)).isoformat()
    answer = client.post(url(cast, "new/"), SENT | {"title": "Winter meeting", "day": day})
    meeting = Meeting.objects.get()
    assert answer["Location"] == meeting.get_absolute_url()
    assert (meeting.day.isoformat(), meeting.activity.lane, str(meeting)) == (
        day,
        "meetings",
        "Winter meeting",
    )
    html = words(client.get(of(meeting)))
    assert "Winter meeting" in html
    assert "2:30 PM to 4:00 PM" in html
    again = client.post(url(cast, "new/"), SENT | {"title": "Winter meeting", "day": day})
    assert again["Location"] == meeting.get_absolute_url()
    assert (Meeting.objects.count(), Activity.objects.count()) == (1, 1)


def test_days_without_school_are_named_and_allowed(cast: Cast) -> None:
    make_this_year(cast)
    day = today() + timedelta(days=3)
    close_days(cast.cedar, day, day + timedelta(days=4), by=cast.marcus)
    client = cast.client(cast.marcus)
    sent = SENT | {"title": "In the break", "day": day.isoformat()}
    html = client.post(url(cast, "new/"), sent).content.decode()
    assert "lies in days without research: Spring break" in html
    assert not Meeting.objects.exists()
    accepted = re.findall(r'name="accepted" value="([^"]+)"', html)
    client.post(url(cast, "new/"), sent | {"step": "save", "accepted": accepted})
    assert Meeting.objects.get().day == day


def test_a_day_in_no_year_is_refused_and_nothing_typed_is_lost(cast: Cast) -> None:
    html = (
        cast.client(cast.marcus)
        .post(url(cast, "new/"), SENT | {"title": "Far off", "day": "2031-02-03"})
        .content.decode()
    )
    assert "No year that is open holds this day." in html
    assert 'value="Far off"' in html


def test_the_year_leads_to_a_meeting_and_prepares_it(cast: Cast) -> None:
    activity = meeting_activity(cast, make_this_year(cast))
    at = activity.get_absolute_url()
    assert "Prepare this meeting" in words(cast.client(cast.priya).get(at))
    assert "Prepare this meeting" not in words(cast.client(cast.denise).get(at))
    client = cast.client(cast.priya)
    assert client.get(at + "meeting/").status_code == 200
    meeting_at = client.post(at + "meeting/", SENT)["Location"]
    assert meeting_at == Meeting.objects.get().get_absolute_url()
    assert client.get(at + "meeting/")["Location"] == meeting_at
    assert "Agenda and minutes" in words(cast.client(cast.denise).get(at))


def test_the_agenda_takes_what_is_open_and_what_is_typed(cast: Cast) -> None:
    year = make_this_year(cast)
    meeting = make_meeting(cast, year)
    moved = meeting_activity(cast, year, today() + timedelta(days=20), "Report to the board")
    from fivefold.cycles import actions as cycles

    later = today() + timedelta(days=22)
    keys = [one.key for one in cycles.conflicts_of(year, cycles.planned_anew(moved, later, later))]
    cycles.move(moved, first=later, last=later, reason="The board moved.", by=cast.marcus, accepted=keys)
    client = cast.client(cast.amara)
    at = of(meeting, "agenda/")
    assert "Report to the board: moved 2 days. The board moved." in words(client.get(at))
    client.post(at, {"act": "propose", "source": moved.about})
    client.post(at, {"act": "propose", "source": moved.about})
    pressed = new_public_id()
    for _again in range(2):
        client.post(at, {"act": "add", "text": "Next steps", "minutes": "60", "pressed": pressed})
    html = words(client.get(at))
    assert "70 of 60 minutes." in html
    assert "That is 10 minutes more than the meeting has." in html
    first, second = meeting.agenda.all()
    assert (first.source, second.text) == (moved.about, "Next steps")
    client.post(f"{at}{second.public_id}/", {"act": "up"})
    client.post(f"{at}{second.public_id}/", {"act": "minutes", "minutes": "15"})
    assert next(iter(meeting.agenda.all())).text == "Next steps"
    assert "25 of 60 minutes." in words(client.get(at))
    client.post(f"{at}{first.public_id}/", {"act": "remove"})
    assert [one.text for one in meeting.agenda.all()] == ["Next steps"]
    assert client.post(f"{at}{first.public_id}/", {"act": "remove"}).status_code == 404


def test_an_entry_is_written_once_however_often_it_is_sent(cast: Cast) -> None:
    meeting = make_meeting(cast)
    client, at = cast.client(cast.denise), of(meeting, "minutes/")
    sent = {"kind": "decision", "text": "We keep the coaches.", "pressed": new_public_id()}
    assert client.post(at, sent).status_code == 302
    assert client.post(at, sent, headers={"X-From-Queue": "1"}).status_code == 204
    assert Entry.objects.get().text == "We keep the coaches."
    assert "We keep the coaches." in words(cast.client(cast.olivia).get(of(meeting)))


def test_a_key_of_somebody_else_writes_nothing(cast: Cast) -> None:
    meeting = make_meeting(cast)
    entry = write(meeting, cast.hannah)
    sent = {"kind": "note", "text": "Mine", "pressed": entry.pressed}
    answer = cast.client(cast.denise).post(of(meeting, "minutes/"), sent, headers={"X-From-Queue": "1"})
    assert (answer.status_code, Entry.objects.count()) == (422, 1)


def test_what_is_too_long_comes_back_whole_and_names_the_limit(cast: Cast) -> None:
    meeting = make_meeting(cast)
    text = "x" * 2_001
    sent = {"kind": "note", "text": text, "pressed": new_public_id()}
    html = cast.client(cast.denise).post(of(meeting, "minutes/"), sent).content.decode()
    assert "2001 characters are too many: 2000 fit." in html
    assert text in html
    assert "maxlength" not in re.search(r"<textarea[^>]*>", html)[0]  # type: ignore[index]


def test_polling_draws_only_what_is_new_and_never_the_sign_in(cast: Cast) -> None:
    meeting = make_meeting(cast)
    write(meeting, cast.hannah)
    client, polls = cast.client(cast.denise), {"HX-Request": "true"}
    html = client.get(of(meeting, "minutes/"), headers=polls).content.decode()
    seen = re.search(r"seen=(\w+)", html)[1]  # type: ignore[index]
    assert client.get(of(meeting, f"minutes/?seen={seen}"), headers=polls).status_code == 204
    write(meeting, cast.marcus)
    assert client.get(of(meeting, f"minutes/?seen={seen}"), headers=polls).status_code == 200
    assert cast.client(None).get(of(meeting, "minutes/"), headers=polls).status_code == 401
    assert cast.client(None).get(of(meeting, "minutes/")).status_code == 302


def test_who_wrote_an_entry_changes_it_while_the_meeting_is_open(cast: Cast) -> None:
    meeting = make_meeting(cast)
    entry = write(meeting, cast.hannah)
    at = of(meeting, f"minutes/{entry.public_id}/")
    assert "Whoever wrote an entry changes it." in words(cast.client(cast.marcus).get(at))
    client = cast.client(cast.hannah)
    assert client.post(at, {"text": "Coaches need two hours.", "seen": "1"}).status_code == 302
    late = client.post(at, {"text": "From another window", "seen": "1"}).content.decode()
    assert "changed this while you were writing" in late
    assert "Coaches need two hours." in late
    assert "From another window" in late
    assert 'name="seen" value="2"' in late
    close(meeting, cast)
    assert "stays as it was told" in words(client.get(at))


def test_a_commitment_needs_owner_and_day_and_becomes_one(cast: Cast) -> None:
    meeting = make_meeting(cast)
    client, at = cast.client(cast.marcus), of(meeting, "minutes/")
    sent = {"kind": "commitment", "text": "Draft the schedule", "pressed": new_public_id()}
    html = client.post(at, sent).content.decode()
    assert "choose who takes it on." in html
    assert "choose a day." in html
    due = (today() + timedelta(days=9)).isoformat()
    client.post(at, sent | {"owner": cast.denise.public_id, "due": due})
    commitment = Commitment.objects.get()
    assert (commitment.owner, commitment.source_id) == (cast.denise, meeting.public_id)
    listed = words(cast.client(cast.denise).get(f"/p/{cast.cedar.public_id}/commitments/"))
    assert "Draft the schedule" in listed
    assert "Midyear" in listed


def test_whoever_may_not_commit_somebody_writes_it_down_and_another_takes_it_up(cast: Cast) -> None:
    meeting = make_meeting(cast)
    entry = take_on(meeting, cast.denise, cast.priya)
    assert not Commitment.objects.exists()
    at = of(meeting, f"minutes/{entry.public_id}/")
    assert "Put it among the commitments" in words(cast.client(cast.marcus).get(of(meeting)))
    for _twice in range(2):
        cast.client(cast.marcus).post(at, {"act": "take_up"})
    assert Commitment.objects.get().owner == cast.priya
    assert cast.client(cast.denise).post(at, {"act": "take_up"}).status_code == 403


def test_closing_takes_up_what_waits(cast: Cast) -> None:
    meeting = make_meeting(cast)
    take_on(meeting, cast.denise, cast.priya)
    close(meeting, cast)
    assert Commitment.objects.get().owner == cast.priya


def there(cast: Cast, *people: object, **more: str) -> dict[str, object]:
    return {
        "on": today().isoformat(),
        "members": [cast.membership(one).public_id for one in people],  # type: ignore[arg-type]
        "practice_guests": "2",
        "practice_authority": "yes",
        "practice_decides": "The assistant superintendent",
        "research_guests": "",
        "research_authority": "no",
        "research_decides": "",
        **more,
    }


def test_closing_says_who_was_there_finishes_the_activity_and_tells_everyone(cast: Cast) -> None:
    meeting = make_meeting(cast)
    write(meeting, cast.hannah, "A note of mine.")
    write(meeting, cast.hannah, "We keep the coaches.", kind="decision")
    take_on(meeting, cast.marcus, cast.hannah)
    cast.hannah.language = "es"
    cast.hannah.save()
    OutgoingMail.objects.all().delete()
    client, at = cast.client(cast.marcus), of(meeting, "close/")
    assert client.get(at).status_code == 200
    sent = there(cast, cast.marcus, cast.hannah)
    html = client.post(at, sent | {"step": "close", "practice_decides": ""}).content.decode()
    assert "say who, by role." in html
    assert client.post(at, sent | {"step": "keep"}).status_code == 302
    meeting.refresh_from_db()
    assert meeting.is_open
    client.post(at, sent | {"step": "close"})
    meeting = Meeting.objects.get()
    assert (meeting.state, meeting.activity.state, meeting.activity.actual_last) == (
        "closed",
        "done",
        today(),
    )
    mails = {one.to: one for one in OutgoingMail.objects.all()}
    others = {cast.denise, cast.tomas, cast.hannah, cast.priya, cast.amara, cast.olivia}
    assert set(mails) == others
    body = mails[cast.denise].body
    assert "We keep the coaches." in body
    assert "Draft the new schedule (Hannah Lindqvist, by" in body
    assert "A note of mine." not in body
    assert mails[cast.hannah].language == "es"
    page = words(client.get(of(meeting)))
    assert "With authority: The assistant superintendent." in page
    assert "Nobody with authority to decide." in page
    assert "2 guests" in page


def test_a_person_who_had_left_was_not_there(cast: Cast) -> None:
    meeting = make_meeting(cast)
    client, at = cast.client(cast.marcus), of(meeting, "close/")
    html = client.get(at).content.decode()
    assert "Felix Moreau" not in html
    sent = there(cast, cast.felix, step="close")
    assert client.post(at, sent).status_code == 200
    assert Meeting.objects.get().is_open


def test_what_is_written_after_the_end_stands_as_later(cast: Cast) -> None:
    meeting = close(make_meeting(cast), cast)
    entry = write(meeting, cast.denise, "It was room 5.")
    assert entry.is_later
    html = words(cast.client(cast.denise).get(of(meeting)))
    assert "Note, written after the meeting was closed" in html
    assert "Correct or add something" in html
    refused = cast.client(cast.marcus).get(of(meeting, "close/"))
    assert "This meeting is closed" in words(refused)


def test_the_dialogue_goes_from_strategy_to_strategy(cast: Cast) -> None:
    goal = make_goal(cast.cedar, by=cast.marcus)
    first, second = (make_strategy(goal, by=cast.hannah) for _two in range(2))
    meeting = make_meeting(cast, setting=DIALOGUE)
    client = cast.client(cast.amara)
    at = client.get(of(meeting, "dialogue/"))["Location"]
    assert at == of(meeting, f"dialogue/{first.public_id}/")
    html = words(client.get(at))
    assert "This strategy until 10:00 AM" in html
    assert "The dialogue from 9:00 AM to 11:00 AM" in html
    assert "We read shortfalls as failures of the design, not of people." in html
    assert first.newest.practice in html
    assert "Next strategy" in html
    last = words(client.get(of(meeting, f"dialogue/{second.public_id}/")))
    assert "Next strategy" not in last
    sent = {
        "found": "Two cycles.",
        "why": "",
        "revise": "Free four hours a week.",
        "questions": "",
        "seen": "0",
    }
    assert client.post(at + "write/", sent).status_code == 302
    late = client.post(at + "write/", sent | {"found": "Mine, meanwhile."}).content.decode()
    assert "What holds now" in late
    assert "Mine, meanwhile." in late
    assert client.post(at + "write/", sent | {"found": "Mine, meanwhile.", "seen": "1"}).status_code == 302
    assert TalkVersion.objects.count() == 2
    page = client.get(at).content.decode()
    assert "Make it a commitment" in page
    form = page[page.index('id="commit"') :]
    assert "Free four hours a week.</textarea>" in form
    assert f'value="{cast.amara.public_id}" selected' in form


def test_what_to_revise_is_taken_on_by_one_press(cast: Cast) -> None:
    strategy = make_strategy(make_goal(cast.cedar, by=cast.marcus), by=cast.hannah)
    meeting = make_meeting(cast, setting=DIALOGUE)
    revise = {"found": "", "why": "", "revise": "Free four hours a week.", "questions": "What goes?"}
    actions.write_talk(meeting, strategy, revise, seen=0, by=cast.marcus)
    client, at = cast.client(cast.marcus), of(meeting, f"dialogue/{strategy.public_id}/")
    html = client.get(at).content.decode()
    form = html[html.index('id="commit"') : html.index("Make it a commitment")]
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    sent["text"] = "Free four hours a week."
    sent["owner"] = re.search(r'value="(\w+)" selected', form)[1]  # type: ignore[index]
    assert client.post(of(meeting, "minutes/"), sent)["Location"] == at
    assert Commitment.objects.get().owner == cast.marcus
    assert "Free four hours a week. (Marcus Webb, by" in words(client.get(at + "brief/"))
    assert "What goes?" in words(client.get(at + "brief/"))


def test_a_closed_dialogue_keeps_what_it_was_about(cast: Cast) -> None:
    from fivefold.goals import actions as goals
    from tests.goals.writing import STRATEGY

    strategy = make_strategy(make_goal(cast.cedar, by=cast.marcus), by=cast.hannah)
    meeting = make_meeting(cast, setting=DIALOGUE)
    actions.write_talk(meeting, strategy, {"found": "Two cycles."}, seen=0, by=cast.marcus)
    close(meeting, cast)
    changed = STRATEGY | {"practice": "Something else entirely."}
    goals.revise(strategy, changed, "After the dialogue.", seen=1, by=cast.marcus)
    html = words(cast.client(cast.denise).get(of(meeting, f"dialogue/{strategy.public_id}/")))
    assert STRATEGY["practice"] in html
    assert "Something else entirely." not in html


def test_a_working_meeting_has_no_dialogue(cast: Cast) -> None:
    meeting = make_meeting(cast)
    assert cast.client(cast.marcus).get(of(meeting, "dialogue/")).status_code == 404


def test_pages_cost_no_more_with_more_in_them(cast: Cast, assert_queries_do_not_grow) -> None:  # type: ignore[no-untyped-def]
    year = make_this_year(cast)
    meeting = make_meeting(cast, year, setting=DIALOGUE)
    goal = make_goal(cast.cedar, by=cast.marcus)
    strategy = make_strategy(goal, by=cast.hannah)
    take_on(meeting, cast.marcus, cast.hannah)
    client = cast.client(cast.marcus)

    def more() -> None:
        for number in range(3):
            make_strategy(goal, by=cast.hannah)
            write(meeting, cast.hannah, f"Note {number}")
            take_on(meeting, cast.marcus, cast.denise, f"Do {number}")
            make_meeting(cast, year, title=f"Meeting {number}")

    pages = (url(cast), of(meeting), of(meeting, "agenda/"), of(meeting, f"dialogue/{strategy.public_id}/"))
    for page in pages:
        assert_queries_do_not_grow(
            lambda page=page: client.get(page), more if page == pages[0] else lambda: None
        )
    assert_queries_do_not_grow(
        lambda: [client.get(page) for page in pages], lambda: _more_again(cast, meeting, goal)
    )


def _more_again(cast: Cast, meeting: Meeting, goal: object) -> None:
    for number in range(3):
        write(meeting, cast.priya, f"Again {number}")
        take_on(meeting, cast.marcus, cast.hannah, f"Again do {number}")
        make_strategy(goal, by=cast.hannah)  # type: ignore[arg-type]
