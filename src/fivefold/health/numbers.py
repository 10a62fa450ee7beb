"""Numbers as a reader meets them: their locale's marks, a true minus, an en dash in ranges."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

MINUS = "−"


def decimal(value: float, places: int = 1) -> str:
    """Never "−0.0": what rounds to nothing has no sign."""
    rounded = round(value, places)
    shown = number_format(abs(rounded), places, use_l10n=True)
    return f"{MINUS}{shown}" if rounded < 0 else shown


def whole(value: int) -> str:
    return number_format(value, 0, use_l10n=True)


def span(low: float, high: float, places: int = 1) -> str:
    """3.3–3.7; with a minus in it, −0.5 to 0.1, since a dash beside a minus cannot be read."""
    first, last = decimal(low, places), decimal(high, places)
    if first.startswith(MINUS) or last.startswith(MINUS):
        return _("%(low)s to %(high)s") % {"low": first, "high": last}
    return f"{first}–{last}"


def percent(share: float) -> str:
    """Whole per cent, where 100 means all and 0 means none."""
    rounded = round(100 * share)
    if rounded == 100 and share < 1:
        rounded = 99
    if rounded == 0 and share > 0:
        return _("under %(number)s%%") % {"number": 1}
    return _("%(number)s%%") % {"number": rounded}


def of(part: int, all_of_them: int) -> str:
    return _("%(part)s of %(whole)s") % {"part": whole(part), "whole": whole(all_of_them)}


def listed(names: list[str]) -> str:
    """Trust, District goals and Capacity."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
