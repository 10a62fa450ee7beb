from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fivefold.core.rules import RuleError
from fivefold.goals import actions, policies, queries
from fivefold.goals.forms import EndForm, GoalForm, SeenForm, StrategyForm, WordsForm
from fivefold.goals.models import Goal, Strategy
from fivefold.goals.queries import Step
from fivefold.goals.states import Standing
from fivefold.partnerships.page import PartnershipRequest, partnership_page
from fivefold.partnerships.permissions import Permission

FORM = ["GET", "HEAD", "POST"]


@require_safe
@partnership_page(Permission.GOALS_VIEW, section="goals")
def goals(request: PartnershipRequest) -> HttpResponse:
    page = {
        "goals": queries.goals_of(request.place.membership),
        "writes": request.place.may(Permission.GOALS_WRITE),
    }
    return render(request, "goals/goals.html", page)


@require_safe
@partnership_page(Permission.GOALS_VIEW, section="goals")
def goal(request: PartnershipRequest, goal_id: str) -> HttpResponse:
    found = queries.get_goal(request.place.membership, goal_id)
    page = {
        "goal": found,
        "history": queries.history(found),
        "strategies": [(one, queries.history(one)) for one in found.strategies.all()],
        "writes": request.place.may(Permission.GOALS_WRITE),
    }
    return render(request, "goals/goal.html", page)


@require_http_methods(FORM)
@partnership_page(Permission.GOALS_WRITE, section="goals")
def goal_new(request: PartnershipRequest) -> HttpResponse:
    form = GoalForm(request.POST or None)
    if form.is_valid():
        try:
            found = actions.set_goal(
                request.place.partnership,
                form.words,
                pressed=form.cleaned_data["pressed"],
                by=request.user,
            )
        except RuleError as refusal:
            _refused(form, refusal)
        else:
            messages.success(request, _("The goal stands, for both sides to read."))
            return redirect(found)
    return render(request, "goals/goal_new.html", {"form": form})


@require_http_methods(FORM)
@partnership_page(Permission.GOALS_WRITE, section="goals")
def strategy_new(request: PartnershipRequest, goal_id: str) -> HttpResponse:
    of = queries.get_goal(request.place.membership, goal_id)
    form = StrategyForm(request.POST or None)
    if form.is_valid():
        try:
            actions.add_strategy(of, form.words, pressed=form.cleaned_data["pressed"], by=request.user)
        except RuleError as refusal:
            _refused(form, refusal)
        else:
            messages.success(request, _("The strategy stands, for both sides to read."))
            return redirect(of)
    page = {"form": form, "goal": of, "refusal": policies.why_not_added_to(of, 0)}
    return render(request, "goals/strategy_new.html", page)


@require_http_methods(FORM)
@partnership_page(Permission.GOALS_WRITE, section="goals")
def goal_revise(request: PartnershipRequest, goal_id: str) -> HttpResponse:
    return _revise(request, queries.get_goal(request.place.membership, goal_id), GoalForm)


@require_http_methods(FORM)
@partnership_page(Permission.GOALS_WRITE, section="goals")
def strategy_revise(request: PartnershipRequest, strategy_id: str) -> HttpResponse:
    return _revise(request, queries.get_strategy(request.place.membership, strategy_id), StrategyForm)


@require_http_methods(FORM)
@partnership_page(Permission.GOALS_WRITE, section="goals")
def goal_end(request: PartnershipRequest, goal_id: str) -> HttpResponse:
    return _end(request, queries.get_goal(request.place.membership, goal_id))


@require_http_methods(FORM)
@partnership_page(Permission.GOALS_WRITE, section="goals")
def strategy_end(request: PartnershipRequest, strategy_id: str) -> HttpResponse:
    return _end(request, queries.get_strategy(request.place.membership, strategy_id))


def _revise(request: PartnershipRequest, record: Goal | Strategy, kind: type[WordsForm]) -> HttpResponse:
    form = kind(request.POST or None, revises=record)
    meanwhile = None
    if form.is_valid():
        try:
            actions.revise(
                record,
                form.words,
                form.cleaned_data["because"],
                seen=form.cleaned_data["seen"],
                by=request.user,
            )
        except RuleError as refusal:
            _refused(form, refusal)
            meanwhile = _meanwhile(form, refusal, record)
        else:
            messages.success(request, _("Revised. What it said before stays readable."))
            return redirect(record)
    page = {
        "form": form,
        "record": record,
        "is_goal": isinstance(record, Goal),
        "refusal": policies.why_not_revised(record),
        "meanwhile": meanwhile,
    }
    return render(request, "goals/revise.html", page)


def _end(request: PartnershipRequest, record: Goal | Strategy) -> HttpResponse:
    form = EndForm(request.POST or None, ends=record)
    meanwhile = None
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.end(
                record, Standing(given["standing"]), given["because"], seen=given["seen"], by=request.user
            )
        except RuleError as refusal:
            form.add_error(None, str(refusal))
            meanwhile = _meanwhile(form, refusal, record)
        else:
            messages.success(request, _("Ended. It stays readable, with your reason."))
            return redirect(record)
    page = {
        "form": form,
        "record": record,
        "is_goal": isinstance(record, Goal),
        "refusal": policies.why_not_revised(record),
        "meanwhile": meanwhile,
    }
    return render(request, "goals/end.html", page)


def _meanwhile(form: SeenForm, refusal: RuleError, record: Goal | Strategy) -> Step | None:
    """What somebody else has written while this form was open."""
    if refusal.code != "revised_meanwhile":
        return None
    return Step(form.now_seeing(record), ())


def _refused(form: WordsForm, refusal: RuleError) -> None:
    form.add_error("due_on" if refusal.code == "past_date" else None, str(refusal))
