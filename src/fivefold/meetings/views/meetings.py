"""The list of meetings, one of them, and how one comes to be."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fivefold.core.rules import RuleError
from fivefold.cycles import queries as years
from fivefold.cycles import words
from fivefold.cycles.models import Activity
from fivefold.cycles.policies import Conflict
from fivefold.cycles.views.saving import save_knowingly
from fivefold.meetings import actions, policies, queries
from fivefold.meetings.forms import PlanForm, SettingForm
from fivefold.meetings.models import Meeting
from fivefold.meetings.views.capturing import minutes_page
from fivefold.partnerships.page import PartnershipRequest, partnership_page
from fivefold.partnerships.permissions import Permission, require

FORM = ["GET", "HEAD", "POST"]


@require_safe
@partnership_page(Permission.MEETINGS_VIEW, section="meetings")
def meetings(request: PartnershipRequest) -> HttpResponse:
    place = request.place
    page = {
        "listed": queries.listed(place.membership),
        "plans": place.may(Permission.MEETINGS_WRITE) and place.may(Permission.YEAR_WRITE),
    }
    return render(request, "meetings/meetings.html", page)


@require_safe
@partnership_page(Permission.MEETINGS_VIEW, section="meetings")
def meeting(request: PartnershipRequest, meeting_id: str) -> HttpResponse:
    found = queries.get_meeting(request.place.membership, meeting_id)
    agenda = list(found.agenda.all())
    there = queries.who_was_there(found)
    page = {
        "meeting": found,
        "agenda": agenda,
        "agenda_minutes": sum(one.minutes for one in agenda),
        "there": there,
        "is_said": any(one.said for one in there),
        "moved": words.moved(found.activity),
        "writes": request.place.may(Permission.MEETINGS_WRITE) and not policies.why_not_changed(found),
        "moves": request.place.may(Permission.YEAR_WRITE) and found.is_open,
        **minutes_page(request, found),
    }
    return render(request, "meetings/meeting.html", page)


@require_http_methods(FORM)
@partnership_page(Permission.MEETINGS_WRITE, section="meetings")
def meeting_plan(request: PartnershipRequest) -> HttpResponse:
    partnership = request.place.partnership
    require(Permission.YEAR_WRITE, request.place.membership)
    form = PlanForm(request.POST or None, initial=SettingForm.proposed())

    def save(accepted: frozenset[str]) -> str:
        given = form.cleaned_data
        made = actions.plan(
            partnership, given["title"], given["day"], form.setting, by=request.user, accepted=accepted
        )
        messages.success(request, _("Planned, in the year and here. Now its agenda."))
        return made.get_absolute_url()

    def conflicts() -> list[Conflict]:
        return actions.conflicts_of(partnership, form.cleaned_data["title"], form.cleaned_data["day"])

    answer = save_knowingly(
        request, form, template="meetings/plan.html", page={}, conflicts=conflicts, save=save
    )
    return redirect(answer) if isinstance(answer, str) else answer


@require_http_methods(FORM)
@partnership_page(Permission.MEETINGS_WRITE, section="meetings")
def meeting_prepare(request: PartnershipRequest, item_id: str) -> HttpResponse:
    activity = years.find_item(request.place.membership, item_id)
    if not isinstance(activity, Activity):
        raise Http404
    if before := Meeting.objects.filter(activity=activity).select_related("partnership").first():
        return redirect(before)
    form = SettingForm(request.POST or None, initial=SettingForm.proposed())
    refusal = policies.why_not_prepared(activity)
    if form.is_valid():
        try:
            made = actions.prepare(activity, form.setting, by=request.user)
        except RuleError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The meeting has its page. Now its agenda."))
            return redirect(made)
    return render(request, "meetings/prepare.html", {"activity": activity, "form": form, "refusal": refusal})


@require_http_methods(FORM)
@partnership_page(Permission.MEETINGS_WRITE, section="meetings")
def meeting_change(request: PartnershipRequest, meeting_id: str) -> HttpResponse:
    found = queries.get_meeting(request.place.membership, meeting_id)
    form = SettingForm(request.POST or None, initial=SettingForm.proposed(found))
    if form.is_valid():
        try:
            actions.change(found, form.setting, by=request.user)
        except RuleError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect(found)
    page = {"meeting": found, "form": form, "refusal": policies.why_not_changed(found)}
    return render(request, "meetings/change.html", page)
