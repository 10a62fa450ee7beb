"""Dates in English are written out: the design has “April 22, 2026”, Django's own “Apr. 22, 2026”.

A time carries its zone: the two sides of a partnership need not live in one.
"""

DATE_FORMAT = "F j, Y"
DATETIME_FORMAT = "F j, Y, g:i A T"
MONTH_DAY_FORMAT = "F j"
# "p.m." would end a sentence with two periods.
TIME_FORMAT = "g:i A T"
