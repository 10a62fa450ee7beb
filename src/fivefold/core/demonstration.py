"""Whether this database is made up, and whether this visitor sits at the machine that holds it."""

from django.http import HttpRequest

from fivefold.core.models.installation import InstallationMark

MARK = "demonstration"
LOCAL_HOSTS = {"localhost", "127.0.0.1"}
LOCAL_PEERS = {"127.0.0.1", "::1"}
# One of these means a proxy, and a proxy means that somebody else may be at the far end.
FORWARDING_HEADERS = (
    "Cdn-Loop",
    "Cf-Connecting-Ip",
    "Client-Ip",
    "Fastly-Client-Ip",
    "Fly-Client-Ip",
    "Forwarded",
    "Front-End-Https",
    "True-Client-Ip",
    "Via",
    "X-Azure-Clientip",
    "X-Azure-Socketip",
    "X-Client-Ip",
    "X-Cluster-Client-Ip",
    "X-Envoy-External-Address",
    "X-Forwarded-For",
    "X-Proxyuser-Ip",
    "X-Real-Ip",
)
# Whatever they go on with: X-Forwarded-Host, X-Forwarded-Prefix, X-Original-Url.
FORWARDING_FAMILIES = ("x-forwarded", "x-original")


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
    return not _is_forwarded(request) and is_demonstration()


def _is_forwarded(request: HttpRequest) -> bool:
    return any(name in request.headers for name in FORWARDING_HEADERS) or any(
        name.lower().startswith(FORWARDING_FAMILIES) for name in request.headers
    )
