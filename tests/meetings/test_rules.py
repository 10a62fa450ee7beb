"""What nobody can lose or bend: agendas, minutes, attendance, closing, and what others read of meetings."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fivefold.accounts import knowledge
from fivefold.accounts.models import Person
from fivefold.commitments.models import Commitment
from fivefold.core import ledger
from fivefold.core.identifiers import new_public_id
from fivefold.core.rules import PermissionNeeded, RuleError
from fivefold.cycles import actions as cycles
from fivefold.meetings import actions, agenda, clock, indicators, queries
from fivefold.meetings.actions import SideThere
from fivefold.meetings.models import Attendance, Entry, Meeting
from fivefold.partnerships import acts, needs
from fivefold.partnerships.actions import admit, end_membership
from fivefold.partnerships.dates import dates_of
from tests.cast import Cast
from tests.cycles.planning import add
from tests.goals.writing import make_goal, make_strategy
from tests.meetings.holding import (
    BOTH,
    DIALOGUE,
    WORKING,
    close,
    make_meeting,
    make_this_year,
    meeting_activity,
    say_there,
    take_on,
    today,
    write,
)

pytestmark = pytest.mark.django_db


def refused(code: str, act: Any, *args: Any, **more: Any) -> None:
    with pytest.raises((RuleError, PermissionNeeded)) as refusal, transaction.atomic():
        act(*args, **more)
    assert getattr(refusal.value, "code", "") == code


def needs_of(cast: Cast, person: Person) -> list[str]:
    found = needs.needs_of(cast.membership(person))
    return [one.what for one in found if "/meetings/" in one.url]


def test_only_a_meeting_of_an_open_year_that_was_not_called_off_is_prepared(cast: Cast) -> None:
    year = make_this_year(cast)
    report = add(year, "reports", today(), by=cast.marcus)
    refused("no_meeting", actions.prepare, report, WORKING, by=cast.marcus)
    gone = cycles.call_off(meeting_activity(cast, year), reason="Snow.", by=cast.marcus)
    refused("called_off", actions.prepare, gone, WORKING, by=cast.marcus)


def test_prepared_by_two_it_is_the_first_one_s(cast: Cast) -> None:
    activity = meeting_activity(cast, make_this_year(cast))
    first = actions.prepare(activity, WORKING, by=cast.marcus)
    assert actions.prepare(activity, DIALOGUE, by=cast.hannah) == first
    assert Meeting.objects.get().keeper == cast.marcus


def test_a_meeting_moves_with_its_activity(cast: Cast) -> None:
    meeting = make_meeting(cast)
    later = today() + timedelta(days=2)
    keys = [
        one.key
        for one in cycles.conflicts_of(
            meeting.activity.cycle, cycles.planned_anew(meeting.activity, later, later)
        )
    ]
    cycles.move(meeting.activity, first=later, last=later, reason="Snow.", by=cast.marcus, accepted=keys)
    assert Meeting.objects.get().day == later
    refused("not_yet", close, Meeting.objects.get(), cast)


@pytest.mark.parametrize("who", ["denise", "tomas", "olivia"])
def test_who_does_not_prepare_meetings_cannot(cast: Cast, who: str) -> None:
    meeting, by = make_meeting(cast), getattr(cast, who)
    line = {"text": "Mine", "minutes": 5, "pressed": new_public_id()}
    refused("meetings:write", actions.add_line, meeting, **line, by=by)
    refused("meetings:write", actions.say_who_was_there, meeting, [], BOTH, by=by)
    refused("meetings:write", actions.close, meeting, on=today(), by=by)
    if who != "denise":
        refused("meetings:capture", write, meeting, by)


def test_a_researcher_closes_a_meeting_without_planning_the_year(cast: Cast) -> None:
    meeting = make_meeting(cast, by=cast.priya)
    say_there(meeting, cast)
    actions.close(meeting, on=today(), by=cast.priya)
    assert Meeting.objects.get().activity.state == "done"
    activity = Meeting.objects.get().activity
    refused("year:write", cycles.take_back, activity, by=cast.priya)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(presses=st.lists(st.tuples(st.integers(0, 4), st.booleans()), max_size=12))
def test_however_lines_are_moved_none_is_lost_and_none_is_there_twice(
    cast: Cast, presses: list[tuple[int, bool]]
) -> None:
    with transaction.atomic():
        meeting = make_meeting(cast)
        for number in range(5):
            key = {"pressed": new_public_id(), "by": cast.marcus}
            actions.add_line(meeting, text=str(number), minutes=5, **key)  # type: ignore[arg-type]
        model = [str(number) for number in range(5)]
        for place, up in presses:
            line = meeting.agenda.get(text=str(place))
            actions.reorder(line, up=up, by=cast.marcus)
            at = model.index(str(place))
            to = at - 1 if up else at + 1
            if 0 <= to < 5:
                model[at], model[to] = model[to], model[at]
            assert [one.text for one in meeting.agenda.all()] == model
        transaction.set_rollback(True)


def test_what_is_open_is_proposed_until_it_stands_there(cast: Cast) -> None:
    year = make_this_year(cast)
    before = make_meeting(cast, year, day=today() - timedelta(days=1), title="Before")
    entry = take_on(before, cast.marcus, cast.hannah)
    late = Commitment.objects.get()
    Commitment.objects.update(due=today() - timedelta(days=3))
    waits = add(year, "studies", today() + timedelta(days=9), by=cast.marcus, title="Video")
    cycles.describe(waits, title="Video", waits_for="The sign-off is missing.", by=cast.marcus)
    meeting = make_meeting(cast, year)
    found = {one.source: one.text for one in agenda.proposals_for(cast.membership(cast.marcus), meeting)}
    assert found[waits.about] == "Video: The sign-off is missing."
    assert "Draft the new schedule (Hannah Lindqvist)" in found[late.about]
    assert before.activity.about in found
    assert meeting.activity.about not in found
    key = {"pressed": new_public_id(), "by": cast.marcus}
    actions.add_line(meeting, text="Late", minutes=5, source=late.about, **key)  # type: ignore[arg-type]
    again = agenda.proposals_for(cast.membership(cast.marcus), meeting)
    assert late.about not in {one.source for one in again}
    assert entry.commitment == late


def test_an_entry_is_nobody_s_but_its_author_s(cast: Cast) -> None:
    meeting = make_meeting(cast)
    entry = write(meeting, cast.hannah)
    refused("not_yours", actions.edit, entry, text="Other", seen=1, by=cast.marcus)
    assert actions.edit(entry, text="More", seen=1, by=cast.hannah).number == 2
    assert actions.edit(entry, text="More", seen=1, by=cast.hannah).number == 2
    refused("changed_meanwhile", actions.edit, entry, text="Other", seen=1, by=cast.hannah)
    close(meeting, cast)
    refused("closed", actions.edit, entry, text="Late", seen=2, by=cast.hannah)
    assert Entry.objects.get().text == "More"


def test_what_is_among_the_commitments_is_changed_there(cast: Cast) -> None:
    meeting = make_meeting(cast)
    entry = take_on(meeting, cast.marcus, cast.hannah)
    refused("commitment", actions.edit, entry, text="Less", seen=1, by=cast.marcus)


def test_a_commitment_without_owner_is_none_even_for_the_database(cast: Cast) -> None:
    meeting = make_meeting(cast)
    refused("no_owner", write, meeting, cast.marcus, kind="commitment")
    entry = write(meeting, cast.marcus)
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(kind="commitment")


def test_closing_needs_its_day_and_who_was_there(cast: Cast) -> None:
    year = make_this_year(cast)
    meeting = make_meeting(cast, year)
    refused("no_attendance", actions.close, meeting, on=today(), by=cast.marcus)
    coming = make_meeting(cast, year, day=today() + timedelta(days=5), title="Coming")
    refused("not_yet", close, coming, cast)


def test_closed_twice_it_is_closed_once_and_told_once(cast: Cast) -> None:
    meeting = close(make_meeting(cast), cast)
    at = meeting.closed_at
    assert actions.close(meeting, on=today(), by=cast.hannah).closed_at == at
    entries = ledger.entries(cast.shared.key, None)
    assert sum(one.act == "meetings.closed" for one in entries) == 1
    refused("closed", say_there, meeting, cast)
    refused("closed", actions.change, meeting, DIALOGUE, by=cast.marcus)


def test_what_the_year_has_as_done_is_closed_all_the_same(cast: Cast) -> None:
    meeting = make_meeting(cast)
    cycles.finish(meeting.activity, on=today(), by=cast.marcus)
    assert close(Meeting.objects.get(), cast).state == "closed"


def test_a_meeting_of_two_days_is_begun_and_ended(cast: Cast) -> None:
    year = make_this_year(cast)
    retreat = add(year, "meetings", today() - timedelta(days=1), today(), by=cast.marcus, title="Retreat")
    meeting = close(actions.prepare(retreat, WORKING, by=cast.marcus), cast)
    activity = Meeting.objects.get(pk=meeting.pk).activity
    assert (activity.actual_first, activity.actual_last) == (today() - timedelta(days=1), today())


def test_nobody_who_left_before_or_came_after_was_there(cast: Cast) -> None:
    meeting = make_meeting(cast)
    felix = cast.membership(cast.felix).public_id
    refused("not_a_member", actions.say_who_was_there, meeting, [felix], BOTH, by=cast.marcus)
    refused("not_a_member", actions.say_who_was_there, meeting, ["nothing"], BOTH, by=cast.marcus)
    say_there(meeting, cast, cast.marcus, cast.priya)
    end_membership(cast.membership(cast.priya), by=cast.priya)
    # Whoever leaves afterward was there all the same.
    shown = queries.who_was_there(meeting)
    assert "Priya Raman" in {one.person.name for side in shown for one in side.members}


def test_of_a_side_without_authority_nobody_decides(cast: Cast) -> None:
    meeting = make_meeting(cast)
    say_there(meeting, cast, sides=BOTH | {"practice": SideThere(1, False, "Somebody")})
    assert Attendance.objects.get(side="practice").who_decides == ""


def test_what_waits_for_whoever_prepares_a_meeting(cast: Cast) -> None:
    year = make_this_year(cast)
    make_meeting(cast, year, day=today() - timedelta(days=1), title="Behind")
    soon = make_meeting(cast, year, day=today() + timedelta(days=4), title="Soon")
    make_meeting(cast, year, day=today() + timedelta(days=60), title="Far")
    assert needs_of(cast, cast.marcus) == [
        "Prepare the agenda of “Soon”",
        "Say who was at “Behind”, and close it",
    ]
    assert needs_of(cast, cast.hannah) == []
    actions.add_line(soon, text="Next", minutes=5, pressed=new_public_id(), by=cast.marcus)
    assert needs_of(cast, cast.marcus) == ["Say who was at “Behind”, and close it"]


def test_a_meeting_stands_in_the_calendar_with_its_time_and_place(cast: Cast) -> None:
    year = make_this_year(cast)
    meeting = make_meeting(cast, year)
    gone = make_meeting(cast, year, title="Gone")
    cycles.call_off(gone.activity, reason="Snow.", by=cast.marcus)
    # Once: the year leaves its activity to the meeting.
    found = dates_of(cast.membership(cast.olivia), today(), today())
    assert [(one.about, one.starts, one.minutes, one.where) for one in found] == [
        (meeting.about, WORKING.starts, 60, "Room 4")
    ]
    cycles.take_back(Meeting.objects.get(pk=gone.pk).activity, by=cast.marcus)
    assert len(dates_of(cast.membership(cast.olivia), today(), today())) == 2


@pytest.mark.parametrize(("leaver", "heir"), [("priya", "hannah"), ("amara", "marcus")])
def test_who_leads_the_side_takes_on_what_somebody_who_leaves_prepares(
    cast: Cast, leaver: str, heir: str
) -> None:
    year = make_this_year(cast)
    person = getattr(cast, leaver)
    meeting = make_meeting(cast, year, by=person)
    held = close(make_meeting(cast, year, title="Held", by=person), cast)
    end_membership(cast.membership(person), by=person)
    meeting.refresh_from_db()
    held.refresh_from_db()
    assert (meeting.keeper, held.keeper) == (getattr(cast, heir), person)
    said = [one.what for one in acts.lines(cast.shared.key, None)]
    assert f"passed the meeting “Midyear” on to {meeting.keeper}" in said


def test_where_nobody_leads_a_meeting_waits_for_whoever_does_then(cast: Cast) -> None:
    meeting = make_meeting(cast, by=cast.priya)
    admit(cast.nobody, cast.cedar, side="research", role="research_lead", by=None)
    end_membership(cast.membership(cast.hannah), by=cast.hannah)
    end_membership(cast.membership(cast.priya), by=cast.priya)
    meeting.refresh_from_db()
    assert meeting.keeper == cast.nobody


def test_the_record_counts_both_sides_and_authority(cast: Cast) -> None:
    year = make_this_year(cast)
    for number, (people, sides) in enumerate(
        [
            ((cast.marcus, cast.hannah), BOTH),
            ((cast.marcus, cast.hannah), BOTH | {"practice": SideThere(3, False)}),
            ((cast.marcus,), BOTH),
            ((cast.hannah,), BOTH),  # two guests of the district, one of whom decides
        ]
    ):
        meeting = make_meeting(cast, year, title=f"Meeting {number}")
        say_there(meeting, cast, *people, sides=sides)
        actions.close(meeting, on=today(), by=cast.marcus)
    make_meeting(cast, year, title="Open")
    (both,) = indicators.counted(cast.cedar, today(), today())
    assert (both.done, both.due, both.dimension, both.is_too_early) == (2, 4, "trust", False)
    assert [one.is_done for one in both.rows] == [True, False, False, True]
    assert indicators.counted(cast.cedar, date(2020, 1, 1), date(2020, 2, 1))[0].due == 0


def test_a_talk_is_written_on_in_versions(cast: Cast) -> None:
    strategy = make_strategy(make_goal(cast.cedar, by=cast.marcus), by=cast.hannah)
    meeting = make_meeting(cast, setting=DIALOGUE)
    first = actions.write_talk(meeting, strategy, {"found": "Two."}, seen=0, by=cast.amara)
    refused(
        "changed_meanwhile", actions.write_talk, meeting, strategy, {"found": "Three."}, seen=0, by=cast.priya
    )
    actions.write_talk(meeting, strategy, {"found": "Three."}, seen=1, by=cast.priya)
    assert (first.number, meeting.talks.count()) == (1, 2)
    (talk,) = queries.talks_of(meeting)
    assert (talk.number, talk.newest.found) == (2, "Three.")  # type: ignore[union-attr]
    other = make_strategy(strategy.goal, by=cast.hannah)
    refused("nothing", actions.write_talk, meeting, other, {"found": " "}, seen=0, by=cast.amara)


CHICAGO = ZoneInfo("America/Chicago")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(minutes=st.integers(5, 720), of=st.integers(1, 12))
def test_every_strategy_has_its_share_and_the_last_ends_with_the_dialogue(minutes: int, of: int) -> None:
    class OfTheDay:
        starts_at = datetime(2026, 5, 19, 9, 0, tzinfo=CHICAGO)
        ends_at = starts_at + timedelta(minutes=minutes)

    meeting: Any = OfTheDay()
    meeting.minutes = minutes
    parts = [clock.clock_of(meeting, place, of, meeting.starts_at).part for place in range(of)]
    assert parts[0].first == meeting.starts_at
    assert parts[-1].last == meeting.ends_at
    assert all(one.last == two.first for one, two in pairwise(parts))


@pytest.mark.parametrize(
    ("now", "left", "ahead", "over"),
    [("8:59", 60, True, False), ("9:00", 60, False, False), ("9:00:30", 60, False, False),
     ("9:59:30", 1, False, False), ("10:00", 0, False, True)],
)  # fmt: skip
def test_the_time_that_is_left(now: str, left: int, ahead: bool, over: bool) -> None:
    at = datetime.strptime(f"2026-05-19 {now}", "%Y-%m-%d %H:%M" + (":%S" if now.count(":") > 1 else ""))
    nine = datetime(2026, 5, 19, 9, 0, tzinfo=CHICAGO)
    span = clock.Span(nine, nine + timedelta(hours=1), at.replace(tzinfo=CHICAGO))
    assert (span.minutes_left, span.is_ahead, span.is_over) == (left, ahead, over)


def test_what_is_known_of_a_person_has_no_words_of_others(cast: Cast) -> None:
    meeting = make_meeting(cast)
    write(meeting, cast.denise, "Something private to the minutes.")
    take_on(meeting, cast.marcus, cast.denise)
    say_there(meeting, cast, cast.denise)
    known = knowledge.known(cast.denise)
    assert known["meetings_attended"] == [{"meeting": meeting.public_id, "day": meeting.day}]
    assert [one["kind"] for one in known["minutes_you_wrote"]] == ["note"]
    assert len(known["commitments_in_minutes"]) == 1
    assert "Something private" not in str(known)


def test_the_ledger_says_what_was_done_in_words(cast: Cast) -> None:
    meeting = make_meeting(cast)
    actions.add_line(meeting, text="Coaching", minutes=5, pressed=new_public_id(), by=cast.marcus)
    write(meeting, cast.denise, "Not in the ledger.")
    close(meeting, cast)
    said = [one.what for one in acts.lines(cast.shared.key, None)]
    for words in (
        "began to prepare the meeting “Midyear”",
        "put “Coaching” on the agenda of “Midyear”",
        "wrote a note in the minutes of “Midyear”",
        "said who was at the meeting “Midyear”",
        "closed the meeting “Midyear”",
    ):
        assert words in said
    assert not [one for one in said if one.startswith("meetings.") or "Not in the ledger" in one]
