"""The ledger: one append-only, hash-chained entry for each act that matters, a chain for each space."""

from fivefold.core.ledger.hashing import BEGINNING
from fivefold.core.ledger.published import PUBLISHED, mark_of
from fivefold.core.ledger.reading import Verification, about, by, entries, head, newest, verify
from fivefold.core.ledger.recording import (
    DETAIL_ERASED,
    INSTALLATION,
    OutsideTransactionError,
    append,
    erase_all,
    erase_detail,
    space_chain,
)

__all__ = [
    "BEGINNING",
    "DETAIL_ERASED",
    "INSTALLATION",
    "PUBLISHED",
    "OutsideTransactionError",
    "Verification",
    "about",
    "append",
    "by",
    "entries",
    "erase_all",
    "erase_detail",
    "head",
    "mark_of",
    "newest",
    "space_chain",
    "verify",
]
