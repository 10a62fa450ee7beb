"""The agenda: what is proposed, what was chosen, in which order, with how many minutes."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fivefold.core.identifiers import new_public_id
from fivefold.core.rules import RuleError
from fivefold.meetings import actions, agenda, policies, queries
from fivefold.meetings.forms import LineForm, MinutesForm
from fivefold.meetings.models import AgendaLine, Meeting
from fivefold.partnerships.page import PartnershipRequest, partnership_page
from fivefold.partnerships.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(Permission.MEETINGS_WRITE, section="meetings")
def meeting_agenda(request: PartnershipRequest, meeting_id: str) -> HttpResponse:
    found = queries.get_meeting(request.place.membership, meeting_id)
    proposals = agenda.proposals_for(request.place.membership, found)
    form = LineForm(request.POST if request.POST.get("act") == "add" else None)
    if request.method == "POST":
        try:
            if form.is_valid():
                actions.add_line(found, **form.cleaned_data, by=request.user)
                return redirect("meeting_agenda", found.partnership.public_id, found.public_id)
            if request.POST.get("act") == "propose":
                _put(request, found, proposals)
                return redirect("meeting_agenda", found.partnership.public_id, found.public_id)
        except RuleError as refusal:
            form.add_error(None, str(refusal)) if form.is_bound else messages.warning(request, str(refusal))
    lines = list(found.agenda.all())
    taken = sum(one.minutes for one in lines)
    page = {
        "meeting": found,
        "lines": lines,
        "taken": taken,
        "over": taken - found.minutes,
        "left": found.minutes - taken,
        "proposals": proposals,
        "form": form,
        "refusal": policies.why_not_changed(found),
    }
    return render(request, "meetings/agenda.html", page)


def _put(request: PartnershipRequest, meeting: Meeting, proposals: list[agenda.Proposal]) -> None:
    """As it is proposed to whoever presses; what is open no longer is proposed no longer."""
    source = request.POST.get("source", "")
    one = next((one for one in proposals if one.source == source), None)
    if one is None:
        messages.info(request, _("That stands on the agenda already, or is open no longer."))
        return
    actions.add_line(
        meeting,
        text=one.text,
        minutes=one.minutes,
        source=one.source,
        pressed=new_public_id(),
        by=request.user,
    )


@require_POST
@partnership_page(Permission.MEETINGS_WRITE, section="meetings")
def agenda_line(request: PartnershipRequest, meeting_id: str, line_id: str) -> HttpResponse:
    """Up, down, other minutes, off: one button each."""
    found = queries.get_meeting(request.place.membership, meeting_id)
    line = queries.get_line(found, line_id)
    try:
        _do(request, line, request.POST.get("act", ""))
    except RuleError as refusal:
        messages.warning(request, str(refusal))
    return redirect("meeting_agenda", found.partnership.public_id, found.public_id)


def _do(request: PartnershipRequest, line: AgendaLine, act: str) -> None:
    if act in {"up", "down"}:
        actions.reorder(line, up=act == "up", by=request.user)
    elif act == "remove":
        actions.remove_line(line, by=request.user)
    elif act == "minutes":
        form = MinutesForm(request.POST)
        if form.is_valid():
            actions.set_minutes(line, minutes=form.cleaned_data["minutes"], by=request.user)
        else:
            messages.warning(request, _("Minutes are a whole number, up to 720."))
    else:
        raise Http404
