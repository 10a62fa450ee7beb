"""Minutes while they are written: a form that works bare, a list that others' entries come into."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fivefold.commitments.policies import may_own
from fivefold.core.rules import RuleError
from fivefold.goals import queries as goals
from fivefold.meetings import actions, policies, queries
from fivefold.meetings.forms import EditForm, EntryForm
from fivefold.meetings.models import Entry, Meeting
from fivefold.partnerships.models import Membership
from fivefold.partnerships.page import PartnershipRequest, partnership_page
from fivefold.partnerships.permissions import Permission, require

# What the page's own script says of itself, so that it is answered in words and not with a page.
FROM_QUEUE = "X-From-Queue"


def quiet_when_signed_out(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A poll whose session has ended must not draw the sign-in page into the middle of the minutes."""

    @wraps(view)
    def quiet(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        polls = request.headers.get("HX-Request") or request.headers.get(FROM_QUEUE)
        if polls and not request.user.is_authenticated:
            return HttpResponse(status=401)
        return view(request, *args, **kwargs)

    return quiet


@quiet_when_signed_out
@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(Permission.MEETINGS_VIEW, section="meetings")
def meeting_minutes(request: PartnershipRequest, meeting_id: str) -> HttpResponse:
    """GET: the entries, again and again. POST: one entry more."""
    found = queries.get_meeting(request.place.membership, meeting_id)
    if request.method == "POST":
        return _captured(request, found)
    page = minutes_page(request, found)
    if request.headers.get("HX-Request") and request.GET.get("seen") == page["seen"]:
        return HttpResponse(status=204)
    if request.headers.get("HX-Request") or request.headers.get(FROM_QUEUE):
        return render(request, "meetings/entries.html", page | {"meeting": found})
    return redirect(found)


def _captured(request: PartnershipRequest, meeting: Meeting) -> HttpResponse:
    require(Permission.MEETINGS_CAPTURE, request.place.membership)
    form = EntryForm(request.POST, members=members_today(meeting))
    queued = bool(request.headers.get(FROM_QUEUE))
    if form.is_valid():
        try:
            _capture(request, meeting, form)
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            return HttpResponse(status=204) if queued else redirect(_back(request, meeting))
    if queued:
        said = [str(one) for errors in form.errors.values() for one in errors]
        return JsonResponse({"because": " ".join(said)}, status=422)
    page = minutes_page(request, meeting) | {"meeting": meeting, "form": form}
    return render(request, "meetings/write_again.html", page)


def _capture(request: PartnershipRequest, meeting: Meeting, form: EntryForm) -> None:
    written = form.written
    if strategy_id := form.cleaned_data["strategy"]:
        strategy = goals.get_strategy(request.place.membership, strategy_id)
        written = actions.Written(written.kind, written.text, written.owner, written.due, strategy)
    actions.capture(meeting, written, pressed=form.cleaned_data["pressed"], by=request.user)


def _back(request: PartnershipRequest, meeting: Meeting) -> str:
    if strategy_id := request.POST.get("strategy"):
        ids = [meeting.partnership.public_id, meeting.public_id, strategy_id]
        return reverse("dialogue_strategy", args=ids)
    return f"{meeting.get_absolute_url()}#write"


def members_today(meeting: Meeting) -> list[Membership]:
    """Who can take something on; observers read along."""
    members = meeting.partnership.memberships.current().select_related("person")
    return sorted((one for one in members if may_own(one)), key=lambda one: one.person.name)


def minutes_page(request: PartnershipRequest, meeting: Meeting) -> dict[str, Any]:
    entries = list(queries.entries_of(meeting))
    captures = request.place.may(Permission.MEETINGS_CAPTURE) and not policies.why_not_captured(meeting, 0)
    return {
        "entries": entries,
        "later": [one for one in entries if one.is_later],
        "captures": captures,
        "takes_up": request.place.may(Permission.COMMITMENTS_WRITE),
        "edits": captures and meeting.is_open,
        "seen": queries.fingerprint(entries, meeting),
        "form": EntryForm(members=members_today(meeting)) if captures else None,
        "today": timezone.localdate(),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(Permission.MEETINGS_CAPTURE, section="meetings")
def minutes_entry(request: PartnershipRequest, meeting_id: str, entry_id: str) -> HttpResponse:
    """An entry, for whoever wrote it, while the meeting is open."""
    found = queries.get_meeting(request.place.membership, meeting_id)
    entry = queries.get_entry(found, entry_id)
    if request.POST.get("act") == "take_up":
        return _taken_up(request, found, entry)
    form = EditForm(request.POST or None, entry=entry)
    meanwhile = None
    if form.is_valid():
        try:
            actions.edit(entry, **form.cleaned_data, by=request.user)
        except RuleError as refusal:
            form.add_error(None, str(refusal))
            if refusal.code == "changed_meanwhile":
                meanwhile = queries.get_entry(found, entry_id)
                form.now_seeing(meanwhile.number)
        else:
            messages.success(request, _("Saved."))
            return redirect(found)
    page = {
        "meeting": found,
        "entry": entry,
        "form": form,
        "meanwhile": meanwhile,
        "refusal": policies.why_not_edited(entry, request.user.pk),
    }
    return render(request, "meetings/entry.html", page)


def _taken_up(request: PartnershipRequest, meeting: Meeting, entry: Entry) -> HttpResponse:
    try:
        actions.take_up(entry, by=request.user)
    except RuleError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("It stands among the commitments."))
    return redirect(meeting)
