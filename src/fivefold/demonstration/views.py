from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from fivefold.accounts.models import Person
from fivefold.core.demonstration import is_open_to
from fivefold.demonstration.people import PEOPLE
from fivefold.demonstration.portraits import portraits

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
    return redirect("home")
