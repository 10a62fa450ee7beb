"""KoboToolbox and other ODK servers: names are paths, and a repeated group has a sheet of its own."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from fivefold.files.raw import RawTable
from fivefold.files.sentences import say
from fivefold.files.tools.layout import Head, Heading, Layout, mismatch

FORMAT = "kobo-csv"
WORKBOOK_FORMAT = "kobo-xlsx"

# Names that no form gives to a question; of these one is enough where another one of the tool's stands by it.
CERTAIN = re.compile(
    r"_uuid|_submission_time|_submitted_by|_validation_status|_parent_(index|table_name)|__version__|"
    r"_submission__\w+|(meta[/.-])?instanceID|formhub[/.]uuid|SubmissionDate|PARENT_KEY|\*meta-instance-id\*",
)
OWN = re.compile(
    r"_id|_index|_status|_notes|_tags|_geolocation|_attachments|_xform_id(_string)?|_?version_*(_\d+)?|"
    r"_+version_*(_\d+)?|_validation_status.*|meta[/.-]\w+|formhub[/.]\w+|\*meta-[\w-]+\*|"
    r"start|end|today|deviceid|device_id|username|phonenumber|phone_number|simserial|simid|subscriberid|"
    r"audit|starttime|endtime|duration|formdef_version|"
    r"KEY|SubmitterID|SubmitterName|AttachmentsPresent|AttachmentsExpected|Status|ReviewState|DeviceID|"
    r"Edits|FormVersion|CompletionDate|isComplete"
)
# A place is written again in its parts.
PART_OF_PLACE = re.compile(r"(?P<place>.+)[-._:](latitude|longitude|altitude|precision|accuracy)", re.I)
ENOUGH_OWN = 2
PARENT = frozenset({"_parent_index", "_parent_table_name", "PARENT_KEY"})
VERSIONS = re.compile(
    r"_*version_*(_\d+)?|meta[/.-]versionID|FormVersion|formdef_version|\*meta-model-version\*"
)
PATH_SIGNS = ("/", ".", "-")
# A label may hold a slash too: it is taken apart where another has the same before it.
PATH = re.compile(r"[^\W\d][\w.-]*([/.-]\w[\w.-]*)+")
NAMED = 3


def recognize(head: Head) -> bool:
    return is_kobo(head.names)


def is_kobo(names: Iterable[str]) -> bool:
    certain = own = 0
    for name in names:
        certain += bool(CERTAIN.fullmatch(name))
        own += bool(OWN.fullmatch(name))
    return certain > 0 and certain + own >= ENOUGH_OWN


def lay_out(head: Head) -> Layout:
    if not any(CERTAIN.fullmatch(name) or OWN.fullmatch(name) for name in head.names):
        raise mismatch("KoboToolbox or ODK")
    sign = _path_sign(head.names)
    places = _places(head.names)
    shared = Counter(name.rpartition(sign)[0] for name in head.names)
    sheets = head.sheets() if head.workbook else {}
    return Layout(
        head.rows(1),
        [_heading(name, sign, places, shared) for name in head.names],
        partial(_finish, others=_repeats(sheets)),
        _sheet_of_persons(sheets) if PARENT.intersection(head.names) else None,
    )


def _path_sign(names: Sequence[str]) -> str:
    """The sign between a group and its question: where the tool's own names tell, that one."""
    for sign in PATH_SIGNS:
        if any(name.startswith((f"meta{sign}", f"formhub{sign}")) for name in names):
            return sign
    return "/"


def _places(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name[: -len("-latitude")] for name in names if name.lower().endswith("latitude"))


def _heading(name: str, sign: str, places: frozenset[str], shared: Counter[str]) -> Heading:
    part = PART_OF_PLACE.fullmatch(name)
    of_place = part is not None and part["place"] in places
    metadata = of_place or bool(CERTAIN.fullmatch(name) or OWN.fullmatch(name))
    group, _, leaf = name.rpartition(sign)
    if not PATH.fullmatch(name) and shared[group] < ENOUGH_OWN:
        group = ""
    return Heading(name, "" if metadata or not group else leaf, "" if metadata else group, metadata)


def _repeats(sheets: Mapping[str, Sequence[str]]) -> list[str]:
    return [name for name, names in sheets.items() if PARENT.intersection(names)]


def _sheet_of_persons(sheets: Mapping[str, Sequence[str]]) -> str | None:
    return next(
        (name for name, names in sheets.items() if is_kobo(names) and not PARENT.intersection(names)), None
    )


def _finish(table: RawTable, others: Sequence[str]) -> None:
    if PARENT.intersection(column.name for column in table.columns):
        table.notices.append(
            (
                "repeat_rows",
                say(
                    "Each row is one repetition of a group of questions, so a person may count several times."
                ),
                None,
                None,
            )
        )
    elif others:
        table.notices.append(
            (
                "repeats_left_out",
                say(
                    "Answers of repeated groups stand in sheets of their own and were left out: {sheets}.",
                    sheets=_listed(others),
                ),
                None,
                None,
            )
        )
    versions = sorted(
        {text for one in table.columns if VERSIONS.fullmatch(one.name) for text in one.encoder.texts()}
    )
    if len(versions) > 1:
        table.notices.append(
            (
                "versions_mixed",
                say(
                    "The file mixes answers to {count} versions of one form ({versions}); "
                    "a question that was reworded between them is not one question.",
                    count=len(versions),
                    versions=_listed(versions),
                ),
                None,
                None,
            )
        )


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(f"“{name}”" for name in names[:NAMED])
    return f"{shown}, …" if len(names) > NAMED else shown
