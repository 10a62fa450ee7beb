"""What somebody sent after their session had ended, kept until they are in again: nothing typed is lost.

It waits in the new session of the same browser, for the person whose session ended and for nobody else, who
may sign in there. Files are not kept; a browser sends them again.
"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from fivefold.accounts.models import OpenSession, Person

KEY = "kept_form"
LASTS_SECONDS = 60 * 60
# Of what people type, the longest by far is a page of text.
MOST_SIGNS = 200_000


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Where whoever is signed out goes, with what they have just sent, if that can be kept for them."""
    if _keep(request):
        return redirect_to_login(reverse("kept_form"))
    return redirect_to_login(request.get_full_path())


def _keep(request: HttpRequest) -> bool:
    person = getattr(request.session, "ended_for", None)
    if request.method != "POST" or person is None:
        return False
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    if request.FILES or sum(len(name) + len(value) for name, value in fields) > MOST_SIGNS:
        return False
    request.session[KEY] = {
        "to": request.get_full_path(),
        "fields": fields,
        "person": person,
        "at": timezone.now().timestamp(),
    }
    return True


@login_required
@never_cache
@require_safe
def kept_form(request: HttpRequest) -> HttpResponse:
    """The form once more, to be sent by a press: a GET must not do what was asked for."""
    kept = _kept_for(request)
    if kept is None:
        return redirect("home")
    return render(request, "accounts/kept_form.html", {"kept": kept})


def forget(person: Person) -> None:
    for session in OpenSession.objects.filter(person=None):
        if session.get_decoded().get(KEY, {}).get("person") == person.pk:
            session.delete()


def _kept_for(request: HttpRequest) -> dict[str, Any] | None:
    kept: dict[str, Any] | None = request.session.get(KEY)
    if kept is None:
        return None
    is_theirs = kept["person"] == request.user.pk
    if not is_theirs or timezone.now().timestamp() - kept["at"] > LASTS_SECONDS:
        del request.session[KEY]
        return None
    return kept
