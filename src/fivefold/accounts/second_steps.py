"""What the sign-in library asks about passkeys and authenticator apps: words, names, how secrets lie."""

import base64
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet
from django.dispatch import receiver
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fivefold.accounts.models import Person
from fivefold.accounts.qr import qr_code
from fivefold.core.identifiers import new_public_id

PRODUCT = "Fivefold"


class SecondSteps(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("this is not right, or has been used. Try again with a new one."),
        "cannot_generate_recovery_codes": _("Add a passkey or an authenticator app first."),
    }

    def get_totp_issuer(self) -> str:
        return f"{PRODUCT} ({self._get_site_name()})"

    def build_totp_svg(self, url: str) -> SafeString:
        return qr_code(url, label=gettext("QR code for your authenticator app"))

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: ARG002
        return gettext("My passkey")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": PRODUCT}

    def encrypt(self, text: str) -> str:
        """By the signing key, which no copy of the database holds."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Under another signing key, a secret that nobody has: nothing typed fits it."""
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return generate_totp_secret()


def _cipher() -> Fernet:
    key = salted_hmac("fivefold.second_steps", "", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))


@receiver(authenticator_added, dispatch_uid="fivefold_public_id")
def name_without_counting(authenticator: Authenticator, **_kwargs: Any) -> None:
    """The library counts passkeys; an address here holds a random identifier."""
    if authenticator.type == Authenticator.Type.WEBAUTHN:
        authenticator.data["public_id"] = new_public_id()
        authenticator.save(update_fields=["data"])


def of(person: Person) -> QuerySet[Authenticator]:
    found: QuerySet[Authenticator] = Authenticator.objects.filter(user=person).order_by("created_at", "pk")
    return found


def passkeys_of(person: Person) -> QuerySet[Authenticator]:
    return of(person).filter(type=Authenticator.Type.WEBAUTHN)
