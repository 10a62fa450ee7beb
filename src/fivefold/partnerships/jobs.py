"""What the worker does for this room."""

from fivefold.core.upkeep import duty
from fivefold.partnerships import actions, emergency, inviting


@duty
def forget_lapsed_invitations() -> int:
    return inviting.forget_lapsed()


@duty
def pass_on_of_lapsed() -> int:
    return actions.pass_on_of_lapsed()


@duty(each_minute=True)
def end_emergencies() -> int:
    return emergency.end_expired()
