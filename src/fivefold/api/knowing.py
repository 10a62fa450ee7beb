"""What this room knows about a person, and how it lets go of them."""

from collections.abc import Iterator

from fivefold.accounts.knowledge import Known
from fivefold.accounts.models import Person
from fivefold.api.models import Token
from fivefold.core import ledger


def told(person: Person) -> Known:
    return {
        "tokens_for_programs": [
            {
                "name": token.name,
                "reads": sorted(token.scopes),
                "partnerships": "all of yours" if token.partnerships is None else token.partnerships,
                "made": token.made_at,
                "until": token.ends_at,
                "ended": token.ended_at,
                "last_used": token.last_used_on,
            }
            for token in Token.objects.filter(person=person)
        ]
    }


def forget(person: Person) -> Iterator[str]:
    """Delete every token, open or not; name what in the ledgers is about them."""
    # By the entries: the rows of tokens that ended long ago are gone, and their names stand in the ledgers.
    yield from {entry.about for entry in ledger.by(person).filter(about__startswith="token:")}
    Token.objects.filter(person=person).delete()
