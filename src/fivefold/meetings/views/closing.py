"""Who was there, and the end of a meeting."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fivefold.core.rules import RuleError
from fivefold.meetings import actions, policies, queries
from fivefold.meetings.models import Meeting
from fivefold.meetings.there import SIDES, ThereForm
from fivefold.partnerships.page import PartnershipRequest, partnership_page
from fivefold.partnerships.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(Permission.MEETINGS_WRITE, section="meetings")
def meeting_close(request: PartnershipRequest, meeting_id: str) -> HttpResponse:
    """Two buttons: who was there is kept, or kept and the meeting closed."""
    found = queries.get_meeting(request.place.membership, meeting_id)
    form = ThereForm(request.POST or None, meeting=found, could=queries.could_be_there(found))
    if form.is_valid():
        try:
            # A close that is refused keeps nothing: both sides would read who was there before it was held.
            with transaction.atomic():
                actions.say_who_was_there(found, form.cleaned_data["members"], form.sides, by=request.user)
                if request.POST.get("step") == "close":
                    actions.close(found, on=form.cleaned_data["on"], by=request.user)
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            closed = request.POST.get("step") == "close"
            messages.success(
                request, _("Closed. Everyone was told what was decided.") if closed else _("Saved.")
            )
            return redirect(found)
    page = {"meeting": found, "form": form, "refusal": _why_not(found)}
    return render(request, "meetings/close.html", page)


def _why_not(meeting: Meeting) -> RuleError | None:
    """Before it was held there is nobody to name."""
    return policies.why_not_closed(meeting, SIDES, timezone.localdate())
