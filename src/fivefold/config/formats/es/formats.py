"""Numbers in Spanish as districts in the United States, Mexico and Puerto Rico write them: 1,234.5."""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
