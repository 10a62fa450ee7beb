"""The set-up, for administrators alone: organizations, partnerships, and who leads their sides."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fivefold.core.actors import language_of
from fivefold.core.rules import RuleError
from fivefold.partnerships import actions, inviting, queries
from fivefold.partnerships import setup as pieces
from fivefold.partnerships.forms import InviteForm, OrganizationForm, PartnershipForm
from fivefold.partnerships.models import Invitation, Organization, Partnership
from fivefold.partnerships.page import AdministratorRequest, administrators_page
from fivefold.partnerships.roles import LEADS
from fivefold.partnerships.states import OrganizationKind, Side


@require_safe
@administrators_page
def setup(request: AdministratorRequest) -> HttpResponse:
    found = pieces.partnerships()
    newest = pieces.setup_of(found[0] if found else None)
    return render(request, "partnerships/setup.html", {"setup": newest, "others": found[1:]})


@require_safe
@administrators_page
def setup_one(request: AdministratorRequest, setup_id: str) -> HttpResponse:
    one = _partnership(setup_id)
    others = [other for other in pieces.partnerships() if other != one]
    return render(request, "partnerships/setup.html", {"setup": pieces.setup_of(one), "others": others})


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_page
def setup_organization(request: AdministratorRequest) -> HttpResponse:
    kind = OrganizationKind.UNIVERSITY if Organization.objects.exists() else OrganizationKind.DISTRICT
    form = OrganizationForm(request.POST or None, initial={"kind": kind})
    if request.method == "POST" and form.is_valid():
        try:
            actions.found_organization(**form.cleaned_data, by=request.user)
        except RuleError as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("setup" if Partnership.objects.count() == 0 else "setup_partnership")
    return render(request, "partnerships/setup_organization.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_page
def setup_partnership(request: AdministratorRequest) -> HttpResponse:
    first = list(Organization.objects.order_by("pk")[:2])
    if len(first) < 2:
        return redirect("setup")
    initial = {"practice": first[0], "research": first[1], "began_on": timezone.localdate()}
    form = PartnershipForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            partnership = actions.begin_partnership(**form.cleaned_data, by=request.user)
        except RuleError as refusal:
            form.add_error("research" if refusal.code == "one_organization" else "name", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("setup_one", partnership.public_id)
    return render(request, "partnerships/setup_partnership.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_page
def setup_invite(request: AdministratorRequest, setup_id: str, side: Side) -> HttpResponse:
    partnership = _partnership(setup_id)
    lead = LEADS[side].key if side in LEADS else ""
    form = InviteForm(request.POST or None, side=side, language=language_of(request.user), role=lead)
    if request.method == "POST" and form.is_valid():
        try:
            inviting.invite(partnership, side=side, by=request.user, **form.cleaned_data)
        except RuleError as refusal:
            form.add_error("name" if refusal.code.startswith("name_") else "address", str(refusal))
        else:
            messages.success(request, _("The invitation is on its way."))
            return redirect("setup_one", setup_id)
    page = {"form": form, "partnership": partnership, "own": partnership.side_name(side)}
    return render(request, "partnerships/setup_invite.html", page)


@require_POST
@administrators_page
def setup_invitation(request: AdministratorRequest, setup_id: str, invitation_id: str) -> HttpResponse:
    """Send what was sent to somebody who is to lead a side once more, or withdraw it."""
    waiting = queries.unanswered(_partnership(setup_id)).filter(sent_by__is_administrator=True)
    invitation: Invitation = get_object_or_404(waiting, public_id=invitation_id)
    try:
        if request.POST.get("act") == "withdraw":
            inviting.withdraw(invitation, by=request.user)
            messages.success(request, _("The invitation is withdrawn. Its link opens nothing any more."))
        else:
            inviting.send_again(invitation, by=request.user)
            messages.success(request, _("The invitation is on its way once more."))
    except RuleError as refusal:
        messages.info(request, str(refusal))
    return redirect("setup_one", setup_id)


def _partnership(setup_id: str) -> Partnership:
    return get_object_or_404(
        Partnership.objects.select_related(
            "practice_organization", "research_organization", "broker_organization"
        ),
        public_id=setup_id,
    )
