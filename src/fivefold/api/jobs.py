"""What the worker does for this room."""

from fivefold.api.actions import forget_ended_tokens
from fivefold.core.upkeep import duty


@duty
def forget_tokens_that_ended_long_ago() -> int:
    return forget_ended_tokens()
