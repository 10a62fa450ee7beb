"""The link in a message. Opening it spends nothing; whoever is signed out is asked for the code alone."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fivefold.accounts.codes import send_code
from fivefold.asks.models import AskLink
from fivefold.asks.telling import PURPOSE
from fivefold.core import links


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_link(request: HttpRequest, token: str) -> HttpResponse:
    """To the ask, for whoever is signed in and may see it. It tells nobody whose link it is."""
    public_id = links.read(PURPOSE, token)
    found = AskLink.objects.select_related("ask__partnership", "person").filter(public_id=public_id).first()
    if public_id is None or found is None:
        raise Http404
    if request.user.is_authenticated:
        return redirect(found.ask)
    if request.method != "POST":
        return render(request, "asks/link.html")
    if why_not := send_code(request, found.person.email, is_named=False):
        messages.warning(request, why_not)
        return redirect("ask_link", token)
    back = urlencode({"next": found.ask.get_absolute_url()})
    return redirect(f"{reverse('account_confirm_login_code')}?{back}")
