"""For probes: no session, no person, and of the database what is asked for and no more."""

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from fivefold.core.heartbeat import a_worker_is_alive


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """That the process answers. It opens no session and asks no database, so it may be called often."""
    return _plain("ok")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """That people can work: the database answers, and a worker was heard of within a minute."""
    try:
        alive = a_worker_is_alive()
    except DatabaseError:
        return _plain("The database does not answer.", 503)
    return _plain("ready") if alive else _plain("No worker was heard of for a minute.", 503)


def _plain(text: str, status: int = 200) -> HttpResponse:
    response = HttpResponse(text, content_type="text/plain", status=status)
    response["Cache-Control"] = "no-store"
    return response
