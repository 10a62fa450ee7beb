from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from fivefold.core.views import errors, health

PROBES = {"/healthz": health.healthz, "/readyz": health.readyz}


class ProbesFirst:
    """Answer a probe before anything else: it comes by the machine's number, without a name or HTTPS."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return PROBES.get(request.path_info, self.get_response)(request)


class RequestSizeLimit:
    """Refuse a body over the limit before a byte of it is read.

    Django's own limit leaves uploaded files out, and would read them to disk first.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return errors.too_large(request)
        return self.get_response(request)
