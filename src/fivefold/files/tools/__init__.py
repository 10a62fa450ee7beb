"""Survey tools, one module each: how each lays out its files, so that no reader knows a tool by name."""

from fivefold.files.tools import google_forms, kobo, limesurvey, plain, qualtrics, redcap, surveymonkey
from fivefold.files.tools.layout import Head, Heading, Layout, Tool

__all__ = ["FORMATS", "WORKBOOK_FORMATS", "Head", "Heading", "Layout", "lay_out"]

# The surest signs first.
TOOLS: tuple[Tool, ...] = (qualtrics, redcap, limesurvey, kobo, surveymonkey, google_forms)
PLAIN: Tool = plain

FORMATS = (*(tool.FORMAT for tool in TOOLS), plain.FORMAT)
WORKBOOK_FORMATS = (kobo.WORKBOOK_FORMAT, plain.WORKBOOK_FORMAT)


def lay_out(head: Head, wanted: str | None) -> tuple[str, Layout]:
    """The format of a file, and what its first records mean; a format that was asked for stands."""
    tool = _wanted(wanted) or next((tool for tool in TOOLS if tool.recognize(head)), PLAIN)
    return wanted or (tool.WORKBOOK_FORMAT if head.workbook else tool.FORMAT), tool.lay_out(head)


def _wanted(name: str | None) -> Tool | None:
    """None where a tool is to be recognized: any may have written an .xlsx workbook."""
    if name is None or name == plain.WORKBOOK_FORMAT:
        return None
    return next(tool for tool in (*TOOLS, PLAIN) if name in (tool.FORMAT, tool.WORKBOOK_FORMAT))
