"""What is open and could be talked about: each room proposes its own lines for an agenda.

A room registers a provider when it starts (`AppConfig.ready`); nothing is put on an agenda but by a person.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from fivefold.meetings.models import Meeting
from fivefold.partnerships.models import Membership


@dataclass(frozen=True)
class Proposal:
    """A line that could stand on an agenda, in the language of whoever reads it."""

    # The record's name in the ledger, so that it is proposed until it stands there, and then no more.
    source: str
    text: str
    minutes: int = 10


Provider = Callable[[Membership, Meeting], Iterable[Proposal]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """`provider` reads a fixed number of queries, however much is open, and only what the member may see."""
    _providers.append(provider)


def proposals_for(membership: Membership, meeting: Meeting) -> list[Proposal]:
    """Without what stands on the agenda already."""
    taken = set(meeting.agenda.exclude(source="").values_list("source", flat=True))
    found = (one for provider in _providers for one in provider(membership, meeting))
    return [one for one in found if one.source not in taken]
