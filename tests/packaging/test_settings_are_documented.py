"""Every environment variable is documented, and nothing documented is unknown."""

import re
from pathlib import Path

from fivefold.config.environment import VARIABLES

ROOT = Path(__file__).parents[2]
TABLE_ROW = re.compile(r"^\| `([A-Z_]+)` \| (.+?) \| (.+) \|$", re.MULTILINE)


def documented() -> dict[str, tuple[str, str]]:
    text = (ROOT / "docs" / "administrators" / "settings.md").read_text()
    return {name: (default, meaning) for name, default, meaning in TABLE_ROW.findall(text)}


def test_the_table_names_exactly_the_variables_that_are_read() -> None:
    assert set(documented()) == {variable.name for variable in VARIABLES}


def test_the_table_states_the_defaults() -> None:
    table = documented()
    for variable in VARIABLES:
        stated = table[variable.name][0]
        assert stated == (f"`{variable.default}`" if variable.default else "empty"), variable.name


def test_no_other_module_reads_the_environment_by_a_name_of_its_own() -> None:
    known = {variable.name for variable in VARIABLES} | {
        "DJANGO_SETTINGS_MODULE",
        "PYTHONPATH",
        "XDG_DATA_HOME",
    }
    reading = re.compile(r"environ(?:\.get\(|\.setdefault\(|\[)\s*[\"']([A-Z_]+)[\"']")
    for path in (ROOT / "src").rglob("*.py"):
        for name in reading.findall(path.read_text()):
            assert name in known or name.startswith("OPENBLAS") or name.endswith("_NUM_THREADS"), (
                f"{path.name}: {name}"
            )
