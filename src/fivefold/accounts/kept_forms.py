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

FORMS, ENDED = "kept_forms", "ended_for"
LASTS_SECONDS = 60 * 60
# Of what people type, the longest by far is a page of text.
MOST_SIGNS = 200_000
# As many windows as one may have had open.
MOST_FORMS = 5


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Where whoever is signed out goes, with what they have just sent, if that can be kept for them."""
    person = getattr(request.session, "ended_for", None) or request.session.get(ENDED)
    if person is None:
        return redirect_to_login(request.get_full_path())
    # Another window of this browser may still hold what the same person typed.
    request.session[ENDED] = person
    kept = _keep(request, person)
    return redirect_to_login(reverse("kept_form") if kept else request.get_full_path())


def _keep(request: HttpRequest, person: int) -> bool:
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    too_long = sum(len(name) + len(value) for name, value in fields) > MOST_SIGNS
    if request.method != "POST" or request.FILES or too_long:
        return False
    form = {
        "to": request.get_full_path(),
        "fields": fields,
        "longest": max((value for _name, value in fields), key=len, default=""),
        "person": person,
        "at": timezone.now().timestamp(),
    }
    request.session[FORMS] = [*request.session.get(FORMS, []), form][-MOST_FORMS:]
    return True


@login_required
@never_cache
@require_safe
def kept_form(request: HttpRequest) -> HttpResponse:
    """The form once more, to be sent by a press: a GET must not do what was asked for."""
    forms = _kept_for(request)
    return render(request, "accounts/kept_form.html", {"forms": forms}) if forms else redirect("home")


def forget(person: Person) -> None:
    """Wherever they wait for this person, nobody signed in there yet."""
    for session in OpenSession.objects.filter(person=None):
        if session.get_decoded().get(ENDED) == person.pk:
            session.delete()


def _kept_for(request: HttpRequest) -> list[dict[str, Any]]:
    """What waits for whoever is signed in; of others' forms nothing is left behind them."""
    since = timezone.now().timestamp() - LASTS_SECONDS
    kept = request.session.pop(FORMS, [])
    theirs = [one for one in kept if one["person"] == request.user.pk and one["at"] > since]
    if theirs:
        request.session[FORMS] = theirs
    return theirs
