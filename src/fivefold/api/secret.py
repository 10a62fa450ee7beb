"""The secret of a token: drawn by lot, shown once, kept only as a keyed hash."""

from typing import Final

from django.utils.crypto import get_random_string, salted_hmac

# By this beginning a scanner of code and mail knows what it has found.
PREFIX: Final = "fivefold_"
# Of 62 signs: 256 bits, so that nobody guesses one and a fast hash is enough.
LENGTH: Final = 43


def new_secret() -> str:
    return PREFIX + get_random_string(LENGTH)


def hash_of(secret: str) -> str:
    """With the installation's key: who can write into the database alone cannot plant a token in it."""
    return salted_hmac("fivefold.api.token", secret, algorithm="sha256").hexdigest()
