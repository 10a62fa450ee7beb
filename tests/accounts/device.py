"""What a person has in hand: a device that keeps passkeys, and an authenticator app."""

import base64
import hashlib
import json
import secrets
import time
from typing import Any

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.urls import reverse
from fido2.cose import ES256
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from fivefold.accounts.models import Person

HOST, ORIGIN = "testserver", "https://testserver"
FLAGS = AuthenticatorData.FLAG


def text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class Device:
    """One passkey, made when the device is; it says that it has asked who is there, unless told otherwise."""

    def __init__(self, person: Person, *, asks: bool = True, host: str = HOST) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)
        self.person, self.host = person, hashlib.sha256(host.encode()).digest()
        self.seen = FLAGS.UP | FLAGS.UV if asks else FLAGS.UP

    def made(self, challenge: str) -> dict[str, Any]:
        """What a browser answers when a passkey is to be made."""
        public = ES256.from_cryptography_key(self.key.public_key())
        kept = AttestedCredentialData.create(bytes(16), self.id, public)
        data = AuthenticatorData.create(self.host, self.seen | FLAGS.AT, 0, kept)
        attested = AttestationObject.create("none", data, {})
        client = self._client("webauthn.create", challenge)
        answer = {"clientDataJSON": text(client), "attestationObject": text(bytes(attested))}
        return self._credential(answer) | {"clientExtensionResults": {"credProps": {"rk": True}}}

    def shown(self, challenge: str) -> dict[str, Any]:
        """What a browser answers when the passkey is asked for."""
        data = AuthenticatorData.create(self.host, self.seen, 1)
        client = self._client("webauthn.get", challenge)
        signed = self.key.sign(bytes(data) + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        owner = user_pk_to_url_str(self.person).encode()
        return self._credential(
            {
                "clientDataJSON": text(client),
                "authenticatorData": text(bytes(data)),
                "signature": text(signed),
                "userHandle": text(owner),
            }
        ) | {"clientExtensionResults": {}}

    def sign_in(self, client: Client, **sent: str) -> Any:
        page = reverse("mfa_login_webauthn")
        asked = client.get(page, headers={"accept": "application/json"}).json()
        challenge = asked["request_options"]["publicKey"]["challenge"]
        return client.post(page, {"credential": json.dumps(self.shown(challenge)), **sent})

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": ORIGIN}).encode()

    def _credential(self, answer: dict[str, str]) -> dict[str, Any]:
        return {"type": "public-key", "id": text(self.id), "rawId": text(self.id), "response": answer}


def code_of_app(secret: str, *, steps: int = 0) -> str:
    """What an authenticator app shows now, or so many half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))
