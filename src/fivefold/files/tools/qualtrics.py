"""Qualtrics: names, questions, and in the present export a third row of import ids."""

import re
from collections.abc import Sequence

from fivefold.files.errors import FileError
from fivefold.files.sentences import say
from fivefold.files.tools.layout import Head, Heading, Layout

FORMAT = "qualtrics-csv"
WORKBOOK_FORMAT = "xlsx"

LOOK_AHEAD = 3
# As Qualtrics spells them, in its present export and in the older one. They are never translated in the
# row that names the columns.
QUALTRICS_NAMES = frozenset(
    {
        "StartDate",
        "EndDate",
        "Status",
        "IPAddress",
        "Progress",
        "Duration (in seconds)",
        "Finished",
        "RecordedDate",
        "ResponseId",
        "ResponseID",
        "ResponseSet",
        "RecipientLastName",
        "RecipientFirstName",
        "RecipientEmail",
        "EmailAddress",
        "ExternalReference",
        "ExternalDataReference",
        "LocationLatitude",
        "LocationLongitude",
        "LocationAccuracy",
        "DistributionChannel",
        "UserLanguage",
    }
)
# In a record with answers these hold a digit; in a header they hold words.
HOLDING_DIGITS = frozenset(
    {"StartDate", "EndDate", "RecordedDate", "Progress", "Duration (in seconds)", "ResponseId", "ResponseID"}
)
ENOUGH_NAMES = 3
IMPORT_ID = re.compile(r"\s*\{\s*['\"]ImportId['\"]\s*:")


def is_qualtrics(names: Sequence[str]) -> bool:
    return len(QUALTRICS_NAMES.intersection(name.strip() for name in names)) >= ENOUGH_NAMES


def recognize(head: Head) -> bool:
    return (
        is_qualtrics(head.names)
        or (len(head.records) > 1 and is_qualtrics(head.records[1]))
        or _import_ids_at(head) is not None
    )


def lay_out(head: Head) -> Layout:
    if not recognize(head):
        raise FileError(
            "not_qualtrics",
            say("The file does not have the header of a Qualtrics export."),
            remedy=say('Export it from Qualtrics as CSV, or use format = "csv".'),
            row=1,
        )
    ids = _import_ids_at(head)
    found = 1
    if ids is not None:
        found = ids + 1
    elif len(head.records) > 1 and _describes(head.names, head.records[1]):
        found = 2
    rows = head.rows(found)
    texts = head.record(1) if rows > 1 and ids != 1 else [""] * len(head.names)
    return Layout(
        rows,
        [
            Heading(name, text, metadata=name in QUALTRICS_NAMES or text in QUALTRICS_NAMES)
            for name, text in zip(head.names, texts, strict=True)
        ],
    )


def _import_ids_at(head: Head) -> int | None:
    return next((at for at in range(1, LOOK_AHEAD) if _import_ids(head.record(at))), None)


def _import_ids(record: Sequence[str]) -> bool:
    filled = [cell for cell in record if cell.strip()]
    return bool(filled) and 2 * sum(bool(IMPORT_ID.match(cell)) for cell in filled) > len(filled)


def _describes(names: Sequence[str], record: Sequence[str]) -> bool:
    """Whether the record under a row of Qualtrics names is the row of questions, not the first answer."""
    if is_qualtrics(record):
        return True
    telling = [cell for name, cell in zip(names, record, strict=False) if name in HOLDING_DIGITS]
    return any(cell.strip() for cell in telling) and not any(re.search(r"\d", cell) for cell in telling)
