"""Coming in by the district's own sign-on: only who is known here already, by a verified address."""

import logging
from collections.abc import Callable
from typing import Any, NoReturn

from allauth.account.utils import get_next_redirect_url
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from fivefold.accounts.models import Person
from fivefold.accounts.provider import DISTRICT, DistrictAdapter, DistrictProvider

logger = logging.getLogger(__name__)
# What an answer of the provider can be, beyond a refusal that its standard knows.
BROKEN = (
    RequestException,
    OAuth2Error,
    ImproperlyConfigured,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)
Invited = Callable[[str], None]
_invited: list[Invited] = []


def register(invited: Invited) -> None:
    """Give whoever is waited for at an address their account. Asked only once the address is verified."""
    _invited.append(invited)


def name() -> str:
    """The district that people can sign in with, or nothing."""
    apps = get_adapter().list_apps(context.request, provider=DISTRICT)
    return str(apps[0].name) if apps else ""


@require_POST
@never_cache
@ratelimit.decorator(app="allauth.account", action="login")  # type: ignore[untyped-decorator, no-untyped-call]
def sign_on(request: HttpRequest) -> HttpResponse:
    """To the district, by a page of its own: a form may not lead to another site."""
    provider = _provider(request)
    try:
        answer: HttpResponse = provider.redirect(
            request, process=AuthProcess.LOGIN, next_url=get_next_redirect_url(request)
        )
    except BROKEN as error:
        return _out_of_order(request, error)
    if not isinstance(answer, HttpResponseRedirect):
        return answer
    return render(request, "accounts/on_to_district.html", {"address": answer.url, "district": name()})


@require_safe
@never_cache
def back(request: HttpRequest) -> HttpResponse:
    """Where the district sends people back to. What it sends is good once, in the browser that asked."""
    _provider(request)
    try:
        come_back = OAuth2CallbackView.adapter_view(  # type: ignore[no-untyped-call]
            DistrictAdapter(request, DISTRICT)
        )
        answer: HttpResponse = come_back(request)
    except BROKEN as error:
        return _out_of_order(request, error)
    return answer


def _provider(request: HttpRequest) -> DistrictProvider:
    try:
        provider: DistrictProvider = get_adapter().get_provider(request, DISTRICT)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    return provider


def _out_of_order(request: HttpRequest, error: object) -> HttpResponse:
    logger.warning("The district's sign-on did not answer as it should: %s", type(error).__name__)
    said = _("The sign-on of {district} did not answer as it should. Try again, or come in with a code.")
    messages.warning(request, said.format(district=name()))
    return redirect("account_login")


class OnlyWhoIsKnown(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002
        return False

    def populate_user(
        self,
        request: HttpRequest,  # noqa: ARG002
        sociallogin: SocialLogin,
        data: dict[str, Any],  # noqa: ARG002
    ) -> AbstractBaseUser | None:
        """Nothing: an account is never made of what the district says."""
        return sociallogin.user

    def authenticate_by_email(  # type: ignore[override]
        self, sociallogin: SocialLogin
    ) -> tuple[Person, str] | None:
        """By the address alone, at each sign-in anew: nothing of the district's is kept here."""
        claims = sociallogin.account.extra_data["userinfo"]
        address = str(claims.get("email", "")).strip().lower()
        # Some providers write it as a word.
        if not address or claims.get("email_verified") not in (True, "true"):
            return None
        # Sign for sign: some databases take “ı” for a small “I”, and it is another person's address.
        if not Person.objects.filter(email=address).exists():
            for invited in _invited:
                invited(address)
        person = Person.objects.filter(email=address, is_active=True).first()
        return (person, address) if person else None

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """One answer to an unknown address, an unverified one and a closed account."""
        if not sociallogin.is_existing:
            said = _(
                "This did not open an account here. Nobody can sign up on their own: "
                "ask the person who leads your side of the partnership."
            )
            messages.warning(request, said)
            raise ImmediateHttpResponse(redirect("account_login"))

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: DistrictProvider,  # noqa: ARG002
        error: object = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002
    ) -> NoReturn:
        raise ImmediateHttpResponse(_out_of_order(request, exception or error))
