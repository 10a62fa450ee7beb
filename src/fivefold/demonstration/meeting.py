"""The made-up meetings of Cedar Valley and Northfield: what was said, taken on, moved and left open."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.utils import timezone

from fivefold.accounts.models import Person
from fivefold.commitments import actions as commitments
from fivefold.commitments.models import Commitment
from fivefold.core.identifiers import new_public_id
from fivefold.cycles.models import Activity
from fivefold.goals.models import Strategy
from fivefold.meetings import actions, agenda
from fivefold.meetings.actions import Setting, SideThere, Written
from fivefold.meetings.models import Entry, Meeting
from fivefold.partnerships.models import Partnership

People = Mapping[str, Person]
DISTRICT = "The assistant superintendent, who decides on coaching"
NORTHFIELD = "The principal investigator"
ROOM = "District office, room 204"
# Late whenever somebody looks, and not for so long that nobody would still wait for it.
LATE_BY = timedelta(days=9)


@dataclass(frozen=True)
class Held:
    """A meeting of 2025–26: who came, and whether the district could decide in it."""

    title: str
    minutes: int
    there: tuple[str, ...]
    guests: int
    decides: bool
    lines: tuple[tuple[str, int], ...]
    said: tuple[tuple[str, str, str], ...]  # who, what kind, what


HELD = (
    Held(
        "Strategies",
        90,
        ("marcus", "luis", "denise", "hannah", "priya", "amara"),
        2,
        True,
        (("What each strategy asks of coaches", 40), ("What we look at in January", 35), ("Next steps", 15)),
        (
            ("hannah", "note", "Coaching in content teams is meant to happen weekly, in the school day."),
            ("marcus", "decision", "Interviews stay under 40 minutes, and never in testing weeks."),
        ),
    ),
    Held(
        "Winter meeting",
        60,
        ("marcus", "hannah", "priya"),
        0,
        False,
        (("Visits in January: schools and days", 30), ("The fall survey", 20), ("Next steps", 10)),
        (("priya", "note", "Two principals asked to be visited after January 20."),),
    ),
    Held(
        "Midyear",
        60,
        ("marcus", "luis", "hannah", "priya", "amara"),
        1,
        True,
        (("What the first visits show", 40), ("Coach logs", 20)),
        (
            ("priya", "note", "In four of nine schools coaches have no common planning time with a team."),
            (
                "luis",
                "decision",
                "Coaches keep their logs for six weeks, ten minutes a week, and see the result.",
            ),
        ),
    ),
    Held(
        "First look",
        60,
        ("marcus", "denise", "hannah", "priya"),
        3,
        True,
        (("What the report will say", 45), ("Who hears it, and in which order", 15)),
        (("denise", "decision", "Coaches hear the result before the cabinet does."),),
    ),
)
DIALOGUE = "Dialogue, two hours"
AGENDA = (
    ("Norms, and what the year asked", 10),
    ("Coaching in content teams", 50),
    ("Demanding tasks", 45),
    ("Who does what by when", 15),
)
TALKS = (
    {
        "found": "Coaches led 2 cycles a semester with each team, not 6 (all 10 coaches, six weeks of logs). "
        "34% of their hours went to coaching, 29% to testing logistics.",
        "why": "Test coordination moved to coaches in 2024 and nothing came off their list. In 4 of 9 "
        "schools the schedule has no time in which a team can meet.",
        "revise": "Give test coordination back to the schools’ offices, and put 45 minutes a week for each "
        "team into the schedule.",
        "questions": "What would have to be true for a team to meet every week?\n"
        "Which two schools could begin in August?\nWho needs to hear this before the schedule is made?",
    },
    {
        "found": "In 31 of 58 lessons that we saw, the task could be solved in more than one way. In 12 of "
        "them the class compared solutions.",
        "why": "The tasks are in the units; the time to compare is not. Teachers plan 50 minutes for a task "
        "and its practice set, and the comparison is what falls away.",
        "revise": "One task in every unit instead of two, with a whole lesson to compare, and the "
        "practice set on another day.",
        "questions": "Is one task with a comparison worth more than two without?\n"
        "What do teachers stop doing on that day?",
    },
)
DECIDED = (
    ("Test coordination leaves the coaches’ list from August.", 0),
    ("Two demanding tasks become one in every unit, for grade 7.", 1),
)


def hold_meetings(partnership: Partnership, people: People) -> None:
    """After the year was planned; by the same actions as on the pages."""
    for one in HELD:
        _hold(one, partnership, people)
    _dialogue(partnership, people)
    _prepare_next(partnership, people)


def _activity(partnership: Partnership, title: str, year: str) -> Activity:
    found = Activity.objects.select_related("cycle__partnership", "partnership")
    return found.get(partnership=partnership, title=title, cycle__name=year)


def _hold(one: Held, partnership: Partnership, people: People) -> None:
    setting = Setting("working", time(14, 0), one.minutes, ROOM)
    meeting = actions.prepare(_activity(partnership, one.title, "2025–26"), setting, by=people["marcus"])
    for text, minutes in one.lines:
        actions.add_line(meeting, text=text, minutes=minutes, pressed=new_public_id(), by=people["marcus"])
    for who, kind, text in one.said:
        _write(meeting, people[who], Written(kind, text))
    _close(meeting, people, one.there, one.guests, decides=one.decides)


def _write(meeting: Meeting, by: Person, written: Written) -> Entry:
    return actions.capture(meeting, written, pressed=new_public_id(), by=by)


def _close(meeting: Meeting, people: People, there: tuple[str, ...], guests: int, *, decides: bool) -> None:
    members = meeting.partnership.memberships.filter(person__in=[people[one] for one in there])
    sides = {
        "practice": SideThere(guests, decides, DISTRICT if decides else ""),
        "research": SideThere(0, True, NORTHFIELD),
    }
    by = people["marcus"]
    actions.say_who_was_there(meeting, [one.public_id for one in members], sides, by=by)
    actions.close(meeting, on=meeting.day, by=by)


def _dialogue(partnership: Partnership, people: People) -> None:
    """Each strategy with its four columns; then what was taken on: done, moved with its reason, and late."""
    setting = Setting("dialogue", time(9, 0), 120, ROOM)
    amara = people["amara"]
    meeting = actions.prepare(_activity(partnership, DIALOGUE, "2025–26"), setting, by=amara)
    for text, minutes in AGENDA:
        actions.add_line(meeting, text=text, minutes=minutes, pressed=new_public_id(), by=amara)
    strategies = list(Strategy.objects.filter(partnership=partnership).order_by("pk"))
    for strategy, words in zip(strategies, TALKS, strict=False):
        actions.write_talk(meeting, strategy, words, seen=0, by=people["priya"])
    for text, place in DECIDED:
        _write(meeting, people["denise"], Written("decision", text, strategy=strategies[place]))
    _take_on(meeting, strategies, people)
    _close(meeting, people, ("marcus", "luis", "denise", "hannah", "priya", "amara"), 3, decides=True)


def _take_on(meeting: Meeting, strategies: list[Strategy], people: People) -> None:
    today, marcus = timezone.localdate(), people["marcus"]
    coaching, tasks = strategies[:2]
    told = Written(
        "commitment", "Tell coaches what came of their logs", people["priya"], date(2026, 6, 5), coaching
    )
    commitments.done(_committed(meeting, told, marcus), on=date(2026, 6, 3), by=people["priya"])
    schedule = Written(
        "commitment",
        "Draft a schedule with team time for two schools",
        people["luis"],
        date(2026, 7, 10),
        coaching,
    )
    commitments.move(
        _committed(meeting, schedule, marcus),
        due=today + timedelta(days=20),
        reason="The schedule waits for the board’s calendar; two principals have agreed to try it.",
        by=people["luis"],
    )
    chosen = "Choose the one task for each unit of grade 7"
    _committed(meeting, Written("commitment", chosen, marcus, today - LATE_BY, tasks), marcus)


def _committed(meeting: Meeting, written: Written, by: Person) -> Commitment:
    found = _write(meeting, by, written).commitment
    assert found is not None  # noqa: S101 whoever leads a side names anybody
    return found


def _prepare_next(partnership: Partnership, people: People) -> None:
    """The next one that is still to come, with an agenda drawn from what is open."""
    by = people["marcus"]
    coming = Activity.objects.filter(
        partnership=partnership,
        lane="meetings",
        cycle__name="2026–27",
        planned_first__gte=timezone.localdate(),
    )
    activity = coming.select_related("cycle__partnership", "partnership").order_by("planned_first").first()
    if activity is None:
        return
    setting = Setting("working", time(14, 0), 60, ROOM)
    meeting = actions.prepare(activity, setting, by=by)
    membership = partnership.memberships.get(person=by)
    for one in agenda.proposals_for(membership, meeting)[:2]:
        actions.add_line(
            meeting, text=one.text, minutes=15, source=one.source, pressed=new_public_id(), by=by
        )
    for text, minutes in (("What we look at in January", 20), ("Next steps", 10)):
        actions.add_line(meeting, text=text, minutes=minutes, pressed=new_public_id(), by=by)
