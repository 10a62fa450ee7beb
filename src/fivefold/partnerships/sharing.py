"""The one place where something moves from a side's private space to the shared one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar, runtime_checkable

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.http import Http404
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from fivefold.accounts.models import Person
from fivefold.core import ledger
from fivefold.core.mail import queue_mail
from fivefold.core.publication import record_publication
from fivefold.partnerships import policies, queries
from fivefold.partnerships.models import Membership, Space, SpacedRecord
from fivefold.partnerships.permissions import Permission, require

Record = TypeVar("Record", bound=SpacedRecord)
SHARED = "partnerships.shared"


@runtime_checkable
class Shareable(Protocol):
    """What a record needs besides its space to be listed, previewed and shared; its `str` is its title.

    `figures_shown` is every number that the record's page shows, for the publication log. The template
    `<app>/<model>_preview.html` draws, for `record`, what the other side will see.
    """

    def figures_shown(self) -> dict[str, Any]: ...

    def get_absolute_url(self) -> str: ...


def kinds() -> dict[str, type[SpacedRecord]]:
    """Every kind of record that can be shared, by the word that stands for it in addresses."""
    return {
        str(model._meta.model_name): model
        for model in apps.get_models()
        if issubclass(model, SpacedRecord) and hasattr(model, "figures_shown")
    }


def kind_of(record: SpacedRecord) -> str:
    return str(record._meta.model_name)


def titled(kind: str, plain_title: str) -> str:
    """What a record is called in the reader's language, from what the ledger keeps of it."""
    for model in apps.get_models():
        if issubclass(model, SpacedRecord) and model._meta.model_name == kind:
            return model.titled(plain_title)
    return plain_title


def kind_name(record: SpacedRecord) -> str | Promise:
    return record._meta.verbose_name or kind_of(record)


def address_of(record: SpacedRecord) -> str:
    return record.get_absolute_url() if isinstance(record, Shareable) else ""


def preview_template(record: SpacedRecord) -> str:
    return f"{record._meta.app_label}/{kind_of(record)}_preview.html"


def records_in(space: Space) -> Iterator[SpacedRecord]:
    """What can be shared from a space, newest first: one query for each kind, however many rows."""
    found = [
        record
        for model in kinds().values()
        for record in model._default_manager.filter(space=space).select_related("made_by", "space")
    ]
    yield from sorted(found, key=lambda record: record.made_at, reverse=True)


def get_record(kind: str, public_id: str, membership: Membership) -> SpacedRecord:
    """A record in a space that is open to this member; otherwise there is nothing there."""
    model = kinds().get(kind)
    if model is None:
        raise Http404
    record = (
        model._default_manager.filter(
            public_id=public_id,
            partnership=membership.partnership_id,
            space__in=queries.spaces_open_to(membership),
        )
        .select_related("space", "made_by")
        .first()
    )
    if record is None:
        raise Http404
    return record


@transaction.atomic
def share(record: Record, *, by: Person) -> Record:
    """Move a record from the own side's private space to the shared one; it does not move back.

    Both chains remember it: the private one that it left, the shared one that it arrived, without what
    only the private side knows. The figures that are out from now on go into the publication log, and
    everyone for whom the record is new gets a message.
    """
    membership = queries.get_membership(by, record.partnership.public_id)
    require(Permission.RECORD_SHARE, membership)
    # Taken anew under a lock, so that a record shared twice at once is shared once. What is read along
    # is not locked: whoever imports meanwhile holds the chain and would wait for the partnership.
    record = type(record)._default_manager.select_for_update(of=("self",), no_key=True).get(pk=record.pk)
    if refusal := policies.why_not_shared(record, membership):
        raise refusal
    origin, shared = record.space, queries.shared_space(record.partnership)
    for moved in what_moves(record):
        moved.space = shared
        moved.save(update_fields=["space"])
        _remember(moved, membership, origin, shared)
    for reader in queries.newly_readers(membership):
        _tell(reader, record, membership)
    return record


def what_moves(record: SpacedRecord) -> list[SpacedRecord]:
    """The record, and what goes with it out of the same space."""
    return [record, *(other for other in record.moves_along() if other.space_id == record.space_id)]


@dataclass(frozen=True)
class Crossing:
    """When a record came to the shared space, and by whom."""

    at: datetime
    by: Person | None


def crossing(record: SpacedRecord) -> Crossing | None:
    """As the shared chain has it. What went along tells too: figures may have been worked out again since."""
    about = {_about(moved) for moved in what_moves(record)}
    entry = ledger.newest(record.space.key, SHARED, about)
    if entry is None:
        return None
    return Crossing(entry.at, Person.objects.filter(public_id=entry.actor).first())


def _about(record: SpacedRecord) -> str:
    return f"{kind_of(record)}:{record.public_id}"


def _remember(record: SpacedRecord, membership: Membership, origin: Space, shared: Space) -> None:
    about = _about(record)
    # Not the record's whole title: that would keep the language of whoever shared it.
    detail = {"kind": kind_of(record), "title": record.plain_title}
    ledger.append(origin.key, "partnerships.moved_out", by=membership.person, about=about, detail=detail)
    ledger.append(
        shared.key,
        SHARED,
        by=membership.person,
        about=about,
        detail={**detail, "from": membership.side},
    )
    if isinstance(record, Shareable):
        record_publication(
            kind=kind_of(record),
            about=about,
            audience=", ".join(organization.name for organization in record.partnership.organizations),
            figures=record.figures_shown(),
            space_key=shared.key,
            by=membership.person,
        )


def _tell(reader: Membership, record: SpacedRecord, membership: Membership) -> None:
    language = reader.person.language or settings.LANGUAGE_CODE
    with translation.override(language):
        queue_mail(
            to=reader.person,
            subject=_("%(who)s shared “%(title)s” with you")
            % {"who": membership.person.name, "title": record},
            body=render_to_string(
                "partnerships/mail/shared.txt",
                {
                    "reader": reader.person,
                    "sharer": membership,
                    "side_name": membership.partnership.organization_of(membership.side),
                    "record": record,
                    "address": settings.ADDRESS.geturl().rstrip("/") + address_of(record),
                    "operator": settings.OPERATOR,
                },
            ),
            key=f"partnerships.shared:{record.public_id}:{reader.person.public_id}",
            language=language,
        )
