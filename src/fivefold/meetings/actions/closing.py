"""Who was there, the end of a meeting, and who takes it on when its keeper leaves."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from fivefold.accounts.models import Person
from fivefold.cycles import actions as cycles
from fivefold.cycles.states import State
from fivefold.meetings import policies, telling
from fivefold.meetings.actions.minutes import take_up_all
from fivefold.meetings.actions.writing import anew, enter, who
from fivefold.meetings.models import Attendance, Attended, Meeting
from fivefold.meetings.states import MeetingState
from fivefold.partnerships.models import Membership
from fivefold.partnerships.permissions import Permission
from fivefold.partnerships.queries import leads_of
from fivefold.partnerships.states import Side


@dataclass(frozen=True)
class SideThere:
    """Of one side: guests without names, and who there could decide, by role."""

    guests: int
    has_authority: bool
    who_decides: str = ""


@transaction.atomic
def say_who_was_there(
    meeting: Meeting, members: Collection[str], sides: Mapping[str, SideThere], *, by: Person
) -> Meeting:
    """Said again, it is as said last, until the meeting is closed."""
    who(meeting.partnership, by, Permission.MEETINGS_WRITE)
    meeting = anew(meeting)
    if refusal := policies.why_not_changed(meeting):
        raise refusal
    could = {one.public_id: one for one in meeting.partnership.memberships.current(meeting.day)}
    if refusal := policies.why_not_there(members, could):
        raise refusal
    meeting.attended.all().delete()
    Attended.objects.bulk_create(
        [Attended(meeting=meeting, membership=could[one]) for one in dict.fromkeys(members)]
    )
    for side, there in sides.items():
        Attendance.objects.update_or_create(
            meeting=meeting,
            side=side,
            defaults={
                "guests": there.guests,
                "has_authority": there.has_authority,
                "who_decides": there.who_decides if there.has_authority else "",
            },
        )
    enter(meeting, "attendance_said", by)
    return meeting


@transaction.atomic
def close(meeting: Meeting, *, on: date, by: Person) -> Meeting:
    """Its minutes are fixed, its activity is done, and everyone is told. Of two who close it, one did."""
    membership = who(meeting.partnership, by, Permission.MEETINGS_WRITE)
    meeting = anew(meeting)
    if not meeting.is_open:
        return meeting
    said = list(meeting.attendance.values_list("side", flat=True))
    if refusal := policies.why_not_closed(meeting, said, timezone.localdate()):
        raise refusal
    take_up_all(meeting, membership)
    _finish(meeting, on, by)
    meeting.state, meeting.closed_at, meeting.closed_by = MeetingState.CLOSED, timezone.now(), by
    meeting.changed_at = meeting.closed_at
    meeting.save(update_fields=["state", "closed_at", "closed_by", "changed_at"])
    enter(meeting, "closed", by)
    telling.tell_of_minutes(anew(meeting), membership)
    return meeting


def _finish(meeting: Meeting, on: date, by: Person) -> None:
    """Unless the year has it done already. What takes more than a day has begun as planned."""
    activity, right = meeting.activity, Permission.MEETINGS_WRITE
    if activity.state == State.DONE:
        return
    if activity.state == State.PLANNED and not activity.is_one_day:
        activity = cycles.begin(activity, on=min(activity.planned_first, on), by=by, right=right)
    meeting.activity = cycles.finish(activity, on=on, by=by, right=right)


def pass_on(membership: Membership, by: Person | None) -> None:
    """What somebody prepares who leaves: whoever leads their side takes it on, between the sides the
    district's lead."""
    person = membership.person
    theirs = Meeting.objects.filter(
        partnership=membership.partnership_id, keeper=person, state=MeetingState.OPEN
    )
    side = Side.PRACTICE if membership.side == Side.BROKER else membership.side
    for meeting in theirs.select_related("partnership", "space", "activity"):
        lead = leads_of(membership.partnership, side).exclude(person=person).select_related("person").first()
        meeting.keeper = lead.person if lead else None
        meeting.save(update_fields=["keeper"])
        enter(meeting, "passed_on", by, name=lead.person.name if lead else "")
