"""Marks by which a file, a shape or a cell is known again, and from which nothing can be read.

Keyed with the installation's secret: whoever gets hold of the database alone can test no guess against them.
"""

import hashlib
import hmac
from collections.abc import Iterable
from typing import BinaryIO

from django.utils.crypto import salted_hmac

from fivefold.assess.matching import fold
from fivefold.files.table import Table

CHUNK = 1 << 20


def mark_of_file(stream: BinaryIO) -> str:
    key = salted_hmac("fivefold.surveys.file", b"").digest()
    digest = hmac.new(key, digestmod=hashlib.sha256)
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
    stream.seek(0)
    return digest.hexdigest()


def mark_of_shape(table: Table) -> str:
    """The same for two exports of one survey: their columns are called alike, in whatever order."""
    return _mark("shape", [table.format, *sorted(column.name for column in table.columns)])


def mark_of_cell(cell: str) -> str:
    return _mark("cell", [fold(cell)])


def _mark(kind: str, texts: Iterable[str]) -> str:
    return salted_hmac(f"fivefold.surveys.{kind}", "\0".join(texts), algorithm="sha256").hexdigest()
