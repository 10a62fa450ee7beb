"""What the worker does for this room."""

from fivefold.core.upkeep import duty
from fivefold.partnerships import emergency, inviting


@duty
def forget_lapsed_invitations() -> int:
    return inviting.forget_lapsed()


@duty(each_minute=True)
def end_emergencies() -> int:
    return emergency.end_expired()
