"""`{% load health %}`: what another room's page needs of a report card."""

from django import template

from fivefold.health.models import Assessment
from fivefold.health.pages import CardView, card_view_of
from fivefold.health.queries import card_alone

register = template.Library()


@register.simple_tag
def report_card(assessment: Assessment) -> CardView:
    """The card by itself, for the page on which it is shared."""
    return card_view_of(assessment, card_alone(assessment))
