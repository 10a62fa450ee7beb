"""The page behind the link of an invitation. Opening it spends nothing; a code comes before an answer."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from fivefold.accounts.codes import send_code
from fivefold.accounts.invitations import why_not_answered_by
from fivefold.core import links
from fivefold.core.rules import RuleError
from fivefold.partnerships import inviting
from fivefold.partnerships.models import Invitation
from fivefold.partnerships.queries import OF_AN_INVITATION, memberships_of
from fivefold.partnerships.telling import INVITATION

GONE = 410


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Who is invited to what; the button sends a code to the invited address, and to no other."""
    invited = _find(token)
    if request.user.is_authenticated and _is_in_by(request, invited):
        return redirect(invited.partnership)
    if inviting.why_not_open(invited):
        return render(request, "partnerships/invitation_ended.html", status=GONE)
    if request.method == "POST" and not request.user.is_authenticated:
        return _send_code(request, invited, token)
    page = {
        "invitation": invited,
        "token": token,
        "for_another": request.user.is_authenticated
        and why_not_answered_by(invited, request.user) is not None,
    }
    return render(request, "partnerships/invitation.html", page)


@never_cache
@require_POST
def invitation_answer(request: HttpRequest, token: str) -> HttpResponse:
    invited = _find(token)
    if not request.user.is_authenticated:
        return redirect("invitation", token)
    try:
        if request.POST.get("answer") == "decline":
            inviting.decline(invited, by=request.user)
            messages.success(
                request, _("You have declined. %(name)s is told.") % {"name": invited.sent_by.name}
            )
            return redirect("partnerships")
        membership = inviting.accept(invited, by=request.user)
    except RuleError as refusal:
        messages.warning(request, str(refusal))
        return redirect("invitation", token)
    messages.success(request, _("You are in. %(name)s is told.") % {"name": invited.sent_by.name})
    return redirect(membership.partnership)


def _find(token: str) -> Invitation:
    public_id = links.read(INVITATION, token)
    found = None
    if public_id is not None:
        found = Invitation.objects.select_related(*OF_AN_INVITATION).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def _is_in_by(request: HttpRequest, invited: Invitation) -> bool:
    """Whether the visitor accepted this invitation, and is still a member by it."""
    if invited.membership is None or not request.user.is_authenticated:
        return False
    return memberships_of(request.user).filter(pk=invited.membership.pk).exists()


def _send_code(request: HttpRequest, invited: Invitation, token: str) -> HttpResponse:
    inviting.account_for(invited)
    if why_not := send_code(request, invited.address):
        messages.warning(request, why_not)
        return redirect("invitation", token)
    back = urlencode({"next": reverse("invitation", args=[token])})
    return redirect(f"{reverse('account_confirm_login_code')}?{back}")
