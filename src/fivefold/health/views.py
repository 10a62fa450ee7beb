from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from fivefold.agreements.queries import terms_in_force
from fivefold.core import ledger
from fivefold.core.rules import RuleError
from fivefold.health import actions, queries
from fivefold.health.dimension import dimension_view
from fivefold.health.home import home_view
from fivefold.health.methods import methods_view
from fivefold.health.overview import overview
from fivefold.health.pages import card_view, round_links
from fivefold.partnerships.page import PartnershipRequest, partnership_page
from fivefold.partnerships.permissions import Permission
from fivefold.partnerships.queries import invitations_to, memberships_of
from fivefold.partnerships.telling import link_of


@login_required
@never_cache
@require_safe
def partnerships(request: HttpRequest) -> HttpResponse:
    assert request.user.is_authenticated  # noqa: S101 - login_required saw to it
    lines = overview(memberships_of(request.user))
    waiting = [(one, link_of(one)) for one in invitations_to(request.user)]
    return render(request, "health/partnerships.html", {"lines": lines, "waiting": waiting})


@require_safe
@partnership_page(Permission.PARTNERSHIP_VIEW, section="home")
def home(request: PartnershipRequest) -> HttpResponse:
    return render(request, "health/home.html", {"view": home_view(request.place)})


@require_safe
@partnership_page(Permission.HEALTH_VIEW, section="health")
def report_card(request: PartnershipRequest, assessment_id: str | None = None) -> HttpResponse:
    place = request.place
    if assessment_id and (newer := queries.successor(place.membership, assessment_id)):
        return redirect(newer)
    page = queries.find_card(place.membership, assessment_id)
    if page is None:
        may_bring = place.may(Permission.SURVEYS_RECORD)
        return render(request, "health/no_card.html", {"may_bring": may_bring})
    place.in_space(page.assessment.space)
    return render(
        request,
        "health/report_card.html",
        {
            "page": page,
            "view": card_view(page),
            "head": ledger.head(page.assessment.space.key),
            "may_share": place.is_private
            and place.may(Permission.RECORD_SHARE)
            and not page.assessment.round.is_withdrawn,
            "may_take": place.may(Permission.HEALTH_TAKE),
            "may_share_outside": not place.is_private
            and place.may(Permission.SHARE_OUTSIDE)
            and not page.assessment.round.is_withdrawn,
            "may_assess": place.may(Permission.HEALTH_ASSESS) and not page.assessment.round.is_withdrawn,
        },
    )


@require_safe
@partnership_page(Permission.HEALTH_VIEW, section="health")
def dimension(request: PartnershipRequest, assessment_id: str, dimension_key: str) -> HttpResponse:
    member = request.place.membership
    if newer := queries.successor(member, assessment_id):
        return redirect("dimension", member.partnership.public_id, newer.public_id, dimension_key)
    page = queries.card_page(member, assessment_id, whole_history=True)
    one = page.card.dimension(dimension_key)
    if one is None:
        raise Http404
    request.place.in_space(page.assessment.space)
    return render(
        request,
        "health/dimension.html",
        {
            "page": page,
            "view": dimension_view(page, one),
            "rounds": round_links(page),
            "assessment": page.assessment,
        },
    )


@require_safe
@partnership_page(Permission.HEALTH_VIEW, section="health")
def card_of_round(request: PartnershipRequest, round_id: str) -> HttpResponse:
    return redirect(queries.card_of_round(request.place.membership, round_id))


@require_safe
@partnership_page(Permission.HEALTH_VIEW, section="health")
def methods(request: PartnershipRequest) -> HttpResponse:
    terms = terms_in_force(request.place.partnership)
    return render(request, "health/methods.html", {"view": methods_view(), "terms": terms})


@require_POST
@partnership_page(Permission.HEALTH_ASSESS, section="health")
def assess_again(request: PartnershipRequest, assessment_id: str) -> HttpResponse:
    page = queries.card_page(request.place.membership, assessment_id)
    try:
        return redirect(actions.start_assessing(page.assessment, by=request.user))
    except RuleError as refusal:
        messages.info(request, str(refusal))
        return redirect(page.assessment)
