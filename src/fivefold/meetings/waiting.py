"""What of its meetings waits for a member, and what of them has a day."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from fivefold.cycles import queries as years
from fivefold.cycles.states import State
from fivefold.meetings.models import Meeting
from fivefold.meetings.queries import meetings_of
from fivefold.meetings.states import MeetingState
from fivefold.partnerships.dates import Dated
from fivefold.partnerships.models import Membership
from fivefold.partnerships.needs import Need
from fivefold.partnerships.permissions import Permission

# So many school days before a meeting its agenda is asked for.
AHEAD = 10


def needs(membership: Membership) -> Iterator[Need]:
    """Of whoever prepares a meeting: to prepare its agenda, and to close it when it lies behind."""
    if Permission.MEETINGS_WRITE not in membership.permissions:
        return
    today = timezone.localdate()
    theirs = meetings_of(membership).filter(keeper=membership.person, state=MeetingState.OPEN)
    found = list(theirs.annotate(lines=Count("agenda")))
    calendar = years.calendar_of(membership.partnership) if found else None
    for meeting in found:
        if meeting.day < today or meeting.activity.state == State.DONE:
            yield _to_close(meeting)
        elif not meeting.lines and calendar and calendar.count(today, meeting.day) <= AHEAD:
            yield _to_prepare(meeting)


def _to_close(meeting: Meeting) -> Need:
    return Need(
        gettext("Say who was at “%(name)s”, and close it") % {"name": meeting},
        gettext("Both sides are told what was decided as soon as it is closed."),
        reverse("meeting_close", args=[meeting.partnership.public_id, meeting.public_id]),
        gettext("Close it"),
        3,
    )


def _to_prepare(meeting: Meeting) -> Need:
    return Need(
        gettext("Prepare the agenda of “%(name)s”") % {"name": meeting},
        gettext("What is open is proposed there; you choose."),
        reverse("meeting_agenda", args=[meeting.partnership.public_id, meeting.public_id]),
        gettext("Prepare it"),
        5,
        meeting.day,
    )


def dates(membership: Membership, first: date, last: date) -> Iterator[Dated]:
    if Permission.MEETINGS_VIEW not in membership.permissions:
        return
    touching = meetings_of(membership).filter(activity__planned_first__lte=last)
    for meeting in touching.prefetch_related("activity__moves"):
        activity = meeting.activity
        if activity.last < first or activity.first > last or activity.cycle.state == State.CALLED_OFF:
            continue
        is_one_day = activity.first == activity.last
        yield Dated(
            about=meeting.about,
            what=str(meeting),
            first=activity.first,
            last=activity.last,
            url=meeting.get_absolute_url(),
            changed_at=max([meeting.changed_at, *(one.made_at for one in activity.history)]),
            starts=meeting.starts if is_one_day else None,
            minutes=meeting.minutes if is_one_day else 0,
            where=meeting.where,
            is_mine=Permission.MEETINGS_CAPTURE in membership.permissions,
        )
