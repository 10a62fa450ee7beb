"""Numbers in Spanish as districts in the United States, Mexico and Puerto Rico write them: 1,234.5.

A time carries its zone, as in English.
"""

DATETIME_FORMAT = r"j \d\e F \d\e Y, H:i T"
TIME_FORMAT = "H:i T"
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
