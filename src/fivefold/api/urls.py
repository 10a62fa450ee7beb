from django.urls import URLPattern, URLResolver, path, re_path

from fivefold.api import views
from fivefold.api.endpoints import api, nothing
from fivefold.api.serving import served

ROOT = "api/1/"


def _endpoints() -> list[URLPattern]:
    """Those of the library under plain names, without the pages that it brings along."""
    found = [pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern)]
    return [
        path(f"{ROOT}{pattern.pattern}", served(pattern.callback), name=pattern.name)
        for pattern in found
        if pattern.name != "api-root"
    ]


urlpatterns: list[URLPattern | URLResolver] = [
    path("me/tokens/", views.tokens, name="tokens"),
    path("me/tokens/<publicid:token_id>/end/", views.token_end, name="token_end"),
    path(ROOT, views.documentation, name="api_documentation"),
    path(f"{ROOT}openapi.json", served(views.openapi), name="api_openapi"),
    *_endpoints(),
    re_path("^api/", served(nothing), name="api_nothing"),
]
