from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from fivefold.accounts.models import Person
from fivefold.core.demonstration import is_open_to
from fivefold.demonstration.people import PEOPLE
from fivefold.demonstration.portraits import portraits
from fivefold.partnerships.queries import partnerships_of

_OPENS = {person.key: person.opens for person in PEOPLE}
_ADDRESSES = {person.key: person.email for person in PEOPLE if person.on_people_page}


@require_safe
def people_page(request: HttpRequest) -> HttpResponse:
    if not is_open_to(request):
        raise Http404
    return render(request, "demonstration/people.html", {"portraits": portraits()})


@require_POST
def come_in(request: HttpRequest, who: str) -> HttpResponse:
    if not is_open_to(request):
        raise Http404
    person = get_object_or_404(Person, email=_ADDRESSES.get(who, ""))
    login(request, person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return redirect(_first_page(person, who))


def _first_page(person: Person, who: str) -> str:
    """Where they come in: their report card at once, else where everyone does after signing in."""
    for one in partnerships_of(person):
        if one.name == _OPENS[who]:
            return reverse("report_card", args=[one.public_id])
    return reverse("home")
