"""A phase or an activity: added, described, moved, begun and ended."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fivefold.core.rules import RuleError
from fivefold.cycles import actions, alongside, policies, queries, words
from fivefold.cycles.forms import ActivityForm, CallOffForm, DescribeForm, MoveForm, PhaseForm, StepForm
from fivefold.cycles.models import Activity, Phase
from fivefold.cycles.states import State
from fivefold.cycles.views.saving import save_knowingly
from fivefold.partnerships.page import PartnershipRequest, partnership_page
from fivefold.partnerships.permissions import Permission, require


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(Permission.YEAR_WRITE, section="year")
def year_add_phase(request: PartnershipRequest, cycle_id: str) -> HttpResponse:
    return _added(request, cycle_id, PhaseForm, _("A phase"))


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(Permission.YEAR_WRITE, section="year")
def year_add_activity(request: PartnershipRequest, cycle_id: str) -> HttpResponse:
    return _added(request, cycle_id, ActivityForm, _("An activity"))


def _added(
    request: PartnershipRequest, cycle_id: str, form_class: type[PhaseForm | ActivityForm], heading: str
) -> HttpResponse:
    year = queries.find_year(request.place.membership, cycle_id)
    form = form_class(request.POST or None)

    def save(accepted: frozenset[str]) -> str:
        actions.add(year, form.planned, by=request.user, accepted=accepted)
        messages.success(request, _("Planned."))
        return year.get_absolute_url()

    answer = save_knowingly(
        request,
        form,
        template="cycles/add.html",
        page={"heading": heading, "year": year},
        conflicts=lambda: actions.conflicts_of(year, form.planned),
        save=save,
    )
    return redirect(answer) if isinstance(answer, str) else answer


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(Permission.YEAR_WRITE, section="year")
def year_move(request: PartnershipRequest, item_id: str) -> HttpResponse:
    item = queries.find_item(request.place.membership, item_id)
    dates = {"first": item.planned_first, "last": item.planned_last}
    form = MoveForm(request.POST or None, initial=dates)

    def save(accepted: frozenset[str]) -> str:
        actions.move(item, **form.cleaned_data, by=request.user, accepted=accepted)
        messages.success(request, _("Moved. The date from before stays in sight."))
        return item.get_absolute_url()

    def conflicts() -> list[policies.Conflict]:
        planned = actions.planned_anew(item, form.cleaned_data["first"], form.cleaned_data["last"])
        return actions.conflicts_of(item.cycle, planned)

    answer = save_knowingly(
        request,
        form,
        template="cycles/move.html",
        page={"item": item},
        conflicts=conflicts,
        save=save,
    )
    return redirect(answer) if isinstance(answer, str) else answer


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(Permission.YEAR_VIEW, section="year")
def year_item(request: PartnershipRequest, item_id: str) -> HttpResponse:
    """What is planned and what came to be; whoever plans has one form for each step, told by its button."""
    item = queries.find_item(request.place.membership, item_id)
    act = request.POST.get("act", "")
    given = _forms(request, item, act)
    if request.method == "POST":
        require(Permission.YEAR_WRITE, request.place.membership)
        form = given["describe" if act == "take_back" else act] if act in {*given, "take_back"} else None
        if form is None:
            raise Http404
        if act == "take_back" or form.is_valid():
            try:
                _ACTS[act](item, request, form)
            except RuleError as refusal:
                if act == "take_back":
                    messages.warning(request, str(refusal))
                    return redirect(item)
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Saved."))
                return redirect(item)
    return render(request, "cycles/item.html", _page(request, item, given, act))


def _forms(request: PartnershipRequest, item: Phase | Activity, act: str) -> dict[str, forms.Form]:
    today = {"on": timezone.localdate()}

    def data(of: str) -> QueryDict | None:
        return request.POST if request.method == "POST" and act == of else None

    return {
        "describe": DescribeForm(data("describe"), item=item, prefix="describe"),
        "begin": StepForm(data("begin"), initial=today, prefix="begin"),
        "finish": StepForm(data("finish"), initial=today, prefix="finish"),
        "call_off": CallOffForm(data("call_off"), prefix="call_off"),
    }


Act = Callable[[Phase | Activity, PartnershipRequest, forms.Form], object]
_ACTS: dict[str, Act] = {
    "describe": lambda item, request, form: actions.describe(item, by=request.user, **form.cleaned_data),
    "begin": lambda item, request, form: actions.begin(item, on=form.cleaned_data["on"], by=request.user),
    "finish": lambda item, request, form: actions.finish(item, on=form.cleaned_data["on"], by=request.user),
    "call_off": lambda item, request, form: actions.call_off(
        item, reason=form.cleaned_data["reason"], by=request.user
    ),
    "take_back": lambda item, request, _form: actions.take_back(item, by=request.user),
}


def _page(
    request: PartnershipRequest, item: Phase | Activity, given: dict[str, forms.Form], act: str
) -> dict[str, object]:
    today = timezone.localdate()
    acquainted = queries.acquaintance(item.partnership).is_confirmed

    def why_not(to: State) -> RuleError | None:
        return policies.why_not(item, to, None, today=today, acquainted=acquainted)

    begins = item.state == State.PLANNED and not (isinstance(item, Activity) and item.is_one_day)
    ends = item.state == State.UNDER_WAY or (item.state == State.PLANNED and item.is_one_day)
    earlier = policies.step_back(State(item.state))
    return {
        "item": item,
        "year": item.cycle,
        "forms": given,
        "form": given.get(act, given["describe"]),
        "where": words.where(item, today),
        "moved": words.moved(item),
        "writes": request.place.may(Permission.YEAR_WRITE) and not item.cycle.is_closed,
        "begins": begins,
        "why_not_begun": why_not(State.UNDER_WAY) if begins else None,
        "ends": ends,
        "why_not_ended": why_not(State.DONE) if ends else None,
        "moves": item.state in {State.PLANNED, State.UNDER_WAY},
        "calls_off": item.state in {State.PLANNED, State.UNDER_WAY},
        "takes_back": earlier is not None,
        "deeds": alongside.item_deeds(item, request.place.membership),
    }
