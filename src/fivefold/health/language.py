"""The language that the page being made is in."""

from django.utils.translation import get_language


def language() -> str:
    return get_language() or "en"
