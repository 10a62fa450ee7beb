"""The made-up asks of Cedar Valley: a whole year as it went, and the one that is under way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from fivefold.accounts.models import Person
from fivefold.agreements.states import BudgetRole
from fivefold.asks import actions
from fivefold.asks.actions import Wanted
from fivefold.asks.models import Ask
from fivefold.asks.policies import Numbers
from fivefold.core.identifiers import new_public_id
from fivefold.cycles.models import Activity
from fivefold.partnerships.models import Membership, Partnership

# So long before its first day something is asked for.
BEFORE = timedelta(days=30)
TOLD_AFTER = timedelta(days=40)


@dataclass(frozen=True)
class DemoAsk:
    title: str
    role: BudgetRole
    people: int
    minutes_each: int
    first: date
    last: date
    because: str
    gives_back: str
    by: str = "priya"
    activity: str = ""
    school: str = ""
    members: tuple[str, ...] = ()
    # What the point person did with it.
    declined: str = ""
    changed: tuple[int, int, str] | None = None
    exception: str = ""
    is_waiting: bool = False
    took: tuple[int, int] | None = None
    outcome: str = ""


LESSONS = "Each teacher gets the notes on their own lesson, and nobody else does."
TEACHERS, COACHES = BudgetRole.TEACHERS, BudgetRole.COACHES
PRINCIPALS, LEADERS = BudgetRole.PRINCIPALS, BudgetRole.LEADERS
LAST_YEAR = (
    DemoAsk(
        "Interviews on strategies",
        LEADERS,
        8,
        150,
        date(2025, 10, 6),
        date(2025, 10, 24),
        "What the district means to do in mathematics is in eight heads. We ask each of them once.",
        "The strategies on one page, for the cabinet to correct.",
        by="hannah",
        members=("denise", "luis"),
        outcome="Two strategies came out further apart than anyone had thought. The cabinet wrote them anew.",
    ),
    DemoAsk(
        "Fall survey",
        TEACHERS,
        84,
        30,
        date(2025, 10, 7),
        date(2025, 10, 29),
        "The same questions as last fall, so that the change can be seen.",
        "The report card of the partnership in December, in two pages.",
        activity="Fall",
        outcome="The report card was talked through in December; the board chose its weakest dimension.",
    ),
    DemoAsk(
        "Coaches’ logs, fall",
        COACHES,
        10,
        180,
        date(2025, 10, 13),
        date(2025, 12, 12),
        "Without the logs nobody knows how much of a coach’s week is coaching.",
        "Each coach sees their own weeks in a picture.",
        took=(9, 180),
        outcome="A third of the time was not coaching. In January, duty at lunch was taken off the coaches.",
    ),
    DemoAsk(
        "Shadowing principals for two days",
        PRINCIPALS,
        4,
        840,
        date(2025, 11, 3),
        date(2025, 11, 21),
        "To see how principals support coaches.",
        "A description of two days, for each of them.",
        by="hannah",
        declined="Two whole days are too much of four people. Ask for interviews of half an hour instead.",
    ),
    DemoAsk(
        "Visits to classrooms",
        TEACHERS,
        60,
        120,
        date(2026, 1, 12),
        date(2026, 2, 27),
        "What happens in lessons cannot be read from a survey.",
        LESSONS,
        activity="Coaching load",
        took=(58, 120),
        outcome="Tasks were demanding more often than teachers had said. The May dialogue began with it.",
    ),
    DemoAsk(
        "Interviews with coaches",
        COACHES,
        10,
        240,
        date(2026, 1, 20),
        date(2026, 2, 20),
        "Coaches know best why a plan does not fit into a week.",
        "A summary that the coaches correct before anyone else reads it.",
        activity="Coaching load",
        changed=(10, 180, "Three hours are enough, if two coaches are interviewed together."),
        outcome="Planning with whole teams, in place of visits: that was the coaches’ own idea.",
    ),
    DemoAsk(
        "Interviews with principals",
        PRINCIPALS,
        22,
        60,
        date(2026, 2, 2),
        date(2026, 3, 6),
        "Principals decide when coaches may visit.",
        "A page with what other principals have tried.",
        by="hannah",
        took=(21, 60),
        outcome="The schedule for next year has 45 minutes a week for planning together.",
    ),
    DemoAsk(
        "Spring survey",
        TEACHERS,
        84,
        30,
        date(2026, 3, 2),
        date(2026, 3, 27),
        "The yearly round of the partnership’s own survey.",
        "The report card, before the board meets.",
        activity="Spring",
        took=(82, 30),
        outcome="The report card went to the board on June 9.",
    ),
    DemoAsk(
        "Dialogue in May, and reading for it",
        LEADERS,
        9,
        360,
        date(2026, 5, 18),
        date(2026, 5, 20),
        "Whoever decides on a strategy should have heard why it went as it did.",
        "Two strategies that can be decided on.",
        by="amara",
        exception="The superintendent wants all nine to read the whole report before the dialogue.",
        members=("denise", "luis"),
        outcome="Coaching was revised the same week: planning lessons in teams, in place of visits.",
    ),
)
THIS_YEAR = (
    DemoAsk(
        "Interviews on strategies",
        LEADERS,
        9,
        200,
        date(2026, 10, 5),
        date(2026, 10, 23),
        "One year on: which strategies are meant now, and which were given up.",
        "The strategies on one page, for the cabinet to correct.",
        by="hannah",
        members=("denise", "luis"),
        outcome="One strategy was dropped with its reason; two go on.",
    ),
    DemoAsk(
        "Fall survey",
        TEACHERS,
        84,
        30,
        date(2026, 10, 6),
        date(2026, 10, 28),
        "The same questions as last fall, so that the change can be seen.",
        "The report card of the partnership in December, in two pages.",
        activity="Fall",
        took=(80, 30),
        outcome="Three of four teachers answered. The results are on the report card.",
    ),
    DemoAsk(
        "Coaches’ logs, fall",
        COACHES,
        10,
        264,
        date(2026, 10, 12),
        date(2026, 11, 20),
        "The logs show whether planning in teams has found its time.",
        "Each coach sees their own weeks in a picture.",
    ),
    DemoAsk(
        "Planning in teams, observed",
        TEACHERS,
        60,
        144,
        date(2027, 1, 11),
        date(2027, 2, 26),
        "The strategy was changed to planning in teams. Does it happen as it was meant?",
        LESSONS,
        activity="Coaching load",
    ),
    DemoAsk(
        "Interviews with coaches",
        COACHES,
        10,
        204,
        date(2027, 1, 19),
        date(2027, 2, 19),
        "Coaches know best why a plan does not fit into a week.",
        "A summary that the coaches correct before anyone else reads it.",
    ),
    DemoAsk(
        "Interviews with principals",
        PRINCIPALS,
        20,
        120,
        date(2027, 2, 1),
        date(2027, 3, 5),
        "Principals give the time for planning. What does it cost them?",
        "A page with what other principals have tried.",
        by="hannah",
    ),
    DemoAsk(
        "Spring survey",
        TEACHERS,
        84,
        30,
        date(2027, 3, 1),
        date(2027, 3, 26),
        "The yearly round of the partnership’s own survey.",
        "The report card, before the board meets.",
        activity="Spring",
    ),
    DemoAsk(
        "Dialogue in May, and reading for it",
        LEADERS,
        8,
        300,
        date(2027, 5, 17),
        date(2027, 5, 21),
        "Whoever decides on a strategy should have heard why it went as it did.",
        "Two strategies that can be decided on.",
        by="amara",
        members=("denise", "luis"),
    ),
    DemoAsk(
        "Looking back with coaches",
        COACHES,
        7,
        120,
        date(2027, 6, 7),
        date(2027, 6, 11),
        "Seven coaches planned with teams all year. Before the summer we ask what to keep.",
        "Their own words open the plan for next year.",
        is_waiting=True,
    ),
)


def ask_for_time(partnership: Partnership, people: Mapping[str, Person]) -> None:
    """By the same actions as on the pages. What lies behind today has been done, the rest is booked."""
    today = timezone.localdate()
    for one in (*LAST_YEAR, *THIS_YEAR):
        if not (one.is_waiting and one.first < today):
            _go_through(_asked(one, partnership, people), one, people, today)


def _asked(one: DemoAsk, partnership: Partnership, people: Mapping[str, Person]) -> Ask:
    wanted = Wanted(
        role=one.role,
        numbers=Numbers(one.people, one.minutes_each, one.first, one.last),
        because=one.because,
        gives_back=one.gives_back,
        pressed=new_public_id(),
        title=one.title,
        activity=_activity(one, partnership),
        school=one.school,
        members=tuple(
            Membership.objects.get(partnership=partnership, person=people[key]) for key in one.members
        ),
    )
    day = min(one.first - BEFORE, timezone.localdate())
    accepted = [conflict.key for conflict in actions.conflicts_of(partnership, wanted, day)]
    return actions.ask(partnership, wanted, by=people[one.by], accepted=accepted, today=day)


def _activity(one: DemoAsk, partnership: Partnership) -> Activity | None:
    if not one.activity:
        return None
    found = Activity.objects.filter(partnership=partnership, title=one.activity)
    return found.filter(cycle__first_day__lte=one.first, cycle__last_day__gte=one.first).first()


def _go_through(ask: Ask, one: DemoAsk, people: Mapping[str, Person], today: date) -> None:
    district, asker = people["marcus"], people[one.by]
    day = min(one.first - BEFORE, today)
    if one.is_waiting:
        return
    if one.declined:
        actions.decline(ask, reason=one.declined, by=district, today=day)
        return
    if one.changed:
        number, minutes, note = one.changed
        numbers = Numbers(number, minutes, one.first, one.last)
        actions.change(ask, numbers, by=district, note=note, today=day)
        ask = actions.accept(ask, by=asker, seen=1, today=day)
    else:
        ask = actions.approve(ask, by=district, exception=one.exception, today=day)
    if one.last >= today:
        return
    took, each = one.took or (ask.people, ask.minutes_each)
    actions.finish(ask, people=took, minutes_each=each, by=asker, today=one.last)
    for key in one.members:
        actions.note_own(ask, minutes=each, by=people[key], today=one.last)
    if one.outcome:
        told = min(one.last + TOLD_AFTER, today)
        actions.tell_outcome(ask, outcome=one.outcome, by=asker, today=told)
