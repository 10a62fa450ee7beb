"""Who looks after the installation: seen, asked in, closed, by each other."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fivefold.accounts import administrators as acts
from fivefold.accounts.codes import send_code
from fivefold.accounts.invitations import why_not_answered_by
from fivefold.accounts.models import AdministratorInvitation
from fivefold.core import links
from fivefold.core.actors import language_of
from fivefold.core.rules import RuleError
from fivefold.partnerships.forms import AdministratorForm
from fivefold.partnerships.page import AdministratorRequest, administrators_page
from fivefold.partnerships.views.invitations import GONE


@require_safe
@administrators_page
def administrators(request: AdministratorRequest) -> HttpResponse:
    page = {
        "administrators": acts.administrators(),
        "invitations": acts.waiting(),
        "now": timezone.now(),
    }
    return render(request, "partnerships/administrators.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_page
def administrator_invite(request: AdministratorRequest) -> HttpResponse:
    form = AdministratorForm(request.POST or None, language=language_of(request.user))
    if request.method == "POST" and form.is_valid():
        try:
            acts.invite(**form.cleaned_data, by=request.user)
        except RuleError as refusal:
            form.add_error("name" if refusal.code.startswith("name_") else "address", str(refusal))
        else:
            messages.success(request, _("The invitation is on its way. The other administrators are told."))
            return redirect("administrators")
    return render(request, "partnerships/administrator_invite.html", {"form": form})


@require_POST
@administrators_page
def administrator_invitation(request: AdministratorRequest, invitation_id: str) -> HttpResponse:
    """Send it once more, or withdraw it."""
    invitation: AdministratorInvitation = get_object_or_404(acts.waiting(), public_id=invitation_id)
    try:
        if request.POST.get("act") == "withdraw":
            acts.withdraw(invitation, by=request.user)
            messages.success(request, _("The invitation is withdrawn. Its link opens nothing any more."))
        else:
            acts.send_again(invitation, by=request.user)
            messages.success(request, _("The invitation is on its way once more."))
    except RuleError as refusal:
        messages.info(request, str(refusal))
    return redirect("administrators")


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_page
def administrator_close(request: AdministratorRequest, administrator_id: str) -> HttpResponse:
    others = acts.administrators().exclude(pk=request.user.pk)
    person = get_object_or_404(others, public_id=administrator_id)
    if request.method == "POST":
        try:
            acts.close(person, by=request.user)
        except RuleError as refusal:
            messages.warning(request, str(refusal))
            return redirect("administrator_close", administrator_id)
        messages.success(request, _("The account is closed, and the other administrators are told."))
        return redirect("administrators")
    return render(request, "partnerships/administrator_close.html", {"person": person})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def administrator_invited(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link: opening it spends nothing, and a code comes before an answer."""
    invited = _find(token)
    if acts.why_not_open(invited):
        return render(request, "partnerships/invitation_ended.html", status=GONE)
    if request.method == "POST" and not request.user.is_authenticated:
        return _send_code(request, invited, token)
    for_another = request.user.is_authenticated and why_not_answered_by(invited, request.user) is not None
    page = {"invitation": invited, "token": token, "for_another": for_another}
    return render(request, "partnerships/administrator_invited.html", page)


@never_cache
@require_POST
def administrator_answer(request: HttpRequest, token: str) -> HttpResponse:
    invited = _find(token)
    if not request.user.is_authenticated:
        return redirect("administrator_invited", token)
    try:
        if request.POST.get("answer") == "decline":
            acts.decline(invited, by=request.user)
            messages.success(request, _("You have declined."))
            return redirect("partnerships")
        acts.accept(invited, by=request.user)
    except RuleError as refusal:
        messages.warning(request, str(refusal))
        return redirect("administrator_invited", token)
    messages.success(request, _("You look after this installation now. The other administrators are told."))
    return redirect("administrators")


def _find(token: str) -> AdministratorInvitation:
    public_id = links.read(acts.PURPOSE, token)
    found = None
    if public_id is not None:
        invitations = AdministratorInvitation.objects.select_related("sent_by")
        found = invitations.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def _send_code(request: HttpRequest, invited: AdministratorInvitation, token: str) -> HttpResponse:
    acts.account_for(invited)
    if why_not := send_code(request, invited.address):
        messages.warning(request, why_not)
        return redirect("administrator_invited", token)
    back = urlencode({"next": reverse("administrator_invited", args=[token])})
    return redirect(f"{reverse('account_confirm_login_code')}?{back}")
