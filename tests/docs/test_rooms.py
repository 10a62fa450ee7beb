"""The rooms that the architecture names are those there are, in the order that imports follow."""

import re
import tomllib
from pathlib import Path

from tests.docs.pages import DOCS, ROOT, rows

ARCHITECTURE = DOCS / "contributors" / "architecture.md"
TESTING = DOCS / "contributors" / "testing.md"


def test_the_rooms_are_listed_from_the_ground_up() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    storeys = [{part.strip().removeprefix("fivefold.") for part in layer.split("|")} for layer in layers]
    listed = [row[0] for row in rows(ARCHITECTURE, "The rooms")]
    for storey in reversed(storeys):
        assert {listed.pop(0) for _ in storey} == storey
    assert not listed


def test_every_room_is_listed() -> None:
    there = {path.parent.name for path in (ROOT / "src" / "fivefold").glob("*/__init__.py")}
    assert {row[0] for row in rows(ARCHITECTURE, "The rooms")} == there


def test_every_folder_of_tests_is_listed() -> None:
    named = set(re.findall(r"tests/(\w+)\b(?!\.py)", TESTING.read_text()))
    there = {path.parent.name for path in Path(__file__).parents[1].glob("*/__init__.py")}
    assert there <= named


def test_every_dependency_has_its_line() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    wanted = {
        "Base install": project["project"]["dependencies"],
        "Server": project["project"]["optional-dependencies"]["server"],
        "Tests and lint": [one for group in ("test", "lint") for one in groups[group]],
    }
    text = (DOCS / "contributors" / "dependencies.md").read_text()
    for heading, requirements in wanted.items():
        section = text.partition(f"## {heading}")[2].partition("\n## ")[0]
        table = re.findall(r"^\| (.+?) \|", section, re.MULTILINE)[1:]
        listed = {name.partition(" ")[0].lower() for row in table for name in row.split(", ")}
        needed = {re.split(r"[\[<>=;]", one)[0].lower() for one in requirements}
        assert listed - {"---"} == needed, heading


def test_every_make_target_named_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for page in (TESTING, ROOT / "README.md", ROOT / "CONTRIBUTING.md", ARCHITECTURE):
        for named in re.findall(r"(?:`|^)(?:PORT=\d+ )?make ([a-z]+)", page.read_text(), re.MULTILINE):
            assert named in targets | {"check"}, named
