"""Opening a codebook: the one way in, through a process of its own as for every file."""

import os
from pathlib import Path

from fivefold.files import limits
from fivefold.files.codebooks.codebook import Codebook
from fivefold.files.confinement import ask_for_codebook
from fivefold.files.errors import FileError
from fivefold.files.places import size_of


def open_codebook(path: str | os.PathLike[str]) -> Codebook:
    """Read the file that names a survey's questions and answers; every fault is a `FileError`."""
    place = Path(path)
    try:
        size = size_of(place, limits.CODEBOOK_BYTES)
        return Codebook.of_record(ask_for_codebook(place, size))
    except FileError as error:
        error.file = place.name
        raise
