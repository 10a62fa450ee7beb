from http import HTTPStatus
from typing import Any

from allauth.account import views as allauth
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fivefold.accounts import actions, district, erasing, knowledge, links
from fivefold.accounts.codes import ASKED_IN, UNNAMED
from fivefold.accounts.forms import (
    CODE_MINUTES,
    AskForCodeForm,
    EnterCodeForm,
    FirstAdministratorForm,
    SettingsForm,
)
from fivefold.accounts.models import Person
from fivefold.core.rules import RuleError


@method_decorator(never_cache, name="dispatch")
class SignIn(allauth.RequestLoginCodeView):
    """Ask for a code by e-mail. Every address gets the same answer, known here or not."""

    def get_form_class(self) -> type[AskForCodeForm]:
        return AskForCodeForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page: dict[str, Any] = super().get_context_data(**kwargs)
        return {**page, "district": district.name()}


class EnterCode(allauth.ConfirmLoginCodeView):
    """The one act that signs in, and it is a POST: opening a link in a mail can never spend a code."""

    def get_form_class(self) -> type[Form]:
        return Form if self._action == "resend" else EnterCodeForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page: dict[str, Any] = super().get_context_data(**kwargs)
        asked_in = self.request.session.get(ASKED_IN) == page["email"]
        is_unnamed = self.request.session.get(UNNAMED) == page["email"]
        return {**page, "asked_in": asked_in, "is_unnamed": is_unnamed, "minutes": CODE_MINUTES}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def first_administrator(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the printed link. Opening it, by a scanner of links too, spends nothing."""
    if not links.was_printed(token):
        raise Http404
    link = links.find_link(token)
    if link is None:
        return render(request, "accounts/first_link_ended.html", status=HTTPStatus.GONE)
    form = FirstAdministratorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person, is_new = links.spend(link, **form.cleaned_data)
        except RuleError as refusal:
            form.add_error("name" if refusal.code.startswith("name_") else "email", str(refusal))
        else:
            return _come_in(request, person, is_new=is_new)
    return render(request, "accounts/first_administrator.html", {"form": form})


def _come_in(request: HttpRequest, person: Person, *, is_new: bool) -> HttpResponse:
    if not is_new:
        messages.success(request, _("This account looks after the installation now. Sign in as ever."))
        return redirect("account_login")
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    messages.success(request, _("You look after this installation now."))
    return redirect("home")


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    # A row of its own: a form that comes back must not rename the person on the page around it.
    person = Person.objects.get(email=request.user.get_username())
    form = SettingsForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_settings(person, **form.cleaned_data)
        except RuleError as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("me")
    return render(request, "accounts/me.html", {"form": form})


@login_required
@never_cache
@require_safe
def known(request: HttpRequest) -> HttpResponse:
    """What the installation knows of whoever looks; of others nobody learns here."""
    assert request.user.is_authenticated  # noqa: S101 - login_required saw to it
    known = knowledge.known(request.user)
    return render(request, "accounts/known.html", {"known": known, "sections": knowledge.sections(known)})


@login_required
@never_cache
@require_safe
def known_file(request: HttpRequest) -> HttpResponse:
    assert request.user.is_authenticated  # noqa: S101 - login_required saw to it
    return JsonResponse(
        knowledge.known(request.user),
        json_dumps_params={"indent": 2, "ensure_ascii": False},
        headers={"Content-Disposition": 'attachment; filename="fivefold-about-me.json"'},
    )


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    assert request.user.is_authenticated  # noqa: S101 - login_required saw to it
    if request.method == "POST":
        try:
            erasing.erase(request.user)
        except RuleError as refusal:
            messages.warning(request, str(refusal))
            return redirect("erase")
        logout(request)
        messages.success(request, _("You are erased, and signed out."))
        return redirect("account_login")
    return render(request, "accounts/erase.html")


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the language in the person's settings, or in a cookie for who has none."""
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest()
    response = HttpResponseRedirect(_safe_next(request))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=60 * 60 * 24 * 365,
        path=settings.LANGUAGE_COOKIE_PATH,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    if request.user.is_authenticated:
        actions.choose_language(request.user, language=language)
    return response


def _safe_next(request: HttpRequest) -> str:
    """An address of this server; a word alone would be taken for the name of a page."""
    address = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure())
    return address if is_ours and address.startswith("/") else reverse("home")
