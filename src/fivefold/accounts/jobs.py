"""What the worker does for this room."""

from fivefold.accounts import sessions
from fivefold.core.upkeep import duty


@duty
def forget_ended_sessions() -> int:
    return sessions.forget_ended()
