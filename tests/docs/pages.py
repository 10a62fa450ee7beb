"""The pages of the documentation and what stands in their frames."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])

FRAME = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Frame:
    language: str
    text: str


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def frames(page: Path) -> Iterator[Frame]:
    for language, text in FRAME.findall(page.read_text(encoding="utf-8")):
        yield Frame(language, text)


def prose(page: Path) -> str:
    """The page without its frames."""
    return FRAME.sub("", page.read_text(encoding="utf-8"))


def anchors(page: Path) -> set[str]:
    """The places of a page that a link can name, as GitHub makes them of headings."""
    return {
        re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in HEADING.findall(prose(page))
    }


def rows(page: Path, heading: str) -> list[list[str]]:
    """The cells of the first table under a heading, without its head; marks of code are left out."""
    section = page.read_text(encoding="utf-8").partition(f"# {heading}\n")[2]
    table = next((part for part in re.split(r"\n\s*\n", section) if part.startswith("|")), "")
    lines = [line.strip().strip("|").split("|") for line in table.splitlines()]
    return [[cell.strip().replace("`", "") for cell in line] for line in lines[2:]]
