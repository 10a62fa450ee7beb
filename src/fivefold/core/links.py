"""What stands in an e-mailed or printed link: a public identifier, signed, so that none can be guessed.

The signature makes a link hard to forge; whether it still opens anything is for the row that it names.
"""

from django.core.signing import BadSignature, Signer

from fivefold.core.identifiers import ALPHABET, LENGTH

TOKEN = f"[{ALPHABET}]{{{LENGTH}}}:[A-Za-z0-9_-]{{43}}"


def signed(purpose: str, public_id: str) -> str:
    """The token of a link. A token of one purpose opens nothing of another."""
    return Signer(salt=f"fivefold.{purpose}").sign(public_id)


def read(purpose: str, token: str) -> str | None:
    """The identifier in a token that this installation signed for this purpose; else nothing."""
    try:
        return Signer(salt=f"fivefold.{purpose}").unsign(token)
    except BadSignature:
        return None


class TokenConverter:
    """`<token:…>` in an address."""

    regex = TOKEN

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
