"""Dates in English are written out: the design has “April 22, 2026”, Django's own “Apr. 22, 2026”."""

DATE_FORMAT = "F j, Y"
DATETIME_FORMAT = "F j, Y, g:i a"
MONTH_DAY_FORMAT = "F j"
