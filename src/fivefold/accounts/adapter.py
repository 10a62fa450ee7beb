from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _("this is not the code we sent. Copy it from the newest message."),
        "too_many_login_attempts": _(
            "There were too many attempts. Wait a few minutes, then ask for a new code."
        ),
        "rate_limited": _("There were too many attempts. Wait a few minutes, then ask for a new code."),
    }

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
