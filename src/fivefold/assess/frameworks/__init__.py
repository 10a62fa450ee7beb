"""Frameworks: what it means for a partnership to be effective, as versioned data."""

from fivefold.assess.frameworks.framework import Dimension, Framework, Indicator, Step
from fivefold.assess.frameworks.loading import DEFAULT, keys, load, parse

__all__ = ["DEFAULT", "Dimension", "Framework", "Indicator", "Step", "keys", "load", "parse"]
