"""When a survey was answered, by the file's own time stamps: the first and the last day, nothing between."""

import re
from collections.abc import Iterable
from datetime import date

from fivefold.files.table import Column, Table
from fivefold.files.words import words

# How the survey tools call the moment in which somebody answered, best first.
STAMPS = (
    "recordeddate",
    "datesubmitted",
    "submitdate",
    "submissiontime",
    "submissiondate",
    "enddate",
    "completiontime",
    "timestamp",
    "marcatemporal",
    "fechafinalizacion",
    "horafinalizacion",
    "fechaenvio",
    "datestamp",
    "completed",
    "end",
    "startdate",
    "starttime",
    "fechainicio",
    "horainicio",
    "start",
)
# What LimeSurvey writes where a survey is anonymous.
NO_DATE = date(1980, 1, 1)
YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
MOST_READ = 5_000


def answered_between(table: Table) -> tuple[date, date] | None:
    """The first and the last day of the best column of time stamps; None where none can be read surely."""
    named = {"".join(words(column.name)): column for column in reversed(table.columns)}
    asked = {"".join(words(column.text)): column for column in reversed(table.columns) if column.text}
    for stamp in STAMPS:
        column = named.get(stamp) or asked.get(stamp)
        days = _days(column) if column else []
        if days:
            return min(days), max(days)
    return None


def tells_when(column: Column) -> bool:
    """Whether the column is a time stamp: by its name, or because every cell of it is a date."""
    names = {"".join(words(column.name)), "".join(words(column.text))}
    return not names.isdisjoint(STAMPS) or bool(_days(column))


def _days(column: Column) -> list[date]:
    texts = [text.strip() for text in column.values[:MOST_READ]]
    days = [_year_first(text) for text in texts]
    if not all(days):
        days = _year_last(texts)
    return [day for day in days if day] if all(days) and NO_DATE not in days else []


def _year_first(text: str) -> date | None:
    match = YEAR_FIRST.match(text)
    return _day(*map(int, match.groups())) if match else None


def _year_last(texts: Iterable[str]) -> list[date | None]:
    """3/27/2026 or 27/3/2026: which of the two, the whole column must tell, or nobody guesses."""
    matches = [YEAR_LAST.match(text) for text in texts]
    if not all(matches):
        return []
    parts = [(int(found[1]), int(found[3]), int(found[4])) for found in matches if found]
    month_first = all(first <= 12 for first, _, _ in parts)
    day_first = all(second <= 12 for _, second, _ in parts)
    if month_first == day_first:
        return []
    return [
        _day(year, *((first, second) if month_first else (second, first))) for first, second, year in parts
    ]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
