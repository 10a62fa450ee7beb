"""Meetings in Cedar, for the tests of this room."""

from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone

from fivefold.accounts.models import Person
from fivefold.core.identifiers import new_public_id
from fivefold.cycles.models import Activity, Cycle
from fivefold.meetings import actions
from fivefold.meetings.actions import Setting, SideThere, Written
from fivefold.meetings.models import Entry, Meeting
from tests.cast import Cast
from tests.cycles.planning import add, make_year

WORKING = Setting("working", time(9, 0), 60, "Room 4")
DIALOGUE = Setting("dialogue", time(9, 0), 120, "Board room")
BOTH = {
    "practice": SideThere(2, True, "The assistant superintendent, who decides on coaching"),
    "research": SideThere(0, True, "The principal investigator"),
}


def today() -> date:
    return timezone.localdate()


def make_this_year(cast: Cast) -> Cycle:
    """One that holds today, and the weeks around it."""
    return make_year(
        cast.cedar, by=cast.marcus, name="Now", first_day=today() - timedelta(days=100), template="blank"
    )


def meeting_activity(cast: Cast, year: Cycle, day: date | None = None, title: str = "Midyear") -> Activity:
    found = add(year, "meetings", day or today(), by=cast.marcus, title=title)
    assert isinstance(found, Activity)
    return found


def make_meeting(
    cast: Cast,
    year: Cycle | None = None,
    *,
    day: date | None = None,
    title: str = "Midyear",
    setting: Setting = WORKING,
    by: Person | None = None,
) -> Meeting:
    activity = meeting_activity(cast, year or make_this_year(cast), day, title)
    return actions.prepare(activity, setting, by=by or cast.marcus)


def write(meeting: Meeting, by: Person, text: str = "Coaches need time.", **more: Any) -> Entry:
    pressed = more.pop("pressed", None) or new_public_id()
    written = Written(more.pop("kind", "note"), text, **more)
    return actions.capture(meeting, written, pressed=pressed, by=by)


def take_on(meeting: Meeting, by: Person, owner: Person, text: str = "Draft the new schedule") -> Entry:
    return write(meeting, by, text, kind="commitment", owner=owner, due=today() + timedelta(days=14))


def say_there(meeting: Meeting, cast: Cast, *people: Person, sides: Any = None) -> None:
    members = [cast.membership(one).public_id for one in people or (cast.marcus, cast.hannah)]
    actions.say_who_was_there(meeting, members, sides or BOTH, by=cast.marcus)


def close(meeting: Meeting, cast: Cast, *, on: date | None = None) -> Meeting:
    say_there(meeting, cast)
    return actions.close(meeting, on=on or meeting.day, by=cast.marcus)
