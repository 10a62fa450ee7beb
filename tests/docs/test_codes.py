"""Every code that can be met is documented, and no other."""

from tests.docs import codes
from tests.docs.pages import DOCS, rows

PAGE = DOCS / "researchers" / "assess-json.md"


def test_every_warning_is_documented_and_exists() -> None:
    assert {row[0] for row in rows(PAGE, "Warnings")} == codes.warnings()


def test_every_error_is_documented_and_exists() -> None:
    assert {row[0] for row in rows(PAGE, "Errors")} == codes.errors()


def test_codes_are_found_where_they_are_raised() -> None:
    assert {"answer_outside_scale", "pupil_records", "wrong_usage", "not_toml"} <= codes.errors()
    assert {"below_half", "short_rows", "formula_error"} <= codes.warnings()
