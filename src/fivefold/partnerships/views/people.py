"""Who is in a partnership, whom its sides invite, and how memberships change and end."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fivefold.core.actors import language_of
from fivefold.core.rules import RuleError
from fivefold.partnerships import actions, inviting, queries
from fivefold.partnerships.forms import EndForm, InviteForm, RoleForm
from fivefold.partnerships.models import Invitation, Membership
from fivefold.partnerships.page import PartnershipRequest, partnership_page
from fivefold.partnerships.permissions import Permission


@require_safe
@partnership_page(Permission.PEOPLE_VIEW, section="people")
def people(request: PartnershipRequest) -> HttpResponse:
    place = request.place
    page = {
        "sides": queries.people_by_side(place.partnership),
        "leads": place.may(Permission.PEOPLE_MANAGE),
        "invitations": queries.invitations_by(place.membership),
        "now": timezone.now(),
    }
    return render(request, "partnerships/people.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(Permission.PEOPLE_MANAGE, section="people")
def invite(request: PartnershipRequest) -> HttpResponse:
    # Until somebody accepts, their own side alone knows.
    place = request.place.in_space(request.place.private_space)
    form = InviteForm(request.POST or None, side=place.membership.side, language=language_of(request.user))
    if request.method == "POST" and form.is_valid():
        try:
            inviting.invite(
                place.partnership, side=place.membership.side, by=request.user, **form.cleaned_data
            )
        except RuleError as refusal:
            form.add_error("name" if refusal.code.startswith("name_") else "address", str(refusal))
        else:
            messages.success(request, _("The invitation is on its way."))
            return redirect("people", place.partnership.public_id)
    return render(request, "partnerships/invite.html", {"form": form, "own": place.own_side_name})


@require_POST
@partnership_page(Permission.PEOPLE_MANAGE, section="people")
def invitation_again(request: PartnershipRequest, invitation_id: str) -> HttpResponse:
    try:
        inviting.send_again(_invitation(request, invitation_id), by=request.user)
    except RuleError as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, _("The invitation is on its way once more."))
    return redirect("people", request.place.partnership.public_id)


@require_POST
@partnership_page(Permission.PEOPLE_MANAGE, section="people")
def invitation_withdraw(request: PartnershipRequest, invitation_id: str) -> HttpResponse:
    try:
        inviting.withdraw(_invitation(request, invitation_id), by=request.user)
    except RuleError as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, _("The invitation is withdrawn. Its link opens nothing any more."))
    return redirect("people", request.place.partnership.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(Permission.PARTNERSHIP_LEAVE, section="people")
def leave(request: PartnershipRequest) -> HttpResponse:
    membership = request.place.membership
    if request.method == "POST":
        try:
            actions.end_membership(membership, by=request.user)
        except RuleError as refusal:
            messages.warning(request, str(refusal))
            return redirect("leave", request.place.partnership.public_id)
        messages.success(request, _("You have left “{name}”.").format(name=request.place.partnership.name))
        return redirect("partnerships")
    return render(request, "partnerships/leave.html", {"refusal": actions.why_not_ended_now(membership)})


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(Permission.PEOPLE_MANAGE, section="people")
def membership(request: PartnershipRequest, membership_id: str) -> HttpResponse:
    """Another role, or an end: two forms of one page, told apart by the button."""
    member = _member(request, membership_id)
    ends = request.method == "POST" and request.POST.get("act") == "end"
    changes = request.method == "POST" and not ends
    role = RoleForm(request.POST if changes else None, membership=member)
    end = EndForm(request.POST if ends else None, initial={"day": member.ended_on or timezone.localdate()})
    if request.method == "POST" and (form := end if ends else role).is_valid():
        try:
            if ends:
                actions.end_membership(member, by=request.user, ended_on=end.cleaned_data["day"])
            else:
                actions.change_role(member, role=role.cleaned_data["role"], by=request.user)
        except RuleError as refusal:
            form.add_error("day" if ends else "role", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("people", request.place.partnership.public_id)
    page = {"member": member, "role_form": role, "end_form": end, "form": end if ends else role}
    return render(request, "partnerships/membership.html", page)


def _invitation(request: PartnershipRequest, invitation_id: str) -> Invitation:
    found = queries.invitations_by(request.place.membership).filter(public_id=invitation_id).first()
    if found is None:
        raise Http404
    return found


def _member(request: PartnershipRequest, membership_id: str) -> Membership:
    """Somebody else on the side that the visitor leads."""
    own = request.place.membership
    members = own.partnership.memberships.current().filter(side=own.side).select_related("person")
    found = members.exclude(pk=own.pk).filter(public_id=membership_id).first()
    if found is None:
        raise Http404
    return found
