"""Bring the Spanish catalog up to date with code and templates, and compile it.

Works without GNU gettext: Django turns templates into something that reads like Python, Babel extracts
from both and writes the catalog. Translations are kept; what is no longer said anywhere is dropped.
"""

import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "fivefold"
LANGUAGE = "es"
PO = PACKAGE / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
TEMPLATES = {".html", ".txt", ".svg"}
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    # The ground floor's own: `fivefold.files.sentences`.
    "say": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# What a translation must carry over: %(name)s, {name}, {n:,}, %s, %%, and tags such as <strong>.
INSERTIONS = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*(?::[^{}]*)?\}|</?\w+>")
# Dates and tool names in the header would make every run a change.
UNSTABLE_HEADERS = (
    '"POT-Creation-Date:',
    '"PO-Revision-Date:',
    '"Generated-By:',
    '"Last-Translator:',
    '"Language-Team:',
    '"Report-Msgid-Bugs-To:',
)


def sources(package: Path) -> Iterator[Path]:
    for path in sorted(package.rglob("*")):
        if path.suffix == ".py" or (path.suffix in TEMPLATES and "templates" in path.parts):
            yield path


def as_python(path: Path) -> bytes:
    """A source file as Babel can read it. A template's indentation means nothing in Python."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text.encode()
    lines = templatize(text, origin=str(path)).splitlines()
    return "\n".join(line.lstrip() for line in lines).encode()


def empty_catalog() -> Catalog:
    return Catalog(locale=LANGUAGE, project="Fivefold", version=LANGUAGE, charset="utf-8", fuzzy=False)


def said(package: Path) -> Catalog:
    """Every message in code and templates, without translations."""
    catalog = empty_catalog()
    for path in sources(package):
        found = extract("python", io.BytesIO(as_python(path)), KEYWORDS, options={"encoding": "utf-8"})
        for _line, message, _comments, context in found:
            catalog.add(message, locations=[(str(path.relative_to(package.parent)), 0)], context=context)
    return catalog


def read(path: Path) -> Catalog:
    if not path.exists():
        return empty_catalog()
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def merged(catalog: Catalog, template: Catalog) -> Catalog:
    """The catalog with exactly the template's messages. Nothing is guessed from similar wording."""
    catalog.update(template, no_fuzzy_matching=True)
    catalog.fuzzy = False
    catalog.header_comment = (
        "# Spanish texts of Fivefold. `make messages` keeps this file in step with the code."
    )
    return catalog


def as_po(catalog: Catalog) -> bytes:
    written = io.BytesIO()
    write_po(written, catalog, width=100, sort_output=True, ignore_obsolete=True, include_lineno=False)
    lines = written.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(UNSTABLE_HEADERS)).encode()


def as_mo(catalog: Catalog) -> bytes:
    """The compiled catalog; the same translations always give the same bytes."""
    # Without a date Babel writes the present minute.
    catalog.creation_date = catalog.revision_date = datetime(2000, 1, 1, tzinfo=UTC)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    return compiled.getvalue()


def slips(catalog: Catalog) -> list[str]:
    """Translations whose placeholders or markup are not those of the English text."""
    found = []
    for message in catalog:
        english = message.id if isinstance(message.id, tuple) else (message.id,)
        spanish = message.string if isinstance(message.string, tuple) else (message.string,)
        # A singular may leave the number out ("One person"), so any of the English forms may be the model.
        allowed = [sorted(INSERTIONS.findall(text)) for text in english]
        if message.id and any(text and sorted(INSERTIONS.findall(text)) not in allowed for text in spanish):
            found.append(str(message.id))
    return found


def main() -> int:
    if not settings.configured:
        settings.configure()
    catalog = merged(read(PO), said(PACKAGE))
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(as_po(catalog))
    MO.write_bytes(as_mo(read(PO)))
    missing = untranslated(catalog)
    where = PO.relative_to(ROOT)
    sys.stdout.write(f"{len(catalog)} messages, {len(missing)} without a Spanish text: {where}\n")
    return 0


def untranslated(catalog: Catalog) -> list[str]:
    """The English of each message that lacks its Spanish, or one of its plural forms."""
    return [
        str(message.id)
        for message in catalog
        if message.id and not all(message.string if isinstance(message.string, tuple) else [message.string])
    ]


if __name__ == "__main__":
    sys.exit(main())
