from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fivefold.core import ledger as chains
from fivefold.core.demonstration import is_open_to
from fivefold.core.rules import RuleError
from fivefold.partnerships import acts, policies, queries, sharing
from fivefold.partnerships.models import Space
from fivefold.partnerships.page import PartnershipRequest, partnership_page
from fivefold.partnerships.permissions import Permission, require
from fivefold.partnerships.publications import showings


@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """To the one partnership of who is signed in, or to the list; of visitors, to the door."""
    if not request.user.is_authenticated:
        return redirect("people_page" if is_open_to(request) else "account_login")
    partnerships = queries.partnerships_of(request.user)
    if not partnerships and request.user.is_administrator:
        return redirect("setup")
    return redirect(partnerships[0] if len(partnerships) == 1 else "partnerships")


@require_safe
@partnership_page(Permission.PARTNERSHIP_VIEW, section="needs")
def needs(request: PartnershipRequest) -> HttpResponse:
    found = request.place.needs
    page = {"needs": found, "minutes": sum(one.minutes for one in found), "today": timezone.localdate()}
    return render(request, "partnerships/needs.html", page)


@require_safe
@partnership_page(Permission.LEDGER_VIEW, section="ledger")
def ledger(request: PartnershipRequest) -> HttpResponse:
    return _show_ledger(request, _space_asked_for(request, request.GET.get("space")))


@require_POST
@partnership_page(Permission.LEDGER_VIEW, section="ledger")
def ledger_verify(request: PartnershipRequest) -> HttpResponse:
    space = _space_asked_for(request, request.POST.get("space"))
    return _show_ledger(request, space, chains.verify(space.key))


def _space_asked_for(request: PartnershipRequest, asked: str | None) -> Space:
    place = request.place
    if asked == "private":
        require(Permission.PRIVATE_VIEW, place.membership)
        place.in_space(place.private_space)
    return place.space


def _show_ledger(
    request: PartnershipRequest, space: Space, verification: chains.Verification | None = None
) -> HttpResponse:
    page = {
        **acts.newest(space.key, show_all="all" in request.GET),
        "verification": verification,
        "showings": showings(space),
    }
    return render(request, "partnerships/ledger.html", page)


@require_safe
@partnership_page(Permission.PRIVATE_VIEW, section="private")
def private_space(request: PartnershipRequest) -> HttpResponse:
    place = request.place.in_space(request.place.private_space)
    records = [
        (record, sharing.kind_of(record), sharing.kind_name(record))
        for record in sharing.records_in(place.space)
    ]
    page = {"records": records, "may_share": place.may(Permission.RECORD_SHARE)}
    return render(request, "partnerships/private_space.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(Permission.RECORD_SHARE, section="private")
def share(request: PartnershipRequest, kind: str, record_id: str) -> HttpResponse:
    place = request.place
    record = sharing.get_record(kind, record_id, place.membership)
    if request.method == "POST":
        try:
            record = sharing.share(record, by=request.user)
        except RuleError as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("Both sides can see it now, and everyone concerned has a message."))
        return redirect(sharing.address_of(record))
    place.in_space(record.space)
    if record.space.is_shared:
        since = {"record": record, "crossing": sharing.crossing(record)}
        return render(request, "partnerships/shared_already.html", since)
    if against := policies.why_not_shared(record, place.membership):
        return render(request, "partnerships/not_shared.html", {"record": record, "refusal": against})
    page = {
        "record": record,
        "kind_name": sharing.kind_name(record),
        "moving": [(other, sharing.kind_name(other)) for other in sharing.what_moves(record)],
        "preview": sharing.preview_template(record),
        "readers": queries.newly_readers(place.membership),
    }
    return render(request, "partnerships/share.html", page)
