"""A browser in plain words, for its owner to know it again. What it says of itself is not kept."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

BROWSER, DEVICE = "fivefold_browser", "fivefold_device"
# In this order: most browsers also claim to be those that stand after them.
BROWSERS = {
    "edge": ("Edge", ("Edg/", "EdgA/", "EdgiOS/")),
    "opera": ("Opera", ("OPR/",)),
    "firefox": ("Firefox", ("Firefox/", "FxiOS/")),
    "chrome": ("Chrome", ("Chrome/", "CriOS/", "Chromium/")),
    "safari": ("Safari", ("Safari/",)),
}
DEVICES: dict[str, tuple[str | Promise, tuple[str, ...]]] = {
    "iphone": (_("on an iPhone"), ("iPhone",)),
    "ipad": (_("on an iPad"), ("iPad",)),
    "android": (_("on an Android device"), ("Android",)),
    "chromebook": (_("on a Chromebook"), ("CrOS",)),
    "windows": (_("on Windows"), ("Windows",)),
    "mac": (_("on a Mac"), ("Macintosh",)),
    "linux": (_("on Linux"), ("Linux",)),
}


def family(user_agent: str) -> tuple[str, str]:
    """The keys of browser and device; empty where it is neither of those that are named here."""
    browser = next((key for key, (_name, marks) in BROWSERS.items() if _any(marks, user_agent)), "")
    device = next((key for key, (_name, marks) in DEVICES.items() if _any(marks, user_agent)), "")
    return browser, device


def in_words(browser: str, device: str) -> str:
    name = BROWSERS[browser][0] if browser in BROWSERS else gettext("A browser")
    return f"{name} {DEVICES[device][0]}" if device in DEVICES else name


def _any(marks: tuple[str, ...], user_agent: str) -> bool:
    return any(mark in user_agent for mark in marks)


@receiver(user_logged_in, dispatch_uid="fivefold_browser")
def remember(request: HttpRequest, **_kwargs: Any) -> None:
    """With the session that begins here; nothing else of the request is kept."""
    request.session[BROWSER], request.session[DEVICE] = family(request.META.get("HTTP_USER_AGENT", ""))
