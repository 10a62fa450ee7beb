"""Zips: what lies in one, read where it lies. Nothing is unpacked to disk. Standard library only."""

import re
import zipfile
from io import TextIOWrapper
from typing import IO, cast

from fivefold.files import limits
from fivefold.files.errors import FileError
from fivefold.files.sentences import Sentence, say

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# A workbook or a document is a zip too, and yet one file.
OFFICE = frozenset({"[content_types].xml", "content.xml"})
UNPACKED_HERE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 0x1
NAMES_SHOWN = 4


class Inside:
    """A file in an archive that is opened as a `Path` is: as often as wanted, from its beginning."""

    def __init__(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
        self._archive = archive
        self._entry = entry

    def open(self, mode: str = "r", *, encoding: str | None = None, newline: str | None = None) -> IO[str]:
        stream = self._archive.open(self._entry)
        if "b" in mode:
            return cast(IO[str], stream)
        return TextIOWrapper(stream, encoding=encoding, newline=newline)


def is_file(entry: zipfile.ZipInfo) -> bool:
    """Not a folder, nor what a Mac puts beside each file."""
    return not entry.is_dir() and "__MACOSX" not in entry.filename and not base_of(entry).startswith(".")


def base_of(entry: zipfile.ZipInfo) -> str:
    return re.split(r"[/\\]", entry.filename)[-1].casefold()


def listed(entries: list[zipfile.ZipInfo]) -> str:
    names = ["".join(sign if sign.isprintable() else " " for sign in entry.filename) for entry in entries]
    shown = ", ".join(names[:NAMES_SHOWN])
    return f"{shown}, …" if len(names) > NAMES_SHOWN else shown


def refuse_unreadable(entry: zipfile.ZipInfo, smaller: Sentence) -> None:
    if entry.flag_bits & ENCRYPTED:
        raise FileError(
            "encrypted_file",
            say("The zip is protected by a password."),
            remedy=say("Unpack it, and make a zip without a password."),
        )
    if entry.compress_type not in UNPACKED_HERE:
        raise FileError(
            "format_not_read_yet",
            say("The zip is packed in a way that is not read."),
            remedy=say("Unpack it, and make a plain zip of the files."),
        )
    # What is unpacked is never more than what the entry declares.
    unpacked, packed = entry.file_size, max(1, entry.compress_size)
    if unpacked > limits.FILE_BYTES or (
        unpacked > limits.WORKBOOK_RATIO_FROM and unpacked / packed > limits.WORKBOOK_RATIO
    ):
        raise FileError(
            "too_large",
            say(
                "The file in the zip unpacks from {packed} MB to {unpacked} MB, more than is read.",
                packed=f"{packed / limits.MEGABYTE:.1f}",
                unpacked=f"{unpacked / limits.MEGABYTE:,.0f}",
            ),
            remedy=smaller,
        )
