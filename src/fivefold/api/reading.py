"""Rows as the API tells them: what the pages tell, under the same rules, and nothing more."""

from typing import Any

from django.urls import reverse

from fivefold.health.models import Assessment
from fivefold.partnerships.models import Membership
from fivefold.surveys.models import Round


def partnership(of: Membership) -> dict[str, Any]:
    one = of.partnership
    return {
        "id": one.public_id,
        "name": one.name,
        "practice_organization": one.practice_organization.name,
        "research_organization": one.research_organization.name,
        "broker_organization": one.broker_organization.name if one.broker_organization else None,
        "began_on": one.began_on,
        "your_side": of.side,
        "your_role": of.role,
    }


def survey_round(of: Round) -> dict[str, Any]:
    # Under the threshold even the number of answers is not told: it would point at people.
    told = of.responses >= of.threshold
    return {
        "id": of.public_id,
        "title": of.title,
        **_standing(of),
        "withdrawn_because": of.withdrawn_because or None,
        "began_on": of.began_on,
        "ended_on": of.ended_on,
        "responses": of.responses if told else None,
        "members": of.members if told else None,
        "members_by_side": of.members_by_side,
        "survey": of.instrument_key or None,
        "survey_version": of.instrument_version,
        "framework": of.framework_key,
    }


def assessment(of: Assessment) -> dict[str, Any]:
    return {
        "id": of.public_id,
        "round": of.round.public_id,
        "title": of.round.title,
        **_standing(of.round),
        "space": of.space.side or "shared",
        "began_on": of.round.began_on,
        "ended_on": of.round.ended_on,
        "framework": of.framework_key,
        "framework_version": of.framework_version,
        "figures": reverse("api_figures", args=[of.partnership.public_id, of.public_id]),
    }


def _standing(of: Round) -> dict[str, Any]:
    """A correction is told where everyone who reads the round can see it, as on its page."""
    correction = of.correction
    if correction is not None and of.space.is_shared and correction.space_id != of.space_id:
        correction = None
    status = "withdrawn" if of.is_withdrawn else "corrected" if correction else "stands"
    return {
        "space": of.space.side or "shared",
        "status": status,
        "corrected_by": correction.public_id if correction and not of.is_withdrawn else None,
    }
