"""A table while it is being read, in the child process: standard library only, so that it starts fast."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from fivefold.files import limits
from fivefold.files.errors import FileError
from fivefold.files.sentences import Sentence, say

Notice = tuple[str, Sentence, int | None, str | None]


class Encoder(dict[str, int]):
    """Numbers the distinct texts of one column as they come; blank cells are -1.

    A dictionary with `__missing__`, because a mapped `__getitem__` runs in C for every text seen before.
    """

    __slots__ = ("codes", "distinct")

    def __init__(self) -> None:
        super().__init__({"": -1})
        self.codes = array("i")
        self.distinct = 0

    def __missing__(self, text: str) -> int:
        if text.isspace():
            code = -1
        else:
            code = self.distinct
            self.distinct += 1
        self[text] = code
        return code

    def extend(self, texts: Iterable[str]) -> None:
        self.codes.extend(map(self.__getitem__, texts))

    def texts(self) -> list[str]:
        return [text for text, code in self.items() if code >= 0]


@dataclass
class RawColumn:
    """`record` holds the numbers of its own rows, where a row of the table was put together from several."""

    name: str
    text: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    user_missing: list[str] = field(default_factory=list)
    encoder: Encoder = field(default_factory=Encoder)
    part: str = ""
    metadata: bool = False
    record: "array[int] | None" = None

    def rewrite(self, change: Callable[[str], str]) -> bool:
        """Put each distinct text through `change`; whether any was changed."""
        old = self.encoder.texts()
        new = [change(text) for text in old]
        if new == old:
            return False
        encoder = Encoder()
        codes = [*(encoder[text] for text in new), -1]
        encoder.codes = array("i", map(codes.__getitem__, self.encoder.codes))
        self.encoder = encoder
        return True

    def at(self, rows: Iterable[int], record: "array[int]") -> "RawColumn":
        """A column of the cells in some rows, −1 for a blank one, with the numbers of those rows."""
        texts = [*self.encoder.texts(), ""]
        codes = self.encoder.codes
        found = RawColumn(self.name, self.text, self.labels, self.user_missing)
        found.encoder.extend(texts[codes[row]] if row >= 0 else "" for row in rows)
        found.part, found.metadata, found.record = self.part, self.metadata, record
        return found


@dataclass
class RawTable:
    format: str
    header_rows: int
    columns: list[RawColumn]
    encoding: str | None = None
    sheet: str | None = None
    record: "array[int]" = field(default_factory=lambda: array("i"))
    notices: list[Notice] = field(default_factory=list)

    def add(self, rows: Sequence[Sequence[str]], records: Iterable[int]) -> None:
        """Take rows that all have as many cells as there are columns."""
        for column, cells in zip(self.columns, zip(*rows, strict=True), strict=True):
            column.encoder.extend(cells)
        self.record.extend(records)
        if len(self.record) * len(self.columns) > limits.CELLS:
            raise FileError(
                "too_large",
                say("The table has more than {most:,} cells.", most=limits.CELLS),
                remedy=say("Export fewer columns, or split the file."),
                row=self.record[-1],
            )

    def drop_blank_end(self) -> None:
        """Spreadsheets leave hundreds of blank rows below a table; nobody answered those."""
        keep = len(self.record)
        codes = [column.encoder.codes for column in self.columns]
        while keep and all(column[keep - 1] < 0 for column in codes):
            keep -= 1
        del self.record[keep:]
        for column in codes:
            del column[keep:]
