"""Every relative link leads somewhere."""

from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.docs.pages import LINK, PAGES, anchors, name_of, prose


@pytest.mark.parametrize("document", PAGES, ids=name_of)
def test_every_relative_link_leads_to_a_file_and_its_heading(document: Path) -> None:
    for link in LINK.findall(prose(document)):
        if "://" in link or link.startswith("mailto:"):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = (document.parent / path).resolve() if path else document
        assert target.exists(), f"{link} leads nowhere"
        assert not anchor or anchor in anchors(target), f"{link} names no heading of {target.name}"


@pytest.mark.parametrize("document", [page for page in PAGES if "docs" in page.parts], ids=name_of)
def test_every_page_can_be_reached_from_the_readme(document: Path) -> None:
    seen: set[Path] = set()
    ahead = [next(one for one in PAGES if one.name == "README.md")]
    while ahead:
        here = ahead.pop()
        seen.add(here)
        for link in LINK.findall(prose(here)):
            target = (here.parent / unquote(link).partition("#")[0]).resolve()
            if target.suffix == ".md" and target.exists() and target not in seen:
                ahead.append(target)
    assert document in seen
