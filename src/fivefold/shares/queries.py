"""What is shown outside: as the leads of both sides see it, and as its visitor does."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from fivefold.core import links
from fivefold.health.models import Assessment
from fivefold.health.queries import current_of
from fivefold.partnerships.models import Membership, Partnership
from fivefold.partnerships.roles import LEADS
from fivefold.shares import policies
from fivefold.shares.models import Recipient, Share

LINK = "outside"
OF_A_SHARE = (
    "sent_by",
    "assessment__round",
    "assessment__space",
    "assessment__partnership__practice_organization",
    "assessment__partnership__research_organization",
    "assessment__partnership__broker_organization",
)


def token_of(recipient: Recipient) -> str:
    return links.signed(LINK, recipient.public_id)


def named_by(token: str) -> Recipient | None:
    """Whom a link is for. Of a token that was not signed here the database is not even asked."""
    public_id = links.read(LINK, token)
    if public_id is None:
        return None
    reads = [f"share__{one}" for one in OF_A_SHARE]
    return Recipient.objects.select_related(*reads).filter(public_id=public_id).first()


def card_now(share: Share) -> Assessment | None:
    """The report card that a share shows today: its figures may have been worked out again."""
    return current_of(share.assessment.round)


def is_led(partnership: Partnership) -> bool:
    """Whether anybody leads a side today, and so answers for what is shown outside."""
    return _leads_today().filter(partnership=partnership).exists()


def unanswered() -> QuerySet[Recipient]:
    """Links without an end whose round was withdrawn, or for which nobody can answer any more."""
    led = _leads_today().filter(partnership=OuterRef("share__assessment__partnership"))
    withdrawn = Q(share__assessment__round__withdrawn_at__isnull=False)
    reads = [f"share__{one}" for one in OF_A_SHARE]
    return Recipient.objects.select_related(*reads).filter(withdrawn | ~Exists(led), ended_at=None)


def _leads_today() -> QuerySet[Membership]:
    return Membership.objects.current().filter(role__in=[one.key for one in LEADS.values()])


def open_card(recipient: Recipient, now: datetime | None = None) -> Assessment | None:
    """What the link opens at this moment, after a code; nothing where it has ended."""
    card = card_now(recipient.share)
    led = is_led(recipient.share.partnership)
    return card if policies.is_open(recipient, card, now or timezone.now(), led=led) else None


def shares_of(assessment: Assessment) -> QuerySet[Share]:
    """Of a report card, whichever of its figures were shown; newest first, with the people."""
    return (
        Share.objects.filter(assessment__round=assessment.round_id)
        .select_related(*OF_A_SHARE)
        .prefetch_related(Prefetch("recipients", Recipient.objects.order_by("pk")))
    )


def find_share(membership: Membership, share_id: str) -> Share | None:
    found = Share.objects.filter(public_id=share_id, assessment__partnership=membership.partnership_id)
    return found.select_related(*OF_A_SHARE).first()
