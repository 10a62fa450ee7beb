"""One ask: what is asked, what is left for it, and one form for each step, told by its button."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from fivefold.asks import actions, policies, queries, words
from fivefold.asks.budget import Claim
from fivefold.asks.forms import (
    AcceptForm,
    ApproveForm,
    ChangeForm,
    OutcomeForm,
    OwnForm,
    ReasonForm,
    TookForm,
)
from fivefold.asks.models import Ask, Asked, Offer
from fivefold.asks.policies import Numbers
from fivefold.asks.states import WAITING, AskState
from fivefold.core.rules import RuleError
from fivefold.partnerships.models import Membership
from fivefold.partnerships.page import PartnershipRequest, partnership_page
from fivefold.partnerships.permissions import Permission


@dataclass(frozen=True)
class Act:
    form: type[forms.Form]
    do: Callable[..., object]
    done: Promise


ACTS: dict[str, Act] = {
    "approve": Act(
        ApproveForm,
        lambda ask, by, form: actions.approve(ask, by=by, **form.cleaned_data),
        _("Approved. The hours are booked, and whoever asked has a message."),
    ),
    "change": Act(
        ChangeForm,
        lambda ask, by, form: actions.change(
            ask,
            form.numbers,
            by=by,
            note=form.cleaned_data["note"],
            exception=form.cleaned_data["exception"],
        ),
        _("Offered. It holds once whoever asked accepts it."),
    ),
    "decline": Act(
        ReasonForm,
        lambda ask, by, form: actions.decline(ask, by=by, **form.cleaned_data),
        _("Declined. Whoever asked has your reason."),
    ),
    "accept": Act(
        AcceptForm,
        lambda ask, by, form: actions.accept(ask, by=by, **form.cleaned_data),
        _("Accepted. The hours are booked."),
    ),
    "withdraw": Act(
        forms.Form, lambda ask, by, _form: actions.withdraw(ask, by=by), _("Withdrawn. Nothing is asked.")
    ),
    "cancel": Act(
        ReasonForm,
        lambda ask, by, form: actions.cancel(ask, by=by, **form.cleaned_data),
        _("Cancelled. The hours are free again."),
    ),
    "finish": Act(
        TookForm,
        lambda ask, by, form: actions.finish(ask, by=by, **form.cleaned_data),
        _("Noted."),
    ),
    "own": Act(
        OwnForm,
        lambda ask, by, form: actions.note_own(ask, by=by, **form.cleaned_data),
        _("Noted, for you alone."),
    ),
    "tell": Act(
        OutcomeForm,
        lambda ask, by, form: actions.tell_outcome(ask, by=by, **form.cleaned_data),
        _("Written, and sent to whoever was asked by name."),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(Permission.ASKS_VIEW, section="asks")
def ask(request: PartnershipRequest, ask_id: str) -> HttpResponse:
    found = queries.get_ask(request.place.membership, ask_id)
    act = request.POST.get("act", "") if request.method == "POST" else request.GET.get("do", "")
    given = _forms(request, found, act)
    if request.method == "POST":
        if act not in ACTS:
            raise Http404
        form = given[act]
        if form.is_valid():
            try:
                ACTS[act].do(found, request.user, form)
            except RuleError as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, str(ACTS[act].done))
                return redirect(found)
        # What was refused may have been so because somebody else was quicker.
        found = queries.get_ask(request.place.membership, ask_id)
    return render(request, "asks/ask.html", _page(request, found, given, act))


def _forms(request: PartnershipRequest, found: Ask, act: str) -> dict[str, forms.Form]:
    planned = {"people": found.people, "minutes_each": found.minutes_each}
    initial: dict[str, dict[str, Any]] = {
        "change": ChangeForm.initial_of(found),
        "finish": planned,
        "own": {"minutes": found.minutes_each},
        "tell": {"outcome": found.outcome},
    }
    sent = act if request.method == "POST" else ""
    return {
        name: one.form(request.POST if name == sent else None, initial=initial.get(name), prefix=name)
        for name, one in ACTS.items()
    }


def _page(
    request: PartnershipRequest, found: Ask, given: dict[str, forms.Form], act: str
) -> dict[str, object]:
    membership, today = request.place.membership, timezone.localdate()
    offer = list(found.offers.all())[-1:] if found.state == AskState.CHANGED else []
    first, _last = policies.days_that_would_hold(found)
    minutes = queries.waiting_minutes(found)
    budget = queries.budget_for(
        Claim(found.role, found.role_name, found.school, minutes),
        found.partnership,
        first,
        but=found,
        today=today,
    )
    own = queries.own_part(found, membership)

    def why_not(to: AskState) -> RuleError | None:
        return policies.why_not(found, to, membership, today)

    return {
        "ask": found,
        "forms": given,
        "form": given.get(act, given["approve"]),
        "act": act,
        "offer": offer[0] if offer else None,
        "offers": found.offers.all(),
        "budget": budget,
        "left": [
            (one.line.label, words.left_before(one), words.left_after(one), one.over) for one in budget.left
        ],
        "product": words.product(found.people, found.minutes_each),
        "days": words.days(found.first_day, found.last_day),
        "names": queries.names_of_asked(found),
        "own": own,
        "is_waiting": found.state in WAITING,
        "decides": policies.decides(membership),
        "is_asker": policies.is_asker(found, membership),
        "may": _may(found, membership, own, why_not),
        "why_not_approved": why_not(AskState.APPROVED) or _why_not_days(found, offer),
        "why_not_done": why_not(AskState.DONE),
    }


def _why_not_days(found: Ask, offer: list[Offer]) -> RuleError | None:
    """On which days it would be, once it is approved or accepted."""
    if found.state not in WAITING:
        return None
    numbers = policies.numbers_of(found)
    if offer:
        numbers = Numbers(offer[0].people, offer[0].minutes_each, offer[0].first_day, offer[0].last_day)
    return actions.why_not_on_its_days(found, numbers)


def _may(
    found: Ask, membership: Membership, own: Asked | None, why_not: Callable[[AskState], RuleError | None]
) -> dict[str, bool]:
    """Which forms are there for this member at all."""
    theirs = policies.decides(membership) or policies.is_asker(found, membership)
    today = timezone.localdate()
    return {
        "accept": found.state == AskState.CHANGED and why_not(AskState.APPROVED) is None,
        "approve": found.state == AskState.ASKED and policies.decides(membership),
        "change": why_not(AskState.CHANGED) is None,
        "decline": why_not(AskState.DECLINED) is None,
        "withdraw": why_not(AskState.WITHDRAWN) is None,
        "cancel": why_not(AskState.CANCELLED) is None,
        "finish": theirs and why_not(AskState.DONE) is None,
        "own": policies.why_not_noted(found, own is not None, today) is None,
        "tell": policies.why_not_told(found, membership) is None,
    }
