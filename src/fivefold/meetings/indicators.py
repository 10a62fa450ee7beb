"""What the record shows of meetings: counted from those that were closed, never scored."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext, ngettext

from fivefold.cycles.models import Activity
from fivefold.cycles.states import Lane, State
from fivefold.meetings.models import Meeting
from fivefold.meetings.queries import held_within
from fivefold.partnerships.models import Partnership
from fivefold.partnerships.record import Counted, Row
from fivefold.partnerships.states import Side

HELD = Q(lane=Lane.MEETINGS, state=State.DONE)


def counted(partnership: Partnership, first: date, last: date) -> list[Counted]:
    return [_both_sides(partnership, first, last)]


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
    without = Activity.objects.filter(HELD, _in(first, last), partnership=partnership, meeting=None)
    return Counted(
        "meetings_with_both",
        "trust",
        sentence,
        done,
        len(rows),
        first,
        last,
        rows,
        name=name,
        note=_unsaid(without.count()),
    )


def _had_both(meeting: Meeting) -> bool:
    said = {one.side: one for one in meeting.attendance.all()}
    present = {one.membership.side for one in meeting.attended.all()}
    present |= {side for side, one in said.items() if one.guests}
    decides = Side.PRACTICE in said and said[Side.PRACTICE].has_authority
    return {Side.PRACTICE.value, Side.RESEARCH.value} <= present and decides


def _in(first: date, last: date) -> Q:
    return Q(actual_last__range=(first, last))


def _unsaid(number: int) -> str:
    """Of these nobody wrote who was there, so they say nothing either way."""
    if not number:
        return ""
    text = ngettext(
        "One more was held, and nobody wrote here who was there.",
        "%(number)s more were held, and nobody wrote here who was there.",
        number,
    )
    return text % {"number": number}
