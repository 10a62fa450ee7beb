"""For administrators: the partnerships of the installation without content, and emergency access to one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fivefold.core import ledger as chains
from fivefold.core.rules import RuleError
from fivefold.partnerships import acts, emergency, queries
from fivefold.partnerships.forms import EmergencyForm
from fivefold.partnerships.models import EmergencyAccess, Partnership
from fivefold.partnerships.page import AdministratorRequest, administrators_page, hidden_page


@require_safe
@administrators_page
def partnerships(request: AdministratorRequest) -> HttpResponse:
    lines = queries.partnerships_in_outline()
    return render(request, "partnerships/administration.html", {"lines": lines})


@require_safe
@administrators_page
def ledger(request: AdministratorRequest) -> HttpResponse:
    page = acts.newest(chains.INSTALLATION, show_all="all" in request.GET)
    return render(request, "partnerships/installation_ledger.html", page)


@hidden_page
@require_http_methods(["GET", "HEAD", "POST"])
def emergency_access(request: AdministratorRequest, setup_id: str) -> HttpResponse:
    """What happens, why it is needed, and the button from which the hour counts."""
    partnership = get_object_or_404(Partnership, public_id=setup_id)
    form = EmergencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            access = emergency.ask(partnership, because=form.cleaned_data["because"], by=request.user)
        except RuleError as refusal:
            form.add_error("because", str(refusal))
        else:
            return redirect(access.partnership)
    page = {
        "form": form,
        "partnership": partnership,
        "open": queries.open_emergencies(request.user).filter(partnership=partnership).exists(),
    }
    return render(request, "partnerships/emergency.html", page)


@hidden_page
@require_POST
def emergency_end(request: AdministratorRequest, setup_id: str) -> HttpResponse:
    newest = EmergencyAccess.objects.filter(partnership__public_id=setup_id, person=request.user)
    if access := newest.order_by("-pk").first():
        emergency.end(access, by=request.user)
        messages.success(request, _("Emergency access has ended."))
    return redirect("administration")
