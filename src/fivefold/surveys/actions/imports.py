"""The only writers of imports: a file brought, matched, imported or discarded."""

from collections.abc import Callable
from collections.abc import Mapping as Said
from contextlib import AbstractContextManager
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fivefold.assess.instruments.recognition import instrument_of
from fivefold.assess.mapping import FileOptions, Mapping
from fivefold.assess.mapping_record import mapping_of_record, mapping_to_record
from fivefold.core.directions import without_turning
from fivefold.core.jobs.actions import WayBack, start
from fivefold.core.rules import RuleError
from fivefold.files.errors import FileError
from fivefold.files.packed import PackedTable
from fivefold.partnerships.models import Partnership
from fivefold.surveys.actions.holding import locked, still, to_be_matched, worked_on
from fivefold.surveys.actions.rounds import own_space, record_round
from fivefold.surveys.importers import facts, keeping, marks, matches, remembering, slips
from fivefold.surveys.importers.reading import READ_AT_ONCE, Reading, Source, read
from fivefold.surveys.models import Import, Round
from fivefold.surveys.models.imports import uploads
from fivefold.surveys.queries import correctable, newest_of_shape, organizations_of
from fivefold.surveys.states import ImportState

if TYPE_CHECKING:
    from fivefold.accounts.models import Person

Transaction = Callable[[], AbstractContextManager[None]]


def bring_file(
    *,
    partnership: Partnership,
    upload: TemporaryUploadedFile,
    by: "Person",
    codebook: TemporaryUploadedFile | None = None,
) -> Import:
    """Take a survey file in. What must not be kept is refused, as `FileError`, before anything is.

    A small file is read at once; of a larger one only the beginning is, and the worker does the rest.
    """
    space = own_space(partnership, by)
    source = Source(
        Path(upload.temporary_file_path()),
        str(upload.name),
        Path(codebook.temporary_file_path()) if codebook else None,
        str(codebook.name) if codebook else "",
    )
    source.look_at_codebook()
    small = (upload.size or 0) <= READ_AT_ONCE
    found = read(source, organizations_of(partnership)) if small else None
    if found is None:
        source.look()
    with source.path.open("rb") as stream:
        fingerprint = marks.mark_of_file(stream)
    with transaction.atomic():
        brought = Import(
            partnership=partnership,
            space=space,
            made_by=by,
            file_name=without_turning(str(upload.name))[-255:],
            codebook_name=without_turning(str(codebook.name))[-255:] if codebook else "",
            fingerprint=fingerprint,
        )
        brought.file.save("file", upload, save=False)
        if codebook:
            brought.codebook.save("codebook", codebook, save=False)
        if found:
            _take(brought, found)
        brought.save(force_insert=True)
        if found is None:
            _have_worked_on(brought, "surveys.read_file", by)
    return brought


def read_file(brought: Import, *, keeping_in: Transaction = transaction.atomic) -> Import:
    """Read what lies here; where it cannot be read, keep why, and of a file that must not be kept nothing.

    keeping_in: the transaction in which the outcome is kept; the worker's refuses one that comes too late.
    """
    still(brought, ImportState.MATCHING)
    try:
        found = read(source_of(brought), organizations_of(brought.partnership))
    except FileError as fault:
        with keeping_in():
            row = locked(brought, ImportState.REFUSED)
            row.fault = fault.to_record()
            row.content = None
            if fault.code == "pupil_records":
                _let_go(row)
            row.save()
        return row
    with keeping_in():
        row = locked(brought, ImportState.MATCHING)
        _take(row, found)
        row.save()
    return row


@transaction.atomic
def read_again(
    brought: Import,
    *,
    options: FileOptions,
    by: "Person",
    codebook: TemporaryUploadedFile | None = None,
) -> Import:
    """Open the file in another way: another sheet or encoding, other header rows, a codebook beside it."""
    if codebook is not None:
        Source(Path(), "", Path(codebook.temporary_file_path()), str(codebook.name)).look_at_codebook()
    row = locked(brought, ImportState.BROUGHT, may_stay=True)
    if row.is_worked_on:
        raise worked_on()
    row.options = asdict(options)
    if codebook is not None:
        _lay_beside(row, codebook)
    row.mapping, row.content, row.fault = None, None, None
    row.save()
    _have_worked_on(row, "surveys.read_file", by)
    return row


@transaction.atomic
def save_matches(brought: Import, said: Said[str, str]) -> Import:
    """Keep what a person said on the page of matches, whether or not all of it is said yet."""
    row = to_be_matched(brought)
    # A NUL can come from no keyboard, and PostgreSQL keeps none.
    said = {name: value.replace("\0", "") for name, value in said.items()}
    packed = PackedTable(bytes(row.content or b""))
    found = matches.changed(matches_of(row), packed, said, organizations_of(row.partnership))
    row.mapping = mapping_to_record(found.mapping)
    row.facts = {
        **row.facts,
        **{name: value.strip() for name, value in said.items() if name in facts.NAMES},
        "said_dimension": sorted(found.said_dimension),
    }
    corrected = correctable(row.space).filter(public_id=row.facts.get("corrects") or "").first()
    if corrected is not None:
        row.facts = {**row.facts, **facts.taken_over(corrected, row.facts)}
    row.kept_because = keeping.reasons_given(found.mapping, packed, {**row.kept_because, **said})
    row.save(update_fields=["mapping", "facts", "kept_because"])
    return row


@transaction.atomic
def save_members(brought: Import, counts: Said[str, str]) -> Import:
    """Keep how many were asked, as counted from a roll. Of the roll itself nothing comes here."""
    row = to_be_matched(brought)
    row.facts = {**row.facts, **{name: count for name, count in counts.items() if name in facts.NAMES}}
    row.save(update_fields=["facts"])
    return row


def import_round(brought: Import, *, by: "Person") -> Round:
    """Make a round of the file, in the space of the side that brought it; then let the file go."""
    still(brought, ImportState.IMPORTED)
    mapping = matches_of(brought).mapping
    packed = PackedTable(bytes(brought.content or b""))
    form = facts.form_of(brought, mapping)
    clean = slips.without_slips(packed.table(mapping.columns), mapping, packed.outlines)
    if not form.is_valid():
        raise RuleError("facts_missing", _("Something about the round is not said yet."))
    said = form.cleaned_data
    with transaction.atomic():
        row = locked(brought, ImportState.IMPORTED)
        row.round = record_round(
            partnership=row.partnership,
            title=said["title"],
            began_on=said["began_on"],
            ended_on=said["ended_on"],
            table=clean.table,
            mapping=clean.mapping,
            members=form.members,
            by=by,
            instrument=instrument_of(clean.mapping, clean.table.columns),
            framework_key=said["framework"],
            language=said["language"],
            corrects=correctable(row.space).filter(public_id=said.get("corrects") or "").first(),
            detail={"file": row.file_name, "kept_because": row.kept_because},
        )
        row.mapping = mapping_to_record(remembering.to_remember(clean.mapping))
        _let_go(row)
        row.save()
    return row.round


@transaction.atomic
def start_importing(brought: Import, *, by: "Person") -> Import:
    row = to_be_matched(brought)
    _have_worked_on(row, "surveys.import_round", by)
    return row


@transaction.atomic
def discard(brought: Import) -> Import:
    """End an import without a round; nothing of the file stays."""
    row = locked(brought, ImportState.DISCARDED)
    row.mapping = None
    row.facts, row.kept_because, row.left_out = {}, {}, []
    _let_go(row)
    row.save()
    return row


def _lay_beside(row: Import, codebook: TemporaryUploadedFile) -> None:
    if row.codebook.name:
        transaction.on_commit(partial(uploads().delete, row.codebook.name))
    row.codebook_name = without_turning(str(codebook.name))[-255:]
    row.codebook.save("codebook", codebook, save=False)


def source_of(brought: Import) -> Source:
    return Source(
        Path(brought.file.path),
        brought.file_name,
        Path(brought.codebook.path) if brought.codebook else None,
        brought.codebook_name,
        FileOptions(**{**brought.options, "missing": ()}) if brought.options else FileOptions(),
    )


def matches_of(brought: Import) -> matches.Matches:
    kept: dict[str, Any] | None = brought.mapping
    mapping = mapping_of_record(kept) if kept else Mapping(scales=())
    return matches.Matches(mapping, frozenset(brought.facts.get("said_dimension", ())))


def _take(row: Import, found: Reading) -> None:
    """What was read takes its place, with the matches of an earlier file of this shape, if there is one."""
    row.state = ImportState.MATCHING
    row.content = found.content
    row.left_out = [one.to_record() for one in found.left_out]
    row.shape = found.shape
    row.fault = None
    mapping = found.mapping
    earlier = newest_of_shape(row)
    known = (
        remembering.remembered(mapping_of_record(earlier.mapping), PackedTable(found.content), mapping)
        if earlier and earlier.mapping
        else None
    )
    row.matched_as = earlier if known else None
    if known:
        mapping = replace(known, options=mapping.options)
    row.mapping = mapping_to_record(mapping)
    row.facts = {
        **facts.first_guess(row.file_name, found.days),
        **{name: value for name, value in row.facts.items() if value},
        "said_dimension": [scale.key for scale in mapping.scales if known or scale.dimension],
    }


def _have_worked_on(row: Import, kind: str, by: "Person") -> None:
    back = WayBack(row.partnership.name, reverse("imports", args=[row.partnership.public_id]))
    row.job = start(kind, {"import": row.public_id}, by=by, space_key=row.space.key, back=back)
    row.save(update_fields=["job"])


def _let_go(row: Import) -> None:
    """The file, its codebook and what was read of it. The files go when the transaction has been kept."""
    storage = uploads()
    for name in (row.file.name, row.codebook.name):
        if name:
            transaction.on_commit(partial(storage.delete, name))
    row.file = row.codebook = ""
    row.content = None
