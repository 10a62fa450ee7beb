from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from fivefold import __version__
from fivefold.core.demonstration import is_demonstration


def installation(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001 - the signature is Django's
    """What every page says about this server: who runs it, which version, and whether it is made up."""
    return {
        "operator": settings.OPERATOR,
        "version": __version__,
        "is_demonstration": SimpleLazyObject(is_demonstration),
    }
