"""Fivefold: a research-practice partnership, run by both sides, that knows whether it works."""

__version__ = "0.1.0"
