"""What the worker does for this room."""

from fivefold.accounts import administrators, invitations, sessions
from fivefold.core.upkeep import duty


@duty
def forget_lapsed_administrator_invitations() -> int:
    return administrators.forget_lapsed()


@duty
def forget_empty_accounts() -> int:
    return invitations.forget_empty_accounts()


@duty
def forget_ended_sessions() -> int:
    return sessions.forget_ended()
