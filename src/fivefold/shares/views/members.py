"""Pages for who leads a side: what of a report card is shown outside, to whom, and how it ends."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fivefold.accounts.models import Person
from fivefold.core.rules import RuleError
from fivefold.health.language import language
from fivefold.health.models import Assessment
from fivefold.health.pages import card_view
from fivefold.health.queries import card_as_shared, card_page, successor
from fivefold.partnerships.page import PartnershipRequest, partnership_page
from fivefold.partnerships.permissions import Permission
from fivefold.shares import actions, policies, queries
from fivefold.shares.forms import SendForm
from fivefold.shares.models import Recipient


@require_safe
@partnership_page(Permission.SHARE_OUTSIDE, section="health")
def shares(request: PartnershipRequest, assessment_id: str) -> HttpResponse:
    if newer := successor(request.place.membership, assessment_id):
        return redirect("shares", request.place.partnership.public_id, newer.public_id)
    card = _card(request, assessment_id)
    page = {
        "assessment": card,
        "refusal": policies.why_not_shared_outside(card),
        "shares": queries.shares_of(card),
        "now": timezone.now(),
        "kept_days": policies.KEPT.days,
    }
    return render(request, "shares/shares.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(Permission.SHARE_OUTSIDE, section="health")
def send(request: PartnershipRequest, assessment_id: str) -> HttpResponse:
    """First the form, then all of it once more beside what they will see, then it is sent."""
    card = _card(request, assessment_id)
    if refusal := policies.why_not_shared_outside(card):
        messages.warning(request, str(refusal))
        return redirect(_list_of(card))
    tried = request.method == "POST"
    form = SendForm(request.POST) if tried else SendForm.fresh(language())
    step = request.POST.get("step")
    if not tried or not form.is_valid() or step == "back":
        page = {"assessment": card, "form": form, "kept_days": policies.KEPT.days}
        return render(request, "shares/send.html", page)
    if step == "send":
        return _sent(request, card, form)
    page = {
        "assessment": card,
        "form": form,
        "sending": form.sending,
        "view": card_view(card_as_shared(card)),
        "language_name": get_language_info(form.sending.language)["name_local"],
    }
    return render(request, "shares/look.html", page)


def _sent(request: PartnershipRequest, card: Assessment, form: SendForm) -> HttpResponse:
    try:
        actions.send(
            card.public_id,
            form.sending,
            partnership_id=request.place.partnership.public_id,
            by=request.user,
        )
    except RuleError as refusal:
        messages.warning(request, str(refusal))
    else:
        names = ", ".join(one.name for one in form.sending.people)
        messages.success(
            request, _("Sent to %(names)s. The other leads of both sides are told.") % {"names": names}
        )
    return redirect(_list_of(card))


Act = Callable[..., None]
ACTS: dict[str, Act] = {"again": actions.send_again, "end": actions.end, "erase": actions.erase}


@require_POST
@partnership_page(Permission.SHARE_OUTSIDE, section="health")
def act(request: PartnershipRequest, share_id: str) -> HttpResponse:
    """For one person, or for everyone who is named."""
    share = queries.find_share(request.place.membership, share_id)
    chosen = ACTS.get(request.POST.get("act", ""))
    if share is None or chosen is None:
        raise Http404
    who = request.POST.get("who", "")
    people = share.recipients.select_related("share").exclude(address="")
    # Chosen here: a database may refuse some signs that a form can send.
    for one in [one for one in people if who in {"", one.public_id}]:
        _do(request, chosen, one, request.user)
    current = queries.card_now(share) or share.assessment
    return redirect(_list_of(current))


def _do(request: HttpRequest, chosen: Act, recipient: Recipient, by: Person) -> None:
    name = recipient.name
    try:
        chosen(recipient, by=by)
    except RuleError as refusal:
        messages.warning(request, f"{name}: {refusal}")
    else:
        messages.success(request, _DONE[chosen]() % {"name": name})


_DONE: dict[Act, Callable[[], str]] = {
    actions.send_again: lambda: _("Sent once more to %(name)s."),
    actions.end: lambda: _("The link of %(name)s has ended."),
    actions.erase: lambda: _("%(name)s is erased, and the link has ended."),
}


def _card(request: PartnershipRequest, assessment_id: str) -> Assessment:
    card = card_page(request.place.membership, assessment_id).assessment
    request.place.in_space(card.space)
    return card


def _list_of(card: Assessment) -> str:
    return reverse("shares", args=[card.partnership.public_id, card.public_id])
