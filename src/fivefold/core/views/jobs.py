from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fivefold.core.actors import Actor
from fivefold.core.jobs import actions, registry
from fivefold.core.models.job import Job
from fivefold.core.rules import RuleError


def _own_job(request: HttpRequest, job_id: str) -> Job:
    return get_object_or_404(Job, public_id=job_id, by_id=request.user.pk)


@require_safe
@login_required
def job(request: HttpRequest, job_id: str) -> HttpResponse:
    found = _own_job(request, job_id)
    kind = registry.find(found.kind)
    page = {
        "job": found,
        "title": kind.title if kind else _("Work in the background"),
        "result_url": (found.result or {}).get("url"),
    }
    return render(request, "core/job.html", page)


@require_POST
@login_required
def job_cancel(request: HttpRequest, job_id: str) -> HttpResponse:
    found = _own_job(request, job_id)
    try:
        actions.cancel(found, by=cast(Actor, request.user))
    except RuleError as refused:
        messages.info(request, str(refused.message))
    return redirect(found)
