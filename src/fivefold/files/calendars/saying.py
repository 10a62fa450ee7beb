"""What is said of events, as the reading process passes it on: code, message, line of the file, event."""

from fivefold.files.sentences import Sentence, say

Remark = tuple[str, Sentence, int | None, str | None]
Said = list[Remark]


def without_start(line: int, event: str) -> Remark:
    message = say(
        "Line {line}, “{event}”: the event has no beginning that can be read, so it is left out.",
        line=line,
        event=event,
    )
    return ("event_without_start", message, line, event)


def unreadable(line: int, event: str) -> Remark:
    message = say(
        "Line {line}, “{event}”: the event has dates that no calendar counts, so it is left out.",
        line=line,
        event=event,
    )
    return ("event_unreadable", message, line, event)


def end_unreadable(line: int, event: str) -> Remark:
    message = say(
        "Line {line}, “{event}”: the end of the event cannot be read, so only its beginning is taken.",
        line=line,
        event=event,
    )
    return ("end_unreadable", message, line, event)


def ends_before_start(line: int, event: str) -> Remark:
    message = say(
        "Line {line}, “{event}”: the event ends before it begins, so only its beginning is taken.",
        line=line,
        event=event,
    )
    return ("ends_before_start", message, line, event)


def dates_unreadable(line: int, event: str) -> Remark:
    message = say(
        "Line {line}, “{event}”: a date on which the event is added, moved or left out cannot be read.",
        line=line,
        event=event,
    )
    return ("dates_unreadable", message, line, event)


def zone_unknown(line: int, event: str, zone: str, home: str) -> Remark:
    message = say(
        "Line {line}, “{event}”: the time zone “{zone}” is not known here; its times are taken as those "
        "of {home}.",
        line=line,
        event=event,
        zone=zone,
        home=home,
    )
    return ("zone_unknown", message, line, event)


def cancelled(line: int, event: str) -> Remark:
    message = say(
        "Line {line}, “{event}”: the event is cancelled, so it is left out.", line=line, event=event
    )
    return ("event_cancelled", message, line, event)


def older_version(line: int, event: str) -> Remark:
    message = say(
        "Line {line}, “{event}”: the file holds this event more than once; this older or equal version "
        "is left out.",
        line=line,
        event=event,
    )
    return ("repeated_event", message, line, event)


def same_identifier(line: int, event: str, count: int) -> Remark:
    message = say(
        "Line {line}, “{event}”: {count} different events have the same identifier, and nothing tells "
        "which is "
        "newer; all are kept.",
        line=line,
        event=event,
        count=count,
    )
    return ("same_identifier", message, line, event)


def recurrence_unreadable(line: int, event: str) -> Remark:
    message = say(
        "Line {line}, “{event}”: how the event repeats cannot be read; days on which it comes again are "
        "missing.",
        line=line,
        event=event,
    )
    return ("recurrence_unreadable", message, line, event)


def recurrence_cut(line: int, event: str) -> Remark:
    message = say(
        "Line {line}, “{event}”: the event repeats more often than can be counted out; days on which it "
        "comes "
        "again are missing.",
        line=line,
        event=event,
    )
    return ("recurrence_cut", message, line, event)


def repeats_within_day(line: int, event: str) -> Remark:
    message = say(
        "Line {line}, “{event}”: the event repeats within a day; only the first of each day is taken.",
        line=line,
        event=event,
    )
    return ("repeats_within_day", message, line, event)


def encoding_assumed(line: int) -> Remark:
    message = say(
        "From line {line} on, letters are not in UTF-8; they were read as those of Windows-1252.", line=line
    )
    return ("encoding_assumed", message, line, None)


def not_events(line: int, count: int) -> Remark:
    message = say(
        "Tasks, journal entries and free or busy times are no events; {count} are left out, the first in "
        "line {line}.",
        count=count,
        line=line,
    )
    return ("not_events", message, line, None)


def none_in_window(line: int, count: int, first: str, last: str) -> Remark:
    message = say(
        "The calendar that begins in line {line} has {count} events, none of them from {first} to {last}.",
        line=line,
        count=count,
        first=first,
        last=last,
    )
    return ("no_events_in_window", message, line, None)


def more_notices(count: int) -> Remark:
    return ("more_notices", say("Something is to be said of {count} more events.", count=count), None, None)
