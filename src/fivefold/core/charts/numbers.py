"""Numbers as people read them: by locale, with a true minus and an en dash between the ends of a range."""

from django.utils.formats import number_format
from django.utils.translation import gettext

MINUS = "\N{MINUS SIGN}"


def decimal(value: float, places: int = 1) -> str:
    """3.52 becomes 3.5; what rounds to zero has no sign."""
    rounded = round(value, places) + 0.0
    text = number_format(abs(rounded), decimal_pos=places)
    return f"{MINUS}{text}" if rounded < 0 else text


def interval(low: float, high: float, places: int = 1) -> str:
    """3.3–3.7, and "−0.5 to 0.1" where a dash would be read as a minus."""
    ends = {"low": decimal(low, places), "high": decimal(high, places)}
    if low < 0:
        return gettext("%(low)s to %(high)s") % ends
    return f"{ends['low']}\N{EN DASH}{ends['high']}"


def share(value: float) -> str:
    """0.731 becomes 73%, never 0% or 100% unless it is."""
    whole = round(100 * value)
    if 0 < value < 1:
        whole = min(99, max(1, whole))
    return gettext("%(number)s%%") % {"number": whole}
