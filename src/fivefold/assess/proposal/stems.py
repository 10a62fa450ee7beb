"""Which columns were asked together: parts of one matrix, numbered items, neighbours."""

import re
import textwrap
from collections.abc import Callable, Iterator
from itertools import takewhile

from fivefold.assess.proposal.profiles import Profile, Wording
from fivefold.assess.questions import dashed_stem, grid_stem, said
from fivefold.files.table import Column

NUMBERED = re.compile(r"^(?P<stem>.*\d[\s._#-]+|.*?[^\W\d][\s._#-]*?)\d+$")
LETTERED = re.compile(r"^(?P<stem>.*\d[\s._-]*)[a-zA-Z](?P<rest>\d*)$")

# The name that a column with a blank header is given when the file is read.
BLANK_HEADER = re.compile(r"^column \d+( \(\d+\))?$")
# Beyond this a name is a text that somebody wrote, not a name.
LONGEST_NAME = 100
LONGEST_TITLE = 80

Stem = Callable[[Column], str | None]


def _numbered(column: Column) -> str | None:
    if BLANK_HEADER.match(column.name):
        return None
    match = NUMBERED.match(column.field) if len(column.field) <= LONGEST_NAME else None
    return match["stem"] if match else None


def _lettered(column: Column) -> str | None:
    match = LETTERED.match(column.field) if len(column.field) <= LONGEST_NAME else None
    return f"{match['stem']}{match['rest']}" if match else None


def _underscored(column: Column) -> str | None:
    stem, sign, _ = column.field.rpartition("_")
    return stem if sign and stem else None


STEMS: tuple[Stem, ...] = (grid_stem, _numbered, _lettered, _underscored, dashed_stem)


def title_of(columns: list[Column]) -> str:
    """The question that the columns share, if the file tells it; else their part of the survey, or names."""
    shared, part = _shared_title(columns), columns[0].part
    if part:
        return f"{shared} ({part})" if shared else part
    return shared or _first_and_last(columns) or f"{columns[0].name} … {columns[-1].name}"


def _shared_title(columns: list[Column]) -> str:
    for asked in (grid_stem, dashed_stem):
        found = {asked(column) for column in columns}
        if len(found) == 1 and (only := found.pop()):
            return only.strip(" :.-_").strip()
    words = _shared_beginning([said(column).split() for column in columns])
    if len(words) > 1:
        return " ".join(words)
    for stem in STEMS:
        names = {stem(column) for column in columns}
        # A name of nothing but signs and line ends is no title: what follows says more.
        if len(names) == 1 and (only := (names.pop() or "").strip(" ._#-").strip()):
            return only
    return ""


def _first_and_last(columns: list[Column]) -> str:
    named = [column for column in columns if not BLANK_HEADER.match(column.name)]
    if len(named) < 2:
        return said(columns[0])
    return f"{_short(named[0])} … {_short(named[-1])}"


def _shared_beginning(texts: list[list[str]]) -> list[str]:
    same = takewhile(lambda words: len(set(words)) == 1, zip(*texts, strict=False))
    return [words[0] for words in same]


def _short(column: Column) -> str:
    return textwrap.shorten(said(column), LONGEST_TITLE // 2, placeholder="") or said(column)[:LONGEST_TITLE]


def buckets(profiles: list[Profile], stem: Stem) -> Iterator[list[Profile]]:
    """Profiles that share a part, a stem and a way of wording, in the order of the file."""
    found: dict[tuple[str, str, object], list[Profile]] = {}
    for one in profiles:
        name = stem(one.column)
        if name:
            found.setdefault((one.column.part, name.casefold(), one.wording), []).append(one)
    yield from (bucket for bucket in found.values() if len(bucket) > 1)


def runs(profiles: list[Profile]) -> Iterator[list[Profile]]:
    """Profiles that stand side by side in one part of the file and are worded alike.

    Codes of answers say too little for that: two lists of towns may both go from A1 to A5.
    """
    run: list[Profile] = []
    for one in profiles:
        if run and not _continues(run[-1], one):
            if len(run) > 1:
                yield run
            run = []
        run.append(one)
    if len(run) > 1:
        yield run


def _continues(last: Profile, one: Profile) -> bool:
    return (
        one.place == last.place + 1
        and one.wording == last.wording
        and one.wording is not Wording.CODES
        and one.column.part == last.column.part
    )
