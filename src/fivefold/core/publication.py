"""The publication log: figures that left, and who saw them."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from fivefold.core import ledger
from fivefold.core.actors import Actor
from fivefold.core.models.publication import Publication


def record_publication(
    *,
    kind: str,
    about: str,
    audience: str,
    figures: dict[str, Any],
    space_key: str,
    by: Actor | None,
    at: datetime | None = None,
) -> Publication:
    """Note that figures left, in the transaction in which they did.

    `space_key` is the chain key of the space they left; `figures` is every number shown, so that a
    later release can be checked against all that is already out.
    """
    noted = Publication.objects.create(
        kind=kind,
        about=about,
        audience=audience,
        figures=figures,
        space_key=space_key,
        by_id=None if by is None else by.pk,
        at=at or timezone.now(),
        ledger_head=ledger.head(space_key),
    )
    enter(noted, by=by)
    return noted


def enter(publication: Publication, *, by: Actor | None) -> None:
    """Bind the log to the chain: who changes what was shown to whom, afterwards, breaks the ledger too."""
    publication.refresh_from_db()
    mark = ledger.mark_of(publication)
    ledger.append(publication.space_key, ledger.PUBLISHED, by=by, about=mark, detail={}, at=publication.at)


def publications(space_key: str) -> list[Publication]:
    """Newest first, with the person who published."""
    return list(Publication.objects.filter(space_key=space_key).select_related("by"))
