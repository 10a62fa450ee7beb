"""The only writers of asks, one at a time in a partnership, so that two cannot draw the same hour."""

from fivefold.asks.actions.asking import Wanted, ask, conflicts_of, why_not_asked
from fivefold.asks.actions.deciding import accept, approve, change, decline, why_not_on_its_days
from fivefold.asks.actions.ending import cancel, finish, note_own, tell_outcome, withdraw
from fivefold.asks.actions.writing import enter_passed_on

__all__ = [
    "Wanted",
    "accept",
    "approve",
    "ask",
    "cancel",
    "change",
    "conflicts_of",
    "decline",
    "enter_passed_on",
    "finish",
    "note_own",
    "tell_outcome",
    "why_not_asked",
    "why_not_on_its_days",
    "withdraw",
]
