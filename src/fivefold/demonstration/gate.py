"""Who may see the page on which anybody becomes anybody.

Only on a database that `fivefold demo` marked, only for a browser on this very machine, and never
where a proxy stands between: a forwarding header means that others may be at the far end.
"""

from django.http import HttpRequest

from fivefold.core.demonstration import is_demonstration

LOCAL_HOSTS = {"localhost", "127.0.0.1"}
LOCAL_PEERS = {"127.0.0.1", "::1"}
FORWARDING_HEADERS = (
    "Forwarded",
    "Via",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Port",
    "X-Forwarded-Proto",
    "X-Forwarded-Server",
    "X-Original-Host",
    "X-Real-Ip",
    "Cf-Connecting-Ip",
    "True-Client-Ip",
)


def is_open(request: HttpRequest) -> bool:
    host = request.get_host().rsplit(":", 1)[0]
    if host not in LOCAL_HOSTS or request.META.get("REMOTE_ADDR") not in LOCAL_PEERS:
        return False
    if any(name in request.headers for name in FORWARDING_HEADERS):
        return False
    return is_demonstration()
