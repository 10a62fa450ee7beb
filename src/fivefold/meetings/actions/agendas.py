"""The agenda: lines typed or proposed, in an order that buttons change."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fivefold.accounts.models import Person
from fivefold.core.rules import RuleError
from fivefold.meetings import policies
from fivefold.meetings.actions.writing import anew, enter, same_press, spaced, who
from fivefold.meetings.models import AgendaLine, Meeting
from fivefold.partnerships.permissions import Permission


@transaction.atomic
def add_line(
    meeting: Meeting, *, text: str, minutes: int, pressed: str, by: Person, source: str = ""
) -> AgendaLine:
    """At the end. Pressed twice, or proposed and taken twice, it is one."""
    who(meeting.partnership, by, Permission.MEETINGS_WRITE)
    if before := AgendaLine.objects.filter(pressed=pressed).first():
        same_press(before, meeting.partnership, by)
        return before
    meeting = anew(meeting)
    lines = list(meeting.agenda.all())
    if source and (there := next((one for one in lines if one.source == source), None)):
        return there
    if refusal := policies.why_not_another_line(meeting, len(lines)):
        raise refusal
    line = AgendaLine.objects.create(
        **spaced(meeting, by),
        meeting=meeting,
        position=max((one.position for one in lines), default=0) + 1,
        text=text.strip(),
        minutes=minutes,
        source=source,
        pressed=pressed,
    )
    enter(meeting, "line_added", by, line=line.text)
    return line


@transaction.atomic
def reorder(line: AgendaLine, *, up: bool, by: Person) -> None:
    """One place up or down; at the end of the list nothing happens."""
    lines = _lines(line, by)
    place = [one.pk for one in lines].index(line.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(lines):
        return
    lines[place], lines[other] = lines[other], lines[place]
    for number, one in enumerate(lines, start=1):
        if one.position != number:
            AgendaLine.objects.filter(pk=one.pk).update(position=number)


@transaction.atomic
def set_minutes(line: AgendaLine, *, minutes: int, by: Person) -> None:
    _lines(line, by)
    AgendaLine.objects.filter(pk=line.pk).update(minutes=minutes)


@transaction.atomic
def remove_line(line: AgendaLine, *, by: Person) -> None:
    """Removed twice, it is gone once."""
    who(line.partnership, by, Permission.MEETINGS_WRITE)
    meeting = anew(line.meeting)
    if refusal := policies.why_not_changed(meeting):
        raise refusal
    if AgendaLine.objects.filter(pk=line.pk).delete()[0]:
        enter(meeting, "line_removed", by, line=line.text)


def _lines(line: AgendaLine, by: Person) -> list[AgendaLine]:
    who(line.partnership, by, Permission.MEETINGS_WRITE)
    meeting = anew(line.meeting)
    if refusal := policies.why_not_changed(meeting):
        raise refusal
    lines = list(meeting.agenda.all())
    if line not in lines:
        raise RuleError("gone", _("This line is no longer on the agenda."))
    return lines
