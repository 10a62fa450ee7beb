"""Instruments: whole sets of items with locked wording."""

from fivefold.assess.instruments.instrument import Instrument, Item, Scale
from fivefold.assess.instruments.loading import DEFAULT, keys, load, parse

__all__ = ["DEFAULT", "Instrument", "Item", "Scale", "keys", "load", "parse"]
