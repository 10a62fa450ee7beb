import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

log = logging.getLogger(__name__)
LIMITS = {"too_many_login_attempts", "rate_limited"}


def _can_count() -> bool:
    key = f"accounts.counting:{get_random_string(8)}"
    cache.set(key, 1, timeout=5)
    return bool(cache.get(key))


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _("this is not the code we sent. Copy it from the newest message."),
        "too_many_login_attempts": _(
            "There were too many attempts. Wait a few minutes, then ask for a new code."
        ),
        "cannot_count": _(
            "Nothing can be written on this server just now, so no code was sent. Tell whoever runs it."
        ),
        "rate_limited": _("There were too many attempts. Wait a few minutes, then ask for a new code."),
    }

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """On a full disk nothing can be counted, which the library takes for too many attempts."""
        if code in LIMITS and not _can_count():
            log.error("attempts to sign in cannot be counted: is the disk of the database full?")
            code = "cannot_count"
        error: ValidationError = super().validation_error(code, *args)
        return error

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """People come in by a membership that someone gives them, never by themselves."""
        return False

    def respond_user_inactive(
        self,
        request: HttpRequest,  # noqa: ARG002
        user: AbstractBaseUser,  # noqa: ARG002
    ) -> HttpResponse:
        """An account closed between code and entry: back to the first page, which tells nothing."""
        return redirect("account_login")

    def get_reauthentication_methods(self, user: AbstractBaseUser | AnonymousUser) -> list[dict[str, Any]]:
        """A passkey first, where there is one: it is one press."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return sorted(methods, key=lambda one: one["id"] != "mfa_reauthenticate:webauthn")

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """To the one address of the account, which the library keeps a list of its own for."""
        super().send_notification_mail(template_prefix, user, context, email or user.get_username())
