from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from fivefold.accounts.models import Person
from fivefold.demonstration import gate
from fivefold.demonstration.people import PEOPLE
from fivefold.demonstration.portraits import portraits

_BY_KEY = {person.key: person for person in PEOPLE if person.on_people_page}


@require_GET
def people_page(request: HttpRequest) -> HttpResponse:
    if not gate.is_open(request):
        raise Http404
    return render(request, "demonstration/people.html", {"portraits": portraits()})


@require_POST
def come_in(request: HttpRequest, who: str) -> HttpResponse:
    if not gate.is_open(request) or who not in _BY_KEY:
        raise Http404
    person = Person.objects.get(email=_BY_KEY[who].email)
    login(request, person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return redirect("home")
