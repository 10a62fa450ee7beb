"""Every code that can be met is documented, and no other."""

import json
import re

from tests.docs import codes
from tests.docs.codes import SOURCE
from tests.docs.pages import DOCS, rows

PAGE = DOCS / "researchers" / "assess-json.md"


def test_every_warning_is_documented_and_exists() -> None:
    assert {row[0] for row in rows(PAGE, "Warnings")} == codes.warnings()


def test_every_error_is_documented_and_exists() -> None:
    assert {row[0] for row in rows(PAGE, "Errors")} == codes.errors()


def test_codes_are_found_where_they_are_raised() -> None:
    assert {"answer_outside_scale", "pupil_records", "wrong_usage", "not_toml"} <= codes.errors()
    assert {"below_half", "short_rows", "formula_error"} <= codes.warnings()


def test_every_field_of_the_schema_is_documented_and_no_other() -> None:
    schema = json.loads((SOURCE / "assess" / "schema" / "assessment-1.json").read_text())
    section = PAGE.read_text().partition("## The object\n")[2].partition("\n## ")[0]
    tables = [part for part in section.split("\n\n") if part.startswith("|")]
    listed = [
        {name for row in table.splitlines()[2:] for name in re.findall(r"`(\w+)`", row.split("|")[1])}
        for table in tables
    ]
    assert listed == [set(schema["properties"]), set(schema["$defs"]["scale"]["properties"])]
