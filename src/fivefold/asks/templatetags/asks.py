"""Hours and days of asks in templates."""

from datetime import date

from django import template
from django.utils.translation import gettext as _

from fivefold.asks import words
from fivefold.asks.models import Ask

register = template.Library()


@register.filter
def product(people: int, minutes_each: int) -> str:
    return words.product(people, minutes_each)


@register.filter
def days_to(first: date, last: date) -> str:
    return words.days(first, last)


@register.simple_tag
def as_planned(ask: Ask) -> str:
    """The one tap: "It took what was planned: 12 people, 30 minutes each"."""
    said = words.people_and_minutes(ask.people, ask.minutes_each)
    return _("It took what was planned: %(what)s") % {"what": said}
