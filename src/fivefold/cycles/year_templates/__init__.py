"""Templates of a year as versioned data files: what happens when, counted from the first day."""

from fivefold.cycles.year_templates.loading import all_templates, load, name_of
from fivefold.cycles.year_templates.template import Item, Span, YearTemplate

__all__ = ["Item", "Span", "YearTemplate", "all_templates", "load", "name_of"]
