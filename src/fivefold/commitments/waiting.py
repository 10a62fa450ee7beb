"""What Home, a calendar and the daily mail read of commitments."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from fivefold.commitments import queries, sources
from fivefold.partnerships.dates import Dated
from fivefold.partnerships.models import Membership
from fivefold.partnerships.needs import Need
from fivefold.partnerships.permissions import Permission

SOON = timedelta(days=7)
MINUTES = 2


def needs(membership: Membership) -> Iterator[Need]:
    """Of one's own, what is due within a week or was due before."""
    if Permission.COMMITMENTS_VIEW not in membership.permissions:
        return
    soon = timezone.localdate() + SOON
    mine = [
        one
        for one in queries.open_of(membership.partnership)
        if one.owner_id == membership.person_id and one.due <= soon
    ]
    found = sources.sources_of(membership, mine)
    for one in mine:
        yield Need(
            what=one.what,
            about=_("You took this on: %(source)s.") % {"source": found[one.pk].title}
            if one.pk in found
            else _("You took this on."),
            url=one.get_absolute_url(),
            action=_("Say how it stands"),
            minutes=MINUTES,
            by=one.due,
        )


def dates(membership: Membership, first: date, last: date) -> Iterator[Dated]:
    """All that is open, with whose it is: both sides read the same list."""
    if Permission.COMMITMENTS_VIEW not in membership.permissions:
        return
    for one in queries.open_of(membership.partnership):
        if first <= one.due <= last:
            yield Dated(
                about=one.about,
                what=_("%(owner)s: %(what)s") % {"owner": one.owner, "what": one.what},
                first=one.due,
                last=one.due,
                url=one.get_absolute_url(),
                changed_at=one.changed_at,
                is_mine=one.owner_id == membership.person_id,
            )
