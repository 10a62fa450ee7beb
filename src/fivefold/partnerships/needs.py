"""What waits for somebody in a partnership, in one list, read alike by Home, its page and the daily mail.

Each room says what of its own waits for a member when it starts (`AppConfig.ready`); nothing else does.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from fivefold.partnerships.models import Membership


@dataclass(frozen=True)
class Need:
    """One act that waits for this member, with what it costs them, in the language of whoever reads."""

    # "Decide on 14 hours of coach time in June": a verb and its object.
    what: str
    # Who waits and what for, in one sentence; without the day, which stands beside it.
    about: str
    url: str
    # What the button says.
    action: str
    minutes: int
    by: date | None = None


Provider = Callable[[Membership], Iterable[Need]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """`provider` reads a fixed number of queries, however much waits, and only what the member may see."""
    _providers.append(provider)


def needs_of(membership: Membership) -> list[Need]:
    """The first day first; what has no day comes last, in the order of the rooms."""
    if membership.emergency:
        return []
    found = [need for provider in _providers for need in provider(membership)]
    return sorted(found, key=lambda need: need.by or date.max)
