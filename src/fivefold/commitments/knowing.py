"""What this room knows about a person: what they took on.

The words stay when they go: they were said to both sides, and the name of who owns one goes with the account.
"""

from collections.abc import Iterator

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


def forget(_person: Person) -> Iterator[str]:
    yield from ()
