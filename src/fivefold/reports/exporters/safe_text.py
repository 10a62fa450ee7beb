"""Text that a spreadsheet must not take for a formula."""

# In their wide forms too, which some versions read as the same signs.
BEGIN_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def plain(cell: object) -> object:
    """A text that begins like a formula gets an apostrophe before it; numbers are numbers."""
    if isinstance(cell, str) and cell.startswith(BEGIN_A_FORMULA):
        return f"'{cell}"
    return cell
