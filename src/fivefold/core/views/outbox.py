from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fivefold.core import demonstration, mail


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Every message, sign-in codes included: hence only made-up ones, and only on this machine."""
    if not demonstration.is_open_to(request):
        raise Http404
    return render(request, "core/outbox.html", {"mails": mail.outbox()})
