"""A mapping proposed for a file: a start for a person who knows the survey, never the last word."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from fivefold.assess.errors import ProposalError
from fivefold.assess.frameworks import Framework
from fivefold.assess.mapping import FileOptions, MappedScale, Mapping
from fivefold.assess.mapping_toml import FORMATS
from fivefold.assess.matching import number_of
from fivefold.assess.proposal.answer_sets import set_for
from fivefold.assess.proposal.order import answers_of
from fivefold.assess.proposal.organizations import NOBODY, Organizations
from fivefold.assess.proposal.own_instrument import own_scales
from fivefold.assess.proposal.parts import Part, labels_of
from fivefold.assess.proposal.profiles import FEWEST_ROWS, FEWEST_STEPS, HIGHEST, Profile, Wording, profile
from fivefold.assess.proposal.sides import ProposedSide, propose_side
from fivefold.assess.proposal.stems import STEMS, buckets, runs, title_of
from fivefold.assess.proposal.strays import without_strays
from fivefold.assess.text import Text
from fivefold.files.personal import is_personal
from fivefold.files.sentences import Sentence, say
from fivefold.files.table import Column, Table

LONGEST_KEY = 32
# Enough rows to see whether anybody gave one number twice.
ROWS_READ = 500

PLAIN = ("csv", "xlsx")


@dataclass(frozen=True)
class ProposedScale:
    scale: MappedScale
    columns: tuple[Column, ...]
    reason: Sentence
    """How it was found, and what to check."""


@dataclass(frozen=True)
class Proposal:
    mapping: Mapping
    scales: tuple[ProposedScale, ...]
    side: ProposedSide | None
    personal: tuple[tuple[str, Sentence], ...]
    """Columns that tell who somebody is, each with what it tells. They are left out."""
    unused: tuple[str, ...]


def propose(table: Table, framework: Framework, organizations: Organizations = NOBODY) -> Proposal:
    """A mapping for this table, or `ProposalError` when no column looks like an item of a scale.

    organizations: by whose names the sides may be told, where the caller knows them.
    """
    personal = tuple(
        (column.name, reason) for column in table.columns if (reason := is_personal(column)) is not None
    )
    left_out = {name for name, _ in personal}
    open_columns = [column for column in table.columns if column.name not in left_out]
    side = propose_side(open_columns, organizations)
    if side:
        left_out.add(side.column.column)
    items = [(place, column) for place, column in enumerate(table.columns) if column.name not in left_out]
    own = list(own_scales([column for _, column in items], framework))
    taken = {column.name for one in own for column in one[1]}
    profiles = [
        found
        for place, column in items
        if column.name not in taken and not column.metadata and (found := profile(place, column))
    ]
    grouped = [_proposed(group, title) for group, title in _groups(profiles)]
    scales = _with_own_keys(
        [
            *(
                ProposedScale(scale, columns, say("Recognized as our own pilot instrument."))
                for scale, columns in own
            ),
            *grouped,
        ]
    )
    if not scales:
        raise _none(table)
    used = {item for one in scales for item in one.scale.items}
    missing = dict.fromkeys(label for one in profiles if one.column.name in used for label in one.missing)
    return Proposal(
        mapping=Mapping(
            scales=tuple(one.scale for one in scales),
            options=FileOptions(
                format=table.format if table.format in FORMATS else None,
                sheet=table.sheet,
                header_rows=_header_rows(table),
                missing=tuple(missing),
            ),
            side=side.column if side else None,
        ),
        scales=tuple(scales),
        side=side,
        personal=personal,
        unused=tuple(column.name for _, column in items if column.name not in used),
    )


def _header_rows(table: Table) -> int | None:
    """What a person had to say. A survey tool's own format tells how many there are.

    Lines above the header are left out only where nobody gave a number: it will be found again.
    """
    found_by_itself = table.format not in PLAIN or any(one.code == "title_lines" for one in table.warnings)
    return None if found_by_itself or table.header_rows == 1 else table.header_rows


def _none(table: Table) -> ProposalError:
    if not table.rows:
        return ProposalError(
            code="no_rows",
            message=say("Every row is marked as a preview or a test, so there is nothing to read."),
            file=table.file,
            remedy=say("Export it again after the first real answers have come in."),
        )
    return ProposalError(
        code="no_scales_found",
        message=say(
            "No columns were found that share one set of ordered answers, so no mapping can be proposed."
        ),
        file=table.file,
        remedy=say(
            "Write a mapping by hand, with the columns and answers of each scale, and give it with --map."
        ),
    )


def _groups(profiles: list[Profile]) -> Iterator[tuple[list[Profile], str]]:
    """Columns asked together and answered alike, each used once; stems first, then neighbours."""
    rest = profiles
    found: list[tuple[int, list[Profile], str]] = []
    for split in [*((lambda left, stem=stem: buckets(left, stem)) for stem in STEMS), runs]:
        for bucket in split(rest):
            for group in map(without_strays, _alike(bucket)):
                if _is_scale(group):
                    found.append((group[0].place, group, title_of([one.column for one in group])))
        used = {one.place for _, group, _ in found for one in group}
        rest = [one for one in rest if one.place not in used]
    for _, group, title in sorted(found, key=lambda one: one[0]):
        yield group, title


def _alike(bucket: list[Profile]) -> list[list[Profile]]:
    """The bucket parted so that the columns of each part can have one set of answers."""
    parts: list[Part] = []
    open_parts: list[Part] = []
    for one in bucket:
        if not any(part.take(one) for part in open_parts):
            parts.append(Part(one))
            if parts[-1].is_open:
                open_parts.append(parts[-1])
    return [part.columns for part in parts]


def _is_scale(group: list[Profile]) -> bool:
    if len(group) < 2:
        return False
    if group[0].wording is Wording.WORDS:
        return len(labels_of(group)) > 1
    if group[0].wording is Wording.LABELS:
        return len(group) >= 3 or set_for(labels_of(group)) is not None
    if group[0].wording is Wording.CODES:
        numbers = [number for one in group for number in one.codes.values()]
        return len(set(numbers)) >= FEWEST_STEPS and max(numbers) - min(numbers) <= HIGHEST
    return _is_numeric_scale(group)


def _is_numeric_scale(group: list[Profile]) -> bool:
    """Bare numbers say little: they must be few, used to the same end, and no ranking."""
    numbers = {number for one in group for number in one.numbers}
    lowest = min(0, *numbers) if 0 in numbers else 1
    steps = max(numbers) - lowest + 1
    tops = [one.numbers[-1] for one in group]
    same_end = sum(top == max(tops) for top in tops) * 2 > len(tops)
    constant = [one for one in group if len(one.numbers) == 1]
    varied = len(constant) * 3 < len(group) and all(map(_all_agreed, constant))
    return (
        FEWEST_STEPS <= steps <= HIGHEST + 1
        and len(numbers) >= FEWEST_STEPS
        and same_end
        and varied
        and not _ranked(group)
    )


def _all_agreed(one: Profile) -> bool:
    """Whether the one number in a column is what everybody answered: a box that was ticked holds a 1."""
    return one.numbers[0] > 1 and int((one.column.codes >= 0).sum()) >= FEWEST_ROWS


def _ranked(group: list[Profile]) -> bool:
    """Whether nobody gave a number twice, of as many as there are columns: then they put things in order."""
    ranks = {number for one in group for number in one.numbers}
    if len(group) < FEWEST_STEPS or not ranks <= set(range(1, len(group) + 1)):
        return False
    columns = [one.column for one in group]
    for row in range(min(len(columns[0].codes), ROWS_READ)):
        given = [number for column in columns if (number := number_of(column.cell(row))) in ranks]
        if len(set(given)) < len(given):
            return False
    return True


def _proposed(group: list[Profile], title: str) -> ProposedScale:
    answers, reason = answers_of(group)
    return ProposedScale(
        scale=MappedScale(
            key="",
            title=Text(title),
            items=tuple(one.column.name for one in group),
            answers=answers,
            cannot_tell=tuple(dict.fromkeys(label for one in group for label in one.cannot_tell)),
            not_applicable=tuple(dict.fromkeys(label for one in group for label in one.not_applicable)),
        ),
        columns=tuple(one.column for one in group),
        reason=reason,
    )


def _with_own_keys(scales: list[ProposedScale]) -> list[ProposedScale]:
    used: set[str] = set()
    keyed = []
    for number, one in enumerate(scales, start=1):
        wanted = one.scale.key or _slug(one.scale.title.in_language("en")) or f"scale_{number}"
        key, again = wanted, 1
        while key in used:
            again += 1
            key = f"{wanted}_{again}"
        used.add(key)
        keyed.append(replace(one, scale=replace(one.scale, key=key)))
    return keyed


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain)[:LONGEST_KEY].strip("_")


def propose_scale(columns: Sequence[Column], taken: Collection[str]) -> MappedScale:
    """A scale of columns that a person put together, with the answers that most of them tell, if any do."""
    profiles = [found for place, column in enumerate(columns) if (found := profile(place, column))]
    title = title_of(list(columns))
    alike = max(_alike(profiles), key=len, default=[])
    scale = _proposed(alike, title).scale if alike else MappedScale(key="", title=Text(title), items=())
    key = wanted = _slug(title) or "scale"
    again = 1
    while key in taken:
        again += 1
        key = f"{wanted}_{again}"
    return replace(
        scale, key=key, items=tuple(column.name for column in columns), answers=scale.answers or ()
    )
