"""What of the report cards waits for a member: those of their own side that nobody has shared."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext

from fivefold.health.queries import cards_to_share
from fivefold.partnerships.models import Membership
from fivefold.partnerships.needs import Need
from fivefold.partnerships.sharing import kind_of


def needs(membership: Membership) -> Iterator[Need]:
    about = gettext("Only your side can see it so far. Share it when you are ready, or leave it where it is.")
    for card in cards_to_share(membership):
        url = reverse("share", args=[membership.partnership.public_id, kind_of(card), card.public_id])
        yield Need(str(card), about, url, gettext("Look and share"), minutes=3)
