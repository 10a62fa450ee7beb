"""What the product says, in both languages, and which of it a page for the point person quotes.

Such a page sets in `*asterisks*` what the product says, and in `_underscores_` what is only stressed. `…`
stands for what the product puts in, or goes on to say.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from fivefold.assess import instruments
from tests.docs.codes import SOURCE
from tests.docs.pages import prose

CATALOG = SOURCE / "locale" / "es" / "LC_MESSAGES" / "django.po"
QUOTED = re.compile(r"\*([^*]+)\*")
STRESSED = re.compile(r"(?<!\w)_([^_]+)_(?!\w)")


@dataclass(frozen=True)
class Message:
    """One thing that the product says: its forms (one, or a singular and a plural) by language."""

    en: tuple[str, ...]
    es: tuple[str, ...]

    def forms(self, language: str) -> tuple[str, ...]:
        return self.en if language == "en" else self.es


@cache
def messages() -> tuple[Message, ...]:
    """What pages and messages say, and the words of the survey that ships."""
    return (*_of_the_catalog(), *_of_the_instrument())


def quoted(page: Path) -> list[str]:
    return [_plain(label) for label in QUOTED.findall(prose(page).replace("**", ""))]


def stressed(page: Path) -> list[str]:
    return [_plain(words) for words in STRESSED.findall(prose(page))]


def said_by(label: str, language: str) -> set[Message]:
    """The messages that a label is: all of one, word for word, where no `…` stands."""
    if "…" not in label or not label.strip("… "):
        return _by_form(language).get(label, set())
    words = re.compile(".+".join(re.escape(part) for part in label.split("…")))
    return {one for form, found in _by_form(language).items() if words.fullmatch(form) for one in found}


@cache
def _by_form(language: str) -> dict[str, set[Message]]:
    found: dict[str, set[Message]] = {}
    for one in messages():
        for form in one.forms(language):
            found.setdefault(form, set()).add(one)
    return found


def _of_the_catalog() -> Iterator[Message]:
    with CATALOG.open("rb") as file:
        for one in read_po(file):
            # What stands on the page of specimens alone is on no page that people have.
            if one.id and any("specimen" not in path for path, _line in one.locations):
                yield Message(*(tuple(map(_plain, _forms(text))) for text in (one.id, one.string)))


def _of_the_instrument() -> Iterator[Message]:
    instrument = instruments.load()
    labels = [answer.label for answer in instrument.answers]
    for text in (*labels, instrument.cannot_tell, instrument.not_applicable):
        yield Message((_plain(text["en"]),), (_plain(text["es"]),))


def _forms(text: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _plain(text: str) -> str:
    """Without what a sentence around it changes: the lines it is broken into, its first capital, its end."""
    words = " ".join(text.replace("%%", "%").split()).rstrip(".:")
    return words[:1].lower() + words[1:]
