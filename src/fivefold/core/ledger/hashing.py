"""What is hashed, and how. Changing a line here breaks every chain ever written."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

# The hash "before" the first entry of a chain.
BEGINNING = "0" * 64


def canonical(value: Any) -> str:
    """One text for one value: sorted keys, no spaces, no NaN. A key or value JSON lacks raises."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def hash_detail(salt: str, text: str) -> str:
    return hashlib.sha256(f"{salt}{text}".encode()).hexdigest()


def hash_entry(
    *,
    chain_key: str,
    number: int,
    act: str,
    actor: str,
    about: str,
    at: datetime,
    detail_hash: str,
    previous_hash: str,
) -> str:
    instant = at.astimezone(UTC).isoformat(timespec="microseconds")
    text = canonical([chain_key, number, act, actor, about, instant, detail_hash, previous_hash])
    return hashlib.sha256(text.encode()).hexdigest()
