"""Counts and lists as a sentence has them; decimals and ranges are `core.charts.numbers`."""

from collections.abc import Sequence
from unicodedata import normalize

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def whole(value: int) -> str:
    return number_format(value, 0)


def of(part: int, all_of_them: int) -> str:
    return _("%(part)s of %(whole)s") % {"part": whole(part), "whole": whole(all_of_them)}


def listed(names: Sequence[str]) -> str:
    """Trust, District goals and Capacity."""
    if len(names) < 2:
        return "".join(names)
    ends = {"first": ", ".join(names[:-1]), "last": names[-1]}
    if _begins_like_i(names[-1]):
        return pgettext("before a word that begins like i", "%(first)s and %(last)s") % ends
    return _("%(first)s and %(last)s") % ends


def _begins_like_i(name: str) -> bool:
    """Spanish says "e" for "and" before such a sound: "Confianza e Investigación", but "nieve y hielo"."""
    letters = normalize("NFD", name.lower()).replace("\N{COMBINING ACUTE ACCENT}", "")
    return letters.startswith(("i", "hi")) and not letters.startswith("hie")
