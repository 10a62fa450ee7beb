"""The publication log is bound to its chain: what was shown to whom cannot be rewritten unseen."""

import hashlib
from datetime import UTC

from fivefold.core.ledger.hashing import canonical
from fivefold.core.models.ledger import Chain
from fivefold.core.models.publication import Publication

# What it tells of stands in `about`, since a detail can be erased.
PUBLISHED = "ledger.published"


def mark_of(publication: Publication) -> str:
    """Its identifier, and the hash of all that it says. Changing a line here breaks every chain with one.

    Of a publication as the database gives it back: that may change the form of a number.
    """
    text = canonical(
        [
            publication.public_id,
            publication.space_key,
            publication.kind,
            publication.about,
            publication.audience,
            publication.figures,
            publication.by.public_id if publication.by else "",
            publication.at.astimezone(UTC).isoformat(timespec="microseconds"),
            publication.ledger_head,
        ]
    )
    return f"publication:{publication.public_id}:{hashlib.sha256(text.encode()).hexdigest()}"


def first_fault(chain: Chain) -> int | None:
    """The first entry whose publication is not as it was; after the last, if some were never entered."""
    entered = dict(chain.entries.filter(act=PUBLISHED).values_list("about", "number"))
    kept = {mark_of(one) for one in Publication.objects.filter(space_key=chain.key).select_related("by")}
    changed = [number for mark, number in entered.items() if mark not in kept]
    if changed:
        return min(changed)
    return None if kept <= entered.keys() else chain.length + 1
