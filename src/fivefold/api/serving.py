"""What stands around every answer of the API: its language, its headers, and one shape for refusals."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext
from django.utils.translation.trans_real import parse_accept_lang_header
from ninja.errors import AuthenticationError, ValidationError

from fivefold.api import problems
from fivefold.api.endpoints import api
from fivefold.api.problems import RefusedError, answer
from fivefold.core.rules import PermissionNeeded, RuleError

log = logging.getLogger("django.request")
View = Callable[..., HttpResponse]
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="Fivefold"'}


def served(view: View) -> View:
    """Around every address beneath the API. It takes no cookie, so no page can be made to send one for it."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        language = request.GET.get("language")
        known = language is None or language in dict(settings.LANGUAGES)
        with translation.override(language if language and known else _accepted(request)):
            response = _answered(view, request, args, kwargs) if known else _unknown_language()
            response.headers.setdefault("Content-Language", translation.get_language() or "en")
        response.headers.setdefault("Cache-Control", "private, no-cache")
        patch_vary_headers(response, ("Authorization", "Accept-Language"))
        return response

    wrapped.csrf_exempt = True  # type: ignore[attr-defined]
    return wrapped


def _answered(view: View, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
    method, request.method = request.method, "GET" if request.method == "HEAD" else request.method
    try:
        response = view(request, *args, **kwargs)
    except Http404:
        response = answer(problems.NOTHING_HERE)
    finally:
        request.method = method
    if response.status_code == problems.METHOD_NOT_ALLOWED.status:
        return answer(problems.METHOD_NOT_ALLOWED, headers={"Allow": "GET, HEAD"})
    return response


def _accepted(request: HttpRequest) -> str:
    """By the header alone: the cookie that keeps a person's language is of the pages."""
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if code != "*" and translation.check_for_language(code):
            try:
                return translation.get_supported_language_variant(code)
            except LookupError:
                continue
    return settings.LANGUAGE_CODE


def _unknown_language() -> HttpResponse:
    expected = ", ".join(code for code, _name in settings.LANGUAGES)
    return answer(problems.NOT_UNDERSTOOD, errors=[{"where": "language", "what": f"one of {expected}"}])


@api.exception_handler(RefusedError)
def _refused(_request: HttpRequest, refusal: RefusedError) -> HttpResponse:
    headers = {"Retry-After": "300"} if refusal.kind is problems.TOO_MANY_ATTEMPTS else None
    return answer(refusal.kind, headers=headers, **refusal.more)


@api.exception_handler(AuthenticationError)
def _without_token(_request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    return answer(problems.TOKEN_NEEDED, headers=CHALLENGE)


@api.exception_handler(Http404)
def _nothing_here(_request: HttpRequest, _error: Http404) -> HttpResponse:
    return answer(problems.NOTHING_HERE)


@api.exception_handler(PermissionNeeded)
def _permission_needed(_request: HttpRequest, refusal: PermissionNeeded) -> HttpResponse:
    needs = gettext("It needs a permission that your role does not carry: {permission}.")
    grants = gettext("Who can grant it: {granted_by}.")
    return answer(
        problems.PERMISSION_NEEDED,
        detail=str(refusal.because or needs.format(permission=refusal.permission)),
        remedy=grants.format(granted_by=refusal.granted_by) if refusal.granted_by else "",
    )


@api.exception_handler(RuleError)
def _rule(_request: HttpRequest, refusal: RuleError) -> HttpResponse:
    """The one rule that speaks against figures: whoever adds another gives it a kind of its own."""
    kind = {problems.WITHDRAWN.code: problems.WITHDRAWN}[refusal.code]
    return answer(kind, detail=str(refusal))


@api.exception_handler(ValidationError)
def _not_understood(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = [{"where": str(one["loc"][-1]), "what": str(one["msg"])} for one in error.errors]
    return answer(problems.NOT_UNDERSTOOD, errors=errors)


@api.exception_handler(Exception)
def _our_fault(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("Internal Server Error: %s", request.path, exc_info=error)
    return answer(problems.OUR_FAULT)
