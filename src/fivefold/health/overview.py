"""All partnerships of a person, each with the answer that its report card begins with."""

from collections.abc import Iterable
from dataclasses import dataclass

from fivefold.health import sentences
from fivefold.health.pages import short_names
from fivefold.health.queries import RoundCard, newest_shared_cards
from fivefold.partnerships.models import Membership
from fivefold.partnerships.permissions import Permission


@dataclass(frozen=True)
class PartnershipLine:
    membership: Membership
    in_brief: str
    conditions: str


def overview(memberships: Iterable[Membership]) -> list[PartnershipLine]:
    memberships = list(memberships)
    readable = [one.partnership_id for one in memberships if Permission.HEALTH_VIEW in one.permissions]
    cards = newest_shared_cards(readable)
    lines = []
    for one in memberships:
        found = cards.get(one.partnership_id)
        lines.append(_line(one, found) if found else PartnershipLine(one, "", ""))
    return lines


def _line(membership: Membership, found: RoundCard) -> PartnershipLine:
    name = short_names(found.card).__getitem__
    conditions = [
        sentences.round_conditions(found.card, found.title),
        sentences.not_asked(found.card, name),
    ]
    return PartnershipLine(
        membership, sentences.in_brief(found.card, name), " ".join(filter(None, conditions))
    )
