"""Whose turn it is when somebody leaves: what waited passes on, in the act that ends their membership.

Each room says how its own passes on when it starts (`AppConfig.ready`).
"""

from collections.abc import Callable

from fivefold.accounts.models import Person
from fivefold.partnerships.models import Membership

PassOn = Callable[[Membership, "Person | None"], None]
_passing: list[PassOn] = []


def register(pass_on: PassOn) -> None:
    """`pass_on` gets the membership that ends and who ended it; the ledger says what it moves, and to whom.

    Safe to repeat: it moves what is still open and theirs.
    """
    _passing.append(pass_on)


def pass_on(membership: Membership, by: Person | None) -> None:
    for one in _passing:
        one(membership, by)
