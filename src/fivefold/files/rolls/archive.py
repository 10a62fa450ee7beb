"""One CSV file inside a zip, read where it lies: nothing is unpacked to disk, and no other file is opened.

Runs in the process that is confined; standard library only.
"""

import re
import zipfile
import zlib
from io import TextIOWrapper
from pathlib import Path
from typing import IO, cast

from fivefold.files import limits
from fivefold.files.csv_tables import CsvOptions, read_csv
from fivefold.files.errors import FileError
from fivefold.files.raw import RawTable
from fivefold.files.sentences import Sentence, say

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# A workbook or a document is a zip too, and yet one file.
OFFICE = frozenset({"[content_types].xml", "content.xml"})
UNPACKED_HERE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 0x1
NAMES_SHOWN = 4
STAFF_EXPORT = say("Export the staff from your student information system again, as one OneRoster zip.")


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


def read_inside(path: Path, name: str) -> RawTable | None:
    """The file called `name` in a zip, in whatever folder of it; None where the file is no such zip."""
    with path.open("rb") as stream:
        if stream.read(4) not in ZIP:
            return None
    try:
        with zipfile.ZipFile(path) as archive:
            if any(entry.filename.casefold() in OFFICE for entry in archive.infolist()):
                return None
            return _read(archive, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
        raise FileError(
            "damaged_file",
            say("The file begins like a zip or a workbook, but it is damaged or was cut off."),
            remedy=say("Download or export it again."),
        ) from None


def _read(archive: zipfile.ZipFile, name: str) -> RawTable:
    entry = _entry(archive.infolist(), name)
    try:
        _refuse_unreadable(entry)
        # What reads a path opens it and does no more; see `Inside`.
        return read_csv(cast(Path, Inside(archive, entry)), CsvOptions(format="csv"))
    except FileError as error:
        error.file = name
        raise


def _entry(entries: list[zipfile.ZipInfo], name: str) -> zipfile.ZipInfo:
    if len(entries) > limits.WORKBOOK_ENTRIES:
        raise FileError(
            "too_large",
            say("The zip holds {count} files, more than any roll has.", count=f"{len(entries):,}"),
            remedy=STAFF_EXPORT,
        )
    files = [entry for entry in entries if _is_file(entry)]
    found = [entry for entry in files if _base(entry) == name]
    if len(found) == 1:
        return found[0]
    if found:
        raise FileError(
            "several_in_zip",
            say("The zip holds {name} more than once: {names}.", name=name, names=_listed(found)),
            remedy=say(
                "Put each export into a zip of its own, give one at a time, and add up what they count."
            ),
        )
    raise FileError(
        "not_in_zip",
        say("The zip holds no {name}; it holds {names}.", name=name, names=_listed(files))
        if files
        else say("The zip holds no {name}; it is empty.", name=name),
        remedy=_remedy(files),
    )


def _remedy(files: list[zipfile.ZipInfo]) -> Sentence:
    if any(_base(entry).endswith(".zip") for entry in files):
        return say("Unpack it, and give the zip inside.")
    if len(files) == 1:
        return say("Unpack it, and give the file inside if it lists the members, one row a person.")
    return say("In a OneRoster export the people are in users.csv: export it with that file and its name.")


def _is_file(entry: zipfile.ZipInfo) -> bool:
    """Not a folder, nor what a Mac puts beside each file."""
    return not entry.is_dir() and "__MACOSX" not in entry.filename and not _base(entry).startswith(".")


def _base(entry: zipfile.ZipInfo) -> str:
    return re.split(r"[/\\]", entry.filename)[-1].casefold()


def _listed(entries: list[zipfile.ZipInfo]) -> str:
    names = ["".join(sign if sign.isprintable() else " " for sign in entry.filename) for entry in entries]
    shown = ", ".join(names[:NAMES_SHOWN])
    return f"{shown}, …" if len(names) > NAMES_SHOWN else shown


def _refuse_unreadable(entry: zipfile.ZipInfo) -> None:
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
                "The file in the zip unpacks from {packed} MB to {unpacked} MB, which no roll needs.",
                packed=f"{packed / limits.MEGABYTE:.1f}",
                unpacked=f"{unpacked / limits.MEGABYTE:,.0f}",
            ),
            remedy=STAFF_EXPORT,
        )
