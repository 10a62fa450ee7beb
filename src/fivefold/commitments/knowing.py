"""What this room knows about a person: what they took on.

The record stands when they go: it was said to both sides, and the name of who owns one goes with the account.
"""

from collections.abc import Iterator

from django.db.models import Q

from fivefold.accounts.knowledge import Known
from fivefold.accounts.models import Person
from fivefold.commitments.models import Commitment


def told(person: Person) -> Known:
    # Without the words: they belong to a space that somebody may have left.
    rows = Commitment.objects.filter(owner=person).select_related("partnership").order_by("pk")
    return {
        "commitments_you_own": [
            {
                "partnership": one.partnership.name,
                "commitment": one.public_id,
                "due": one.due,
                "state": one.state,
                "at": one.made_at,
            }
            for one in rows
        ]
    }


def forget(person: Person) -> Iterator[str]:
    """The ledger names owners in its details, so those of what was ever theirs go."""
    ever = Q(owner=person) | Q(steps__owner_before=person)
    yield from {one.about for one in Commitment.objects.filter(ever)}
