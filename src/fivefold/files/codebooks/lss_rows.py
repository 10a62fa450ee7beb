"""The tables of a LimeSurvey structure (.lss), read without what an XML file could fetch or unfold."""

from collections import defaultdict
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from fivefold.files.codebooks.faults import damaged
from fivefold.files.errors import FileError
from fivefold.files.sentences import say

Row = dict[str, str]
Tables = dict[str, list[Row]]

# document, section, rows, row, field
DEEPEST = 5
CHUNK = 1 << 20


def tables(path: Path) -> Tables:
    """The rows of every section by its name."""
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError):
        raise damaged(say("it is not whole, or is no XML.")) from None
    return reader.tables


def _refuse_doctype(*_declared: object) -> NoReturn:
    """An entity could name any file of this machine, or unfold to more than its memory holds."""
    raise FileError(
        "document_type_declared",
        say("The file declares a document type, with which it could reach for other files."),
        remedy=say("LimeSurvey writes none: export the survey structure from LimeSurvey again."),
    )


class _Reader:
    def __init__(self) -> None:
        self.tables: Tables = defaultdict(list)
        self._path: list[str] = []
        self._row: Row = {}
        self._said: list[str] = []

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        self._path.append(tag)
        if len(self._path) > DEEPEST:
            raise damaged(say("it is nested deeper than any survey."))
        if len(self._path) == DEEPEST - 1:
            self._row = {}
        self._said = []

    def text(self, said: str) -> None:
        if len(self._path) == DEEPEST:
            self._said.append(said)

    def end(self, tag: str) -> None:
        if len(self._path) == DEEPEST:
            self._row[tag] = "".join(self._said)
        elif len(self._path) == DEEPEST - 1 and self._path[2] == "rows":
            self.tables[self._path[1]].append(self._row)
        self._path.pop()
