"""One row for each record: events and repeated forms become columns of their own.

A person counts once. A column that was answered in one event only keeps its name; one that was answered in
several becomes a column for each, `mood [dose 1]`. Every cell keeps the number of the row it came from.
"""

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from fivefold.files import limits
from fivefold.files.errors import FileError
from fivefold.files.headers import unique_names
from fivefold.files.raw import RawColumn, RawTable
from fivefold.files.sentences import say

ARM = re.compile(r"_arm_\d+$|\s*\(\w+ \d+: .*\)$")
NAMES_WITHOUT_BLANKS = re.compile(r"\w+")
Context = tuple[str, str, str, int]


@dataclass(frozen=True)
class Keys:
    """Places of the columns that say whose row it is, and which of that person's rows."""

    record: int
    event: int | None
    instrument: int | None
    instance: int | None
    once: frozenset[int]
    """Columns of which the cell of a person's first row is enough."""

    @property
    def of_rows(self) -> tuple[int, ...]:
        return tuple(place for place in (self.event, self.instrument, self.instance) if place is not None)


def join_records(table: RawTable, keys: Keys) -> None:
    """Give each record one row, where the file has columns for events or repetitions and uses them."""
    persons = _persons(table.columns[keys.record].encoder.codes)
    if not keys.of_rows or keys.record in keys.of_rows:
        _say_repeated(table, persons)
        return
    contexts = _contexts(table, keys, persons)
    if len(set(contexts)) < 2:
        return
    _Joining(table, keys, persons, contexts).join()


def _say_repeated(table: RawTable, persons: Sequence[int]) -> None:
    if len(set(persons)) < len(persons):
        table.notices.append(
            (
                "records_repeated",
                say(
                    "Some records stand in several rows, and no column says which event each is of; "
                    "each row counts as one person."
                ),
                None,
                None,
            )
        )


def _persons(ids: Sequence[int]) -> list[int]:
    """The place of each row's person, in the order of the file. A row without a number is somebody too."""
    places: dict[object, int] = {}
    return [
        places.setdefault(code if code >= 0 else ("row", row), len(places)) for row, code in enumerate(ids)
    ]


def _contexts(table: RawTable, keys: Keys, persons: Sequence[int]) -> list[Context]:
    """Event, form and instance of each row, and how often before this person had a row of the same.

    An event of the same name in another arm is the same event, unless somebody was in both.
    """
    events, instruments, instances = (
        _cells(table, place) for place in (keys.event, keys.instrument, keys.instance)
    )
    short = [ARM.sub("", event) for event in events]
    told = list(zip(persons, events, instruments, instances, strict=True))
    merged = list(zip(persons, short, instruments, instances, strict=True))
    if len(set(merged)) == len(set(told)):
        told = merged
    seen: dict[tuple[int, str, str, str], int] = {}
    contexts = []
    for one in told:
        seen[one] = seen.get(one, 0) + 1
        contexts.append((*one[1:], seen[one]))
    return contexts


def _cells(table: RawTable, place: int | None) -> list[str]:
    if place is None:
        return [""] * len(table.record)
    encoder = table.columns[place].encoder
    texts = [*(text.strip() for text in encoder.texts()), ""]
    return [texts[code] for code in encoder.codes]


def _label(context: Context) -> str:
    """`dose 1`, `bp 2`, `visit 1, bp 2`: the event, then the form and which time."""
    event, instrument, instance, again = context
    named = [_words(event)] if event else []
    if instrument or instance:
        named.append(f"{_words(instrument)} {instance}".strip())
    label = ", ".join(named)
    return label if again == 1 else f"{label} ({again})".strip()


def _words(name: str) -> str:
    return name.replace("_", " ") if NAMES_WITHOUT_BLANKS.fullmatch(name) else name


class _Joining:
    def __init__(
        self, table: RawTable, keys: Keys, persons: Sequence[int], contexts: Sequence[Context]
    ) -> None:
        self.table = table
        self.keys = keys
        self.order = list(dict.fromkeys(contexts))
        places = {context: place for place, context in enumerate(self.order)}
        self.context_of_row = array("i", (places[context] for context in contexts))
        self.people = max(persons) + 1
        self._refuse_too_many(len(self.order))
        self.first = array("i", [-1]) * self.people
        self.rows = [array("i", [-1]) * self.people for _ in self.order]
        for row, (person, context) in enumerate(zip(persons, self.context_of_row, strict=True)):
            if self.first[person] < 0:
                self.first[person] = row
            self.rows[context][person] = row
        self.records = [self._records(rows) for rows in self.rows]

    def join(self) -> None:
        rows = len(self.table.record)
        columns: list[RawColumn] = []
        kept = [
            (place in self.keys.once, column)
            for place, column in enumerate(self.table.columns)
            if place not in self.keys.of_rows
        ]
        # What was asked together stays together: all of a form in one event, then all of it in the next.
        for times, group in groupby(kept, key=lambda one: self._times(*one)):
            together = [column for _, column in group]
            for place in times if len(times) > 1 else ():
                columns.extend(self._at_one_time(column, place) for column in together)
            if len(times) < 2:
                columns.extend(self._at_its_time(column, times) for column in together)
            self._refuse_too_many(len(columns))
        for column, name in zip(columns, unique_names([one.name for one in columns]), strict=True):
            column.name = name
        self.table.columns = columns
        self.table.record = self._records(self.first)
        self.table.notices.append(
            (
                "rows_joined",
                say(
                    "{records} records were put together from {rows} rows of the file, so that a person "
                    "counts once; what was answered several times has a column for each time.",
                    records=self.people,
                    rows=rows,
                ),
                None,
                None,
            )
        )

    def _records(self, rows: Sequence[int]) -> "array[int]":
        """The file's own numbers of some rows; where a person has none, of that person's first row."""
        record = self.table.record
        return array(
            "i", (record[row if row >= 0 else first] for row, first in zip(rows, self.first, strict=True))
        )

    def _times(self, is_key: bool, column: RawColumn) -> tuple[int, ...]:
        """The contexts in which a column was answered; none for what is the same in all of them."""
        codes = column.encoder.codes
        if is_key or (column.metadata and self._same_everywhere(codes)):
            return ()
        return tuple(
            sorted({place for place, code in zip(self.context_of_row, codes, strict=True) if code >= 0})
        )

    def _at_one_time(self, column: RawColumn, place: int) -> RawColumn:
        label = _label(self.order[place])
        one = column.at(self.rows[place], self.records[place])
        one.text = column.text or column.name
        one.name, one.part = f"{column.name} [{label}]", label
        return one

    def _at_its_time(self, column: RawColumn, times: tuple[int, ...]) -> RawColumn:
        if times:
            return column.at(self.rows[times[0]], self.records[times[0]])
        rows = self._same_everywhere(column.encoder.codes) or self.first
        return column.at(rows, self._records(rows))

    def _same_everywhere(self, codes: Sequence[int]) -> "array[int] | None":
        """For each person a row that has the one cell which all filled rows of that person share."""
        found = array("i", self.first)
        for rows in self.rows:
            for person, row in enumerate(rows):
                if row >= 0 and codes[row] >= 0:
                    known = codes[found[person]]
                    if known >= 0 and known != codes[row]:
                        return None
                    found[person] = row
        return found

    def _refuse_too_many(self, columns: int) -> None:
        if columns > limits.COLUMNS or columns * self.people > limits.CELLS:
            raise FileError(
                "too_many_columns",
                say("Put together by record, the table has too many columns, one for each repetition."),
                remedy=say("Export fewer events or forms."),
            )
