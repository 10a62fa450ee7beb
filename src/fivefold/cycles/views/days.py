"""Days without research: listed, entered and removed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fivefold.cycles import actions, queries
from fivefold.cycles.forms import BlackOutForm
from fivefold.cycles.views.saving import save_knowingly
from fivefold.partnerships.page import PartnershipRequest, partnership_page
from fivefold.partnerships.permissions import Permission


@require_safe
@partnership_page(Permission.YEAR_VIEW, section="year")
def year_days(request: PartnershipRequest) -> HttpResponse:
    page = {
        "black_outs": queries.black_outs_of(request.place.partnership).order_by("-first_day", "-pk"),
        "writes": request.place.may(Permission.YEAR_WRITE),
    }
    return render(request, "cycles/days.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(Permission.YEAR_WRITE, section="year")
def year_add_days(request: PartnershipRequest) -> HttpResponse:
    partnership = request.place.partnership
    form = BlackOutForm(request.POST or None)

    def save(accepted: frozenset[str]) -> str:
        actions.add_black_out(form.days, partnership, by=request.user, accepted=accepted)
        messages.success(
            request, _("Saved. Nothing in schools can be planned to begin or end on these days.")
        )
        return reverse("year_days", args=[partnership.public_id])

    answer = save_knowingly(
        request,
        form,
        template="cycles/add_days.html",
        page={},
        conflicts=lambda: actions.conflicts_of_black_out(form.days, partnership),
        save=save,
    )
    return redirect(answer) if isinstance(answer, str) else answer


@require_POST
@partnership_page(Permission.YEAR_WRITE, section="year")
def year_remove_days(request: PartnershipRequest, black_out_id: str) -> HttpResponse:
    black_out = queries.find_black_out(request.place.membership, black_out_id)
    actions.remove_black_out(black_out, by=request.user)
    messages.success(request, _("Removed: %(name)s.") % {"name": black_out.name})
    return redirect("year_days", request.place.partnership.public_id)
