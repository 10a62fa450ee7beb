"""What is looked at before a workbook is read: how much it unpacks to, and formulas without a result."""

import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from fivefold.files import limits
from fivefold.files.errors import FileError
from fivefold.files.sentences import say

CHUNK = 1 << 20


@dataclass(frozen=True)
class Gap:
    """The first cell of a column whose formula has no stored result, or only an error."""

    cell: str
    failed: bool


def refuse_bomb(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, path.stat().st_size)
    if (
        unpacked > limits.WORKBOOK_BYTES
        or len(entries) > limits.WORKBOOK_ENTRIES
        or (unpacked > limits.WORKBOOK_RATIO_FROM and unpacked / packed > limits.WORKBOOK_RATIO)
    ):
        raise FileError(
            "too_large",
            say(
                "The workbook unpacks from {packed:.1f} MB to {unpacked:,.0f} MB, which no survey needs.",
                packed=packed / limits.MEGABYTE,
                unpacked=unpacked / limits.MEGABYTE,
            ),
            remedy=say("Copy the answers to a new workbook, or save the sheet as CSV."),
        )


class _Scan:
    def __init__(self) -> None:
        self.gaps: dict[str, Gap] = {}
        self._cell = ""
        self._formula = self._failed = self._value = False
        self._in_value = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "c":
            self._cell = attributes.get("r", "")
            # A formula whose result is an empty text is stored as t="str" with no value: that is a result.
            self._value = attributes.get("t") == "str"
            self._failed = attributes.get("t") == "e"
            self._formula = False
        elif tag == "f":
            self._formula = True
        elif tag == "v":
            self._in_value = True

    def text(self, data: str) -> None:
        if self._in_value and data.strip():
            self._value = True

    def end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "v":
            self._in_value = False
        elif tag == "c" and (self._failed or (self._formula and not self._value)):
            self.gaps.setdefault(self._cell.rstrip("0123456789"), Gap(self._cell, self._failed))


def cells_without_result(path: Path, sheet: int) -> list[Gap]:
    """One gap a column at most. The sheet is parsed only when it holds a formula or an error at all."""
    with zipfile.ZipFile(path) as archive:
        part = _part_of(archive, sheet)
        if part is None or not _holds(archive, part, (b"<f", b":f>", b":f ", b't="e"')):
            return []
        scan = _Scan()
        parser = expat.ParserCreate()
        parser.StartElementHandler = scan.start
        parser.EndElementHandler = scan.end
        parser.CharacterDataHandler = scan.text
        with archive.open(part) as stream:
            while chunk := stream.read(CHUNK):
                parser.Parse(chunk, False)
    return list(scan.gaps.values())


def _holds(archive: zipfile.ZipFile, part: str, signs: tuple[bytes, ...]) -> bool:
    overlap = b""
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            piece = overlap + chunk
            if any(sign in piece for sign in signs):
                return True
            overlap = piece[-8:]
    return False


def _part_of(archive: zipfile.ZipFile, sheet: int) -> str | None:
    """The name inside the workbook of its sheet at a position, through the workbook's own relations."""
    relations: dict[str, str] = {}
    order: list[str] = []

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "Relationship":
            relations[attributes.get("Id", "")] = attributes.get("Target", "")

    def listed(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "sheet":
            order.append(next((value for name, value in attributes.items() if name.endswith(":id")), ""))

    for part, handler in (("xl/_rels/workbook.xml.rels", relation), ("xl/workbook.xml", listed)):
        parser = expat.ParserCreate()
        parser.StartElementHandler = handler
        parser.Parse(archive.read(part), True)
    target = relations.get(order[sheet], "") if sheet < len(order) else ""
    name = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return name if name in archive.NameToInfo else None
