"""The only writers of this room."""

from fivefold.surveys.actions.rounds import record_round

__all__ = ["record_round"]
