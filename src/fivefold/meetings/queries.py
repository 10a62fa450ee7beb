"""What pages show of meetings: a fixed number of queries, however many there are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from zlib import crc32

from django.db.models import Count, QuerySet
from django.http import Http404
from django.utils.formats import date_format
from django.utils.translation import gettext

from fivefold.commitments.sources import Source
from fivefold.cycles.models import Activity
from fivefold.cycles.states import State
from fivefold.goals.models import Strategy
from fivefold.goals.states import Standing
from fivefold.meetings.models import AgendaLine, Attendance, Attended, Entry, Meeting, TalkVersion
from fivefold.meetings.states import MeetingState
from fivefold.partnerships.models import Membership, Organization, Partnership
from fivefold.partnerships.queries import spaces_open_to
from fivefold.partnerships.states import Side

OF_A_MEETING = ("partnership", "space", "activity__cycle__partnership", "activity__partnership", "keeper")


def meetings_of(membership: Membership) -> QuerySet[Meeting]:
    found = Meeting.objects.filter(
        partnership=membership.partnership_id, space__in=spaces_open_to(membership)
    ).exclude(activity__state=State.CALLED_OFF)
    return found.select_related(*OF_A_MEETING)


@dataclass(frozen=True)
class Meetings:
    """To come, or to be closed: the next first. Held: the newest first."""

    open: Sequence[Meeting]
    held: Sequence[Meeting]


def listed(membership: Membership) -> Meetings:
    every = list(meetings_of(membership).annotate(lines=Count("agenda")))
    return Meetings(
        [one for one in every if one.is_open], [one for one in reversed(every) if not one.is_open]
    )


def get_meeting(membership: Membership, public_id: str) -> Meeting:
    """One that was called off too: whoever has its address learns that it was."""
    meeting = (
        Meeting.objects.filter(
            public_id=public_id, partnership=membership.partnership_id, space__in=spaces_open_to(membership)
        )
        .select_related(*OF_A_MEETING, "closed_by")
        .first()
    )
    if meeting is None:
        raise Http404
    return meeting


def have_meetings(_membership: Membership, activities: Sequence[Activity]) -> set[int]:
    """Which of the year's days stand in calendars as meetings, with time and place, and so only once."""
    found = Meeting.objects.filter(activity__in=[one.pk for one in activities])
    return set(found.values_list("activity", flat=True))


def get_line(meeting: Meeting, public_id: str) -> AgendaLine:
    line = meeting.agenda.filter(public_id=public_id).select_related("meeting", "partnership").first()
    if line is None:
        raise Http404
    return line


def get_entry(meeting: Meeting, public_id: str) -> Entry:
    entry = entries_of(meeting).filter(public_id=public_id).first()
    if entry is None:
        raise Http404
    entry.meeting = meeting
    return entry


def entries_of(meeting: Meeting) -> QuerySet[Entry]:
    found = Entry.objects.filter(meeting=meeting)
    reads = ("made_by", "owner", "partnership", "space", "commitment__partnership")
    return found.select_related(*reads).prefetch_related("strategy__versions")


def fingerprint(entries: Sequence[Entry], meeting: Meeting) -> str:
    """Of what a page shows, so that nothing is drawn anew that has not changed."""
    shown = [(one.public_id, one.number, one.commitment_id) for one in entries]
    return f"{crc32(repr((shown, meeting.state)).encode()):x}"


@dataclass(frozen=True)
class ThereOfSide:
    """Who was there of one side, as a page says it."""

    side: Side
    organization: Organization | None
    members: Sequence[Membership]
    said: Attendance | None

    @property
    def guests(self) -> int:
        return self.said.guests if self.said else 0

    @property
    def is_present(self) -> bool:
        return bool(self.members or self.guests)


def who_was_there(meeting: Meeting) -> list[ThereOfSide]:
    """The two sides always, whoever stands between them when somebody did."""
    attended = Attended.objects.filter(meeting=meeting).select_related("membership__person")
    there = sorted((one.membership for one in attended), key=lambda one: one.person.name)
    said = {one.side: one for one in Attendance.objects.filter(meeting=meeting)}
    every = [
        ThereOfSide(
            side,
            meeting.partnership.organization_of(side),
            [one for one in there if one.side == side],
            said.get(side),
        )
        for side in Side
    ]
    return [one for one in every if one.side != Side.BROKER or one.members]


def could_be_there(meeting: Meeting) -> list[Membership]:
    """Members on the day of the meeting: who had left by then is not among them."""
    members = meeting.partnership.memberships.current(meeting.day).select_related("person")
    order = list(Side)
    return sorted(members, key=lambda one: (order.index(Side(one.side)), one.person.name))


@dataclass(frozen=True)
class Talk:
    """A strategy in a dialogue: what was envisioned, and what stands beside it so far."""

    strategy: Strategy
    envisioned: object
    newest: TalkVersion | None

    @property
    def number(self) -> int:
        return self.newest.number if self.newest else 0


def talks_of(meeting: Meeting) -> list[Talk]:
    """One for each strategy that is pursued; of a meeting that is closed, those that were talked about."""
    newest: dict[int, TalkVersion] = {}
    found = TalkVersion.objects.filter(meeting=meeting).select_related("envisioned", "made_by")
    for one in found.order_by("number"):
        newest[one.strategy_id] = one
    strategies = Strategy.objects.filter(partnership=meeting.partnership_id)
    if meeting.is_open:
        strategies = strategies.filter(standing=Standing.PURSUED, goal__standing=Standing.PURSUED)
    else:
        strategies = strategies.filter(pk__in=newest)
    strategies = strategies.select_related("partnership", "space", "goal__partnership")
    return [
        Talk(one, one.newest if meeting.is_open else newest[one.pk].envisioned, newest.get(one.pk))
        for one in strategies.prefetch_related("versions__made_by", "goal__versions").order_by("goal", "pk")
    ]


def held_within(partnership: Partnership, first: date, last: date) -> QuerySet[Meeting]:
    found = Meeting.objects.filter(
        partnership=partnership,
        state=MeetingState.CLOSED,
        activity__actual_last__gte=first,
        activity__actual_last__lte=last,
    )
    return found.select_related(*OF_A_MEETING)


def as_sources(membership: Membership, public_ids: Iterable[str]) -> dict[str, Source]:
    """What commitments say they came from: the meeting with its day."""
    found = meetings_of(membership).filter(public_id__in=list(public_ids))
    return {
        one.public_id: Source(
            gettext("%(name)s, %(day)s") % {"name": one, "day": date_format(one.day, "DATE_FORMAT")},
            one.get_absolute_url(),
        )
        for one in found
    }
