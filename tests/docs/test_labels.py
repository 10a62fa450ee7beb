"""The pages for the point person: what they tell somebody to press is there, in both languages."""

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.docs.codes import SOURCE
from tests.docs.pages import DOCS, HEADING

FOLDER = DOCS / "point-person"
PAGES = sorted(path.name for path in FOLDER.glob("*.md"))
ITALICS = re.compile(r"\*([^*]+)\*")
LANGUAGES = re.compile(r"^\*\[.*$", re.MULTILINE)
# This page quotes what a report card says, and says things with weight; the others name what is pressed.
QUOTES = "reading-the-report-card.md"
EXAMPLES = {"teacher", "university", "corrects"}


def labels(page: Path) -> list[str]:
    text = LANGUAGES.sub("", page.read_text(encoding="utf-8")).replace("***", "*").replace("**", "")
    return [" ".join(label.split()).rstrip(".") for label in ITALICS.findall(text)]


@cache
def in_spanish() -> dict[str, str]:
    with (SOURCE / "locale" / "es" / "LC_MESSAGES" / "django.po").open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file) if one.id}


def test_each_page_is_there_in_both_languages() -> None:
    assert sorted(path.name for path in (FOLDER / "es").glob("*.md")) == PAGES


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_the_same_parts_in_both_and_leads_to_the_other(name: str) -> None:
    english, spanish = (path.read_text(encoding="utf-8") for path in (FOLDER / name, FOLDER / "es" / name))
    assert f"*[En español](es/{name})*" in english
    assert f"*[In English](../{name})*" in spanish
    assert len(HEADING.findall(english)) == len(HEADING.findall(spanish))


@pytest.mark.parametrize("name", [name for name in PAGES if name != QUOTES])
def test_what_is_to_be_pressed_is_there(name: str) -> None:
    told = [label for label in labels(FOLDER / name) if label not in EXAMPLES]
    assert not [label for label in told if label not in in_spanish()]
    assert {in_spanish()[label] for label in told} <= set(labels(FOLDER / "es" / name))
    beside = set(labels(FOLDER / "es" / name)) - {in_spanish()[label] for label in told}
    assert not beside & set(in_spanish().values()), "said in Spanish alone"


def test_the_headings_of_a_report_card_are_quoted_as_it_has_them() -> None:
    bold = re.compile(r"^\| \*\*(.+?)\*\*", re.MULTILINE)
    english, spanish = (
        bold.findall(path.read_text(encoding="utf-8")) for path in (FOLDER / QUOTES, FOLDER / "es" / QUOTES)
    )
    assert len(english) == 3
    assert [in_spanish()[heading] for heading in english] == spanish
