"""What somebody outside sees at their link. A GET shows; only a press sends a code, opens, or takes along."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from fivefold.core.rules import RuleError
from fivefold.health.models import Assessment
from fivefold.health.pages import card_view
from fivefold.health.queries import card_as_shared
from fivefold.reports.subject import standing
from fivefold.shares import policies, queries, visiting
from fivefold.shares.forms import CodeForm
from fivefold.shares.models import Recipient

COOKIE = "fivefold_shared"
GONE = 410
# A key of ours has 43 letters, or 64 once its browser was let in.
LONGEST_KEY = 64
View = Callable[[HttpRequest, Recipient, str], HttpResponse]


def at_a_link(view: View) -> Callable[[HttpRequest, str], HttpResponse]:
    """Open a view to who holds a link, in the language that was chosen for them.

    What was not signed here is no link, and nothing is looked up for it. Of a link that has ended the page
    says so and whom to ask, and no more.
    """

    @never_cache
    @wraps(view)
    def page(request: HttpRequest, token: str) -> HttpResponse:
        recipient = queries.named_by(token)
        if recipient is None:
            raise Http404
        language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if language not in dict(settings.LANGUAGES):
            language = recipient.share.language
        with translation.override(language):
            answer = view(request, recipient, token)
        answer.headers["Content-Language"] = language
        answer.headers["X-Robots-Tag"] = "noindex"
        return answer

    return page


@require_http_methods(["GET", "HEAD", "POST"])
@at_a_link
def shared(request: HttpRequest, recipient: Recipient, token: str) -> HttpResponse:
    """The report, to a browser that was let in; to any other, who sent what, and the button for a code."""
    card = queries.open_card(recipient)
    if card is None:
        return _ended(request, recipient)
    is_in = visiting.is_in(recipient, _key(request), card)
    if request.method == "POST":
        return redirect("shared", token) if is_in else _send_code(request, recipient, token)
    if is_in:
        return _report(request, recipient, card, token)
    page = {
        "recipient": recipient,
        "share": recipient.share,
        "token": token,
        "key": visiting.new_key(),
        "kept_days": policies.KEPT.days,
    }
    return render(request, "shares/ask.html", page)


def _send_code(request: HttpRequest, recipient: Recipient, token: str) -> HttpResponse:
    key = request.POST.get("key", "")
    if not visiting.is_key(key):
        return redirect("shared", token)
    try:
        visiting.ask_for_code(recipient, key)
    except RuleError as refusal:
        messages.warning(request, str(refusal))
        return redirect("shared", token)
    return _keep(redirect("shared_code", token), key, token)


@require_http_methods(["GET", "HEAD", "POST"])
@at_a_link
def enter_code(request: HttpRequest, recipient: Recipient, token: str) -> HttpResponse:
    card, key = queries.open_card(recipient), _key(request)
    if card is None:
        return _ended(request, recipient)
    if visiting.is_in(recipient, key, card) or not visiting.is_waiting(recipient, key):
        return redirect("shared", token)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opened = visiting.enter_code(recipient, key, form.cleaned_data["code"])
        except RuleError as refusal:
            if refusal.code != "wrong_code":
                messages.warning(request, str(refusal))
                return redirect("shared", token)
            form.add_error("code", str(refusal))
        else:
            return _keep(redirect("shared", token), opened, token)
    return render(request, "shares/code.html", {"form": form, "recipient": recipient, "token": token})


@require_POST
@at_a_link
def pdf(request: HttpRequest, recipient: Recipient, token: str) -> HttpResponse:
    card = queries.open_card(recipient)
    if card is None:
        return _ended(request, recipient)
    if not visiting.is_in(recipient, _key(request), card):
        return redirect("shared", token)
    try:
        made = visiting.take_file(recipient)
    except RuleError as refusal:
        messages.warning(request, str(refusal))
        return redirect("shared", token)
    if made is None:
        messages.success(request, _("The PDF is being made. Press again in a minute."))
        return redirect("shared", token)
    return HttpResponse(
        bytes(made.content),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{made.name}"'},
    )


@require_POST
@at_a_link
def close(request: HttpRequest, recipient: Recipient, token: str) -> HttpResponse:
    visiting.close(recipient, _key(request))
    answer = redirect("shared", token)
    answer.delete_cookie(COOKIE, path=_path(token), samesite="Lax")
    return answer


def _report(request: HttpRequest, recipient: Recipient, card: Assessment, token: str) -> HttpResponse:
    shown = card_as_shared(card)
    page = {
        "recipient": recipient,
        "share": recipient.share,
        "token": token,
        "view": card_view(shown),
        "standing": standing(shown),
    }
    return render(request, "shares/report.html", page)


def _ended(request: HttpRequest, recipient: Recipient) -> HttpResponse:
    return render(request, "shares/ended.html", {"share": recipient.share}, status=GONE)


def _key(request: HttpRequest) -> str:
    return request.COOKIES.get(COOKIE, "")[:LONGEST_KEY]


def _keep(answer: HttpResponse, key: str, token: str) -> HttpResponse:
    """The key goes to the addresses of its own link and to no other page."""
    answer.set_cookie(
        COOKIE,
        key,
        max_age=int(policies.VISIT_LASTS.total_seconds()),
        path=_path(token),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


def _path(token: str) -> str:
    return reverse("shared", args=[token])
