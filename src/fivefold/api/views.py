from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fivefold.api import actions, queries
from fivefold.api import documentation as documents
from fivefold.api.forms import TokenForm
from fivefold.api.models import Token
from fivefold.api.problems import KINDS
from fivefold.core.rules import RuleError

if TYPE_CHECKING:
    from fivefold.accounts.models import Person

ROOT = "api/1/"


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """One's tokens, and a form for a new one. Its secret stands on the answer to the press, nowhere else."""
    person = cast("Person", request.user)
    form = TokenForm(person, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            token, secret = actions.make_token(**form.wanted, by=person)
        except RuleError as refusal:
            form.add_error("name", str(refusal))
        else:
            made = {"token": token, "secret": secret, "address": _whole()}
            return render(request, "api/token_made.html", made)
    names = queries.names_of(person)
    page = {
        "form": form,
        "tokens": [queries.described(one, names) for one in queries.tokens_of(person)],
        "past": queries.past_tokens_of(person),
    }
    return render(request, "api/tokens.html", page)


@login_required
@never_cache
@require_POST
def token_end(request: HttpRequest, token_id: str) -> HttpResponse:
    person = cast("Person", request.user)
    token = get_object_or_404(Token, person=person, public_id=token_id)
    actions.end_token(token, by=person)
    messages.success(request, _("Ended. Programs that use this token read nothing from now on."))
    return redirect("tokens")


@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    """Drawn here from the document itself: it needs no script, and nothing from elsewhere."""
    document = documents.document(ROOT)
    page = {
        "info": document["info"],
        "addresses": documents.addresses(document),
        "shapes": documents.shapes(document),
        "problems": KINDS,
        "address": _whole(),
    }
    return render(request, "api/documentation.html", page)


def openapi(request: HttpRequest) -> HttpResponse:
    if request.method != "GET":
        return HttpResponse(status=405)
    return JsonResponse(documents.document(ROOT), json_dumps_params={"ensure_ascii": False})


def _whole() -> str:
    return f"{settings.ADDRESS.geturl().rstrip('/')}/{ROOT}"
