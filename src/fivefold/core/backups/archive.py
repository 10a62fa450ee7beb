"""The one file: written part by part, read back part by part, each part against its hash."""

import hashlib
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from fivefold.core.backups.errors import BackupError
from fivefold.core.backups.manifest import NAME, Manifest, Part

CHUNK = 1024 * 1024
LARGEST_MANIFEST = 64 * 1024 * 1024
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OverflowError)


class Writer:
    """A copy in the making. `parts` are those written so far."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self.parts: list[Part] = []

    def add(self, name: str, source: IO[bytes]) -> None:
        digest, size = hashlib.sha256(), 0
        with self._zip.open(name, "w", force_zip64=True) as into:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
                into.write(chunk)
        self.parts.append(Part(name, size, digest.hexdigest()))

    def close(self, manifest: Manifest) -> None:
        """The manifest comes last: a file that was cut off has none."""
        self._zip.writestr(NAME, manifest.to_json())
        self._zip.close()


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """A new file, on the disk itself once this ends."""
    with path.open("xb") as file:
        writer = Writer(file)
        try:
            yield writer
        except BaseException:
            # An unfinished zip would try to write its end when it is let go of, on a full disk once more.
            writer._zip.fp = None
            raise
        file.flush()
        os.fsync(file.fileno())


class Archive:
    """A copy that has been read through and holds what its manifest says."""

    def __init__(self, path: Path, opened: zipfile.ZipFile, manifest: Manifest) -> None:
        self.path = path
        self.manifest = manifest
        self._zip = opened

    def open(self, part: Part) -> IO[bytes]:
        return self._zip.open(part.name)

    def extract(self, part: Part, to: Path) -> None:
        """Write a part to a new file, and compare once more what was written."""
        to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        digest = hashlib.sha256()
        with self.open(part) as source, to.open("xb") as into:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                into.write(chunk)
            into.flush()
            os.fsync(into.fileno())
        if digest.hexdigest() != part.sha256:
            raise damaged(self.path, f"{part.name} is not what it was.")


@contextmanager
def verified(path: Path) -> Iterator[Archive]:
    """Open a copy; every part is read and compared before anything is done with it."""
    if not path.is_file():
        raise BackupError("no_such_file", f"{path}: there is no such file.", "Name the file of a copy.")
    try:
        with zipfile.ZipFile(path) as opened:
            manifest = manifest_of(path, opened)
            _compare(path, opened, manifest)
            yield Archive(path, opened, manifest)
    except UNREADABLE as error:
        raise damaged(path, _why(path)) from error


def _why(path: Path) -> str:
    with path.open("rb") as file:
        begins_as_zip = file.read(4) == b"PK\x03\x04"
    return "It is cut off or altered." if begins_as_zip else "It is no copy that fivefold backup made."


def manifest_of(path: Path, opened: zipfile.ZipFile) -> Manifest:
    try:
        found = opened.getinfo(NAME)
    except KeyError:
        raise foreign(path) from None
    if found.file_size > LARGEST_MANIFEST:
        raise foreign(path)
    manifest = Manifest.of_json(opened.read(found))
    if manifest is None:
        raise foreign(path)
    return manifest


def _compare(path: Path, opened: zipfile.ZipFile, manifest: Manifest) -> None:
    listed = [part.name for part in manifest.parts]
    if sorted(opened.namelist()) != sorted([*listed, NAME]):
        raise damaged(path, "It does not hold exactly what its manifest lists.")
    for part in manifest.parts:
        if not part.is_in_its_place():
            raise foreign(path)
        with opened.open(part.name) as source:
            digest, size = hashlib.sha256(), 0
            while size <= part.bytes and (chunk := source.read(CHUNK)):
                digest.update(chunk)
                size += len(chunk)
        if (size, digest.hexdigest()) != (part.bytes, part.sha256):
            raise damaged(path, f"{part.name} is not what it was when the copy was made.")


def damaged(path: Path, why: str) -> BackupError:
    return BackupError(
        "damaged_copy", f"{path} cannot be used: {why}", "Nothing was changed. Use another copy."
    )


def foreign(path: Path) -> BackupError:
    return BackupError(
        "no_copy",
        f"{path} is no copy that this version of Fivefold can read.",
        "Nothing was changed. Name a file that fivefold backup made; where a newer version made it, "
        "install that version.",
    )
