"""A table in a zip, as Qualtrics and Google Forms hand it over: read where it lies, if there is one alone."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from fivefold.files.archives import OFFICE, Inside, base_of, is_file, listed, refuse_unreadable
from fivefold.files.confinement import SMALLER
from fivefold.files.errors import FileError
from fivefold.files.recognition import OLE, UNPACK
from fivefold.files.sentences import say

TEXTS = (".csv", ".tsv", ".tab", ".txt")
# How a workbook begins, whatever it is called: that, its reader opens by its place on the disk.
BINARY = (b"PK", OLE)


@contextmanager
def the_only_table(path: Path) -> Iterator[Path]:
    """The one text in a zip, as a place that can be opened. Of any other zip its own place: it has a name."""
    try:
        with zipfile.ZipFile(path) as archive:
            entry = _only_text(archive.infolist())
            if entry is not None:
                inside = _inside(archive, entry)
                # What reads a path opens it and does no more; see `Inside`.
                yield cast(Path, inside)
                return
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError):
        raise FileError(
            "damaged_file",
            say("The file begins like a zip or a workbook, but it is damaged or was cut off."),
            remedy=say("Download or export it again."),
        ) from None
    yield path


def _only_text(entries: list[zipfile.ZipInfo]) -> zipfile.ZipInfo | None:
    if any(entry.filename.casefold() in OFFICE for entry in entries):
        return None
    texts = [entry for entry in entries if is_file(entry) and base_of(entry).endswith(TEXTS)]
    if len(texts) > 1:
        raise FileError(
            "not_a_table",
            say("The file is a zip with several tables in it: {names}.", names=listed(texts)),
            remedy=say("Unpack it, and give the one that holds the answers."),
        )
    return texts[0] if texts else None


def _inside(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Inside:
    refuse_unreadable(entry, SMALLER)
    inside = Inside(archive, entry)
    with inside.open("rb") as stream:
        head = cast(bytes, stream.read(len(OLE)))
    if head.startswith(BINARY):
        raise FileError(
            "not_a_table",
            say("The {name} in the zip is no text, whatever it is called.", name=listed([entry])),
            remedy=UNPACK,
        )
    return inside
