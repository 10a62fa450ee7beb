"""The methods page of the server, the document of the same name and the docstrings cite the same sources."""

import ast
import html
import re

from tests.docs.codes import SOURCE
from tests.docs.pages import DOCS

DOCUMENT = (DOCS / "researchers" / "methods.md").read_text(encoding="utf-8")
PAGE = (SOURCE / "health" / "templates" / "health" / "methods.html").read_text(encoding="utf-8")
# Of simulated data and of linked rounds, of which the report card knows nothing.
NOT_ON_THE_CARD = {("Muthén", "1984"), ("Student", "1908")}
ENTRY = re.compile(r"^([\w-]+)[^(]*\((\d{4})\)")


def listed(entries: list[str]) -> set[tuple[str, str]]:
    """First author and year of every entry."""
    found = [ENTRY.match(entry) for entry in entries]
    assert all(found), entries
    return {(one[1], one[2]) for one in found if one}


def of_the_document() -> list[str]:
    section = DOCUMENT.partition("## References\n")[2]
    return " ".join(section.replace("*", "").split()).split(" · ")


def of_the_page() -> list[str]:
    return [html.unescape(entry) for entry in re.findall(r'<li lang="en">(.*?)</li>', PAGE)]


def cited(text: str) -> set[tuple[str, str]]:
    """`Fayers and Machin 2016`, `Cox (1980)`, `Manski 1989, 1990`: first name and years."""
    names = r"([A-Z][\w]+)(?:(?:, [A-Z]\w+)* (?:and|&) (?:[A-Z]\w+|others)| et al\.)?"
    years = r",? \(?((?:18|19|20)\d\d(?:, (?:19|20)\d\d)*)"
    return {
        (name, year)
        for name, found in re.findall(names + years, text.replace("\n", " "))
        for year in found.split(", ")
    }


def test_the_page_lists_the_sources_of_the_document() -> None:
    written = [entry.replace('"Student\'s"', "“Student’s”") for entry in of_the_document()]
    assert of_the_page() == written


def test_every_source_listed_is_cited_and_every_one_cited_is_listed() -> None:
    sources = listed(of_the_document())
    assert cited(DOCUMENT.partition("## References\n")[0]) == sources
    assert cited(PAGE.partition("<ul>\n      <li lang")[0]) == sources


def test_the_docstrings_cite_what_the_document_lists() -> None:
    entry = re.compile(r"([A-Z][\w-]+), (?:[A-Z]\.[- ]?)+(?:[^()]*)\((\d{4})\)|(Student) \((1908)\)")
    found = set()
    for path in sorted((SOURCE / "stats").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and "Reference:" in (text := ast.get_docstring(node) or ""):
                references = " ".join(text.partition("Reference:")[2].partition(">>>")[0].split())
                found |= {(one[0] or one[2], one[1] or one[3]) for one in entry.findall(references)}
    assert len(found) > 12
    assert found - NOT_ON_THE_CARD <= listed(of_the_document())
