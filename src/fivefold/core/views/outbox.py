import re

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fivefold.core import demonstration, mail


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Every message, sign-in codes included: hence only made-up ones, and only on this machine."""
    if not demonstration.is_open_to(request):
        raise Http404
    mails = mail.outbox()
    for one in mails:
        one.body = _as_served(one.body)
    return render(request, "core/outbox.html", {"mails": mails})


def _as_served(body: str) -> str:
    """With the port of today: a demonstration keeps its mail, and may be started on another port."""
    return re.sub(r"http://localhost:\d+", settings.ADDRESS.geturl().rstrip("/"), body)
