"""A table of no tool: one record of names, and as many more as a person says or merged cells tell."""

from fivefold.files.title_lines import NUMBER
from fivefold.files.tools.layout import Head, Heading, Layout

FORMAT = "csv"
WORKBOOK_FORMAT = "xlsx"


def recognize(_head: Head) -> bool:
    return True


def lay_out(head: Head) -> Layout:
    rows = head.rows(2 if _has_names_under_merged(head) else 1)
    if rows < 2:
        return Layout(rows, [Heading(name) for name in head.names])
    grouped = {place for first, last in head.merged for place in range(first, last + 1)}
    headings = []
    for place, (name, under) in enumerate(zip(head.names, head.record(1), strict=True)):
        headings.append(Heading(name, f"{name} [{under}]" if under and place in grouped else under))
    return Layout(rows, headings)


def _has_names_under_merged(head: Head) -> bool:
    """A cell over several columns names none of them alone: their own names follow below it."""
    below = head.record(1)
    names = [below[place] for first, last in head.merged for place in range(first, last + 1)]
    return bool(names) and all(name and not NUMBER.fullmatch(name) for name in names)
