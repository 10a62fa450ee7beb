from collections.abc import Callable
from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fivefold.accounts.models import Person
from fivefold.commitments import actions, listing, policies, queries
from fivefold.commitments.forms import CommitmentForm, DoneForm, DropForm, HandOnForm, MoveForm
from fivefold.commitments.models import Commitment
from fivefold.commitments.sources import sources_of
from fivefold.core.rules import RuleError
from fivefold.partnerships.page import PartnershipRequest, partnership_page
from fivefold.partnerships.permissions import Permission

FORM = ["GET", "HEAD", "POST"]


@require_safe
@partnership_page(Permission.COMMITMENTS_VIEW, section="commitments")
def commitments(request: PartnershipRequest) -> HttpResponse:
    page = {
        "listing": listing.listing_for(request.place.membership, everything="all" in request.GET),
        "writes": request.place.may(Permission.COMMITMENTS_WRITE),
    }
    return render(request, "commitments/commitments.html", page)


@require_http_methods(FORM)
@partnership_page(Permission.COMMITMENTS_WRITE, section="commitments")
def commitment_new(request: PartnershipRequest) -> HttpResponse:
    form = CommitmentForm(request.POST or None, writer=request.place.membership)
    if form.is_valid():
        given = form.cleaned_data
        try:
            found = actions.commit(
                request.place.partnership,
                what=given["what"],
                owner=form.person,
                due=given["due"],
                source=None,
                pressed=given["pressed"],
                by=request.user,
            )
        except RuleError as refusal:
            form.add_error("due" if refusal.code == "far_day" else None, str(refusal))
        else:
            messages.success(request, _("It stands, for both sides to read."))
            return redirect(found)
    return render(request, "commitments/new.html", {"form": form})


@require_safe
@partnership_page(Permission.COMMITMENTS_VIEW, section="commitments")
def commitment(request: PartnershipRequest, commitment_id: str) -> HttpResponse:
    membership = request.place.membership
    found = queries.find(membership, commitment_id)
    gives_back = policies.why_not_given_back(found, membership, queries.successor(found)) is None
    page = {
        "commitment": found,
        "source": sources_of(membership, [found]).get(found.pk),
        "acts": policies.may_act(membership, found),
        "gives_back": gives_back,
        "done": DoneForm(initial={"on": timezone.localdate()}),
    }
    return render(request, "commitments/commitment.html", page)


@require_POST
@partnership_page(Permission.COMMITMENTS_VIEW, section="commitments")
def commitment_act(request: PartnershipRequest, commitment_id: str) -> HttpResponse:
    """A step of one tap. Something was done today, unless another day is said."""
    found = queries.find(request.place.membership, commitment_id)
    chosen = _ACTS.get(request.POST.get("act", ""))
    form = DoneForm(request.POST if "on" in request.POST else {"on": timezone.localdate()})
    if chosen is None:
        raise Http404
    policies.require_hand_in(found, request.place.membership)
    if not form.is_valid():
        messages.warning(request, _("Choose the day on which it was done."))
        return redirect(found)
    act, said = chosen
    try:
        act(found, form.cleaned_data["on"], request.user)
    except RuleError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, said())
    if request.POST.get("then") == "list":
        return redirect("commitments", request.place.partnership.public_id)
    return redirect(found)


_ACTS: dict[str, tuple[Callable[[Commitment, date, Person], Commitment], Callable[[], str]]] = {
    "done": (lambda one, on, by: actions.done(one, on=on, by=by), lambda: _("Done. Both sides can see it.")),
    "take_back": (lambda one, _on, by: actions.take_back(one, by=by), lambda: _("It is open again.")),
    "not_mine": (
        lambda one, _on, by: actions.not_mine(one, by=by),
        lambda: _("It is no longer yours. Whoever leads your side has it, and a message."),
    ),
}


@require_http_methods(FORM)
@partnership_page(Permission.COMMITMENTS_VIEW, section="commitments")
def commitment_move(request: PartnershipRequest, commitment_id: str) -> HttpResponse:
    found = _to_act_on(request, commitment_id)
    form = MoveForm(request.POST or None)

    def save() -> str:
        actions.move(found, **form.cleaned_data, by=request.user)
        return _("Moved. The day from before stays in sight.")

    return _asked(request, found, form, "commitments/move.html", save)


@require_http_methods(FORM)
@partnership_page(Permission.COMMITMENTS_VIEW, section="commitments")
def commitment_drop(request: PartnershipRequest, commitment_id: str) -> HttpResponse:
    found = _to_act_on(request, commitment_id)
    form = DropForm(request.POST or None)

    def save() -> str:
        actions.drop(found, reason=form.cleaned_data["reason"], by=request.user)
        return _("Dropped. It stays readable, with your reason.")

    return _asked(request, found, form, "commitments/drop.html", save)


@require_http_methods(FORM)
@partnership_page(Permission.COMMITMENTS_VIEW, section="commitments")
def commitment_hand_on(request: PartnershipRequest, commitment_id: str) -> HttpResponse:
    found = _to_act_on(request, commitment_id)
    form = HandOnForm(request.POST or None, writer=request.place.membership, commitment=found)

    def save() -> str:
        actions.hand_on(found, to=form.person, by=request.user)
        return _("Handed on. They have a message.")

    return _asked(request, found, form, "commitments/hand_on.html", save)


def _to_act_on(request: PartnershipRequest, commitment_id: str) -> Commitment:
    found = queries.find(request.place.membership, commitment_id)
    policies.require_hand_in(found, request.place.membership)
    return found


def _asked(
    request: PartnershipRequest, found: Commitment, form: forms.Form, template: str, save: Callable[[], str]
) -> HttpResponse:
    if form.is_valid():
        try:
            said = save()
        except RuleError as refusal:
            field = "due" if "due" in form.fields and refusal.code in _OF_THE_DAY else None
            form.add_error(field, str(refusal))
        else:
            messages.success(request, said)
            return redirect(found)
    page = {"form": form, "commitment": found, "refusal": policies.why_not_open(found)}
    return render(request, template, page)


_OF_THE_DAY = frozenset({"not_moved", "past_day", "far_day"})
