"""How much of a file this room takes on. Beyond these it says so instead of trying."""

MEGABYTE = 1_000_000

FILE_BYTES = 200 * MEGABYTE
CELLS = 50_000_000
COLUMNS = 5_000
CELL_CHARACTERS = 2_000_000
CODEBOOK_BYTES = 50 * MEGABYTE

WORKBOOK_BYTES = 400 * MEGABYTE
WORKBOOK_ENTRIES = 2_000
# Survey workbooks shrink ten- to thirty-fold; below this size a ratio says nothing.
WORKBOOK_RATIO = 100
WORKBOOK_RATIO_FROM = 10 * MEGABYTE

# The largest districts employ fewer than half as many.
ROLL_ROWS = 200_000
ROLL_COLUMNS = 200

# The calendar of a district's ten years comes to a tenth of it.
CALENDAR_BYTES = 10 * MEGABYTE
CALENDAR_EVENTS = 10_000

MEMORY_BYTES = 1 << 30
# Twice of it, for a codebook and its answers, are the twenty seconds that a person waits at the most.
CPU_SECONDS = 10
WALL_SECONDS = 20
# An honest large file gets more time: some fifty times what reading it takes.
MEGABYTES_PER_SECOND = 2


def seconds_for(size: int, base: int) -> int:
    return base + size // (MEGABYTES_PER_SECOND * MEGABYTE)
