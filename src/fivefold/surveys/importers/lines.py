"""The lines of the page on which a file is matched, as its template writes them."""

from dataclasses import dataclass

from fivefold.surveys.importers.answers import APART

# Of a scale so many statements stand open: enough to see what it asks.
STATEMENTS_OPEN = 4
Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class AnswerLine:
    place: str
    words: str
    count: int
    counts_as: str
    to_fix: bool


@dataclass(frozen=True)
class ColumnLine:
    place: int
    name: str
    words: str
    """The statement or question, where it is more than a code."""
    code: str
    """The column's name, where it is short enough to be one."""
    cells: str
    use: str
    reversed: bool
    personal: str
    why: str
    to_fix: int


@dataclass(frozen=True)
class ScaleLines:
    key: str
    title: str
    dimension: str
    dimension_name: str
    items: list[ColumnLine]
    more_items: int
    answers: list[AnswerLine]
    choices: Choices
    to_fix: int

    @property
    def statements(self) -> int:
        return len(self.items) + self.more_items

    @property
    def first(self) -> list[ColumnLine]:
        """Enough to see what a scale asks; a page that opens on all of them hides the way on."""
        return self.items if self.statements <= STATEMENTS_OPEN + 1 else self.items[:STATEMENTS_OPEN]

    @property
    def rest(self) -> int:
        return self.statements - len(self.first)

    @property
    def lowest(self) -> AnswerLine | None:
        return min(self._numbered, key=lambda one: float(one.counts_as), default=None)

    @property
    def highest(self) -> AnswerLine | None:
        return max(self._numbered, key=lambda one: float(one.counts_as), default=None)

    @property
    def open(self) -> bool:
        """Whether something but the dimension is to be mended here."""
        return (
            self.lowest is None
            or any(one.to_fix for one in self.answers)
            or any(one.to_fix for one in self.items)
        )

    @property
    def _numbered(self) -> list[AnswerLine]:
        return [one for one in self.answers if one.counts_as not in {*APART, ""}]


@dataclass(frozen=True)
class SideLine:
    place: str
    words: str
    count: int
    side: str


@dataclass(frozen=True)
class Excerpt:
    """Rows of the file around a cell."""

    columns: list[str]
    rows: list[tuple[int, list[tuple[str, bool]]]]
