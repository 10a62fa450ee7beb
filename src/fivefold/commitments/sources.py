"""What a commitment came from. It keeps the kind and the public id of that record and nothing else.

Rooms above say what their records are called and where they stand, for whoever may see them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from fivefold.commitments.models import Commitment
from fivefold.partnerships.models import Membership


@dataclass(frozen=True)
class Source:
    """In the reader's language: "Meeting, March 3, 2026"."""

    title: str
    url: str


# Of a kind, those of the public ids that this member may see; one query, however many.
Resolver = Callable[[Membership, Iterable[str]], Mapping[str, Source]]
_resolvers: dict[str, Resolver] = {}


def register(kind: str, resolver: Resolver) -> None:
    """kind: the record's model name, as `sharing.kind_of` has it."""
    _resolvers[kind] = resolver


def sources_of(membership: Membership, commitments: Iterable[Commitment]) -> dict[int, Source]:
    """By the primary key of the commitment; what the member may not see, or nobody tells of, is left out."""
    rows = [one for one in commitments if one.source_kind]
    wanted: dict[str, set[str]] = defaultdict(set)
    for one in rows:
        wanted[one.source_kind].add(one.source_id)
    found = {kind: _resolvers[kind](membership, ids) for kind, ids in wanted.items() if kind in _resolvers}
    return {
        one.pk: found[one.source_kind][one.source_id]
        for one in rows
        if one.source_id in found.get(one.source_kind, {})
    }
