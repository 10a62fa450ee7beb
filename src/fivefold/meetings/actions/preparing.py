"""A meeting is made of an activity of the year: one that is planned already, or one planned with it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fivefold.accounts.models import Person
from fivefold.core.rules import RuleError
from fivefold.cycles import actions as cycles
from fivefold.cycles import queries as years
from fivefold.cycles.models import Activity, Cycle
from fivefold.cycles.planning import Planned
from fivefold.cycles.policies import Conflict
from fivefold.cycles.states import Lane
from fivefold.meetings import policies
from fivefold.meetings.actions.writing import anew, enter, in_shared_space, who
from fivefold.meetings.models import Meeting
from fivefold.partnerships.models import Partnership
from fivefold.partnerships.permissions import Permission


@dataclass(frozen=True)
class Setting:
    """What a meeting has beyond its day."""

    kind: str
    starts: time
    minutes: int
    where: str = ""
    norms: str = ""


@transaction.atomic
def prepare(activity: Activity, setting: Setting, *, by: Person) -> Meeting:
    """The meeting of an activity. Pressed twice, or by two people, it is the first one's."""
    who(activity.partnership, by, Permission.MEETINGS_WRITE)
    if before := Meeting.objects.filter(activity=activity).first():
        return before
    if refusal := policies.why_not_prepared(activity):
        raise refusal
    meeting = Meeting.objects.create(
        **in_shared_space(activity.partnership, by), activity=activity, keeper=by, **asdict(setting)
    )
    enter(meeting, "prepared", by)
    return meeting


@transaction.atomic
def plan(
    partnership: Partnership,
    title: str,
    day: date,
    setting: Setting,
    *,
    by: Person,
    accepted: Iterable[str] = (),
) -> Meeting:
    """An activity of the year that holds the day, and its meeting, or neither."""
    who(partnership, by, Permission.MEETINGS_WRITE)
    activity = cycles.add(_year_of(partnership, day), _planned(title, day), by=by, accepted=accepted)
    if not isinstance(activity, Activity):
        raise TypeError(activity)
    return prepare(activity, setting, by=by)


def conflicts_of(partnership: Partnership, title: str, day: date) -> list[Conflict]:
    return cycles.conflicts_of(_year_of(partnership, day), _planned(title, day))


def _planned(title: str, day: date) -> Planned:
    return Planned(Lane.MEETINGS, day, day, title)


def _year_of(partnership: Partnership, day: date) -> Cycle:
    """The longest that holds the day: ninety days within a year are planned there by hand."""
    holding = [
        one
        for one in years.years_of(partnership).select_related("space")
        if one.first_day <= day <= one.last_day and not one.is_closed
    ]
    if not holding:
        raise RuleError("no_year", _("No year that is open holds this day. Plan the year first."))
    return max(holding, key=lambda one: one.last_day - one.first_day)


@transaction.atomic
def change(meeting: Meeting, setting: Setting, *, by: Person) -> Meeting:
    """Time, length, place, kind, norms. Its day is moved in the year, with a reason."""
    who(meeting.partnership, by, Permission.MEETINGS_WRITE)
    meeting = anew(meeting)
    if refusal := policies.why_not_changed(meeting):
        raise refusal
    now = asdict(setting)
    if all(getattr(meeting, name) == value for name, value in now.items()):
        return meeting
    for name, value in now.items():
        setattr(meeting, name, value)
    meeting.changed_at = timezone.now()
    meeting.save(update_fields=[*now, "changed_at"])
    enter(meeting, "changed", by)
    return meeting
