"""What this room and those above it in the year propose for an agenda."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext

from fivefold.agreements import queries as agreements
from fivefold.commitments import queries as commitments
from fivefold.cycles import queries as years
from fivefold.cycles import words
from fivefold.cycles.models import Activity, Scheduled
from fivefold.cycles.states import State
from fivefold.meetings.agenda import Proposal
from fivefold.meetings.models import Meeting
from fivefold.partnerships.models import Membership

LONGEST_LINE = 240


def of_the_year(_membership: Membership, meeting: Meeting) -> Iterator[Proposal]:
    """What waits, what moved and is still to come, what is past its day."""
    year, today = meeting.activity.cycle, timezone.localdate()
    items: list[Scheduled] = [*years.phases_of(year), *years.activities_of(year)]
    for one in items:
        if one.pk == meeting.activity_id and isinstance(one, Activity):
            continue
        if one.state not in {State.PLANNED, State.UNDER_WAY}:
            continue
        if isinstance(one, Activity) and one.is_waiting:
            yield _line(one, f"{one}: {one.waits_for}", 10)
        elif moved := words.moved(one):
            yield _line(one, f"{one}: {moved}. {one.history[-1].reason}", 10)
        elif one.planned_last < today:
            yield _line(one, gettext("%(name)s: its day has passed") % {"name": one}, 5)


def of_the_commitments(membership: Membership, meeting: Meeting) -> Iterator[Proposal]:
    """What is late, and what is due by the day of the meeting."""
    today = timezone.localdate()
    for one in commitments.open_of(membership.partnership):
        if one.due > max(meeting.day, today):
            break
        said = {"owner": one.owner, "what": one.what.rstrip("."), "day": words.day(one.due)}
        pattern = (
            gettext("Late since %(day)s: %(what)s (%(owner)s)")
            if one.due < today
            else gettext("Due %(day)s: %(what)s (%(owner)s)")
        )
        yield Proposal(one.about, Truncator(pattern % said).chars(LONGEST_LINE), 5)


def of_the_agreement(membership: Membership, _meeting: Meeting) -> Iterator[Proposal]:
    proposal = agreements.open_proposal(membership.partnership)
    if proposal is not None:
        yield Proposal(proposal.about, gettext("The terms that are proposed and wait for an answer"), 15)


def _line(one: Scheduled, text: str, minutes: int) -> Proposal:
    return Proposal(one.about, Truncator(text).chars(LONGEST_LINE), minutes)
