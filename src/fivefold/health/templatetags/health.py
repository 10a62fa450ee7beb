"""`{% load health %}`: what another room's page needs of a report card."""

from django import template

from fivefold.health.models import Assessment
from fivefold.health.pages import CardView, card_view
from fivefold.health.queries import card_as_shared

register = template.Library()


@register.simple_tag
def report_card(assessment: Assessment) -> CardView:
    """The card as the other side will read it, for the page on which it is shared."""
    return card_view(card_as_shared(assessment))
