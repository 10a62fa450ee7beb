"""The only writer of the ledger."""

import secrets
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from fivefold.core.actors import Actor
from fivefold.core.ledger import reading
from fivefold.core.ledger.hashing import BEGINNING, canonical, hash_detail, hash_entry
from fivefold.core.models.ledger import Chain, Entry, EntryDetail

INSTALLATION = "installation"
DETAIL_ERASED = "ledger.detail_erased"


class OutsideTransactionError(RuntimeError):
    """An entry was about to be written apart from the act it tells of."""


def space_chain(space_public_id: str) -> str:
    return f"space:{space_public_id}"


def append(
    chain_key: str,
    act: str,
    *,
    by: Actor | None,
    about: str,
    detail: dict[str, Any],
    at: datetime | None = None,
) -> Entry:
    """Add one entry at the end of a chain, in the transaction of the act itself.

    `act` is `room.act` ("partnerships.shared"), `about` names the record ("assessment:<public id>").
    Names and words belong in `detail`, the only part that can be erased. `by=None`: the installation.
    """
    if not connection.in_atomic_block:
        raise OutsideTransactionError(f"{act}: a ledger entry belongs to the transaction of its act")
    text, salt = canonical(detail), secrets.token_hex(16)
    chain = _locked(chain_key)
    entry = Entry(
        chain=chain,
        number=chain.length + 1,
        act=act,
        actor="" if by is None else by.public_id,
        about=about,
        at=at or timezone.now(),
        detail_hash=hash_detail(salt, text),
        previous_hash=chain.head,
    )
    entry.hash = hash_of(entry, chain_key)
    entry.save(force_insert=True)
    EntryDetail.objects.create(entry=entry, salt=salt, text=text)
    chain.length, chain.head = entry.number, entry.hash
    chain.save(update_fields=["length", "head"])
    return entry


def hash_of(entry: Entry, chain_key: str) -> str:
    return hash_entry(
        chain_key=chain_key,
        number=entry.number,
        act=entry.act,
        actor=entry.actor,
        about=entry.about,
        at=entry.at,
        detail_hash=entry.detail_hash,
        previous_hash=entry.previous_hash,
    )


def _locked(chain_key: str) -> Chain:
    # On SQLite the transaction itself holds the one write lock (it began IMMEDIATE).
    Chain.objects.get_or_create(key=chain_key, defaults={"head": BEGINNING})
    return Chain.objects.select_for_update().get(key=chain_key)


@transaction.atomic
def erase_detail(entry: Entry, *, by: Actor | None) -> None:
    """Erase what an entry says beyond its plain identifiers. The erasure is itself an entry."""
    chain_key = entry.chain.key
    _locked(chain_key)
    erased, _ = EntryDetail.objects.filter(entry=entry).delete()
    if erased:
        append(chain_key, DETAIL_ERASED, by=by, about=f"entry:{entry.number}", detail={})


@transaction.atomic
def erase_all(about: Collection[str], *, by: Actor | None) -> None:
    """Erase the details of all that was done to these things, in every chain.

    By identifiers, never by words: whoever chose the name of another would erase what is the other's.
    """
    for entry in reading.about(about).order_by("chain__key", "number"):
        erase_detail(entry, by=by)
