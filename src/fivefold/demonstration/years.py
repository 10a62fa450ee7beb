"""The made-up working year of Cedar Valley and Northfield, as it went, and the one made from it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time

from django.utils import timezone

from fivefold.accounts.models import Person
from fivefold.cycles import acquainting, actions, queries
from fivefold.cycles.models import Activity, Cycle, Phase, Scheduled
from fivefold.cycles.planning import Planned, PlannedYear, from_last_year
from fivefold.cycles.school_days import DaysOff
from fivefold.cycles.states import State
from fivefold.partnerships.models import Partnership
from fivefold.partnerships.sharing import share

BLACK_OUTS = (
    DaysOff(date(2025, 11, 24), date(2025, 11, 28), "holiday", "Thanksgiving"),
    DaysOff(date(2025, 12, 22), date(2026, 1, 2), "break", "Winter break"),
    DaysOff(date(2026, 3, 9), date(2026, 3, 13), "break", "Spring break"),
    DaysOff(date(2026, 4, 27), date(2026, 5, 8), "testing", "State tests"),
    DaysOff(date(2026, 11, 23), date(2026, 11, 27), "holiday", "Thanksgiving"),
    DaysOff(date(2026, 12, 21), date(2027, 1, 1), "break", "Winter break"),
    DaysOff(date(2027, 3, 15), date(2027, 3, 19), "break", "Spring break"),
    DaysOff(date(2027, 4, 26), date(2027, 5, 7), "testing", "State tests"),
)
YEAR = PlannedYear(
    "2025–26",
    date(2025, 8, 1),
    date(2026, 7, 31),
    phases=(
        Planned("strategy", date(2025, 10, 1), date(2025, 10, 31)),
        Planned("collect", date(2026, 1, 5), date(2026, 3, 31)),
        Planned("analyze", date(2026, 2, 2), date(2026, 5, 8)),
        Planned("dialogue", date(2026, 5, 11), date(2026, 6, 5)),
        Planned("redesign", date(2026, 6, 8), date(2026, 7, 31)),
    ),
    activities=(
        Planned("studies", date(2026, 1, 5), date(2026, 3, 20), "Coaching load"),
        Planned(
            "studies",
            date(2026, 5, 11),
            date(2026, 6, 5),
            "Classroom video",
            waits_for="The district’s safeguard sign-off is missing.",
        ),
        Planned("surveys", date(2025, 10, 7), date(2025, 10, 29), "Fall"),
        Planned("surveys", date(2026, 3, 2), date(2026, 3, 27), "Spring"),
        *(
            Planned("meetings", day, day, title)
            for day, title in (
                (date(2025, 8, 19), "Opening"),
                (date(2025, 10, 16), "Strategies"),
                (date(2025, 12, 12), "Winter meeting"),
                (date(2026, 2, 17), "Midyear"),
                (date(2026, 4, 8), "First look"),
                (date(2026, 5, 19), "Dialogue, two hours"),
            )
        ),
        Planned("reports", date(2025, 12, 2), date(2025, 12, 2), "Fall report"),
        Planned("reports", date(2026, 4, 14), date(2026, 4, 14), "Spring report draft"),
        Planned("decisions", date(2026, 1, 13), date(2026, 1, 13), "Staffing"),
        Planned("decisions", date(2026, 3, 5), date(2026, 3, 5), "Budget"),
        Planned("decisions", date(2026, 6, 9), date(2026, 6, 9), "Board"),
    ),
)
FALL = ("Fall report", date(2026, 1, 9), "The fall answers of two schools came after Thanksgiving.")
DRAFT = ("Spring report draft", date(2026, 5, 1), "Two coach logs came late; we waited rather than guess.")
WINTER = ("Winter meeting", date(2026, 12, 16), "The board meets on the day that was planned.")
ACCOUNT = """Cedar Valley has nine middle schools and 84 mathematics teachers. Since 2022 the district has \
rested its work in mathematics on ten coaches, each with two schools; coaching cycles of six weeks are the \
one support that every teacher meets.

Leadership is steady: the same superintendent for six years, and an assistant superintendent who taught \
mathematics here. Principals choose when coaches visit, and in most schools testing weeks are kept free of \
everything else. What the cabinet can carry in a year is one change in coaching, not two.

We were told candidly that an earlier study asked much of coaches and gave nothing back. Whatever we ask \
for, the coaches hear first what came of it."""
CORRECTION = ACCOUNT.replace("each with two schools", "nine of them with one school each, one with none")


def plan_years(partnership: Partnership, people: Mapping[str, Person]) -> None:
    """By the same actions as on the pages. What lies behind today has happened, the rest is planned."""
    lead, district = people["hannah"], people["marcus"]
    _get_to_know(partnership, lead, district)
    for days in BLACK_OUTS:
        actions.add_black_out(days, partnership, by=district)
    year = _begin(YEAR, partnership, lead)
    _go_through(year, lead, (FALL, DRAFT))
    phases, activities = queries.phases_of(year), queries.activities_of(year)
    following = from_last_year(
        year,
        phases,
        activities,
        name="2026–27",
        first_day=date(2026, 8, 1),
        calendar=queries.calendar_of(partnership),
        are_known=True,
    )
    _go_through(_begin(following, partnership, district), district, (WINTER,))


def _get_to_know(partnership: Partnership, lead: Person, district: Person) -> None:
    share(acquainting.write(partnership, text=ACCOUNT, by=lead), by=lead)
    corrected = acquainting.write(partnership, text=CORRECTION, by=district).newest
    assert corrected is not None  # noqa: S101 written just now
    acquainting.confirm(partnership, text_id=corrected.public_id, by=district)


def _begin(plan: PlannedYear, partnership: Partnership, by: Person) -> Cycle:
    conflicts = actions.conflicts_of_plan(plan, partnership, {0, 1, 2, 3, 4})
    year = actions.begin_year(plan, partnership, by=by, accepted=[one.key for one in conflicts])
    # Told as it would have been: a plan that is entered when its days have passed counts for nothing.
    begun = timezone.make_aware(datetime.combine(year.first_day, time(12)))
    for model in (Phase, Activity):
        model._default_manager.filter(cycle=year, made_at__gt=begun).update(made_at=begun)
    return year


def _go_through(year: Cycle, by: Person, moves: Iterable[tuple[str, date, str]]) -> None:
    for title, day, reason in moves:
        item = year.activities.get(title=title)
        planned = actions.planned_anew(item, day, day)
        accepted = [one.key for one in actions.conflicts_of(year, planned)]
        actions.move(item, first=day, last=day, reason=reason, by=by, accepted=accepted)
    for one in [*Phase.objects.filter(cycle=year), *Activity.objects.filter(cycle=year)]:
        if not (isinstance(one, Activity) and one.waits_for):
            _happen(one, by)


def _happen(one: Scheduled, by: Person) -> None:
    today = timezone.localdate()
    if one.planned_first <= today and not one.is_one_day:
        one = actions.begin(one, on=one.planned_first, by=by)
    if one.planned_last < today and one.state != State.DONE:
        actions.finish(one, on=one.planned_last, by=by)
