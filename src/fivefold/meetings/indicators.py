"""What the record shows of meetings: counted from those that were closed, never scored."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext, ngettext

from fivefold.cycles.models import Cycle
from fivefold.cycles.states import PhaseKind, State
from fivefold.meetings.models import Meeting
from fivefold.meetings.queries import held_within
from fivefold.meetings.states import MeetingKind
from fivefold.partnerships.models import Partnership
from fivefold.partnerships.record import Counted, Row
from fivefold.partnerships.states import Side

# Where a year has no phase for its dialogue: as near as this to the day that was first planned.
A_WEEK = timedelta(days=7)


def counted(partnership: Partnership, first: date, last: date) -> list[Counted]:
    return [_both_sides(partnership, first, last), _dialogue_in_time(partnership, first, last)]


def _both_sides(partnership: Partnership, first: date, last: date) -> Counted:
    held = held_within(partnership, first, last).prefetch_related("attendance", "attended__membership")
    rows = [Row(str(one), one.get_absolute_url(), _had_both(one)) for one in held]
    done = sum(one.is_done for one in rows)
    sentence = ngettext(
        "%(done)s of %(due)s meeting had both sides and somebody who can decide for the district",
        "%(done)s of %(due)s meetings had both sides and somebody who can decide for the district",
        len(rows),
    ) % {"done": done, "due": len(rows)}
    name = gettext("Meetings with both sides and somebody who can decide for the district")
    return Counted("meetings_with_both", "trust", sentence, done, len(rows), first, last, rows, name=name)


def _had_both(meeting: Meeting) -> bool:
    said = {one.side: one for one in meeting.attendance.all()}
    present = {one.membership.side for one in meeting.attended.all()}
    present |= {side for side, one in said.items() if one.guests}
    decides = Side.PRACTICE in said and said[Side.PRACTICE].has_authority
    return {Side.PRACTICE.value, Side.RESEARCH.value} <= present and decides


def _dialogue_in_time(partnership: Partnership, first: date, last: date) -> Counted:
    """Due when its window has passed, or as soon as it was held."""
    found = (
        Meeting.objects.filter(
            partnership=partnership, kind=MeetingKind.DIALOGUE, activity__cycle__first_day__lte=last
        )
        .exclude(activity__state=State.CALLED_OFF)
        .select_related("partnership", "activity__cycle", "activity__partnership")
        .prefetch_related("activity__moves", "activity__cycle__phases__moves")
    )
    rows = list(_rows(found, first, last))
    done = sum(one.is_done for one in rows)
    sentence = ngettext(
        "%(done)s of %(due)s dialogue was held in the weeks that were planned for it",
        "%(done)s of %(due)s dialogues were held in the weeks that were planned for them",
        len(rows),
    ) % {"done": done, "due": len(rows)}
    name = gettext("Dialogues held in the weeks planned for them")
    return Counted("dialogue_in_time", "rigor", sentence, done, len(rows), first, last, rows, name=name)


def _rows(found: Iterable[Meeting], first: date, last: date) -> Iterable[Row]:
    for meeting in found:
        opens, closes = _window(meeting)
        held = None if meeting.is_open else meeting.activity.actual_last
        counts_on = held or closes
        if first <= counts_on <= last:
            in_time = held is not None and opens <= held <= closes
            yield Row(str(meeting), meeting.get_absolute_url(), in_time)


def _window(meeting: Meeting) -> tuple[date, date]:
    """As it was planned first: a dialogue that moves does not take its window along."""
    year: Cycle = meeting.activity.cycle
    for phase in year.phases.all():
        if phase.kind == PhaseKind.DIALOGUE and phase.state != State.CALLED_OFF:
            before = phase.original
            return (
                (before.from_first, before.from_last) if before else (phase.planned_first, phase.planned_last)
            )
    before = meeting.activity.original
    day = before.from_last if before else meeting.activity.planned_last
    return day - A_WEEK, day + A_WEEK
