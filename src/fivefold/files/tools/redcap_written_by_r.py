"""REDCap data that went through R, which numbers the rows and writes NA where nothing was answered."""

from fivefold.files.raw import RawTable
from fivefold.files.sentences import say
from fivefold.files.tools.layout import Head


def is_written_by_r(head: Head) -> bool:
    """A first column without a name that counts the rows."""
    below = [head.record(row)[0] for row in range(1, len(head.records))]
    return not head.names[0] and bool(below) and below == [str(row) for row in range(1, len(below) + 1)]


def blank_na(table: RawTable) -> None:
    """A row of NA was not answered; left as text, it would count as an answer in every event."""
    changed = [column.rewrite(lambda text: "" if text == "NA" else text) for column in table.columns]
    if any(changed):
        table.notices.append(
            ("na_as_blank", say("R wrote this file: cells with NA count as blank."), None, None)
        )
