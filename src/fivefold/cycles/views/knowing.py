"""Getting to know us: the two-page account, and what stands in its place for an older partnership."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fivefold.core.rules import RuleError
from fivefold.cycles import acquainting, policies, queries
from fivefold.cycles.forms import AccountForm, KnownSinceForm
from fivefold.partnerships.page import PartnershipRequest, partnership_page
from fivefold.partnerships.permissions import Permission, require
from fivefold.partnerships.place import Place
from fivefold.partnerships.policies import why_not_shared


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(Permission.YEAR_VIEW, section="year")
def getting_to_know(request: PartnershipRequest) -> HttpResponse:
    place = request.place
    known = queries.acquaintance(place.partnership, place.membership)
    if known.account:
        place.in_space(known.account.space)
    act = request.POST.get("act", "")
    newest = known.account.newest if known.account else None
    text = AccountForm(
        request.POST if act == "write" else None, initial={"text": newest.text if newest else ""}
    )
    since = KnownSinceForm(request.POST if act == "since" else None)
    if request.method == "POST":
        require(Permission.YEAR_WRITE, place.membership)
        done = _done(request, act, text, since)
        if done:
            messages.success(request, done)
            return redirect("getting_to_know", place.partnership.public_id)
    page = {
        "known": known,
        "newest": newest,
        "texts": list(queries.versions_of(known.account, place.membership)) if known.account else [],
        "text_form": text,
        "since_form": since,
        "form": since if act == "since" else text,
        **_open_to(place, known),
    }
    return render(request, "cycles/getting_to_know.html", page)


def _open_to(place: Place, known: queries.Acquaintance) -> dict[str, bool]:
    """By the same rules that refuse."""
    account, membership = known.account, place.membership
    writes, first = place.may(Permission.YEAR_WRITE), queries.first_year(place.partnership)
    shares = place.may(Permission.RECORD_SHARE)
    return {
        "may_write": writes and not policies.why_not_written(account, membership),
        "may_confirm": writes and not policies.why_not_confirmed(account, membership),
        "may_show": account is not None and shares and not why_not_shared(account, membership),
        "may_say_since": writes and not policies.why_not_known_since(first, known.is_confirmed, membership),
    }


def _done(request: PartnershipRequest, act: str, text: AccountForm, since: KnownSinceForm) -> str:
    """What was done, in words; nothing where the page comes back with what is to fix."""
    partnership, by = request.place.partnership, request.user
    form = since if act == "since" else text
    try:
        if act == "write" and text.is_valid():
            acquainting.write(partnership, text=text.cleaned_data["text"], by=by)
            return _("Saved as a version of its own.")
        if act == "since" and since.is_valid():
            acquainting.record_known_since(partnership, **since.cleaned_data, by=by)
            return _("Recorded. Collection can begin.")
        if act == "confirm":
            acquainting.confirm(partnership, text_id=request.POST.get("version", ""), by=by)
            return _("Confirmed. Collection can begin.")
    except RuleError as refusal:
        if form.is_bound:
            form.add_error(None, str(refusal))
        else:
            messages.warning(request, str(refusal))
        return ""
    if act not in {"write", "since"}:
        raise Http404
    return ""
