from typing import Any

from django.http import HttpRequest


def place(request: HttpRequest) -> dict[str, Any]:
    """Where in a partnership a page is; nothing on pages that belong to none."""
    return {"place": getattr(request, "place", None)}
