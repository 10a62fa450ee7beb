"""The year as a page, how it begins, and how it is closed."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fivefold.core.rules import RuleError
from fivefold.cycles import actions, planning, queries, year_templates
from fivefold.cycles.forms import BeginForm
from fivefold.cycles.models import Cycle
from fivefold.cycles.overview import year_view
from fivefold.cycles.states import TRANSITIONS, State
from fivefold.cycles.views.saving import save_knowingly
from fivefold.partnerships.page import PartnershipRequest, partnership_page
from fivefold.partnerships.permissions import Permission


@require_safe
@partnership_page(Permission.YEAR_VIEW, section="year")
def year(request: PartnershipRequest) -> HttpResponse:
    found = queries.year_today(request.place.partnership)
    if found is None:
        return render(request, "cycles/no_year.html", {"writes": request.place.may(Permission.YEAR_WRITE)})
    return _shown(request, found)


@require_safe
@partnership_page(Permission.YEAR_VIEW, section="year")
def year_of(request: PartnershipRequest, cycle_id: str) -> HttpResponse:
    return _shown(request, queries.find_year(request.place.membership, cycle_id))


def _shown(request: PartnershipRequest, found: Cycle) -> HttpResponse:
    page = {
        "view": year_view(found, timezone.localdate(), request.place.membership),
        "writes": request.place.may(Permission.YEAR_WRITE),
        "steps": TRANSITIONS[State(found.state)],
    }
    return render(request, "cycles/year.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(Permission.YEAR_WRITE, section="year")
def year_begin(request: PartnershipRequest) -> HttpResponse:
    partnership = request.place.partnership
    last_years = list(queries.years_of(partnership)[:5])
    form = BeginForm(request.POST or None, last_years=last_years, initial=BeginForm.proposed(last_years))

    def save(accepted: frozenset[str]) -> str:
        begun = actions.begin_year(
            _plan(form, request),
            partnership,
            weekdays=form.school_weekdays,
            by=request.user,
            accepted=accepted,
        )
        messages.success(request, _("The year is planned. Move what does not fit."))
        return begun.get_absolute_url()

    answer = save_knowingly(
        request,
        form,
        template="cycles/begin.html",
        page={},
        conflicts=lambda: actions.conflicts_of_plan(_plan(form, request), partnership, form.school_weekdays),
        save=save,
    )
    return redirect(answer) if isinstance(answer, str) else answer


def _plan(form: BeginForm, request: PartnershipRequest) -> planning.PlannedYear:
    given, partnership = form.cleaned_data, request.place.partnership
    calendar = queries.calendar_of(partnership).on_weekdays(form.school_weekdays)
    if given["source"] in year_templates.loading.KEYS:
        return planning.from_template(
            year_templates.load(given["source"]),
            name=given["name"],
            first_day=given["first_day"],
            calendar=calendar,
        )
    before = queries.find_year(request.place.membership, given["source"])
    return planning.from_last_year(
        before,
        queries.phases_of(before),
        queries.activities_of(before),
        name=given["name"],
        first_day=given["first_day"],
        calendar=calendar,
        are_known=queries.acquaintance(partnership).is_confirmed,
    )


@require_POST
@partnership_page(Permission.YEAR_WRITE, section="year")
def year_close(request: PartnershipRequest, cycle_id: str) -> HttpResponse:
    found = queries.find_year(request.place.membership, cycle_id)
    to = request.POST.get("to", "")
    if to not in State.values:
        raise Http404
    try:
        actions.close_year(found, to=State(to), by=request.user)
    except RuleError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Saved."))
    return redirect(found)
