"""All asks of a year, a new one, and what a year cost oneself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fivefold.asks import actions, drawing, queries
from fivefold.asks.forms import AskForm
from fivefold.asks.queries import SchoolYear
from fivefold.core.identifiers import ALPHABET, LENGTH
from fivefold.cycles.queries import find_year, years_of
from fivefold.cycles.views.saving import save_knowingly
from fivefold.partnerships.page import PartnershipRequest, partnership_page
from fivefold.partnerships.permissions import Permission


@require_safe
@partnership_page(Permission.ASKS_VIEW, section="asks")
def asks(request: PartnershipRequest) -> HttpResponse:
    place = request.place
    year = _year(request)
    page = {
        "listed": queries.listed(place.partnership, year, is_chosen="year" in request.GET),
        "time": drawing.drawn(queries.staff_time(place.partnership, year)),
        "year": year,
        "others": [one for one in years_of(place.partnership) if one != year.cycle],
        "writes": place.may(Permission.ASKS_WRITE),
        "decides": place.may(Permission.ASKS_DECIDE),
    }
    return render(request, "asks/asks.html", page)


def _year(request: PartnershipRequest) -> SchoolYear:
    """The one that was chosen, else today's."""
    chosen = request.GET.get("year", "")
    if len(chosen) == LENGTH and not set(chosen) - set(ALPHABET):
        return queries.of_cycle(find_year(request.place.membership, chosen))
    return queries.school_year(request.place.partnership, timezone.localdate())


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(Permission.ASKS_WRITE, section="asks")
def ask_new(request: PartnershipRequest) -> HttpResponse:
    partnership = request.place.partnership
    activity = request.GET.get("activity", "")
    form = AskForm(request.POST or None, partnership=partnership, activity=activity)

    def save(accepted: frozenset[str]) -> str:
        made = actions.ask(partnership, form.wanted, by=request.user, accepted=accepted)
        messages.success(request, _("Asked. The district’s point person has a message with one link."))
        return made.get_absolute_url()

    answer = save_knowingly(
        request,
        form,
        template="asks/ask_new.html",
        page={},
        conflicts=lambda: actions.conflicts_of(partnership, form.wanted),
        save=save,
    )
    return redirect(answer) if isinstance(answer, str) else answer


@require_safe
@partnership_page(Permission.ASKS_VIEW, section="asks")
def asks_mine(request: PartnershipRequest) -> HttpResponse:
    """One's own minutes, which no other page shows; and those of all roles, from the asks."""
    place = request.place
    year = _year(request)
    parts = queries.own_parts(place.membership, year)
    page = {
        "parts": parts,
        "sum": sum(one.minutes or 0 for one in parts),
        "time": drawing.drawn(queries.staff_time(place.partnership, year)),
        "year": year,
        "others": [one for one in years_of(place.partnership) if one != year.cycle],
    }
    return render(request, "asks/mine.html", page)
