from typing import cast
from zlib import crc32

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import HttpResponseClientRefresh
from django_htmx.middleware import HtmxDetails

from fivefold.core.actors import Actor
from fivefold.core.jobs import actions, registry
from fivefold.core.models.job import Job
from fivefold.core.rules import RuleError


class HtmxRequest(HttpRequest):
    htmx: HtmxDetails


def _own_job(request: HttpRequest, job_id: str) -> Job:
    return get_object_or_404(Job, public_id=job_id, by_id=request.user.pk)


@require_safe
@never_cache
@vary_on_headers("HX-Request")
def job(request: HtmxRequest, job_id: str) -> HttpResponse:
    """How far a job is. While it is not finished, the page asks this again every two seconds for its news."""
    if not request.user.is_authenticated:
        # Within the page a redirect would be followed, and the sign-in drawn in the middle of it.
        return HttpResponseClientRefresh() if request.htmx else redirect_to_login(request.get_full_path())
    found = _own_job(request, job_id)
    seen = _fingerprint(found)
    if request.htmx and request.GET.get("seen") == seen:
        # Nothing is drawn anew that has not changed: a screen reader would read it out each time.
        return HttpResponse(status=204)
    kind = registry.find(found.kind)
    page = {
        "job": found,
        "title": kind.title if kind else _("Work in the background"),
        "result_url": (found.result or {}).get("url"),
        "seen": seen,
        "is_news": bool(request.htmx),
    }
    return render(request, "core/job_progress.html" if request.htmx else "core/job.html", page)


def _fingerprint(found: Job) -> str:
    shown = (found.state, found.progress, found.message, found.attempt, found.cancel_requested)
    return f"{crc32(repr(shown).encode()):x}"


@require_POST
@login_required
def job_cancel(request: HttpRequest, job_id: str) -> HttpResponse:
    found = _own_job(request, job_id)
    try:
        actions.cancel(found, by=cast(Actor, request.user))
    except RuleError as refused:
        messages.info(request, str(refused.message))
    return redirect(found)
