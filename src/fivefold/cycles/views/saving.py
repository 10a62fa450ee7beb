"""A form whose conflicts are read before it is saved: back with everything typed, or saved knowingly."""

from collections.abc import Callable, Sequence

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from fivefold.core.rules import RuleError
from fivefold.cycles.policies import Conflict
from fivefold.partnerships.page import PartnershipRequest

# What belongs to the page of conflicts, and to no form.
OWN = frozenset({"csrfmiddlewaretoken", "step", "accepted"})


def save_knowingly(
    request: PartnershipRequest,
    form: forms.Form,
    *,
    template: str,
    page: dict[str, object],
    conflicts: Callable[[], Sequence[Conflict]],
    save: Callable[[frozenset[str]], str],
) -> HttpResponse | str:
    """The address that saving leads to, or the page to show: the form, or what it conflicts with.

    save: with the keys of the conflicts that were accepted.
    """
    step = request.POST.get("step")
    if request.method != "POST" or step == "back" or not form.is_valid():
        return render(request, template, {**page, "form": form})
    accepted = frozenset(request.POST.getlist("accepted")) if step == "save" else frozenset()
    try:
        return save(accepted)
    except RuleError as refusal:
        if refusal.code != "conflict":
            form.add_error(None, str(refusal))
            return render(request, template, {**page, "form": form})
    found = conflicts()
    kept = [(name, value) for name, values in request.POST.lists() if name not in OWN for value in values]
    return render(
        request,
        "cycles/conflicts.html",
        {"conflicts": found, "kept": kept, "refuses": any(one.refuses for one in found)},
    )
