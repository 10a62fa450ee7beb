from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fivefold.partnerships.page import PartnershipRequest, partnership_page
from fivefold.partnerships.permissions import Permission
from fivefold.partnerships.queries import shared_space
from fivefold.surveys.lines import round_line
from fivefold.surveys.queries import rounds_in


@require_safe
@partnership_page(Permission.SURVEYS_VIEW, section="surveys")
def surveys(request: PartnershipRequest) -> HttpResponse:
    lines = [round_line(one) for one in rounds_in(shared_space(request.place.partnership))]
    return render(request, "surveys/rounds.html", {"lines": lines})
