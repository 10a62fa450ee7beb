"""One CSV file inside a zip, read where it lies: nothing is unpacked to disk, and no other file is opened.

Runs in the process that is confined; standard library only.
"""

import zipfile
import zlib
from pathlib import Path
from typing import cast

from fivefold.files import limits
from fivefold.files.archives import OFFICE, ZIP, Inside, base_of, is_file, listed, refuse_unreadable
from fivefold.files.csv_tables import CsvOptions, read_csv
from fivefold.files.errors import FileError
from fivefold.files.raw import RawTable
from fivefold.files.sentences import Sentence, say

STAFF_EXPORT = say("Export the staff from your student information system again, as one OneRoster zip.")


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
        refuse_unreadable(entry, STAFF_EXPORT)
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
    files = [entry for entry in entries if is_file(entry)]
    found = [entry for entry in files if base_of(entry) == name]
    if len(found) == 1:
        return found[0]
    if found:
        raise FileError(
            "several_in_zip",
            say("The zip holds {name} more than once: {names}.", name=name, names=listed(found)),
            remedy=say(
                "Put each export into a zip of its own, give one at a time, and add up what they count."
            ),
        )
    raise FileError(
        "not_in_zip",
        say("The zip holds no {name}; it holds {names}.", name=name, names=listed(files))
        if files
        else say("The zip holds no {name}; it is empty.", name=name),
        remedy=_remedy(files),
    )


def _remedy(files: list[zipfile.ZipInfo]) -> Sentence:
    if any(base_of(entry).endswith(".zip") for entry in files):
        return say("Unpack it, and give the zip inside.")
    if len(files) == 1:
        return say("Unpack it, and give the file inside if it lists the members, one row a person.")
    return say("In a OneRoster export the people are in users.csv: export it with that file and its name.")
