from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fivefold.agreements import actions, policies, queries, reading
from fivefold.agreements.forms import ReturnForm, TermsForm
from fivefold.agreements.models import Terms
from fivefold.agreements.states import TermsState
from fivefold.core.identifiers import ALPHABET
from fivefold.core.rules import RuleError
from fivefold.partnerships.page import PartnershipRequest, partnership_page
from fivefold.partnerships.permissions import Permission


@require_safe
@partnership_page(Permission.TERMS_VIEW, section="agreement")
def agreement(request: PartnershipRequest) -> HttpResponse:
    place = request.place
    shown = queries.agreement(place.membership)
    here = queries.sides_today(place.partnership)
    page = {
        "agreement": shown,
        "groups": reading.groups(shown.now.content, here),
        "agrees": place.may(Permission.TERMS_AGREE),
        "refusal": policies.why_not_proposed(shown.proposal is not None),
        "answers": _may_answer(request, shown.proposal) if shown.proposal else False,
    }
    return render(request, "agreements/agreement.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(Permission.TERMS_AGREE, section="agreement")
def propose(request: PartnershipRequest) -> HttpResponse:
    """Starts from an earlier set that somebody wants to take up again, or from what was agreed last."""
    partnership = request.place.partnership
    newest = queries.newest_agreed(partnership)
    earlier = _earlier(request)
    start = earlier.content if earlier else newest.content
    form = TermsForm(request.POST or None, partnership=partnership, content=start)
    if form.is_valid():
        try:
            proposed = actions.propose(partnership, form.proposal, by=request.user)
        except RuleError as refusal:
            form.add_error("from_day" if refusal.code == "from_day" else None, str(refusal))
        else:
            messages.success(request, _("Proposed. Whoever leads the other side has a message."))
            return redirect(proposed)
    page = {
        "form": form,
        "newest": newest,
        "refusal": policies.why_not_proposed(queries.open_proposal(partnership) is not None),
    }
    return render(request, "agreements/propose.html", page)


def _earlier(request: PartnershipRequest) -> Terms | None:
    asked = request.GET.get("from", "")
    if not asked or set(asked) - set(ALPHABET):
        return None
    return queries.get_terms(request.place.membership, asked)


@require_safe
@partnership_page(Permission.TERMS_VIEW, section="agreement")
def terms(request: PartnershipRequest, terms_id: str) -> HttpResponse:
    return _show(request, queries.get_terms(request.place.membership, terms_id), ReturnForm())


Answer = Callable[..., Terms]
ANSWERS: dict[str, tuple[Answer, Callable[[], str]]] = {
    "confirm": (actions.confirm, lambda: _("Confirmed. Both sides have agreed to it.")),
    "withdraw": (actions.withdraw, lambda: _("Withdrawn. Nothing has changed.")),
    "return": (actions.give_back, lambda: _("Returned with your comment.")),
}


@require_POST
@partnership_page(Permission.TERMS_AGREE, section="agreement")
def answer(request: PartnershipRequest, terms_id: str) -> HttpResponse:
    found = queries.get_terms(request.place.membership, terms_id)
    name = request.POST.get("answer", "")
    if name not in ANSWERS:
        raise Http404
    act, done = ANSWERS[name]
    form = ReturnForm(request.POST)
    if name == "return" and not form.is_valid():
        return _show(request, found, form)
    try:
        comment = (form.cleaned_data["comment"],) if name == "return" else ()
        act(found, *comment, by=request.user)
    except RuleError as refusal:
        messages.warning(request, str(refusal))
        kept = ReturnForm(initial={"comment": request.POST.get("comment", "")})
        return _show(request, queries.get_terms(request.place.membership, terms_id), kept)
    messages.success(request, done())
    return redirect(found)


def _may_answer(request: PartnershipRequest, proposal: Terms) -> bool:
    membership = request.place.membership
    refusal = policies.why_not_answered(proposal, membership, TermsState.CONFIRMED)
    return request.place.may(Permission.TERMS_AGREE) and refusal is None


def _show(request: PartnershipRequest, found: Terms, form: ReturnForm) -> HttpResponse:
    place = request.place
    here = queries.sides_today(place.partnership)
    newest = queries.newest_agreed(place.partnership)
    changed, same = reading.compare(newest.content, found.content, here) if found.is_open else ([], [])
    page = {
        "terms": found,
        "newest": newest,
        "groups": reading.groups(found.content, here),
        "changed": changed,
        "same": same,
        "form": form,
        "agrees": place.may(Permission.TERMS_AGREE),
        "is_own": place.membership.side == found.side,
        "refusal": policies.why_not_answered(found, place.membership, TermsState.CONFIRMED)
        or policies.why_not_people(found.content, here),
    }
    return render(request, "agreements/terms.html", page)
