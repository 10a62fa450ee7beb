"""Which entry stands where several have one identifier: the newest, by what the file says of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo

from fivefold.files.calendars import saying
from fivefold.files.calendars.entries import Entry
from fivefold.files.calendars.saying import Said


@dataclass(frozen=True)
class Series:
    """Entries of one identifier: what stands, and what replaces single occurrences of it."""

    masters: tuple[Entry, ...]
    changes: tuple[Entry, ...]


def series_of(entries: Iterable[Entry], home: tzinfo, said: Said) -> list[Series]:
    by_uid: dict[object, list[Entry]] = defaultdict(list)
    for entry in entries:
        # Without an identifier each is an event of its own.
        by_uid[entry.uid or entry.line].append(entry)
    return [_series(group, home, said) for group in by_uid.values()]


def _series(group: Sequence[Entry], home: tzinfo, said: Said) -> Series:
    masters = _newest([entry for entry in group if entry.replaces is None], said)
    places: dict[object, list[Entry]] = defaultdict(list)
    for entry in group:
        if entry.replaces is not None:
            place = entry.replaces
            places[place.local.date() if place.whole_day else place.instant(home)].append(entry)
    changes = [one for entries in places.values() for one in _newest(entries, said)]
    return Series(tuple(masters), tuple(changes))


def _newest(entries: Sequence[Entry], said: Said) -> list[Entry]:
    """All that nothing in the file calls older than another; of equal ones, one."""
    if len(entries) < 2:
        return list(entries)
    highest = max(entry.rank for entry in entries)
    kept: dict[Entry, Entry] = {}
    for entry in entries:
        if entry.rank < highest or replace(entry, line=0) in kept:
            said.append(saying.older_version(entry.line, entry.name))
        else:
            kept[replace(entry, line=0)] = entry
    if len(kept) > 1:
        last = max(kept.values(), key=lambda entry: entry.line)
        said.append(saying.same_identifier(last.line, last.name, len(kept)))
    return list(kept.values())
