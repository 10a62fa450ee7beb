"""Which columns of a file are kept while it is matched, and which are dropped as soon as it is read."""

from collections.abc import Mapping as Said
from dataclasses import dataclass, replace

from fivefold.assess.mapping import Mapping
from fivefold.assess.proposal.profiles import profile
from fivefold.files.dates import tells_when
from fivefold.files.packed import PackedTable
from fivefold.files.personal import is_personal
from fivefold.files.sentences import Sentence, say
from fivefold.files.table import Column, Table

# An answer, a side, a role: closed questions have fewer different cells. More of them is writing.
MOST_DIFFERENT = 60
LONGEST = 200
HARDLY_TWO_ALIKE = 0.6
WORDY = 20


@dataclass(frozen=True)
class LeftOut:
    """A column of which nothing is kept, not even until the import ends."""

    name: str
    reason: Sentence
    filled: int

    def to_record(self) -> dict[str, object]:
        return {"name": self.name, "reason": self.reason.to_record(), "filled": self.filled}


def parted(table: Table) -> tuple[Table, list[LeftOut]]:
    """The table without the columns that are never kept, and those columns."""
    kept: list[Column] = []
    dropped: list[LeftOut] = []
    for place, column in enumerate(table.columns):
        reason = _why_dropped(place, column)
        if reason is None:
            kept.append(column)
        else:
            dropped.append(LeftOut(column.name, reason, int((column.codes >= 0).sum())))
    return replace(table, columns=tuple(kept)), dropped


def _why_dropped(place: int, column: Column) -> Sentence | None:
    """A column that names people may be a question all the same, if its cells are answers to one."""
    told = is_personal(column)
    if told is not None and profile(place, column) is None:
        return told
    if not column.values:
        return say("empty")
    if column.metadata:
        return say("written by the survey tool")
    if told is None and tells_when(column):
        return say("date or time")
    if _is_written(column):
        return say("free text, or too many different cells")
    return None


def _is_written(column: Column) -> bool:
    """Whether people wrote its cells themselves: many of them, long ones, or hardly two alike."""
    lengths = [len(text) for text in column.values]
    filled = int((column.codes >= 0).sum())
    hardly_two_alike = len(lengths) > HARDLY_TWO_ALIKE * filled and sum(lengths) > WORDY * len(lengths)
    return len(lengths) > MOST_DIFFERENT or max(lengths) > LONGEST or hardly_two_alike


def to_be_explained(mapping: Mapping, packed: PackedTable) -> dict[str, Sentence]:
    """Columns that are matched although they seem to tell who somebody is, each with what it tells."""
    matched = mapping.columns
    return {
        name: told
        for name, outline in packed.outlines.items()
        if name in matched and (told := is_personal(outline.column)) is not None
    }


def reasons_given(mapping: Mapping, packed: PackedTable, said: Said[str, str]) -> dict[str, str]:
    """Why each of those may be kept, by the column's name; `said` has it under that or under its place."""
    places = {name: place for place, name in enumerate(packed.outlines)}
    given = {
        name: said.get(f"why-{places[name]}", said.get(name, "")).strip()
        for name in to_be_explained(mapping, packed)
    }
    return {name: reason for name, reason in given.items() if reason}
