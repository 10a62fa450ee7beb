"""Counts and lists as a sentence has them; decimals and ranges are `core.charts.numbers`."""

from collections.abc import Sequence

from django.utils.formats import number_format
from django.utils.translation import gettext as _


def whole(value: int) -> str:
    return number_format(value, 0)


def of(part: int, all_of_them: int) -> str:
    return _("%(part)s of %(whole)s") % {"part": whole(part), "whole": whole(all_of_them)}


def listed(names: Sequence[str]) -> str:
    """Trust, District goals and Capacity."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
