from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fivefold.agreements.queries import terms_in_force
from fivefold.core.rules import RuleError
from fivefold.partnerships.page import PartnershipRequest, partnership_page
from fivefold.partnerships.permissions import Permission, require
from fivefold.partnerships.queries import shared_space
from fivefold.surveys.actions.rounds import withdraw_round
from fivefold.surveys.forms import WithdrawForm
from fivefold.surveys.lines import round_line
from fivefold.surveys.policies import why_not_withdrawn
from fivefold.surveys.queries import round_brought_by, rounds_in


@require_safe
@partnership_page(Permission.SURVEYS_VIEW, section="surveys")
def surveys(request: PartnershipRequest) -> HttpResponse:
    lines = [round_line(one) for one in rounds_in(shared_space(request.place.partnership))]
    page = {
        "lines": lines,
        "may_bring": request.place.may(Permission.SURVEYS_RECORD),
        "terms": terms_in_force(request.place.partnership),
    }
    return render(request, "surveys/rounds.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(Permission.SURVEYS_RECORD, section="private")
def withdraw(request: PartnershipRequest, round_id: str) -> HttpResponse:
    """Its own page: what is deleted, who has seen it, and why it is taken back."""
    require(Permission.PRIVATE_VIEW, request.place.membership)
    space = request.place.private_space
    round_ = round_brought_by(space, round_id)
    request.place.in_space(space)
    tried = request.method == "POST"
    form = WithdrawForm(request.POST) if tried else WithdrawForm()
    if tried and form.is_valid():
        try:
            withdraw_round(round_, because=form.cleaned_data["because"], by=request.user)
        except RuleError as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _withdrawn(told=round_.space.is_shared))
        return redirect(
            "surveys" if round_.space.is_shared else "imports", request.place.partnership.public_id
        )
    page = {"round": round_, "form": form, "refusal": why_not_withdrawn(round_, space)}
    return render(request, "surveys/withdraw.html", page)


def _withdrawn(*, told: bool) -> str:
    if told:
        return _(
            "Withdrawn. Its answers are deleted, its pages say so, and everyone else in this partnership "
            "has a message."
        )
    return _("Withdrawn. Its answers are deleted, and its pages say so.")
