from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from fivefold.core.rules import RuleError
from fivefold.health.language import language
from fivefold.health.queries import card_page, successor
from fivefold.partnerships.page import PartnershipRequest, partnership_page
from fivefold.partnerships.permissions import Permission
from fivefold.reports import actions, queries
from fivefold.reports.exporters import Made
from fivefold.reports.forms import TakeAwayForm
from fivefold.reports.policies import why_not_taken


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(Permission.HEALTH_TAKE, section="health")
def take_away(request: PartnershipRequest, assessment_id: str) -> HttpResponse:
    """What leaves is noted, so it leaves by a press and never by a link."""
    place = request.place
    if newer := successor(place.membership, assessment_id):
        return redirect("take_away", place.partnership.public_id, newer.public_id)
    assessment = card_page(place.membership, assessment_id).assessment
    place.in_space(assessment.space)
    tried = request.method == "POST"
    form = TakeAwayForm(request.POST) if tried else TakeAwayForm.fresh(language())
    if tried and form.is_valid():
        try:
            return _taken(request, assessment_id, form)
        except RuleError as refusal:
            messages.warning(request, str(refusal))
            return redirect(assessment)
    page = {
        "assessment": assessment,
        "form": form,
        "files": queries.kept_files(request.user, assessment),
        "refusal": why_not_taken(assessment),
    }
    return render(request, "reports/take_away.html", page)


def _taken(request: PartnershipRequest, assessment_id: str, form: TakeAwayForm) -> HttpResponse:
    order, partnership = form.order, request.place.partnership.public_id
    if order.format.is_slow:
        return redirect(
            actions.start_setting(assessment_id, order, partnership_id=partnership, by=request.user)
        )
    return _download(actions.take(assessment_id, order, partnership_id=partnership, by=request.user))


@require_safe
@partnership_page(Permission.HEALTH_TAKE, section="health")
def report_file(request: PartnershipRequest, assessment_id: str, file_id: str) -> HttpResponse:
    kept = queries.kept_file(request.place.membership, assessment_id, file_id)
    return _download(Made(kept.name, kept.order.format.media_type, bytes(kept.content)))


def _download(made: Made) -> HttpResponse:
    return HttpResponse(
        made.content,
        content_type=made.media_type,
        headers={"Content-Disposition": f'attachment; filename="{made.name}"'},
    )
