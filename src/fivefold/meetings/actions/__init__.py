"""The only writers of meetings, their agendas, their minutes and their dialogues."""

from fivefold.meetings.actions.agendas import add_line, remove_line, reorder, set_minutes
from fivefold.meetings.actions.closing import SideThere, close, pass_on, say_who_was_there
from fivefold.meetings.actions.minutes import Written, capture, edit, take_up
from fivefold.meetings.actions.preparing import Setting, change, conflicts_of, plan, prepare
from fivefold.meetings.actions.talks import write_talk

__all__ = [
    "Setting",
    "SideThere",
    "Written",
    "add_line",
    "capture",
    "change",
    "close",
    "conflicts_of",
    "edit",
    "pass_on",
    "plan",
    "prepare",
    "remove_line",
    "reorder",
    "say_who_was_there",
    "set_minutes",
    "take_up",
    "write_talk",
]
