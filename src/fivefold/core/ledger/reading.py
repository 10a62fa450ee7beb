from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from fivefold.core.actors import Actor
from fivefold.core.ledger import published
from fivefold.core.ledger.hashing import BEGINNING, hash_detail
from fivefold.core.ledger.recording import DETAIL_ERASED, hash_of
from fivefold.core.models.ledger import Chain, Entry


@dataclass(frozen=True)
class Verification:
    """What reading a whole chain again showed. `first_fault` is the number of the first wrong entry."""

    unbroken: bool
    entries: int
    first_fault: int | None
    head: str
    at: datetime
    erased: int = 0


def head(chain_key: str) -> str:
    """The newest hash of a chain, printed on whatever leaves; of an empty chain, 64 zeros."""
    found = Chain.objects.filter(key=chain_key).values_list("head", flat=True).first()
    return found or BEGINNING


def entries(chain_key: str, limit: int | None = 100, *, but: Collection[str] = ()) -> list[Entry]:
    """Newest first, details included, in one query; without the acts in `but`."""
    found = Entry.objects.filter(chain__key=chain_key).exclude(act__in=but)
    return list(found.select_related("kept_detail").order_by("-number")[:limit])


def newest(chain_key: str, act: str, about: Collection[str]) -> Entry | None:
    """When an act was last done to any of these things, if it ever was."""
    found = Entry.objects.filter(chain__key=chain_key, act=act, about__in=about)
    return found.order_by("-number").first()


def by(actor: Actor) -> QuerySet[Entry]:
    """What somebody did, in every chain, oldest first."""
    return Entry.objects.filter(actor=actor.public_id).order_by("at", "pk")


def about(things: Iterable[str]) -> QuerySet[Entry]:
    """What was done to any of these things, in every chain, details included."""
    return Entry.objects.filter(about__in=set(things)).select_related("chain", "kept_detail").order_by("pk")


@transaction.atomic
def verify(chain_key: str) -> Verification:
    """Reckon every hash of a chain anew, from its first entry to the head that the chain claims.

    A detail may be missing only where a later entry says that it was erased. Figures that left are compared
    with what was entered when they did; one that was never entered is a fault after the last entry.
    """
    chain = Chain.objects.select_for_update().filter(key=chain_key).first()
    if chain is None:
        return Verification(True, 0, None, BEGINNING, timezone.now())
    previous, number, fault = BEGINNING, 0, None
    missing: set[int] = set()
    for entry in chain.entries.select_related("kept_detail").order_by("number").iterator(chunk_size=1000):
        number += 1
        if not _follows(entry, chain_key, number, previous):
            fault = number
            break
        previous = entry.hash
        if not hasattr(entry, "kept_detail"):
            missing.add(number)
    erased = _erased(chain)
    if fault is None and missing - erased:
        fault = min(missing - erased)
    if fault is None:
        fault = published.first_fault(chain)
    if fault is None and (number != chain.length or previous != chain.head):
        fault = number + 1
    return Verification(fault is None, chain.length, fault, chain.head, timezone.now(), len(missing & erased))


def _follows(entry: Entry, chain_key: str, number: int, previous: str) -> bool:
    kept = getattr(entry, "kept_detail", None)
    return (
        entry.number == number
        and entry.previous_hash == previous
        and entry.hash == hash_of(entry, chain_key)
        and (kept is None or entry.detail_hash == hash_detail(kept.salt, kept.text))
    )


def _erased(chain: Chain) -> set[int]:
    about = chain.entries.filter(act=DETAIL_ERASED).values_list("about", flat=True)
    return {int(text.removeprefix("entry:")) for text in about}
