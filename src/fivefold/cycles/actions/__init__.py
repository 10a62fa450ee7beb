"""The only writers of the year.

`accepted` are the keys of conflicts that whoever saves has read; any other refuses.
"""

from fivefold.cycles.actions.black_outs import (
    add_black_out,
    bring_calendar,
    conflicts_of_black_out,
    conflicts_of_calendar,
    remove_black_out,
)
from fivefold.cycles.actions.items import (
    add,
    begin,
    call_off,
    conflicts_of,
    describe,
    finish,
    move,
    planned_anew,
    take_back,
)
from fivefold.cycles.actions.years import begin_year, close_year, conflicts_of_plan

__all__ = [
    "add",
    "add_black_out",
    "begin",
    "begin_year",
    "bring_calendar",
    "call_off",
    "close_year",
    "conflicts_of",
    "conflicts_of_black_out",
    "conflicts_of_calendar",
    "conflicts_of_plan",
    "describe",
    "finish",
    "move",
    "planned_anew",
    "remove_black_out",
    "take_back",
]
