"""What the worker does for this room."""

from fivefold.core.upkeep import duty
from fivefold.partnerships import inviting


@duty
def forget_lapsed_invitations() -> int:
    return inviting.forget_lapsed()
