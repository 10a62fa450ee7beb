"""What the API answers. Each endpoint fetches what its token opens today, and tells it."""

import hashlib
from typing import Any, cast

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext_noop as _
from ninja import NinjaAPI, Query

from fivefold import __version__
from fivefold.api import actions, queries, reading, schemas
from fivefold.api.bearer import Bearer
from fivefold.api.models import Token
from fivefold.api.paging import Place, page_of
from fivefold.api.problems import NOT_IN_SCOPE, SUPERSEDED, RefusedError
from fivefold.api.states import Scope
from fivefold.health.queries import current_assessments, successor
from fivefold.partnerships.models import Membership
from fivefold.partnerships.permissions import Permission, require
from fivefold.reports.actions import prepare
from fivefold.reports.states import Format, Order, Part
from fivefold.surveys.queries import rounds_open_to

# Its own pages of documentation load from elsewhere, and are never mounted.
api = NinjaAPI(
    title="Fivefold",
    version="1",
    description=_(
        "Partnerships, survey rounds, report cards and their figures, to be read by programs. What a token "
        "opens is what its person may see at that moment, with the same figures left out as on the pages."
    ),
    docs_url=None,
    openapi_url=None,
    auth=Bearer(),
    urls_namespace="fivefold-api-1",
    openapi_extra={"info": {"x-fivefold": __version__, "license": {"name": "Apache-2.0"}}},
)
PROBLEMS = dict.fromkeys((401, 403, 404, 405, 422, 429, 500), schemas.Problem)
IN_PARTNERSHIP = "/partnerships/{publicid:partnership_id}/"


class Asked(HttpRequest):
    auth: Token


@api.get(
    "/partnerships/",
    response={200: schemas.Partnerships, **PROBLEMS},
    url_name="api_partnerships",
    operation_id="list_partnerships",
    summary=_("The partnerships that this token opens"),
)
def partnerships(request: HttpRequest, place: Query[Place]) -> dict[str, Any]:
    found = queries.memberships_open_to(_token(request))
    memberships, following = page_of(request, found, place, by="partnership__public_id")
    return {"items": [reading.partnership(one) for one in memberships], "next": following}


@api.get(
    IN_PARTNERSHIP,
    response={200: schemas.Partnership, **PROBLEMS},
    url_name="api_partnership",
    operation_id="get_partnership",
    summary=_("One partnership"),
)
def partnership(request: HttpRequest, partnership_id: str) -> dict[str, Any]:
    return reading.partnership(_membership(request, partnership_id, Permission.PARTNERSHIP_VIEW))


@api.get(
    f"{IN_PARTNERSHIP}rounds/",
    response={200: schemas.Rounds, **PROBLEMS},
    url_name="api_rounds",
    operation_id="list_rounds",
    summary=_("Its survey rounds"),
    description=_("Needs the scope “rounds”. Answers are never told; neither is how many, where few did."),
)
def rounds(request: HttpRequest, partnership_id: str, place: Query[Place]) -> dict[str, Any]:
    membership = _membership(request, partnership_id, Permission.SURVEYS_VIEW, Scope.ROUNDS)
    open_ones = rounds_open_to(membership).select_related("space", "corrected_by")
    found, following = page_of(request, open_ones, place)
    return {"items": [reading.survey_round(one) for one in found], "next": following}


@api.get(
    f"{IN_PARTNERSHIP}assessments/",
    response={200: schemas.Assessments, **PROBLEMS},
    url_name="api_assessments",
    operation_id="list_assessments",
    summary=_("Its report cards"),
    description=_("Needs the scope “figures”."),
)
def assessments(request: HttpRequest, partnership_id: str, place: Query[Place]) -> dict[str, Any]:
    membership = _membership(request, partnership_id, Permission.HEALTH_VIEW, Scope.FIGURES)
    found, following = page_of(request, _cards(membership), place)
    return {"items": [reading.assessment(one) for one in found], "next": following}


@api.get(
    f"{IN_PARTNERSHIP}assessments/{{publicid:assessment_id}}/figures/",
    response={200: schemas.Figures, 304: None, 410: schemas.Problem, **PROBLEMS},
    url_name="api_figures",
    operation_id="get_figures",
    summary=_("The figures of one report card, with their codebook"),
    description=_(
        "Needs the scope “figures”. The very file that “Take it away” makes as JSON. That it was taken "
        "stands in the ledger, as it does there: the first time each day, and whenever the figures have "
        "changed. Send the ETag of the last answer as If-None-Match, and an unchanged file is answered with "
        "304 and not sent."
    ),
)
def figures(request: HttpRequest, partnership_id: str, assessment_id: str) -> HttpResponse:
    membership = _membership(request, partnership_id, Permission.HEALTH_VIEW, Scope.FIGURES)
    _refuse_superseded(membership, assessment_id)
    token, order = _token(request), Order(Part.FIGURES, Format.JSON, get_language() or "en")
    prepared = prepare(assessment_id, order, partnership_id=partnership_id, by=token.person)
    made = prepared.made
    etag = quote_etag(hashlib.sha256(made.content).hexdigest())
    response = HttpResponse(made.content, content_type=made.media_type, headers={"ETag": etag})
    answered = get_conditional_response(request, etag=etag, response=response)
    if answered is response:
        actions.note_taking(token, prepared)
    return cast(HttpResponse, answered)


def _token(request: HttpRequest) -> Token:
    return cast(Asked, request).auth


def _membership(
    request: HttpRequest, partnership_id: str, permission: Permission, scope: Scope | None = None
) -> Membership:
    """First whether there is anything for this token, then whether its scope and the role have it."""
    membership = queries.membership_open_to(_token(request), partnership_id)
    if scope is not None and scope not in _token(request).scopes:
        raise RefusedError(NOT_IN_SCOPE)
    require(permission, membership)
    return membership


def _cards(membership: Membership) -> QuerySet[Any]:
    return current_assessments(membership).select_related(
        "partnership", "round__space", "round__corrected_by"
    )


def _refuse_superseded(membership: Membership, assessment_id: str) -> None:
    newer = successor(membership, assessment_id)
    if newer is not None:
        raise RefusedError(SUPERSEDED, instead=reading.assessment(newer)["figures"])


def nothing(_request: HttpRequest) -> HttpResponse:
    """Every other address beneath the API."""
    raise Http404
