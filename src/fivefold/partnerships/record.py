"""The record strand: what happened, counted from the rows that people entered, never scored.

Each room counts its own in `indicators.py`; the report card shows them under the dimension they are of.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

# Under so many due, a share says nothing.
LEAST_DUE = 3


@dataclass(frozen=True)
class Row:
    """One thing that was due, as a member finds it: its page, and whether it was done."""

    title: str
    url: str
    is_done: bool


@dataclass(frozen=True)
class Counted:
    """One indicator over a window: `done` of `due`, with the rows behind both.

    Whole things are counted with their rows. Hours against a budget are counted too, with
    `unit` "hours"; then `rows` are the asks, and `due` is what was agreed.
    """

    key: str
    # The key of a dimension of the framework.
    dimension: str
    # "4 of 6 meetings had both sides and someone with authority", in the reader's language.
    sentence: str
    done: int
    due: int
    first: date
    last: date
    rows: Sequence[Row]
    unit: str = "things"
    # "Dates kept within a week of the plan": what is counted, where no number may stand.
    name: str = ""
    # What was left out and why, in a sentence; empty where nothing was.
    note: str = ""

    @property
    def is_too_early(self) -> bool:
        return self.due < LEAST_DUE
