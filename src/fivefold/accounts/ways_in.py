"""The pages on which people look after how they come in. The library's own views do the work."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.core.internal import ratelimit
from allauth.core.internal.httpkit import authenticated_user
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth, flows
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from fivefold.accounts import browsers, second_steps, sessions

PAGE = reverse_lazy("ways_in")
fresh = method_decorator(never_cache, name="dispatch")
signed_in = method_decorator(login_required, name="dispatch")


@login_required
@never_cache
@require_safe
def ways_in(request: HttpRequest) -> HttpResponse:
    """How whoever looks comes in, and where they are signed in now."""
    assert request.user.is_authenticated  # noqa: S101 - login_required saw to it
    by_type: dict[str, list[Authenticator]] = {}
    for one in second_steps.of(request.user):
        by_type.setdefault(one.type, []).append(one)
    page = {
        "passkeys": by_type.get(Authenticator.Type.WEBAUTHN, []),
        "app": next(iter(by_type.get(Authenticator.Type.TOTP, [])), None),
        "has_recovery_codes": Authenticator.Type.RECOVERY_CODES in by_type,
        "sessions": [
            {
                "public_id": one.public_id,
                "browser": browsers.in_words(one.browser, one.device),
                "started_at": one.started_at,
                "seen_after": localtime(one.seen_at).replace(minute=0, second=0, microsecond=0),
                "is_this": one.session_key == request.session.session_key,
            }
            for one in sessions.of(request.user)
        ],
        "session_hours": settings.SESSION_HOURS,
        "idle_words": _how_long(settings.SESSION_IDLE_MINUTES),
    }
    return render(request, "accounts/ways_in.html", page)


def _how_long(minutes: int) -> str:
    if minutes % 60 == 0:
        return ngettext("{count} hour", "{count} hours", minutes // 60).format(count=minutes // 60)
    return ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)


@login_required
@require_POST
def end_session(request: HttpRequest, session_id: str) -> HttpResponse:
    assert request.user.is_authenticated  # noqa: S101 - login_required saw to it
    if not sessions.end(request.user, public_id=session_id):
        raise Http404
    messages.success(request, _("That one is signed out."))
    return redirect("ways_in")


@login_required
@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    assert request.user.is_authenticated  # noqa: S101 - login_required saw to it
    count = sessions.end(request.user, but=request.session.session_key)
    said = ngettext("{count} other is signed out.", "{count} others are signed out.", count)
    messages.success(request, said.format(count=count))
    return redirect("ways_in")


@fresh
@signed_in
class AddPasskey(webauthn.AddWebAuthnView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = super().get_context_data(**kwargs)
        # The kind that opens an account by itself, and asks on the device who is there.
        assert self.request.user.is_authenticated  # noqa: S101 - it is asked for before
        options = auth.begin_registration(self.request.user, True)
        return {**page, "js_data": {"creation_options": options}}

    def form_valid(self, form: Form) -> HttpResponse:
        answer = super().form_valid(form)
        _was_just_shown(self.request, Authenticator.Type.WEBAUTHN)
        return answer


class _OwnPasskey:
    """A passkey of whoever looks, by the identifier in the address."""

    request: HttpRequest
    kwargs: dict[str, Any]

    def get_object(self, _queryset: object = None) -> Authenticator:
        assert self.request.user.is_authenticated  # noqa: S101 - login_required saw to it
        own = second_steps.passkeys_of(self.request.user)
        found: Authenticator = get_object_or_404(own, data__public_id=self.kwargs["passkey_id"])
        return found


@fresh
@signed_in
class NamePasskey(_OwnPasskey, webauthn.EditWebAuthnView):
    success_url = PAGE


@fresh
@signed_in
class RemovePasskey(_OwnPasskey, webauthn.RemoveWebAuthnView):
    success_url = PAGE


@fresh
class SignInByPasskey(webauthn.LoginWebAuthnView):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A challenge is kept in a session, so that asking for one is counted as an attempt too."""
        refused = ratelimit.consume_or_429(
            request, app="allauth.mfa", action="webauthn_login", limit_get=True
        )
        return refused or super().get(request, *args, **kwargs)

    def form_valid(self, form: Form) -> HttpResponse:
        passkey = form.cleaned_data["credential"]
        going_to = get_next_redirect_url(self.request)
        login = Login(user=passkey.user, redirect_url=going_to)
        answer: HttpResponse = flows.perform_passwordless_login(self.request, passkey, login)
        return answer


@fresh
@signed_in
class SetUpApp(totp.ActivateTOTPView):
    def form_valid(self, form: Form) -> HttpResponse:
        answer = super().form_valid(form)
        _was_just_shown(self.request, Authenticator.Type.TOTP)
        return answer


def _was_just_shown(request: HttpRequest, kind: str) -> None:
    """Whoever makes a second step has it in hand: the codes that come next do not ask for it again."""
    record_authentication(request, authenticated_user(request), "mfa", type=kind, reauthenticated=True)


@fresh
@signed_in
class RemoveApp(totp.DeactivateTOTPView):
    success_url = PAGE


@fresh
class RecoveryCodes(recovery_codes.ViewRecoveryCodesView):
    pass


@fresh
@signed_in
class NewRecoveryCodes(recovery_codes.GenerateRecoveryCodesView):
    pass


@fresh
class SecondStep(base.AuthenticateView):
    """After the mailed code, where a passkey or an app is asked for as well."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        has_passkey = second_steps.passkeys_of(self.stage.login.user).exists()
        page = {"has_passkey": has_passkey, "first_is_code": not has_passkey}
        return {**super().get_context_data(**kwargs), **page}


@fresh
class Again(base.ReauthenticateView):
    """Before ways in change: an open browser alone must not be enough."""


@fresh
class AgainByPasskey(webauthn.ReauthenticateWebAuthnView):
    def form_invalid(self, form: Form) -> HttpResponse:
        super().form_invalid(form)
        return redirect(self.request.get_full_path())
