"""What a person may call themselves: what can be read, and what nobody takes for another's name.

Whom a name must tell apart is known in the rooms above, which register it when they start.
"""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fivefold.accounts.models import Person
from fivefold.core.rules import RuleError

# Letters and marks by Unicode, which nobody sees.
UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")
VARIATIONS = range(0xFE00, 0xFE10)
# Alphabets with letters that look like another's.
LOOK_ALIKE = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE")


@dataclass(frozen=True)
class Circle:
    """People among whom a name stands for one person: their chain, and the names of the others."""

    chain_key: str
    others: tuple[str, ...]


_circles: list[Callable[[Person], Iterable[Circle]]] = []


def register(circles: Callable[[Person], Iterable[Circle]]) -> None:
    """Say in which circles a person is today. Asked inside the transaction that changes a name."""
    _circles.append(circles)


def circles_of(person: Person) -> list[Circle]:
    return [circle for source in _circles for circle in source(person)]


def tidied(name: str) -> str:
    """A name as it is kept: composed letters, one plain space between words."""
    composed = unicodedata.normalize("NFC", name)
    spaced = "".join(" " if unicodedata.category(one) == "Zs" else one for one in composed)
    return " ".join(word for word in spaced.split(" ") if word)


def why_not_named(name: str) -> RuleError | None:
    """Why nobody can bear this name, tidied already."""
    unseen = any(one in UNSEEN or ord(one) in VARIATIONS for one in name)
    if unseen or not name.isprintable() or not any(one.isalpha() for one in name):
        return RuleError(
            "name_not_readable", _("This name has no letters, or signs that cannot be seen. Type it anew.")
        )
    if sum(_is_of(script, name) for script in LOOK_ALIKE) > 1:
        return RuleError(
            "name_of_several_alphabets",
            _("This name mixes letters of several alphabets that look alike. Write it in one."),
        )
    if any(alike(name, one) for one in _reserved()):
        return RuleError("name_reserved", _("Pages call the server itself by this name. Choose another."))
    return None


def alike(one: str, other: str) -> bool:
    """Whether a reader may take one name for the other: capitals, accents, spaces and signs apart."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKD", name.casefold()) if one.isalnum())


def _is_of(script: str, name: str) -> bool:
    return any(one.isalpha() and unicodedata.name(one, "").startswith(script) for one in name)


def _reserved() -> list[str]:
    """What stands in the place of a name in a ledger, in every language."""
    found = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.append(gettext("The installation"))
    return found
