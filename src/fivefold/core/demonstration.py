"""Whether this database is made up, and whether this visitor sits at the machine that holds it."""

from django.http import HttpRequest

from fivefold.core.models.installation import InstallationMark

MARK = "demonstration"
LOCAL_HOSTS = {"localhost", "127.0.0.1"}
LOCAL_PEERS = {"127.0.0.1", "::1"}
# One of these means a proxy, and a proxy means that somebody else may be at the far end.
FORWARDING_HEADERS = (
    "Cf-Connecting-Ip",
    "Forwarded",
    "True-Client-Ip",
    "Via",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Port",
    "X-Forwarded-Proto",
    "X-Forwarded-Server",
    "X-Original-Host",
    "X-Real-Ip",
)


def is_demonstration() -> bool:
    return InstallationMark.objects.filter(kind=MARK).exists()


def mark_as_demonstration() -> None:
    """Only ever called by `fivefold demo`, on a database without people."""
    InstallationMark.objects.get_or_create(kind=MARK)


def is_open_to(request: HttpRequest) -> bool:
    """Whether pages that give away sign-in (the people page, the outbox) may be shown to this visitor."""
    host = request.get_host().rsplit(":", 1)[0]
    if host not in LOCAL_HOSTS or request.META.get("REMOTE_ADDR") not in LOCAL_PEERS:
        return False
    if any(name in request.headers for name in FORWARDING_HEADERS):
        return False
    return is_demonstration()
