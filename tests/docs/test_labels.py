"""The pages for the point person: in both languages, and what they quote is what the product says."""

from pathlib import Path

import pytest

from tests.docs import labels
from tests.docs.pages import DOCS, HEADING, name_of

FOLDER = DOCS / "point-person"
FOLDERS = {"en": FOLDER, "es": FOLDER / "es"}
NAMES = sorted(path.name for path in FOLDER.glob("*.md"))
BOTH = [
    pytest.param(path, language, id=name_of(path))
    for language, folder in FOLDERS.items()
    for path in sorted(folder.glob("*.md"))
]


def test_each_page_is_there_in_both_languages() -> None:
    assert sorted(path.name for path in FOLDERS["es"].glob("*.md")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_the_same_parts_in_both_and_begins_with_a_link_to_the_other(name: str) -> None:
    english, spanish = ((folder / name).read_text(encoding="utf-8") for folder in FOLDERS.values())
    assert english.splitlines()[2] == f"[En español](es/{name})"
    assert spanish.splitlines()[2] == f"[In English](../{name})"
    assert len(HEADING.findall(english)) == len(HEADING.findall(spanish))


@pytest.mark.parametrize(("document", "language"), BOTH)
def test_what_a_page_quotes_is_said_by_the_product(document: Path, language: str) -> None:
    assert [label for label in labels.quoted(document) if not labels.said_by(label, language)] == []


@pytest.mark.parametrize(("document", "language"), BOTH)
def test_what_is_only_stressed_is_nothing_that_the_product_says(document: Path, language: str) -> None:
    """A word alone may be both."""
    several = [words for words in labels.stressed(document) if " " in words]
    assert [words for words in several if labels.said_by(words, language)] == []


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_quote_the_same(name: str) -> None:
    english, spanish = (
        {label: labels.said_by(label, language) for label in labels.quoted(folder / name)}
        for language, folder in FOLDERS.items()
    )
    assert _without(spanish, english) == [], "quoted in English alone"
    assert _without(english, spanish) == [], "quoted in Spanish alone"


def _without(others: dict[str, set[labels.Message]], ours: dict[str, set[labels.Message]]) -> list[str]:
    """The labels of ours that mean nothing which others quote too."""
    theirs = set().union(*others.values())
    return [label for label, meant in ours.items() if not meant & theirs]


@pytest.mark.parametrize(
    ("label", "language", "found"),
    [
        ("take it away", "en", True),
        ("take it", "en", False),
        ("llevárselo", "es", True),
        ("take it away", "es", False),
        ("may be up since …", "en", True),
        ("may be up", "en", False),
        ("never", "en", True),
        ("", "es", False),
        ("…", "en", False),
    ],
)
def test_a_label_is_all_of_what_the_product_says(label: str, language: str, found: bool) -> None:
    assert bool(labels.said_by(label, language)) is found


def test_a_label_is_told_from_what_is_stressed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("**Press** ***Send\n  it*.** Then _now_, *Go on: …* and `a_b_c`.\n", encoding="utf-8")
    assert labels.quoted(page) == ["send it", "go on: …"]
    assert labels.stressed(page) == ["now"]
