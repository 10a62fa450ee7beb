"""Pure rules on meetings: the check that refuses is the one that explains."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fivefold.commitments import policies as commitments
from fivefold.core.rules import RuleError
from fivefold.cycles.models import Activity
from fivefold.cycles.policies import year_closed
from fivefold.cycles.states import Lane, State
from fivefold.meetings.models import Entry, Meeting, TalkVersion
from fivefold.meetings.states import TRANSITIONS, MeetingState
from fivefold.partnerships.models import Membership
from fivefold.partnerships.permissions import Permission

MOST_LINES, MOST_ENTRIES, MOST_GUESTS = 40, 1_000, 500


def why_not_prepared(activity: Activity) -> RuleError | None:
    if activity.lane != Lane.MEETINGS:
        return RuleError("no_meeting", _("Only what the year has among its meetings can be prepared as one."))
    if activity.cycle.is_closed:
        return year_closed()
    if activity.state == State.CALLED_OFF:
        return RuleError("called_off", _("This meeting was called off."))
    return None


def why_not_changed(meeting: Meeting) -> RuleError | None:
    if meeting.is_called_off:
        return RuleError("called_off", _("This meeting was called off."))
    if not meeting.is_open:
        return RuleError(
            "closed", _("This meeting is closed: what both sides were told stays as it was told.")
        )
    return None


def why_not_another_line(meeting: Meeting, lines: int) -> RuleError | None:
    if refusal := why_not_changed(meeting):
        return refusal
    if lines >= MOST_LINES:
        return RuleError("many_lines", _("This agenda has as many lines as it can hold."))
    return None


def why_not_captured(meeting: Meeting, entries: int) -> RuleError | None:
    """Also after it was closed: what was typed without a network must not be lost, and is marked as later."""
    if meeting.is_called_off:
        return RuleError("called_off", _("This meeting was called off."))
    if entries >= MOST_ENTRIES:
        return RuleError("many_entries", _("These minutes have as many entries as they can hold."))
    return None


def may_take_up(writer: Membership, owner: Membership | None) -> bool:
    """By the rules of the room of commitments: who may write down what this person takes on."""
    holds = Permission.COMMITMENTS_WRITE in writer.permissions
    return holds and owner is not None and commitments.may_name(writer, owner)


def why_not_edited(entry: Entry, person_id: int) -> RuleError | None:
    if entry.made_by_id != person_id:
        return RuleError("not_yours", _("Whoever wrote an entry changes it. Add one of your own instead."))
    if refusal := why_not_changed(entry.meeting):
        return refusal
    if entry.commitment_id:
        return RuleError(
            "commitment", _("A commitment is moved or dropped with its reason, where commitments are kept.")
        )
    return None


def why_not_meanwhile(who: object, newest: int, seen: int) -> RuleError | None:
    """Whether somebody was faster: `seen` is what the form was opened on."""
    if newest == seen:
        return None
    return RuleError(
        "changed_meanwhile",
        gettext(
            "{who} changed this while you were writing. Nothing of yours is lost: it stands below, and what "
            "holds now stands above it. Look at both, and send yours again if it should take its place."
        ).format(who=who),
    )


def why_not_talked(
    meeting: Meeting, newest: TalkVersion | None, words: Mapping[str, str], seen: int
) -> RuleError | None:
    if refusal := why_not_changed(meeting):
        return refusal
    if not any(words.values()) and newest is None:
        return RuleError("nothing", _("There is nothing written yet."))
    if newest is None:
        return why_not_meanwhile("", 0, seen)
    return why_not_meanwhile(newest.made_by, newest.number, seen)


def why_not_there(chosen: Collection[str], could: Collection[str]) -> RuleError | None:
    """could: members on the day of the meeting, by their public names."""
    if set(chosen) <= set(could):
        return None
    return RuleError(
        "not_a_member",
        _("Somebody you chose was not in this partnership on that day. Count them among the guests."),
    )


def why_not_closed(meeting: Meeting, sides_said: Sequence[str], today: date) -> RuleError | None:
    if refusal := why_not_changed(meeting):
        return refusal
    if MeetingState.CLOSED not in TRANSITIONS[MeetingState(meeting.state)]:
        return RuleError("closed", _("This meeting is closed already."))
    if meeting.activity.cycle.is_closed and meeting.activity.state != State.DONE:
        return year_closed()
    if meeting.activity.planned_first > today and meeting.activity.state != State.DONE:
        return RuleError("not_yet", _("Its day has not come. Close it when it was held, or move it first."))
    if len(sides_said) < 2:
        return RuleError("no_attendance", _("Say first who was there."))
    return None
