"""The days between which a survey was answered, by the time stamps of the tools."""

from collections.abc import Sequence
from datetime import date

import pytest

from fivefold.files.dates import answered_between
from tests.assess.tables import column, table


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("RecordedDate", ["2025-11-03 10:00:00", "2025-11-14 10:00:00"]),
        ("Completion time", ["2025-11-03 10:00:00", "2025-11-14 10:00:00"]),
        ("Hora de finalización", ["3/11/2025 10:00", "14/11/2025 9:30"]),
        ("Timestamp", ["2025/11/03 10:00:00 AM CST", "2025/11/14 9:00:00 PM CST"]),
        ("Marca temporal", ["3/11/2025 10:00:00", "14/11/2025 10:00:00"]),
        ("End Date", ["11/3/2025 10:00:00 AM", "11/14/2025 10:00:00 AM"]),
        ("_submission_time", ["2025-11-03T10:00:00", "2025-11-14T10:00:00"]),
    ],
)
def test_first_and_last_day(name: str, cells: Sequence[str]) -> None:
    assert answered_between(table(column(name, cells))) == (date(2025, 11, 3), date(2025, 11, 14))


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("submitdate", ["1980-01-01 00:00:00", "1980-01-01 00:00:00"]),  # an anonymous survey of LimeSurvey
        ("Timestamp", ["3/4/2025 10:00", "5/6/2025 10:00"]),  # day or month first
        ("Timestamp", ["11/3/25 10:00", "11/14/25 10:00"]),
        ("Start time", ["soon", "later"]),
    ],
)
def test_what_nobody_can_tell_is_not_guessed(name: str, cells: Sequence[str]) -> None:
    assert answered_between(table(column(name, cells))) is None
