"""Pages for what went wrong: what it is, what was kept, what to do. No codes in view, no blame."""

import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from fivefold import __version__
from fivefold.core.away import is_away
from fivefold.core.rules import PermissionNeeded

LAST_RESORT = "Something went wrong on our side. Nothing was changed. Please try again in a few minutes."


def nothing_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """The same page for what does not exist and for what an outsider may not know of."""
    page = {
        "heading": _("There is nothing here for you"),
        "sentences": [
            _(
                "The address may be mistyped, the page may be gone, "
                "or it may belong to a partnership that you are not a member of."
            )
        ],
    }
    return render(request, "core/error.html", page, status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    sentences = [_("This page is there, but your role does not open it.")]
    if isinstance(exception, PermissionNeeded) and exception.because:
        sentences = [str(exception.because)]
    elif isinstance(exception, PermissionNeeded):
        sentences = [
            _("It needs a permission that your role does not carry: {permission}.").format(
                permission=exception.permission
            )
        ]
        if exception.granted_by:
            sentences.append(_("Who can grant it: {granted_by}.").format(granted_by=exception.granted_by))
    page = {"heading": _("This is not open to you"), "sentences": sentences}
    return render(request, "core/error.html", page, status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return _without_visitor(
        400,
        _("This request could not be read"),
        _("Nothing was changed. Go back, reload the page and try once more."),
    )


def too_large(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - called as the other views are
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // (1024 * 1024)
    return _without_visitor(
        413,
        _("This file is too large"),
        _("This server accepts up to {limit} MB at a time. Nothing was kept.").format(limit=limit),
        _("Send a smaller file: leave out columns that are not answers, or split it by round."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    return _without_visitor(
        403,
        _("This page had been open too long"),
        _("To be sure that it was you who pressed the button, we did nothing."),
        _("Go back, reload the page and press the button again."),
        _("If that does not help, allow cookies for this site."),
    )


def our_fault(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    try:
        if is_away(sys.exc_info()[1]):
            return _without_visitor(
                503,
                _("The database does not answer"),
                _("What you were doing was not kept. Try again in a few minutes."),
                _("If it goes on, tell the people who run this server."),
            )
        return _without_visitor(
            500,
            _("Something went wrong on our side"),
            _("What you were doing was not kept. It is safe to go back and try again."),
            _("If it happens again, tell the people who run this server what you were doing, and when."),
        )
    except Exception:  # the page for a fault must not have one of its own
        return HttpResponse(LAST_RESORT, status=500, content_type="text/plain; charset=utf-8")


def _without_visitor(status: int, heading: str, *sentences: str) -> HttpResponse:
    """A page that asks neither the session nor the database who is there: either may be what failed."""
    page = {
        "heading": heading,
        "sentences": sentences,
        "operator": settings.OPERATOR,
        "version": __version__,
    }
    return HttpResponse(render_to_string("core/error_alone.html", page), status=status)
