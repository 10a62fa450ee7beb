"""What has been shown, and to whom, as the ledger page says it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from fivefold.accounts.models import Person
from fivefold.core import publication
from fivefold.core.models.publication import Publication
from fivefold.partnerships import sharing
from fivefold.partnerships.models import Space

# The kind of a publication that left as a file is this, a dot, and its format.
FILE = "file"
# And of one that went to named people outside: this, and where it left as a file a dot and its format.
OUTSIDE = "outside"


@dataclass(frozen=True)
class Showing:
    title: str
    audience: str
    by: Person | None
    at: datetime
    head: str
    # The format of a file that somebody took away; empty where a page was shared.
    file: str
    # Whether it went to people outside, whom the audience named.
    outside: bool


def showings(space: Space) -> list[Showing]:
    """Newest first, each under its record's title: one query for each kind of record."""
    found = publication.publications(space.key)
    titles = _titles(found)
    return [
        Showing(
            title=titles.get(each.about, each.about),
            audience=each.audience,
            by=each.by,
            at=each.at,
            head=each.ledger_head,
            file=_file(each.kind),
            outside=each.kind.partition(".")[0] == OUTSIDE,
        )
        for each in found
    ]


def _file(kind: str) -> str:
    shared_or_file, _, ending = kind.partition(".")
    return ending.upper() if shared_or_file in {FILE, OUTSIDE} else ""


def _titles(found: list[Publication]) -> dict[str, str]:
    identifiers: dict[str, set[str]] = defaultdict(set)
    for each in found:
        kind, _, public_id = each.about.partition(":")
        identifiers[kind].add(public_id)
    # The base manager: a card whose figures were worked out again has left the pages, not the log.
    return {
        f"{kind}:{record.public_id}": str(record)
        for kind, model in sharing.kinds().items()
        for record in model._base_manager.filter(public_id__in=identifiers[kind]).prefetch_related(
            *model.title_reads
        )
    }
