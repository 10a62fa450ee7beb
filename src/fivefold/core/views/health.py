from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """That the process answers. It opens no session and asks no database, so it may be called often."""
    return HttpResponse("ok", content_type="text/plain")
