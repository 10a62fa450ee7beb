from functools import partial
from typing import Any

from django.http import HttpRequest

from fivefold.partnerships import queries
from fivefold.partnerships.models import EmergencyAccess


def place(request: HttpRequest) -> dict[str, Any]:
    """Where in a partnership a page is; nothing on pages that belong to none."""
    return {"place": getattr(request, "place", None)}


def notices(request: HttpRequest) -> dict[str, Any]:
    """What somebody must not lose sight of, on whichever page: emergency access that is open."""
    return {"notices": partial(_notices, request)}


def _notices(request: HttpRequest) -> list[EmergencyAccess]:
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated or not person.is_administrator:
        return []
    return list(queries.open_emergencies(person))
