"""What the worker does for this room."""

from fivefold.core.upkeep import duty
from fivefold.reminders import actions

# Mail waits behind this, sign-in codes too: a large installation's morning goes on in the next minute.
SECONDS_A_ROUND = 10.0


@duty(each_minute=True)
def send_mails_of_the_day() -> int:
    return actions.send_due(until=actions.within(SECONDS_A_ROUND))


@duty
def forget_old_mails_of_a_day() -> int:
    return actions.forget_old()
